import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../ui/language';
import type { Options } from './options-store';

/** What the extension keeps, to be cleared, and what to hand over when something does not work. */
export function Upkeep({ options }: { options: Options }) {
  const records = useSignal<number | null>(null);
  const bytes = useSignal<number | null>(null);
  const text = useSignal('');
  const said = useSignal('');
  const read = async (clear: boolean) => {
    records.value = await options.cache(clear);
    bytes.value = await options.stored();
    if (clear) said.value = t(records.value === null ? 'options_silent' : 'options_cache_cleared');
  };
  useEffect(() => void read(false), []);
  return (
    <section aria-labelledby="upkeep">
      <h2 id="upkeep">{t('options_cache')}</h2>
      <p>
        {t('options_cache_size', {
          records: records.value ?? '—',
          megabytes: bytes.value === null ? '—' : (bytes.value / 1024 / 1024).toFixed(1),
        })}
      </p>
      <p class="soft">{t('options_cache_help')}</p>
      <button type="button" onClick={() => void read(true)}>
        {t('options_cache_clear')}
      </button>
      <h3>{t('options_diagnostics')}</h3>
      <p class="soft">{t('options_diagnostics_help')}</p>
      <button
        type="button"
        onClick={() =>
          void options.diagnostics().then(async (report) => {
            text.value = report;
            said.value = t((await options.copy(report)) ? 'options_diagnostics_copied' : 'options_diagnostics_by_hand');
          })
        }
      >
        {t('options_diagnostics_copy')}
      </button>
      {text.value !== '' && <textarea rows={8} readOnly aria-label={t('options_diagnostics')} value={text.value} />}
      <p class="soft" role="status">
        {said.value}
      </p>
    </section>
  );
}
