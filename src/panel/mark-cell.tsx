import { useSignal } from '@preact/signals';
import { DECISIONS, MAX_REMARK } from '../metrics/marks';
import { t } from '../ui/language';
import { titleOf } from '../ui/titles';
import type { Panel } from './panel-store';
import type { Row } from './rows';

/** What was decided about a subject, to be changed in place, and the remark that goes with it. */
export function MarkCell({ row, panel }: { row: Row; panel: Panel }) {
  const { subject, mark } = row;
  const typed = useSignal<string | null>(null);
  const title = titleOf(row);
  const save = () => {
    const remark = typed.value?.trim();
    typed.value = null;
    if (mark && remark !== undefined && remark !== mark.remark) {
      void panel.mark(subject, { decision: mark.decision, remark });
    }
  };
  return (
    <>
      <select
        class={`decision ${mark?.decision ?? ''}`}
        aria-label={t('panel_mark_of', { title })}
        value={mark?.decision ?? ''}
        onChange={({ currentTarget }) => {
          const decision = DECISIONS.find((one) => one === currentTarget.value);
          void panel.mark(subject, decision ? { decision, remark: mark?.remark ?? '' } : null);
        }}
      >
        <option value="">{t('panel_mark_none')}</option>
        {DECISIONS.map((decision) => (
          <option key={decision} value={decision}>
            {t(`panel_mark_${decision}`)}
          </option>
        ))}
      </select>
      {mark && (
        <input
          type="text"
          class="remark"
          aria-label={t('panel_remark_of', { title })}
          placeholder={t('panel_remark')}
          maxLength={MAX_REMARK}
          value={typed.value ?? mark.remark}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
          }}
          onBlur={save}
          onKeyDown={({ key }) => key === 'Enter' && save()}
        />
      )}
    </>
  );
}
