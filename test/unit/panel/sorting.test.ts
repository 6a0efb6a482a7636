import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../src/metrics/figures';
import type { MeasureKey } from '../../../src/metrics/measures';
import type { Verdict } from '../../../src/metrics/verdict';
import { COLUMNS } from '../../../src/panel/columns';
import { nextSorting, sortRows } from '../../../src/panel/sorting';
import { answer, cell, known, missing, NOTE } from '../ui/figures';

const columnOf = (id: string) => {
  const column = COLUMNS.find((one) => one.id === id);
  if (!column) throw new Error(`no column ${id}`);
  return column;
};
const row = (name: string, measure: MeasureKey, figure: Figure) => ({
  name,
  answer: answer(NOTE, [cell('taobao', { [measure]: figure })]),
});
const order = (rows: ReturnType<typeof row>[], id: string, direction: 'ascending' | 'descending' = 'descending') => {
  const sorted = sortRows(rows, { column: columnOf(id), direction });
  return [sorted.rows.map(({ name }) => name).join(''), sorted.unranked];
};
/** 80 of 1,000 people: enough to be sure of. */
const sample = { successes: 80, trials: 1000 };

describe('a ranking', () => {
  it('is of whole numbers only; what is not stands below in the order given', () => {
    const rows = [
      row('a', 'gmv', missing('not-covered')),
      row('b', 'gmv', known(100)),
      row('c', 'gmv', known(900, { days: { covered: 10, asked: 15 }, marks: ['partial'] })),
      row('d', 'gmv', known(300)),
      row('e', 'gmv', known(800, { marks: ['immature'] })),
    ];
    expect(order(rows, 'taobao-gmv')).toEqual(['dbace', 2]);
    expect(order(rows, 'taobao-gmv', 'ascending')).toEqual(['bdace', 2]);
  });

  it('by a ratio asks for people behind it: one buyer of one visitor does not lead', () => {
    const rows = [
      row('a', 'roi', known(9, { sample: { successes: 0, trials: 3 } })),
      row('b', 'roi', known(1.2, { sample })),
      row('c', 'roi', known(2.1, { sample })),
      row('d', 'roi', known(8)),
      row('e', 'roi', known(5, { high: 7, sample })),
      row('f', 'roi', known(6, { bound: 'at-most', sample })),
    ];
    expect(order(rows, 'taobao-roi')).toEqual(['cbadef', 2]);
  });

  it('by a ratio has a bound that is surely good or bad, by the end that holds', () => {
    const bar = { good: 1.3, bad: 0.8, from: 'target' as const };
    const judged = (name: string, figure: Figure, verdict: Verdict) => ({
      ...row(name, 'roi', figure),
      verdicts: { taobao: { roi: verdict } },
    });
    const rows = [
      judged('a', known(1.4, { sample }), { verdict: 'good', bar }),
      judged('b', known(1.48, { bound: 'at-least', sample }), { verdict: 'good', bar }),
      judged('c', known(0.9, { high: 1.6, sample }), { verdict: null, why: 'band' }),
      judged('d', known(0.3, { high: 0.5, bound: 'at-most', sample }), { verdict: 'bad', bar }),
    ];
    expect(order(rows, 'taobao-roi')).toEqual(['badc', 3]);
  });

  it('takes a band of money by its lower end, and no band of a ratio', () => {
    expect(order([row('a', 'gmv', known(700)), row('b', 'gmv', known(600, { high: 900 }))], 'taobao-gmv')).toEqual([
      'ab',
      2,
    ]);
  });
});

describe('a heading', () => {
  it('shows the best first, then the worst, then the order that there was', () => {
    const roi = columnOf('taobao-roi');
    const cost = columnOf('taobao-cost_per_visitor');
    const first = nextSorting(null, roi);
    expect(first?.direction).toBe('descending');
    const second = nextSorting(first, roi);
    expect(second?.direction).toBe('ascending');
    expect(nextSorting(second, roi)).toBeNull();
    // Of a cost per visitor the lowest is the best.
    expect(nextSorting(first, cost)).toEqual({ column: cost, direction: 'ascending' });
  });
});
