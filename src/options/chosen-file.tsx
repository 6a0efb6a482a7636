import type { ComponentChildren } from 'preact';
import type { ImportAnswer, ImportReport } from '../files/client';
import type { Day } from '../metrics/days';
import { isEventSource } from '../metrics/sources';
import type { Declared } from '../metrics/values';
import { Select } from '../ui/controls';
import { locale, t } from '../ui/language';
import { CutChoice } from './cut-question';
import type { Chosen, Files } from './files-store';
import { failureInWords, inWords } from './files-words';
import { MappingEditor } from './mapping-editor';

/** How many lines that were not taken are named one by one. */
const SHOWN = 3;

/** One chosen file: how far its reading is, what would come of it, and what only the user can say of it. */
export function ChosenFile({ one, files }: { one: Chosen; files: Files }) {
  const { file, preview, failure, progress } = one;
  const draft = files.mapping.value;
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
      {(isUnread(failure?.code) || preview?.report?.mapping) && draft?.number !== one.number && (
        <button type="button" disabled={files.busy.value} onClick={() => void files.beginMapping(one.number)}>
          {t(failure ? 'mapping_begin' : 'mapping_change')}
        </button>
      )}
      {draft?.number === one.number && <MappingEditor draft={draft} files={files} />}
      {preview?.archive && <Archive archive={preview.archive} />}
      {preview?.already && <p class="soft">{t('files_already')}</p>}
      {preview?.report && !preview.already && <Report report={preview.report} one={one} files={files} />}
    </li>
  );
}

/** Whether a file was refused as a table that nobody reads: a mapping may say how. */
function isUnread(code = ''): boolean {
  return /^export_(?:unknown|nearest|unproven|table_\w+)$/.test(code);
}

/** What is in an archive of a whole set. */
function Archive({ archive }: { archive: NonNullable<ImportAnswer['archive']> }) {
  const { name, createdAt, imports, targets, marks, mappings } = archive;
  return (
    <>
      <p>{t('files_archive_is', { name, day: createdAt.slice(0, 10), count: imports.length })}</p>
      {imports.map((one, at) => (
        // Two imports may have one name, and the list does not change.
        <p key={`${at} ${one.fileName}`} class="soft">
          {t(one.already ? 'files_archive_one_already' : 'files_archive_one', {
            file: one.fileName,
            name: locale.value === 'en' ? one.name.en : one.name.zh,
            values: one.values,
          })}
        </p>
      ))}
      {targets + marks + mappings > 0 && <p class="soft">{t('files_archive_more', { targets, marks, mappings })}</p>}
    </>
  );
}

/** Which of several kinds or sheets is meant, where the file leaves it open. */
function Which({ one, files }: { one: Chosen; files: Files }) {
  const { code, params = {} } = one.failure ?? { code: '' };
  const choices =
    code === 'export_ambiguous'
      ? { name: 'kind' as const, values: [String(params.one), String(params.other)] }
      : code === 'export_unproven'
        ? { name: 'kind' as const, values: String(params.kinds).split(',') }
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
      {report.cuts?.map((cut) => (
        <CutChoice key={cut.column} cut={cut} onAnswer={(answer) => answerCut(one, files, cut.column, answer)} />
      ))}
      <Declarations report={report} one={one} files={files} />
    </>
  );
}

function answerCut({ number, declared }: Chosen, files: Files, column: string, answer: string | undefined): void {
  const { cuts: { [column]: _, ...cuts } = {}, ...others } = declared;
  const said = answer === undefined ? cuts : { ...cuts, [column]: answer };
  void files.describe(number, { declared: { ...others, ...(Object.keys(said).length > 0 && { cuts: said }) } });
}

/** An overlap that only a day of the data can decide. */
const ASKS_AS_OF = [
  'server_import_same_as_of',
  'server_import_older',
  'server_import_both_filtered',
  'server_as_of_early',
];
/** Xiaohongshu began in 2013: a year that is still being typed is not taken for one. */
const FIRST_DAY = '2013-01-01';

/** What the file does not say and only the user knows. Unsaid it stays unknown, and what was said can be taken back. */
function Declarations({ report, one, files }: { report: ImportReport; one: Chosen; files: Files }) {
  const declare = <K extends keyof Declared>(what: K, value: Declared[K] | undefined) => {
    const { [what]: _, ...others } = one.declared;
    void files.describe(one.number, { declared: value === undefined ? others : { ...others, [what]: value } });
  };
  const asks = (what: ImportReport['undeclared'][number]) =>
    report.undeclared.includes(what) || one.declared[what] !== undefined;
  return (
    <div class="actions">
      {asks('window') && (
        <Select
          label={t('files_declare_window')}
          options={[
            { value: 'unknown', text: t('files_declare_window') },
            ...[7, 15, 30].map((days) => ({ value: String(days), text: t('options_window_days', { days }) })),
          ]}
          value={String(one.declared.window ?? 'unknown')}
          onChoose={(value) => declare('window', value === 'unknown' ? undefined : (Number(value) as 7 | 15 | 30))}
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
          onChoose={(value) => declare('caliber', value === 'click' || value === 'conversion' ? value : undefined)}
        />
      )}
      {asks('traffic') && (
        <Check on={one.declared.traffic === 'all'} onTurn={(on) => declare('traffic', on ? 'all' : undefined)}>
          {t('files_declare_traffic')}
        </Check>
      )}
      {asks('filtered') && (
        <Check on={one.declared.filtered === true} onTurn={(on) => declare('filtered', on ? true : undefined)}>
          {t('files_declare_filtered')}
        </Check>
      )}
      {(asks('asOf') || report.warnings.some(({ code }) => ASKS_AS_OF.includes(code))) && (
        <DayInput label={t('files_declare_as_of')} day={one.declared.asOf} onDay={(day) => declare('asOf', day)} />
      )}
      {report.source !== null && isEventSource(report.source) && (
        <DayInput label={t('files_declare_since')} day={one.declared.since} onDay={(day) => declare('since', day)} />
      )}
    </div>
  );
}

function DayInput(props: { label: string; day: Day | undefined; onDay(day: Day | undefined): void }) {
  return (
    <label>
      {props.label}{' '}
      <input
        type="date"
        min={FIRST_DAY}
        // Left to the browser while it is being typed.
        defaultValue={props.day ?? ''}
        onChange={({ currentTarget: { value, validity } }) => {
          if (validity.valid) props.onDay(value === '' ? undefined : value);
        }}
      />
    </label>
  );
}

function Check(props: { on: boolean; onTurn(on: boolean): void; children: ComponentChildren }) {
  return (
    <label>
      <input type="checkbox" checked={props.on} onChange={(event) => props.onTurn(event.currentTarget.checked)} />
      {props.children}
    </label>
  );
}
