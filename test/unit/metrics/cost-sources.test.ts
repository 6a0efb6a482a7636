import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import { COST, COST_PARTS } from '../../../src/metrics/cost-parts';
import { COMPOSED, STORED } from '../../../src/metrics/measures';
import type { Source } from '../../../src/metrics/sources';
import { summarise } from '../../../src/metrics/summary';
import { COARSE } from '../../../src/metrics/values';
import { daily, evidenceOf, juguang, type MadeImport } from '../../support/evidence';

/** A platform that the catalogue names in the row of its measure, and nothing else does. */
const UD = 'udsmart' as Source;

const { sources } = STORED.ud_spend;
beforeAll(() => void Object.assign(STORED.ud_spend, { sources: [UD, ...sources] }));
afterAll(() => void Object.assign(STORED.ud_spend, { sources }));

const NOTE = 'xhs/note/000000000000000000000001';
const OTHER = 'xhs/note/000000000000000000000002';
const range = { from: '2026-07-01', to: '2026-07-03' };
const question = {
  range,
  window: 15,
  caliber: 'source',
  costScope: ['ud'],
  measures: ['cost', 'unattributed'],
} as const;
const spent = (source: Source, subject: string, fen: number, to = range.to, more = {}): MadeImport => ({
  rows: daily(range.from, to, juguang(subject, { ud_spend: fen }, { source, ...more })),
});
const asked = { ...question, costScope: ['ud' as const], measures: [...question.measures] };
const costOf = (subject: string, imports: MadeImport[]) =>
  answer(asked, [subject], evidenceOf(imports))[subject]?.cells[0]?.figures.cost;

describe('the parts of a cost', () => {
  it('are the rows of the catalogue that name one, each from the sources of its own row', () => {
    expect(COST_PARTS).toEqual(['quote', 'service', 'juguang', 'shutiao', 'ud']);
    expect(COST.ud).toEqual({ measure: 'ud_spend', once: false });
    expect(COST.quote).toEqual({ measure: 'quote', once: true });
    expect(new Set(COMPOSED.cost.parts)).toEqual(new Set(COST_PARTS.map((part) => COST[part].measure)));
    expect(STORED.ud_spend.sources).toEqual([UD, 'mapped']);
  });
});

describe('a source that only the catalogue names', () => {
  it('is in the cost: 3 days × ¥100', () => {
    expect(costOf(NOTE, [spent(UD, NOTE, 10_000)])).toMatchObject({ low: 30_000, high: 30_000, bound: 'exact' });
    expect(costOf(NOTE, [spent(UD, NOTE, 10_000, range.to, { grain: 'creative', entity: '9' })])).toMatchObject({
      low: 30_000,
    });
  });

  it('goes before the next one of the same measure and never adds to it: one source for the whole range', () => {
    const twice = [spent('mapped', NOTE, 9000), spent(UD, NOTE, 10_000)];
    expect(costOf(NOTE, twice)).toMatchObject({ low: 30_000, high: 30_000, bound: 'exact' });
    expect(costOf(NOTE, [...twice].reverse())).toEqual(costOf(NOTE, twice));
  });

  it('leaves a note that it does not speak of to the source that does', () => {
    const imports = [spent(UD, OTHER, 500, '2026-07-02'), spent('mapped', NOTE, 9000)];
    expect(costOf(NOTE, imports)).toMatchObject({ low: 27_000, high: 27_000, days: { covered: 3, asked: 3 } });
    expect(costOf(OTHER, imports)).toMatchObject({ low: 1000, days: { covered: 2, asked: 2 } });
  });

  it('tells what is of no note: 1,000 of the account, 300 of the note', () => {
    const account = spent(UD, COARSE, 100_000, range.from, { grain: 'account', entity: '77' });
    const one = { ...asked, range: { from: range.from, to: range.from } };
    const { cells } = summarise(one, evidenceOf([account, spent(UD, NOTE, 30_000, range.from)]));
    expect(cells[0]?.figures.cost).toMatchObject({ low: 100_000, high: 100_000 });
    expect(cells[0]?.figures.unattributed).toMatchObject({ low: 70_000, high: 70_000 });
  });
});
