import { useSignal } from '@preact/signals';
import { t } from '../ui/language';
import { titleOf } from '../ui/titles';
import type { Panel } from './panel-store';
import { SubjectTable } from './subject-table';

/** The tasks of the connection with what each sold on every platform, side by side, and the notes of one of them. */
export function Tasks({ panel }: { panel: Panel }) {
  const sought = useSignal('');
  const tasks = panel.tasks.value;
  const opened = panel.opened.value;
  const word = sought.value.trim().toLowerCase();
  const all = panel.rows('tasks');
  const rows = all.filter((row) => `${titleOf(row)} ${row.subject}`.toLowerCase().includes(word));
  const title = all.find(({ subject }) => subject === opened?.task);
  if (opened) {
    const notes = panel.rows('opened');
    return (
      <section aria-labelledby="view-title" aria-busy={opened.notes === null}>
        <button type="button" onClick={() => void panel.openTask(null)}>
          {t('panel_task_back')}
        </button>
        <h2 id="view-title">{title ? titleOf(title) : opened.task}</h2>
        {opened.notes === null && <p class="soft">{t('popup_reading')}</p>}
        {opened.notes === 'failed' && <p class="soft">{t('popup_search_failed')}</p>}
        {opened.notes?.length === 0 && <p class="soft">{t('panel_task_no_notes')}</p>}
        {notes.length > 0 && <SubjectTable panel={panel} rows={notes} caption={t('panel_task_notes')} />}
      </section>
    );
  }
  return (
    <section aria-labelledby="view-title" aria-busy={tasks === null}>
      <h2 id="view-title">{t('panel_view_tasks')}</h2>
      {tasks === null && <p class="soft">{t('popup_reading')}</p>}
      {tasks?.tasks.length === 0 && <p class="soft">{t('panel_no_tasks')}</p>}
      {all.length > 0 && (
        <>
          <label class="search">
            {t('panel_task_search')}
            <input
              type="search"
              value={sought.value}
              onInput={({ currentTarget }) => {
                sought.value = currentTarget.value;
              }}
            />
          </label>
          {tasks && tasks.left > 0 && <p class="soft">{t('panel_tasks_left', { left: tasks.left })}</p>}
          <SubjectTable
            panel={panel}
            rows={rows}
            caption={t('panel_view_tasks')}
            onOpen={(task) => void panel.openTask(task)}
          />
        </>
      )}
    </section>
  );
}
