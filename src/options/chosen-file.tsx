import type { ImportReport } from '../files/client';
import type { Declared } from '../metrics/values';
import { Select } from '../ui/controls';
import { locale, t } from '../ui/language';
import type { Chosen, Files } from './files-store';
import { failureInWords, inWords } from './files-words';

/** How many lines that were not taken are named one by one. */
const SHOWN = 3;

/** One chosen file: how far its reading is, what would come of it, and what only the user can say of it. */
export function ChosenFile({ one, files }: { one: Chosen; files: Files }) {
  const { file, preview, failure, progress } = one;
  return (
    <li>
      <div class="actions">
        <strong>{file.name}</strong>
        <button
          type="button"
          aria-label={t('files_leave_out', { file: file.name })}
          onClick={() => files.drop(one.number)}
        >
          ✕
        </button>
      </div>
      {progress && (
        <progress aria-label={t('files_reading', { file: file.name })} max={progress.of} value={progress.bytes} />
      )}
      {failure && <p class="notice bad">{failureInWords(failure)}</p>}
      {failure && <Which one={one} files={files} />}
      {preview?.already && <p class="soft">{t('files_already')}</p>}
      {preview?.report && !preview.already && <Report report={preview.report} one={one} files={files} />}
    </li>
  );
}

/** Which of several kinds or sheets is meant, where the file leaves it open. */
function Which({ one, files }: { one: Chosen; files: Files }) {
  const { code, params = {} } = one.failure ?? { code: '' };
  const choices =
    code === 'export_ambiguous'
      ? { name: 'kind' as const, values: [String(params.one), String(params.other)] }
      : code === 'export_several_sheets'
        ? { name: 'sheet' as const, values: String(params.sheets).split('、') }
        : null;
  if (!choices) return null;
  return (
    <Select
      label={t(`files_which_${choices.name}`)}
      options={['', ...choices.values].map((value) => ({ value, text: value || t(`files_which_${choices.name}`) }))}
      value=""
      onChoose={(value) => void files.describe(one.number, { [choices.name]: value })}
    />
  );
}

function Report({ report, one, files }: { report: ImportReport; one: Chosen; files: Files }) {
  const { counts, period, asOf, rejected, replaces, warnings, columns } = report;
  const unread = columns.filter(({ as }) => as === null).map(({ heading }) => heading);
  return (
    <>
      <p>{locale.value === 'en' ? report.name.en : report.name.zh}</p>
      <p class="soft">{t('server_report_counts', counts)}</p>
      {period && <p class="soft">{t('server_report_days', { ...period, asOf: asOf ?? period.to })}</p>}
      {counts.rejected > 0 && <p class="warning">{t('server_report_rejected', { count: counts.rejected })}</p>}
      {rejected.first.slice(0, SHOWN).map((row) => (
        <p key={row.line} class="warning">
          {t('server_report_row', { line: row.line, reason: inWords(row) })}
        </p>
      ))}
      {unread.length > 0 && (
        <p class="soft">{t('server_report_unread', { count: unread.length, headings: unread.join('、') })}</p>
      )}
      {replaces.map((other) => (
        <p key={other.id} class="soft">
          {t('files_replaces', { file: other.fileName, from: other.from, to: other.to, days: other.days })}
        </p>
      ))}
      {warnings.map((warning) => (
        <p key={warning.code} class="warning">
          {inWords(warning)}
        </p>
      ))}
      <Declarations report={report} one={one} files={files} />
    </>
  );
}

/** What the file does not say and only the user knows. Unsaid it stays unknown. */
function Declarations({ report, one, files }: { report: ImportReport; one: Chosen; files: Files }) {
  const declare = (some: Declared) => void files.describe(one.number, { declared: { ...one.declared, ...some } });
  const asks = (what: ImportReport['undeclared'][number]) => report.undeclared.includes(what);
  return (
    <div class="actions">
      {asks('window') && (
        <Select
          label={t('files_declare_window')}
          options={[
            { value: '0', text: t('files_declare_window') },
            ...[7, 15, 30].map((days) => ({ value: String(days), text: t('options_window_days', { days }) })),
          ]}
          value={String(one.declared.window ?? 0)}
          onChoose={(value) => value !== '0' && declare({ window: Number(value) as 7 | 15 | 30 })}
        />
      )}
      {asks('caliber') && (
        <Select
          label={t('files_declare_caliber')}
          options={[
            { value: 'unknown', text: t('files_declare_caliber') },
            { value: 'click', text: t('options_caliber_click') },
            { value: 'conversion', text: t('options_caliber_conversion') },
          ]}
          value={one.declared.caliber ?? 'unknown'}
          onChoose={(value) => value !== 'unknown' && declare({ caliber: value === 'click' ? 'click' : 'conversion' })}
        />
      )}
      {asks('traffic') && (
        <label>
          <input
            type="checkbox"
            checked={one.declared.traffic === 'all'}
            disabled={one.declared.traffic === 'all'}
            onChange={() => declare({ traffic: 'all' })}
          />
          {t('files_declare_traffic')}
        </label>
      )}
      {asks('filtered') && (
        <label>
          <input
            type="checkbox"
            checked={one.declared.filtered === true}
            onChange={(event) => declare({ filtered: event.currentTarget.checked })}
          />
          {t('files_declare_filtered')}
        </label>
      )}
    </div>
  );
}
