import type { Settings } from '../messages/protocol';
import type { Platform } from '../metrics/subjects';
import { Switch } from '../ui/controls';
import { t } from '../ui/language';
import type { Popup } from './popup-store';

const SITES: readonly Platform[] = ['xhs', 'taobao', 'jd'];

/** Off for all sites, and off for one. */
export function Footer({ settings, popup }: { settings: Settings; popup: Popup }) {
  const turn = (site: Platform, on: boolean) =>
    popup.change({ off: on ? settings.off.filter((one) => one !== site) : [...settings.off, site] });
  return (
    <section class="switches" aria-label={t('popup_switches')}>
      <Switch on={settings.enabled} onTurn={(enabled) => void popup.change({ enabled })}>
        {t('popup_draw')}
      </Switch>
      <Switch on={settings.quiet} disabled={!settings.enabled} onTurn={(quiet) => void popup.change({ quiet })}>
        {t('popup_quiet')}
      </Switch>
      <div class="sites">
        {SITES.map((site) => (
          <label key={site}>
            <input
              type="checkbox"
              checked={settings.enabled && !settings.off.includes(site)}
              disabled={!settings.enabled}
              onChange={(event) => void turn(site, event.currentTarget.checked)}
            />
            {t(`popup_site_${site}`)}
          </label>
        ))}
      </div>
    </section>
  );
}
