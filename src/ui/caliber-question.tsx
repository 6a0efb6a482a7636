import { useSignal } from '@preact/signals';
import type { Source } from '../metrics/sources';
import type { MessageKey, Params } from '../text/fill';
import { CALIBER_ANSWERS, type CaliberAnswer } from './caliber-answer';
import { t } from './language';

/** Asks of each source whose day its rows are, and reports what became of an answer. */
export function CaliberQuestion(props: {
  sources: readonly Source[];
  /** @returns whether the source of the numbers has it */
  onAnswer(source: Source, caliber: CaliberAnswer): Promise<boolean>;
}) {
  const said = useSignal<{ good: boolean; key: MessageKey; params: Params } | null>(null);
  const answer = async (source: Source, caliber: CaliberAnswer) => {
    const kept = await props.onAnswer(source, caliber);
    const params = { source: t(`measure_source_${source}`), answer: t(`caliber_${caliber}`) };
    said.value = { good: kept, key: kept ? 'caliber_kept' : 'caliber_not_kept', params };
  };
  return (
    <>
      {props.sources.map((source) => (
        <fieldset key={source} class="notice question">
          <legend>{t('caliber_question', { source: t(`measure_source_${source}`) })}</legend>
          {CALIBER_ANSWERS.map((caliber) => (
            <button key={caliber} type="button" onClick={() => void answer(source, caliber)}>
              {t(`caliber_${caliber}`)}
            </button>
          ))}
          <small class="soft">{t('caliber_why')}</small>
        </fieldset>
      ))}
      <div role="status">
        {said.value && (
          <p class={said.value.good ? 'notice good' : 'notice bad'}>{t(said.value.key, said.value.params)}</p>
        )}
      </div>
    </>
  );
}
