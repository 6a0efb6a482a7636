import type { Settings } from '../messages/protocol';
import { ALL_BADGE_CHOICES, type BadgeChoice, MOST_ON_BADGE } from '../metrics/badge-choices';
import { Select } from '../ui/controls';
import { t } from '../ui/language';
import type { Options } from './options-store';

const SITES = ['xhs', 'taobao', 'jd'] as const;
const PLACES = Array.from({ length: MOST_ON_BADGE }, (_, place) => place);
/** No measure at this place. */
const NONE = '-';

/** What a badge shows on each site, place by place; what is chosen twice moves, and one measure always stays. */
export function OnBadge({ settings, options }: { settings: Settings; options: Options }) {
  const choose = (site: (typeof SITES)[number], place: number, value: string) => {
    const others = settings.badge[site].map((choice, at) => (at === place || choice === value ? null : choice));
    const wanted = PLACES.map((at) => (at === place ? (value === NONE ? null : (value as BadgeChoice)) : others[at]));
    const chosen = wanted.filter((choice) => choice !== null && choice !== undefined);
    if (chosen.length > 0) void options.change({ badge: { ...settings.badge, [site]: chosen } });
  };
  return (
    <section aria-labelledby="badge">
      <h2 id="badge">{t('options_badge')}</h2>
      {SITES.map((site) => (
        <fieldset key={site}>
          <legend>{t(`popup_site_${site}`)}</legend>
          <div class="checks">
            {PLACES.map((place) => (
              <Select
                key={place}
                label={t('options_badge_place', { site: t(`popup_site_${site}`), place: place + 1 })}
                options={[
                  { value: NONE, text: t('options_badge_none') },
                  ...ALL_BADGE_CHOICES.map((choice) => ({ value: choice, text: t(`options_choice_${choice}`) })),
                ]}
                value={settings.badge[site][place] ?? NONE}
                onChoose={(value) => choose(site, place, value)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <p class="soft">{t('options_badge_help')}</p>
    </section>
  );
}
