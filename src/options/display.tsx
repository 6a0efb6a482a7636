import type { Settings } from '../messages/protocol';
import { Choice, Switch } from '../ui/controls';
import { t } from '../ui/language';
import type { Options } from './options-store';

/** The language, and whether anything is drawn on pages. */
export function Display({ settings, options }: { settings: Settings; options: Options }) {
  return (
    <section aria-labelledby="display">
      <h2 id="display">{t('options_display')}</h2>
      <Choice
        label={t('options_language')}
        options={[
          { value: 'auto', text: t('options_language_auto') },
          // Each language is named in itself, so that it can be found from the other.
          { value: 'zh_CN', text: t('options_language_zh') },
          { value: 'zh_TW', text: t('options_language_tw') },
          { value: 'en', text: t('options_language_en') },
        ]}
        value={settings.language}
        onChoose={(language) => void options.change({ language })}
      />
      <Switch on={settings.enabled} onTurn={(enabled) => void options.change({ enabled })}>
        {t('options_draw')}
      </Switch>
      <p class="soft">{t('options_draw_help')}</p>
      <Switch on={settings.quiet} disabled={!settings.enabled} onTurn={(quiet) => void options.change({ quiet })}>
        {t('options_quiet')}
      </Switch>
      <p class="soft">{t('options_quiet_help')}</p>
    </section>
  );
}
