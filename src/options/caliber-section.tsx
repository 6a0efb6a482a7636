import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Reply } from '../messages/protocol';
import { SOURCES } from '../metrics/sources';
import { CALIBER_ANSWERS } from '../ui/caliber-answer';
import { Choice } from '../ui/controls';
import { t } from '../ui/language';
import type { Options } from './options-store';

/** Whose day each source's rows are, where its files leave that open, to be answered and to be changed. */
export function CaliberSection({ options, connection }: { options: Options; connection: string | null }) {
  const found = useSignal<Reply<'calibers'>['calibers']>(null);
  const failed = useSignal(false);
  const read = async () => {
    const { calibers } = await options.calibers(connection);
    found.value = calibers;
  };
  useEffect(() => {
    found.value = null;
    failed.value = false;
    if (connection !== null) void read();
  }, [connection]);
  if (connection === null || found.value === null) return null;
  const { calibers, open } = found.value;
  const sources = SOURCES.filter((source) => open.includes(source) || calibers[source]);
  if (sources.length === 0) return null;
  return (
    <section aria-labelledby="calibers">
      <h2 id="calibers">{t('options_calibers')}</h2>
      <p class="soft">{t('caliber_why')}</p>
      {sources.map((source) => (
        <div key={source}>
          <Choice
            label={t('caliber_question', { source: t(`measure_source_${source}`) })}
            options={CALIBER_ANSWERS.map((value) => ({ value, text: t(`caliber_${value}`) }))}
            value={calibers[source]?.caliber ?? null}
            onChoose={async (caliber) => {
              failed.value = !(await options.declareCaliber(connection, source, caliber));
              await read();
            }}
          />
          {calibers[source]?.by === 'exports' && <p class="soft">{t('mark_inferred')}</p>}
        </div>
      ))}
      <div role="status">{failed.value && <p class="notice bad">{t('caliber_not_kept')}</p>}</div>
    </section>
  );
}
