import { useSignal } from '@preact/signals';
import { snake } from '../ui/keys';
import { t } from '../ui/language';
import { MOST_LINES, type Panel } from './panel-store';
import { SubjectTable } from './subject-table';

/** Links that are pasted, as a table; what a line does not say is told line by line. */
export function Pasted({ panel }: { panel: Panel }) {
  const text = useSignal('');
  const pasted = panel.pasted.value;
  const rows = panel.rows('pasted');
  const told = pasted?.lines.flatMap(({ problem, ...line }) => (problem === null ? [] : { ...line, problem })) ?? [];
  return (
    <section aria-labelledby="view-title">
      <h2 id="view-title">{t('panel_view_pasted')}</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void panel.paste(text.value);
        }}
      >
        <label for="pasted">{t('panel_paste_label', { most: MOST_LINES })}</label>
        <textarea
          id="pasted"
          rows={5}
          spellcheck={false}
          value={text.value}
          aria-describedby="pasted-help"
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
          }}
        />
        <p id="pasted-help" class="soft">
          {t('panel_paste_help')}
        </p>
        <button type="submit" class="primary" disabled={text.value.trim() === ''}>
          {t('panel_paste_read')}
        </button>
      </form>
      {pasted && (
        <>
          <p role="status">
            {t('panel_paste_result', { rows: rows.length, lines: pasted.lines.length })}
            {pasted.left > 0 && ` ${t('panel_paste_left', { left: pasted.left, most: MOST_LINES })}`}
          </p>
          {told.length > 0 && (
            <ul class="problems">
              {told.map(({ line, text: said, problem }) => (
                <li key={line}>
                  {t('panel_paste_line', { line, problem: t(`panel_paste_${snake(problem)}`) })} <code>{said}</code>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {rows.length > 0 && <SubjectTable panel={panel} rows={rows} caption={t('panel_view_pasted')} />}
    </section>
  );
}
