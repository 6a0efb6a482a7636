import fc from 'fast-check';
import { type Cell, type Column, type Drawn, yuan } from './fuzz-tables';

/** A drawn table on its way into a file: what it should mean goes along with what it looks like. */
export interface Draft {
  columns: (Column | null)[];
  headings: string[];
  rows: Line[];
}

export interface Line {
  cells: Cell[];
  /** `taken`: its meaning is found. `rejected`: it is named as such. `passed`: it is no data. */
  fate: 'taken' | 'rejected' | 'passed';
}

/** Changes a draft and, with it, what must come of it. */
export type Mutation = { name: string; apply(draft: Draft): Draft };

export function draftOf({ kind, rows }: Drawn): Draft {
  return {
    columns: [...kind.columns],
    headings: kind.columns.map(({ heading }) => heading),
    rows: rows.map((cells) => ({ cells, fate: 'taken' })),
  };
}

const index = fc.nat({ max: 1_000_000 });

/** Changes one cell of one row whose column has one of these roles; nothing where there is none. */
function inCell(
  name: string,
  roles: readonly Column['role'][],
  change: fc.Arbitrary<(cell: Cell, role: Column['role']) => { cell: Cell; fate: Line['fate'] }>,
): fc.Arbitrary<Mutation> {
  return fc.tuple(index, index, change).map(([rowAt, columnAt, changed]) => ({
    name,
    apply(draft) {
      const able = draft.rows.map((row, at) => ({ row, at })).filter(({ row }) => row.fate === 'taken');
      const fitting = draft.columns.flatMap((column, at) => (column && roles.includes(column.role) ? [at] : []));
      const row = able[rowAt % Math.max(1, able.length)];
      const column = fitting[columnAt % Math.max(1, fitting.length)];
      const cell = column === undefined ? undefined : row?.row.cells[column];
      // A cell that is blank already stays so.
      if (!row || column === undefined || !cell || (cell.means === null && !roles.includes('text'))) return draft;
      const { cell: next, fate } = changed(cell, draft.columns[column]?.role ?? 'text');
      const line: Line = { cells: row.row.cells.with(column, next), fate };
      return { ...draft, rows: draft.rows.with(row.at, line) };
    },
  }));
}

const taken = (text: string, means: Cell['means']) => ({ cell: { text, means }, fate: 'taken' as const });
const wide = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const thousands = (text: string) => text.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));

const harmlessNumber = fc.constantFrom<(text: string, money: boolean) => string>(
  (text) => wide(text),
  (text) => thousands(text),
  (text) => `\t${text}\t`,
  (text) => `\u00a0${text}\u3000`,
  (text) => `\ufeff${text}`,
  (text, money) => (money ? `${text}0` : `${text}.0`),
  (text, money) => (money ? `¥${text}` : text),
  (text, money) => (money ? `${text}元` : text),
);
const dateStyles = fc.constantFrom<(day: string) => string>(
  (day) => day.replaceAll('-', ''),
  (day) => day.replaceAll('-', '/').replace(/\/0/g, '/'),
  (day) => `${day} 00:00:00`,
  (day) => day.replace('-', '年').replace('-', '月').concat('日'),
  (day) => `${day}\t`,
);

const BAD_NUMBERS = [
  'NaN',
  'Infinity',
  '-5',
  '-0.01',
  '1e5',
  '1.2E+05',
  '=1+1',
  '=cmd|calc',
  '<script>alert(1)</script>',
  "1'; DROP TABLE facts;--",
  '12abc',
  '1,23',
  '1.2.3',
  '#REF!',
  '#DIV/0!',
  '5%',
  '99999999999999999999',
  '٣',
  '1 2',
  '■',
  '2026-07',
  '20260704-20260710',
];

const SAME: fc.Arbitrary<Mutation>[] = [
  inCell(
    'a number written otherwise',
    ['count', 'money'],
    harmlessNumber.map(
      (write) =>
        ({ means }, role) =>
          taken(write(role === 'money' ? yuan(Number(means)) : String(means), role === 'money'), means),
    ),
  ),
  inCell(
    'a date written otherwise',
    ['date'],
    dateStyles.map(
      (write) =>
        ({ means }) =>
          taken(write(String(means)), means),
    ),
  ),
  inCell(
    'a note as a link',
    ['note'],
    fc.constant(({ means }) => taken(`https://www.xiaohongshu.com/explore/${means}?xsec_token=A`, means)),
  ),
  inCell(
    'a note in capitals',
    ['note'],
    fc.constant(({ means }) => taken(String(means).toUpperCase(), means)),
  ),
  inCell(
    'a blank measure',
    ['count', 'money'],
    fc.constantFrom('', '-', '--', '—', 'N/A', 'null').map((blank) => () => taken(blank, null)),
  ),
  // What is no number costs its cell and no more (§3.8).
  inCell(
    'no number',
    ['count', 'money'],
    fc.constantFrom(...BAD_NUMBERS, '数据较少').map((text) => () => taken(text, null)),
  ),
  inCell(
    'half a person',
    ['count'],
    fc.constant(() => taken('1.5', null)),
  ),
  inCell(
    'a range for a number',
    ['count', 'money'],
    fc.constantFrom('<10', '1-10', '10万+', '≥ 1,000').map((range) => () => taken(range, null)),
  ),
  fc.infiniteStream(fc.double({ noNaN: true, min: 0, max: 1 })).map((stream) => ({
    name: 'columns in another order',
    apply(draft) {
      const order = draft.columns.map((_, at) => ({ at, key: stream.next().value ?? 0 })).sort((a, b) => a.key - b.key);
      const reorder = <T>(list: readonly T[]) => order.flatMap(({ at }) => (at in list ? [list[at] as T] : []));
      return {
        columns: reorder(draft.columns),
        headings: reorder(draft.headings),
        rows: draft.rows.map(({ cells, fate }) => ({ cells: reorder(cells), fate })),
      };
    },
  })),
  fc.constantFrom('<b>x</b>', '总价', '"', ',', '\n', '=1+1', '-5', 'NaN').map((junk) => ({
    name: 'a column that nobody knows',
    apply: (draft) => ({
      columns: [...draft.columns, null],
      headings: [...draft.headings, '神秘指标'],
      rows: draft.rows.map(({ cells, fate }) => ({ cells: [...cells, { text: junk, means: null }], fate })),
    }),
  })),
  fc.constant({
    name: 'the other headings',
    apply: (draft) => ({
      ...draft,
      headings: draft.columns.map((column, at) => column?.alias ?? draft.headings[at] ?? ''),
    }),
  }),
  fc.tuple(index, fc.constantFrom('合计', '总计', '汇总', '小计')).map(([at, word]) => ({
    name: 'a sum among the rows',
    apply(draft) {
      const cells = draft.columns.map((column) =>
        column?.role === 'date' ? { text: word, means: null } : { text: column?.measure ? '9' : '', means: null },
      );
      return { ...draft, rows: draft.rows.toSpliced(at % (draft.rows.length + 1), 0, { cells, fate: 'passed' }) };
    },
  })),
  index.map((at) => ({
    name: 'the headings again',
    apply(draft) {
      const cells = draft.headings.map((text) => ({ text, means: null }));
      return { ...draft, rows: draft.rows.toSpliced(at % (draft.rows.length + 1), 0, { cells, fate: 'passed' }) };
    },
  })),
];

const rejected = (text: string) => () => ({ cell: { text, means: null }, fate: 'rejected' as const });
const BAD_DAYS = [
  '2026-02-30',
  '2026-13-01',
  '20260732',
  '07/04/2026',
  '昨天',
  '46207',
  '1999-01-01',
  '2026-07-04 13:00',
  '',
  '2026',
  '=TODAY()',
  '<script>',
];

const REJECTED: fc.Arbitrary<Mutation>[] = [
  inCell(
    'no note',
    ['note'],
    fc
      .constantFrom(
        '',
        'abc',
        '682c4de70000',
        '6.82E+23',
        'https://xhslink.com/a/b',
        `https://evil.example/explore/${'6'.repeat(24)}`,
        'g'.repeat(24),
      )
      .map(rejected),
  ),
  inCell('no task', ['task'], fc.constantFrom('', '1.23457E+18', '任务一', 'a b').map(rejected)),
  inCell('no such window', ['window'], fc.constantFrom('60天', '1', '14', '90日归因').map(rejected)),
];

/** A bad day of a 聚光 row may also be an hour or nothing at all, which that report allows. */
export const badDay = inCell('no day', ['date'], fc.constantFrom(...BAD_DAYS).map(rejected));

export const mutation = fc.oneof(...SAME, ...SAME, ...REJECTED);
