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

it('what a note did by itself is judged by targets, an amount as it is, and an ROI in the shops alone', () => {
  const share = { sample: { successes: 1000, trials: 10_000 } };
  const own = cell('xhs', { ctr: known(0.1, share), gmv: known(900), impressions: known(10_000), roi: known(3) });
  const taobao = cell('taobao', { visitors: known(1000), roi: known(3, share) });
  const targets = { ctr: { good: 0.05, bad: 0.01 }, gmv: { good: 2000, bad: 1000 }, visitors: { good: 500, bad: 100 } };
  const verdicts = verdictsOf(answer(NOTE, [own, taobao]), {
    targets: { ...targets, roi: { good: 2, bad: 1 } },
    waterlines: null,
  });
  const bar = (key: keyof typeof targets) => ({ ...targets[key], from: 'target' });
  expect(verdicts).toEqual({
    xhs: { ctr: { verdict: 'good', bar: bar('ctr') }, gmv: { verdict: 'bad', bar: bar('gmv') } },
    taobao: {
      visitors: { verdict: 'good', bar: bar('visitors') },
      roi: { verdict: 'good', bar: { good: 2, bad: 1, from: 'target' } },
    },
  });
});
