import type { ImportAnswer, ImportReport } from '../../api/contract';
import { amountText, cutNotice, isAnswered } from '../../exports';
import type { Under } from '../../text/text';
import type { RefusalParams } from '../refusal';
import { bare } from '../words';
import { type Cli, words } from './cli';
import { grouped } from './progress';

/** How many rejected rows the terminal shows one by one. */
const ROWS_SHOWN = 10;
/** How many headings are listed before it gets long. */
const HEADINGS_SHOWN = 12;

/** What became of one file, as lines for a person. */
export function reportLines(cli: Cli, answer: ImportAnswer): string[] {
  const { report, archive } = answer;
  const text = (code: Under<'server_report_'>, params: RefusalParams = {}) =>
    words(cli, `server_report_${code}`, params);
  if (archive) return archiveLines(cli, answer.fileName, archive, text);
  if (report === null) return [];
  const name = cli.locale === 'en' ? report.name.en : report.name.zh;
  const because = listed(cli, report.because);
  return [
    text('is', { file: answer.fileName, name, because }),
    ...outcome(answer, text),
    ...details(cli, report, text).map((line) => `  ${line}`),
  ];
}

/** What became of an archive: each of its imports, and what the team had decided. */
function archiveLines(cli: Cli, file: string, archive: NonNullable<ImportAnswer['archive']>, text: Text): string[] {
  const { imports, targets, marks, mappings, createdAt } = archive;
  return [
    text('archive', { file, name: archive.name, day: createdAt.slice(0, 10), count: imports.length }),
    ...imports.map(({ id, already, fileName, name, values }) => {
      const code = already ? 'archive_already' : id === null ? 'archive_preview' : 'archive_live';
      const params = { file: fileName, name: cli.locale === 'en' ? name.en : name.zh, values: grouped(values) };
      return `  ${text(code, { ...params, id: shortId(id) })}`;
    }),
    ...(targets + marks + mappings > 0 ? [`  ${text('archive_more', { targets, marks, mappings })}`] : []),
  ];
}

type Text = (code: Under<'server_report_'>, params?: RefusalParams) => string;

function outcome({ id, state, already, report }: ImportAnswer, text: Text): string[] {
  if (state === 'preview') return [`  ${text('preview')}`];
  if (already) return [`  ${text('already', { id: shortId(id) })}`];
  return report ? [`  ${text('live', { id: shortId(id) })}`] : [];
}

function details(cli: Cli, report: ImportReport, text: Text): string[] {
  const {
    counts,
    period,
    asOf,
    columns,
    undeclared,
    declared,
    rejected,
    remarks,
    replaces,
    warnings,
    cuts = [],
  } = report;
  const unread = columns.filter(({ as }) => as === null).map(({ heading }) => heading);
  const open = undeclared.filter((what) => declared[what] === undefined);
  return [
    text('counts', {
      lines: grouped(counts.lines),
      values: grouped(counts.values),
      subjects: grouped(counts.subjects),
      links: grouped(counts.links),
    }),
    ...(period === null ? [] : [text('days', { from: period.from, to: period.to, asOf: asOf ?? period.to })]),
    ...(counts.passed === 0 ? [] : [text('passed', { count: grouped(counts.passed) })]),
    ...(counts.rejected === 0 ? [] : [text('rejected', { count: grouped(counts.rejected) })]),
    ...lineList(rejected, text),
    ...(remarks.first.length === 0 ? [] : [text('remarks')]),
    ...lineList(remarks, text),
    ...(unread.length === 0 ? [] : [text('unread', { headings: listed(cli, unread), count: unread.length })]),
    ...open.map((what) => text(`open_${what}`)),
    ...cuts.flatMap((cut) => cutLines(cut, text)),
    ...replaces.map(({ id, fileName, from, to, days }) =>
      text('replaces', { id: shortId(id), file: fileName, from, to, days }),
    ),
    ...warnings.map((warning) => text('warning', { message: bare(warning) })),
  ];
}

/** What only the user can say of a column, with what each answer comes to; or what was said. */
function cutLines(cut: Cut, text: Text): string[] {
  const { column, values, more, measure, answer } = cut;
  if (isAnswered(cut)) return [text('cut_answered', { column, answer: answer ?? '' })];
  const told = values.length > 1 && measure !== null ? values : [];
  return [
    text('cut_open', { message: cutNotice(cut) }),
    ...told.map(({ value, amount }) => {
      const of = { value: value || '—', measure: measure?.heading ?? '—', amount: amountText(measure?.key, amount) };
      return `  ${text('cut_value', of)}`;
    }),
    ...(more > 0 ? [`  ${text('cut_more', { count: more })}`] : []),
  ];
}

type Cut = NonNullable<ImportReport['cuts']>[number];

/** The first lines one by one; of more, how many there are of each kind. */
function lineList({ first, byReason }: ImportReport['rejected'], text: Text): string[] {
  const all = byReason.reduce((sum, { count }) => sum + count, 0);
  return [
    ...first.slice(0, ROWS_SHOWN).map((row) => `  ${text('row', { line: row.line, reason: bare(row) })}`),
    ...(all > ROWS_SHOWN
      ? byReason.map((reason) => `  ${text('reason', { count: grouped(reason.count), reason: bare(reason) })}`)
      : []),
  ];
}

function listed(cli: Cli, headings: readonly string[]): string {
  const shown = headings.slice(0, HEADINGS_SHOWN).join(cli.locale === 'en' ? ', ' : '、');
  return headings.length > HEADINGS_SHOWN ? `${shown} …` : shown;
}

/** `000012` → `12`: as people say and type it. */
export function shortId(id: string | null): string {
  return (id ?? '').replace(/^0+(?=\d)/, '');
}
