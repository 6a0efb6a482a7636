import { expect, it } from 'vitest';
import { verdictsOf } from '../../../src/metrics/verdicts';
import { answer, cell, ITEM, known, NOTE } from '../ui/figures';

// 1,000 of 10,000 came: the share is known to ± 6 %, and so is what one of them cost.
const cost = known(1500, { sample: { successes: 1000, trials: 10_000 } });
const cells = [cell('xhs', { cost: known(1) }), cell('taobao', { cost_per_visitor: cost, visitors: known(1000) })];
const line = (good: number, bad: number) => ({ good, bad, from: 'waterline' as const });
const waterlines = { taobao: { cost_per_visitor: line(1000, 1200) }, jd: {} };

it('a target goes before the water line, which stands where there is no target', () => {
  const bars = { targets: { cost_per_visitor: { good: 2000, bad: 3000 } }, waterlines };
  expect(verdictsOf(answer(NOTE, cells), bars)).toEqual({
    taobao: { cost_per_visitor: { verdict: 'good', bar: { good: 2000, bad: 3000, from: 'target' } } },
  });
  expect(verdictsOf(answer(NOTE, cells), { targets: {}, waterlines }).taobao?.cost_per_visitor).toEqual({
    verdict: 'bad',
    bar: line(1000, 1200),
  });
});

it('the water line of notes is no measure of a product', () => {
  expect(verdictsOf(answer(ITEM, cells), { targets: {}, waterlines }).taobao?.cost_per_visitor).toEqual({
    verdict: null,
    why: 'no-bar',
  });
});

it('what has a target and no people to be sure by is not judged, and Xiaohongshu’s own cell never is', () => {
  const verdicts = verdictsOf(answer(NOTE, cells), {
    targets: { visitors: { good: 500, bad: 100 } },
    waterlines: null,
  });
  expect(verdicts.taobao?.visitors).toEqual({ verdict: null, why: 'small-sample' });
  expect(Object.keys(verdicts)).toEqual(['taobao']);
});
