import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, neededForAnswers } from '../../../src/metrics/answer';
import type { Calibers } from '../../../src/metrics/calibers';
import { CUT } from '../../../src/metrics/cuts';
import type { Evidence } from '../../../src/metrics/evidence';
import { seenIn } from '../../../src/metrics/evidence-index';
import type { StoredMeasure } from '../../../src/metrics/measures';
import type { NeededRows } from '../../../src/metrics/needed';
import { cutApart, type Stretch } from '../../../src/metrics/stretches';
import { neededForSummary, summarise } from '../../../src/metrics/summary';
import type { Scope, StoredRow } from '../../../src/metrics/values';
import { evidenceOf } from '../../support/evidence';
import { questions, richWorlds } from '../../support/rich-world';
import { runs } from '../../support/runs';

const sameScope = (a: Scope, b: Scope): boolean =>
  a.source === b.source &&
  a.grain === b.grain &&
  a.window === b.window &&
  a.caliber === b.caliber &&
  a.traffic === b.traffic;

/** What a store hands over that gives no row that is not needed, and adds up what it may. */
function handedOver(evidence: Evidence, needed: NeededRows): StoredRow[] {
  const days = evidence.rows.filter(({ period }) => period.kind === 'day');
  const within = (row: StoredRow, part: { from: string; to: string }) =>
    row.period.to >= part.from && row.period.to <= part.to;
  const inStretch = (row: StoredRow, { stored, parts }: Stretch) =>
    stored.some((scope) => sameScope(row, scope)) &&
    parts.some((part) => part.importId === row.importId && within(row, part));
  const blank = needed.stretches.flatMap((stretch) =>
    days.filter((row) => inStretch(row, stretch) && statedOf(row, needed.measures) < stretch.proves),
  );
  const stretches = cutApart(
    needed.stretches,
    blank.map(({ period }) => period.to),
  );
  const sums = stretches.map((stretch) => ({
    stretch,
    groups: grouped(
      days.filter((row) => inStretch(row, stretch)),
      ({ subject, entity }) => `${subject} ${entity}`,
    ),
  }));
  const uneven = new Set(
    sums.flatMap(({ stretch, groups }) =>
      groups.filter((rows) => isUneven(rows, stretch, needed.measures)).map(([row]) => row?.subject ?? ''),
    ),
  );
  const rows = [
    ...sums.flatMap(({ stretch, groups }) =>
      groups.filter(([row]) => !uneven.has(row?.subject ?? '')).map((rows) => summed(rows, stretch, needed.measures)),
    ),
    ...days.filter((row) => uneven.has(row.subject) && needed.stretches.some((stretch) => inStretch(row, stretch))),
    ...days.filter((row) => needed.single.some((piece) => sameScope(row, piece.scope) && within(row, piece))),
    ...evidence.rows.filter(
      (row) =>
        row.period.kind !== 'day' &&
        needed.scopes.some((scope) => sameScope(row, scope)) &&
        (row.period.kind === 'lifetime' ||
          (row.period.from <= needed.days.to && row.period.to >= (needed.days.from ?? ''))),
    ),
  ];
  // Of day rows only what is asked for.
  return rows.map((row) =>
    row.period.kind === 'day' ? { ...row, measures: only(row.measures, needed.measures) } : row,
  );
}

function only(measures: StoredRow['measures'], wanted: readonly StoredMeasure[]): StoredRow['measures'] {
  return Object.fromEntries(Object.entries(measures).filter(([measure]) => wanted.some((one) => one === measure)));
}

function statedOf({ measures }: StoredRow, wanted: readonly StoredMeasure[]): number {
  return wanted.filter((measure) => measures[measure] !== undefined).length;
}

function isUneven(
  rows: readonly StoredRow[],
  { contested, proves }: Stretch,
  measures: readonly StoredMeasure[],
): boolean {
  const keys = rows.map(({ asOf, period }) => `${asOf} ${period.to}`);
  return (
    new Set(keys).size < rows.length ||
    rows.some((row) => statedOf(row, measures) < proves) ||
    rows.some(({ sampling, rounded, entity }) => sampling !== null || rounded || (contested && entity.includes(CUT)))
  );
}

function summed(
  rows: readonly StoredRow[],
  { scope, parts, to }: Stretch,
  measures: readonly StoredMeasure[],
): StoredRow {
  const [first] = rows;
  const importId = parts.find((part) => part.to === to)?.importId;
  if (!first || importId === undefined) throw new Error('an empty stretch');
  const sums: StoredRow['measures'] = {};
  for (const day of grouped(rows, ({ period }) => period.to)) {
    for (const measure of measures) {
      const stating = day.filter((row) => row.measures[measure] !== undefined);
      const newest = stating.reduce<StoredRow | null>((a, b) => (a === null || b.asOf > a.asOf ? b : a), null);
      if (newest) sums[measure] = (sums[measure] ?? 0) + (newest.measures[measure] ?? 0);
    }
  }
  return { ...first, ...scope, importId, period: { kind: 'day', from: to, to }, measures: sums };
}

function grouped(rows: readonly StoredRow[], keyOf: (row: StoredRow) => string): StoredRow[][] {
  const groups = new Map<string, StoredRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
}

/** Whose day the rows of sources are, where their files do not say: answered for some, for others not. */
const answers = fc.record(
  Object.fromEntries(
    (['xinghe', 'juguang', 'jdseeding'] as const).map((source) => [
      source,
      fc.record({ caliber: fc.constantFrom('click', 'conversion'), by: fc.constantFrom('user', 'exports') }),
    ]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Calibers>;

describe('the rows that a question needs', () => {
  it('give every answer that all rows give, to the last mark and import', () => {
    fc.assert(
      fc.property(richWorlds, questions, answers, (world, question, calibers) => {
        const evidence = { ...evidenceOf(world.imports, world.links, world.labels), calibers };
        const head = { ...evidence, seen: evidence.rows.map(seenIn) };
        const forAnswers = handedOver(evidence, neededForAnswers(question, world.subjects, head));
        expect(answer(question, world.subjects, { ...head, rows: forAnswers })).toEqual(
          answer(question, world.subjects, evidence),
        );
        const forSummary = handedOver(evidence, neededForSummary(question, head));
        expect(summarise(question, { ...head, rows: forSummary })).toEqual(summarise(question, evidence));
      }),
      { numRuns: runs(2000) },
    );
  });
});
