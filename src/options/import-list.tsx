import { t } from '../ui/language';
import type { Files } from './files-store';
import { importName } from './files-words';
import { Sure } from './sure';

/** What is imported into the active set, each to be taken back, and all of it to be deleted. */
export function ImportList({ files, name }: { files: Files; name: string }) {
  const { busy } = files;
  return (
    <>
      <h3>{t('files_list')}</h3>
      {files.imports.value.length === 0 && <p class="soft">{t('files_none')}</p>}
      <ul class="files">
        {files.imports.value.map((one) => {
          const { id, report } = one;
          const file = importName(one);
          return (
            <li key={id}>
              <div class="actions">
                <strong>{file}</strong>
                <button
                  type="button"
                  disabled={busy.value}
                  aria-label={t('files_undo_file', { file })}
                  onClick={() => id !== null && void files.undo(id)}
                >
                  {t('files_undo')}
                </button>
              </div>
              {report && <p class="soft">{t('server_report_counts', report.counts)}</p>}
              {report?.period && (
                <p class="soft">
                  {t('server_report_days', { ...report.period, asOf: report.asOf ?? report.period.to })}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <Sure
        text={t('files_wipe')}
        question={t('files_wipe_question', { name })}
        yes={t('files_wipe_yes')}
        disabled={busy.value}
        onYes={() => files.wipe()}
      />
    </>
  );
}
