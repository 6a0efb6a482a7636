import { describe, expect, it } from 'vitest';
import type { KnownFigure, Mark, MatureFigure } from '../../../src/metrics/figures';
import type { MeasureKey } from '../../../src/metrics/measures';
import { type Bar, isJudged, judge, rankable, waterline, wilson } from '../../../src/metrics/verdict';

function known(value: number, over: Partial<KnownFigure> = {}): KnownFigure {
  const days = { covered: 15, asked: 15 };
  const sample = { successes: 1000, trials: 10_000 };
  return { state: 'known', low: value, high: value, bound: 'exact', days, marks: [], provenance: [0], sample, ...over };
}

const amount = (value: number, over: Partial<KnownFigure> = {}): KnownFigure => {
  const { sample: _, ...figure } = known(value, over);
  return figure;
};

const target = (good: number, bad: number): Bar => ({ good, bad, from: 'target' });

describe("Wilson's interval", () => {
  it('gives the textbook values', () => {
    // 10 of 100 at 95 %: 0.0552 … 0.1744 (Newcombe 1998, table I, method 3 gives the same form).
    expect(wilson(10, 100).low).toBeCloseTo(0.0552, 4);
    expect(wilson(10, 100).high).toBeCloseTo(0.1744, 4);
    // 0 of 10: 0 … 0.2775.
    expect(wilson(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) });
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe('the verdict', () => {
  const partial = { days: { covered: 10, asked: 15 } };
  const immature: { marks: Mark[] } = { marks: ['immature'] };
  const atLeast = { bound: 'at-least' } as const;
  const atMost = { bound: 'at-most' } as const;
  // Cost per visitor, good at ¥20 or less and bad at ¥30 or more; 1,000 of 10,000: the share is known to ± 6 %.
  const cases: [string, MeasureKey, KnownFigure | undefined, Bar | null, string | null, string?][] = [
    ['¥15 is good where lower is better', 'cost_per_visitor', known(1500), target(2000, 3000), 'good'],
    ['¥40 is bad', 'cost_per_visitor', known(4000), target(2000, 3000), 'bad'],
    ['¥25 is between', 'cost_per_visitor', known(2500), target(2000, 3000), 'between'],
    [
      '¥19.90 is too near the bar for its sample',
      'cost_per_visitor',
      known(1990),
      target(2000, 3000),
      null,
      'small-sample',
    ],
    ['12 % is good where higher is better', 'visit_rate', known(0.12), target(0.1, 0.05), 'good'],
    ['3 % is bad', 'visit_rate', known(0.03), target(0.1, 0.05), 'bad'],
    [
      '3 visitors of 30 prove nothing',
      'visit_rate',
      known(0.12, { sample: { successes: 3, trials: 30 } }),
      target(0.1, 0.05),
      null,
      'small-sample',
    ],
    [
      // Wilson of 0 of 400 at 95 %: 0 … 0.95 %.
      'nobody of 400 is bad where 1 % would be',
      'visit_rate',
      known(0, { sample: { successes: 0, trials: 400 } }),
      target(0.05, 0.01),
      'bad',
    ],
    [
      'nobody of 300 may be 1.3 %',
      'visit_rate',
      known(0, { sample: { successes: 0, trials: 300 } }),
      target(0.05, 0.01),
      null,
      'small-sample',
    ],
    [
      'no sample, no verdict',
      'roi',
      known(5, { sample: { successes: 0, trials: 0 } }),
      target(1.2, 1),
      null,
      'small-sample',
    ],
    ['10 of 15 days take no part', 'roi', known(5, partial), target(1.2, 1), null, 'partial'],
    // 1,000 of 10,000: an ROI may be 94.3 % … 106.0 % of what it seems.
    ['≥1.48 is good against 1.3', 'roi', known(1.48, atLeast), target(1.3, 0.8), 'good'],
    ['≥1.35 may be 1.27 by its people', 'roi', known(1.35, atLeast), target(1.3, 0.8), null, 'small-sample'],
    ['≥1.2 may be on either side of 1.3', 'roi', known(1.2, atLeast), target(1.3, 0.8), null, 'bound'],
    ['≥0.5 may be anything', 'roi', known(0.5, atLeast), target(1.3, 0.8), null, 'bound'],
    ['≤0.7 is bad', 'roi', known(0.7, atMost), target(1.3, 0.8), 'bad'],
    ['≤0.79 may be 0.84 by its people', 'roi', known(0.79, atMost), target(1.3, 0.8), null, 'small-sample'],
    ['≤5 may be on either side', 'roi', known(5, atMost), target(1.3, 0.8), null, 'bound'],
    ['a band beyond the target', 'roi', known(1.5, { high: 3 }), target(1.3, 0.8), 'good'],
    ['a band below the bad end', 'roi', known(0.2, { high: 0.7 }), target(1.3, 0.8), 'bad'],
    ['a band between both ends', 'roi', known(0.9, { high: 1.2 }), target(1.3, 0.8), 'between'],
    ['a band across the target', 'roi', known(1.1, { high: 1.6 }), target(1.3, 0.8), null, 'band'],
    ['a band across both ends', 'roi', known(0.5, { high: 8 }), target(1.3, 0.8), null, 'band'],
    ['of a bound on a band the end that holds', 'roi', known(1.5, { high: 3, ...atLeast }), target(1.3, 0.8), 'good'],
    ['whose other end holds nothing', 'roi', known(0.2, { high: 0.7, ...atLeast }), target(1.3, 0.8), null, 'bound'],
    ['a cost of ≤¥15 is good', 'cost_per_visitor', known(1500, atMost), target(2000, 3000), 'good'],
    ['a cost of ≥¥40 is bad', 'cost_per_visitor', known(4000, atLeast), target(2000, 3000), 'bad'],
    ['a cost of ≥¥15 is nothing', 'cost_per_visitor', known(1500, atLeast), target(2000, 3000), null, 'bound'],
    ['a cost of ¥35–¥40', 'cost_per_visitor', known(3500, { high: 4000 }), target(2000, 3000), 'bad'],
    ['a cost of ¥15–¥40', 'cost_per_visitor', known(1500, { high: 4000 }), target(2000, 3000), null, 'band'],
    ['a band without a bar', 'roi', known(5, { high: 8 }), null, null, 'no-bar'],
    [
      'what a filter left, however much',
      'roi',
      known(5, { ...atLeast, marks: ['filtered-only'] }),
      target(1.3, 0.8),
      null,
      'bound',
    ],
    ['days that may be immature', 'roi', known(5, { marks: ['maybe-immature'] }), target(1.3, 1), null, 'immature'],
    ['immature days take no part', 'roi', known(5, immature), target(1.2, 1), null, 'immature'],
    ['without a bar there is nothing to hold it against', 'roi', known(5), null, null, 'no-bar'],
    ['spend is neither good nor bad', 'cost', known(5), target(1, 2), null, 'undirected'],
    ['missing is missing', 'roi', undefined, target(1, 2), null, 'missing'],
    ['an amount is what it is: the bar itself is good', 'visitors', amount(500), target(500, 100), 'good'],
    ['an amount at the other bar is bad', 'gmv', amount(100), target(500, 100), 'bad'],
    ['an amount in the middle is between', 'gmv', amount(499), target(500, 100), 'between'],
    ['10 of 15 days of an amount take no part', 'gmv', amount(900, partial), target(500, 100), null, 'partial'],
    ['a band of an amount beyond the bar', 'gmv', amount(900, { high: 901 }), target(500, 100), 'good'],
    ['a band of an amount across it', 'gmv', amount(400, { high: 901 }), target(500, 100), null, 'band'],
    ['an amount of which a part is missing', 'gmv', amount(900, atLeast), target(500, 100), 'good'],
    ['of less than the bar', 'gmv', amount(99, atLeast), target(500, 100), null, 'bound'],
    ['an immature amount', 'visitors', amount(900, immature), target(500, 100), null, 'immature'],
    [
      'an amount scaled from a sample of nobody knows how many',
      'visitors',
      amount(900, { marks: ['sampled'] }),
      target(500, 100),
      null,
      'small-sample',
    ],
    // 10 % of 10,000: the rate is 9.43 % … 10.60 %, and a price per click 94.3 % … 106.0 % of what it seems.
    ['a click rate is judged by its clicks', 'ctr', known(0.1), target(0.094, 0.05), 'good'],
    ['a click rate too near its bar', 'ctr', known(0.1), target(0.095, 0.05), null, 'small-sample'],
    ['a price per click too near its bar', 'cpc', known(100), target(106, 200), null, 'small-sample'],
    ['a price per click', 'cpc', known(100), target(107, 200), 'good'],
    ['a price per engagement', 'cpe', known(100), target(50, 94), 'bad'],
  ];
  it.each(cases)('%s', (_, key, figure, bar, verdict, why) => {
    const judged = judge(key, figure, bar);
    expect(judged.verdict).toBe(verdict);
    if (judged.verdict === null) expect(judged.why).toBe(why);
  });
});

describe('the verdict on a range that has not matured as a whole', () => {
  const range = { from: '2026-09-01', to: '2026-09-07' };
  const sample = { successes: 1000, trials: 10_000 };
  const days = { covered: 7, asked: 7 };
  const part = { low: 1500, high: 1500, bound: 'exact' as const, days, sample, marks: [], range };
  const young = (mark: Mark, mature?: Partial<MatureFigure>) =>
    known(4000, { marks: [mark], ...(mature ? { mature: { ...part, ...mature } } : {}) });
  const bar = target(2000, 3000);

  it.each(['immature', 'maybe-immature'] as const)('is that of seven mature days, and names them: %s', (mark) => {
    expect(judge('cost_per_visitor', young(mark, {}), bar)).toEqual({ verdict: 'good', bar, basis: range });
    expect(judge('cost_per_visitor', young(mark), bar)).toEqual({ verdict: null, why: 'immature' });
  });

  it('needs seven of them, all there, with people enough, and says otherwise why the range has none', () => {
    const cases: [string, Partial<MatureFigure>, string][] = [
      ['six days', { days: { covered: 6, asked: 6 } }, 'immature'],
      ['seven of eight days', { days: { covered: 7, asked: 8 } }, 'immature'],
      ['too few people', { sample: { successes: 3, trials: 30 } }, 'immature'],
      ['a band across the target', { high: 4000 }, 'band'],
      ['a bound across the target', { bound: 'at-least' }, 'bound'],
    ];
    for (const [what, mature, why] of cases) {
      expect(judge('cost_per_visitor', young('immature', mature), bar), what).toEqual({ verdict: null, why });
    }
    expect(judge('cost_per_visitor', young('immature', {}), null)).toEqual({ verdict: null, why: 'no-bar' });
    const sure = judge('cost_per_visitor', young('immature', { bound: 'at-most' }), bar);
    expect(sure).toEqual({ verdict: 'good', bar, basis: range });
  });

  it('is not theirs where the range itself is mature, and moves no water line', () => {
    const mature = known(4000, { mature: part });
    expect(judge('cost_per_visitor', mature, bar)).toEqual({ verdict: 'bad', bar });
    expect(rankable('cost_per_visitor', [young('immature', {})])).toEqual([]);
  });

  it('is not theirs of an amount: that of seven days is none of all', () => {
    const { sample: _, ...ofDays } = part;
    const gmv = amount(900, { marks: ['immature'], mature: ofDays });
    expect(judge('gmv', gmv, target(500, 100))).toEqual({ verdict: null, why: 'immature' });
  });
});

describe('what may have a target', () => {
  it('is what can be judged: amounts that subjects have, and ratios that rest on a share', () => {
    const may: MeasureKey[] = ['visitors', 'gmv', 'reads', 'visit_rate', 'cost_per_viewer', 'roi', 'ctr', 'cpc', 'cpe'];
    expect(may.filter(isJudged)).toEqual(may);
    // CPM rests on no share, cost has no better direction, and a whole shop's advertising is no subject's.
    expect((['cpm', 'cost', 'spend', 'shop_ad_gmv', 'alliance_clicks'] as const).filter(isJudged)).toEqual([]);
  });
});

describe('the water line', () => {
  const twenty = Array.from({ length: 20 }, (_, at) => known(100 * (at + 1)));

  it('needs twenty comparable notes and looks the way the measure looks', () => {
    expect(waterline('cost_per_visitor', twenty.slice(1))).toBeNull();
    // 20 values 100 … 2,000: rank 0.25 × 19 = 4.75 → 500 + 0.75 × 100 = 575; 0.75 × 19 = 14.25 → 1,525.
    expect(waterline('cost_per_visitor', twenty)).toEqual({ good: 575, bad: 1525, from: 'waterline' });
    expect(waterline('roi', twenty)).toEqual({ good: 1525, bad: 575, from: 'waterline' });
  });

  it('leaves out what may not be compared', () => {
    const partial = known(1, { days: { covered: 1, asked: 2 } });
    const tiny = known(1, { sample: { successes: 0, trials: 3 } });
    expect(waterline('roi', [...twenty.slice(1), partial, tiny])).toBeNull();
    expect(rankable('roi', [partial, tiny, undefined, known(2)])).toHaveLength(1);
    const sample = { successes: 1000, trials: 10_000 };
    const notes: KnownFigure[] = [
      known(9000, { sample: { successes: 5, trials: 50 } }),
      known(9000, { bound: 'at-least', sample }),
      known(9000, { high: 9001, sample }),
      known(9000, { marks: ['maybe-immature'], sample }),
      known(9000, { marks: ['filtered-only'], sample }),
    ];
    for (const key of ['roi', 'visit_rate', 'cost_per_visitor'] as const) expect(rankable(key, notes)).toEqual([]);
    expect(waterline('roi', [...twenty, ...notes])).toEqual(waterline('roi', twenty));
  });

  it('is of one kind of GMV and judges no other', () => {
    const ofTask = twenty.map((figure) => ({ ...figure, of: 'gmv_task' as const }));
    const ofShop = ofTask.slice(1).map((figure) => ({ ...figure, low: 9e6, high: 9e6, of: 'gmv_shop' as const }));
    const line = waterline('roi', [...ofTask, ...ofShop]);
    expect(line).toEqual({ good: 1525, bad: 575, from: 'waterline', of: 'gmv_task' });
    expect(judge('roi', { ...known(9e6), of: 'gmv_task' }, line)).toEqual({ verdict: 'good', bar: line });
    expect(judge('roi', { ...known(9e6), of: 'gmv_shop' }, line)).toEqual({ verdict: null, why: 'no-bar' });
    // 19 and 19: neither kind has enough notes.
    expect(waterline('roi', [...ofTask.slice(1), ...ofShop])).toBeNull();
  });
});
