import fc from 'fast-check';
import { addDays } from '../../src/metrics/days';
import type { Row } from '../../src/metrics/values';
import { juguang, type MadeImport, xinghe } from './evidence';
import { noteId } from './seeding';

/**
 * Files of what the amended law speaks of (domain.md §3.2, §3.3, §3.4, §3.8): lists of events, zeros at an export's
 * end, days that a later export restates or leaves as they were, hidden numbers and blanks in the newest export.
 */
const FIRST = '2026-06-28';
const dayAt = (offset: number): string => addDays(FIRST, offset);
const amount = fc.integer({ min: 1, max: 9_999 });
const note = fc.nat(4).map(noteId);

type Draft = Omit<Row, 'period' | 'line'>;
const on = (row: Draft, day: string): Row => ({ ...row, period: { kind: 'day', from: day, to: day }, line: 2 });

/** 薯条: a boost here and there, in an export of another day than any of them. */
const boosts = fc.record({ note, day: fc.nat(12), fen: amount, late: fc.nat(6) }).map(
  ({ note, day, fen, late }): MadeImport => ({
    rows: [
      on(
        juguang(note, { boost_spend: fen }, { source: 'shutiao', grain: 'order', entity: `${dayAt(day)}|${fen}` }),
        dayAt(day),
      ),
    ],
    asOf: dayAt(day + late),
  }),
);

/** 聚光 with 30-day visitors: 0 on its last days, made on one of them or later. */
const returns = fc
  .record({
    note,
    from: fc.nat(6),
    days: fc.integer({ min: 2, max: 6 }),
    zeros: fc.nat(4),
    late: fc.nat(4),
    people: amount,
  })
  .map(
    ({ note, from, days, zeros, late, people }): MadeImport => ({
      rows: Array.from({ length: days }, (_, at) => dayAt(from + at)).flatMap((day, at) => [
        on(juguang(note, { spend: 1_000, impressions: 50 }), day),
        on(juguang(note, { outside_visitors: at < days - zeros ? people : 0 }, WINDOWED), day),
      ]),
      asOf: dayAt(from + days - 1 + late),
    }),
  );
const WINDOWED = { window: 30, caliber: 'unknown' } as const;

/** Two 星河 exports of the same days: the later restates them, leaves them, leaves cells blank or hides them. */
const restated = fc
  .record({
    note,
    from: fc.nat(6),
    days: fc.integer({ min: 1, max: 4 }),
    people: amount,
    later: fc.constantFrom('more', 'same', 'blank', 'hidden', 'gone'),
    after: fc.constantFrom(1, 5, 20),
  })
  .map(({ note, from, days, people, later, after }): MadeImport[] => {
    const dates = Array.from({ length: days }, (_, at) => dayAt(from + at));
    const rowsOf = (visitors: number | null, more: Partial<Row> = {}) =>
      dates.map((day) => on(xinghe(note, { readers: 9_999, ...(visitors === null ? {} : { visitors }) }, more), day));
    const rows = {
      more: () => rowsOf(people + 7),
      same: () => rowsOf(people),
      blank: () => rowsOf(null),
      hidden: () => rowsOf(null, { hidden: ['visitors'] }),
      gone: () => rowsOf(3).map((row) => ({ ...row, subject: noteId(4) })),
    }[later]();
    // Another note's row shows that the newer table has the column.
    const column = dates.map((day) => on(xinghe(noteId(0), { readers: 5, visitors: 2 }), day));
    const asOf = dayAt(from + days - 1 + after);
    return [{ rows: rowsOf(people) }, { rows: note === noteId(0) ? rows : [...rows, ...column], asOf }];
  });

export const amendedFiles: fc.Arbitrary<MadeImport[]> = fc
  .tuple(fc.array(boosts, { maxLength: 2 }), fc.array(returns, { maxLength: 2 }), fc.array(restated, { maxLength: 2 }))
  .map(([some, ends, pairs]) => [...some, ...ends, ...pairs.flat()]);
