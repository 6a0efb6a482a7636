import type { Settings } from '../messages/protocol';
import type { Figure, Provenance } from '../metrics/figures';
import type { Cell } from '../metrics/question';
import { type Platform, parseSubject } from '../metrics/subjects';
import type { MessageKey, Say } from '../text/fill';
import { hasWords, type Locale } from '../text/text';
import { besideOf, markWords } from '../ui/mark-words';
import { exact, type Form, formOf } from '../ui/number-format';
import { reasonWords } from '../ui/reason-words';
import { type Column, figureOf, shopOf } from './columns';
import { columnName, type Group, groupName } from './names';
import type { Row } from './rows';

export type SheetCell = string | number | null;

/** A table for a spreadsheet. Ids are texts, raw numbers are numbers, and everything else is as it is shown. */
export interface Sheet {
  headings: string[];
  rows: SheetCell[][];
  /** Columns of ids, which a spreadsheet must not take for numbers. */
  ids: ReadonlySet<number>;
}

/** What all rows of a sheet have in common. */
export interface SheetContext {
  connection: string;
  settings: Settings;
  locale: Locale;
  say: Say;
  /** ms since 1970. */
  now: number;
}

type Field = { heading: string; id?: true; cell(row: Row): SheetCell };

/**
 * The rows as they are shown, with what makes each number true beside it: its days, its as-of, its marks, its sources,
 * and the question that all are answers to.
 */
export function sheetOf(rows: readonly Row[], columns: readonly Column[], context: SheetContext): Sheet {
  const groups = [...new Set(columns.map(({ group }) => group))];
  const fields: Field[] = [
    ...subjectFields(context),
    ...columns.flatMap((column) => numberFields(rows, column, context)),
    ...groups.flatMap((group) => truthFields(group, columns, context)),
    ...questionFields(context),
  ];
  return {
    headings: fields.map(({ heading }) => heading),
    rows: rows.map((row) => fields.map(({ cell }) => cell(row))),
    ids: new Set(fields.flatMap(({ id }, index) => (id ? [index] : []))),
  };
}

function subjectFields({ say }: SheetContext): Field[] {
  return [
    { heading: say('panel_sheet_kind'), cell: ({ subject }) => kindName(subject, say) },
    { heading: say('panel_sheet_id'), id: true, cell: ({ subject }) => parseSubject(subject)?.id ?? subject },
    { heading: say('panel_title'), cell: ({ answer }) => answer?.title ?? '' },
    {
      heading: say('panel_mark'),
      cell: ({ mark }) => (mark ? say(`panel_mark_${mark.decision}`) : ''),
    },
    { heading: say('panel_remark'), cell: ({ mark }) => mark?.remark ?? '' },
  ];
}

/** What a subject is, in words. */
export function kindName(subject: string, say: Say): string {
  const parts = parseSubject(subject);
  const key = parts && `panel_kind_${parts.platform}_${parts.kind}`;
  return key && hasWords(key) ? say(key) : '';
}

/** The number as it is shown, to the last digit, and beside it raw: yuan, a plain ratio, a count. */
function numberFields(rows: readonly Row[], column: Column, { say }: SheetContext): Field[] {
  const form = formOf(column.measure);
  const name = `${groupName(column.group, say)} ${columnName(column.measure, say)}`;
  const banded = rows.some(({ answer }) => {
    const figure = figureOf(answer, column);
    return figure?.state === 'known' && figure.low !== figure.high;
  });
  const raw = (end: 'low' | 'high') => (row: Row) => {
    const figure = figureOf(row.answer, column);
    return figure?.state === 'known' ? rawOf(figure[end], form) : null;
  };
  return [
    { heading: name, cell: ({ answer }) => exact(figureOf(answer, column), form) },
    ...(banded
      ? [
          { heading: say('panel_sheet_low', { name }), cell: raw('low') },
          { heading: say('panel_sheet_high', { name }), cell: raw('high') },
        ]
      : [{ heading: say('panel_sheet_raw', { name }), cell: raw('low') }]),
  ];
}

function rawOf(value: number, form: Form): number {
  return form === 'money' ? value / 100 : value;
}

const PLATFORM: Record<Group, Platform> = { note: 'xhs', taobao: 'taobao', jd: 'jd', store: 'xhs' };

/** Days, as-of, what must be said beside the numbers, and where they come from. */
function truthFields(group: Group, columns: readonly Column[], context: SheetContext): Field[] {
  const { say } = context;
  const own = columns.filter((column) => column.group === group);
  const name = groupName(group, say);
  const of = (row: Row): Cell | undefined => row.answer?.cells.find(({ platform }) => platform === PLATFORM[group]);
  const figures = (row: Row): Figure[] => own.flatMap((column) => figureOf(row.answer, column) ?? []);
  return [
    {
      heading: say('panel_sheet_days', { name }),
      cell: (row) => {
        const range = of(row)?.range;
        return range ? say('panel_days', { from: range.from, to: range.to }) : '';
      },
    },
    { heading: say('panel_sheet_as_of', { name }), cell: (row) => of(row)?.asOf ?? '' },
    { heading: say('panel_sheet_marks', { name }), cell: (row) => notesOf(row, own, say) },
    {
      heading: say('panel_sheet_sources', { name }),
      cell: (row) => {
        const { provenance = [] } = of(row) ?? {};
        const used = new Set(figures(row).flatMap((figure) => figure.provenance));
        return provenance
          .filter((_, place) => used.has(place))
          .map((line) => sourceWords(line, say))
          .concat(figures(row).some(({ marks }) => marks.includes('declared')) ? [say('mark_declared')] : [])
          .join('; ');
      },
    },
  ];
}

/** What must be said beside the group's numbers, number by number, of the whole answer, and why one is missing. */
function notesOf({ answer }: Row, columns: readonly Column[], say: Say): string {
  const told = columns.flatMap((column) => {
    const figure = figureOf(answer, column);
    const words = figure?.state === 'missing' ? [reasonWords(figure, say)] : besideOf(figure, shopOf(column), say);
    return words.length > 0 ? [`${columnName(column.measure, say)}: ${words.join(' · ')}`] : [];
  });
  return [...(answer ? markWords(answer, [], 'taobao', say) : []), ...told].join('; ');
}

function sourceWords({ source, grain, window, caliber, traffic, asOf }: Provenance, say: Say): string {
  const parts = [
    say(`panel_grain_${grain}`),
    ...(window === 'none'
      ? []
      : [window === 'unknown' ? say('panel_window_unknown') : say('panel_window', { days: window })]),
    ...(caliber === 'none' ? [] : [say(`panel_caliber_${caliber}`)]),
    ...(traffic === 'none' || traffic === 'all'
      ? []
      : [traffic === 'unknown' ? say('panel_traffic_unknown') : traffic]),
    ...(asOf === null ? [] : [say('panel_as_of', { day: asOf })]),
  ];
  return `${say(`measure_source_${source}`)} (${parts.join(' · ')})`;
}

/** What was asked, the same in every row, so that a row says it also when it is copied elsewhere. */
function questionFields({ connection, settings, say, locale, now }: SheetContext): Field[] {
  const { range, window, caliber, costScope } = settings;
  const asked = range === 'publication' ? say('popup_range_publication') : say('popup_range_days', { days: range });
  const at = new Intl.DateTimeFormat(locale.replace('_', '-'), {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'Asia/Shanghai',
  }).format(now);
  const constant = (heading: MessageKey, value: string): Field => ({ heading: say(heading), cell: () => value });
  return [
    {
      heading: say('panel_sheet_freshness'),
      cell: ({ freshness }) => say(`panel_fresh_${freshness}`),
    },
    constant('panel_sheet_connection', connection),
    constant('panel_sheet_range', asked),
    constant('panel_sheet_window', say('panel_window', { days: window })),
    constant('panel_sheet_caliber', say(`options_caliber_${caliber}`)),
    constant('panel_sheet_cost', costScope.map((part) => say(`measure_part_${part}`)).join('+')),
    constant('panel_sheet_at', at),
  ];
}
