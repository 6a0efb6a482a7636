import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../src/metrics/figures';
import type { MeasureKey } from '../../../src/metrics/measures';
import type { Answer } from '../../../src/metrics/question';
import { type RANKED_MEASURES, RankingBuilder, rankedBy, whyUnranked } from '../../../src/metrics/ranking';
import type { Bars } from '../../../src/metrics/verdicts';
import { answer, cell, known, missing } from '../ui/figures';

const NOTE = (n: number) => `xhs/note/${n.toString(16).padStart(24, '0')}`;
const ITEM = (n: number) => `taobao/item/${10_000 + n}`;
const people = (successes: number) => ({ sample: { successes, trials: 1000 } });

function ranked(answers: Answer[], bars: Bars = { targets: {}, waterlines: null }) {
  const builder = new RankingBuilder();
  // Some at a time, and one of which nothing is known.
  builder.add([...answers.slice(0, 1), null]);
  builder.add(answers.slice(1));
  const all = builder.rankings(bars);
  return (shop: 'taobao' | 'jd' | null, measure: (typeof RANKED_MEASURES)[number]) => {
    const one = all.find((ranking) => ranking.shop === shop && ranking.measure === measure);
    return one && { best: one.best, ranked: one.ranked, unranked: one.unranked };
  };
}

describe('a number takes part in a ranking', () => {
  const days = { covered: 10, asked: 15 };
  const cases: [string, MeasureKey, Figure | undefined, ReturnType<typeof whyUnranked>][] = [
    ['of whole days', 'gmv', known(100), null],
    ['by the lower end of a band of money', 'gmv', known(100, { high: 900 }), null],
    ['not where it is missing', 'gmv', missing('not-covered'), 'missing'],
    ['not where it is not there at all', 'gmv', undefined, 'missing'],
    ['not where days are missing', 'gmv', known(100, { days }), 'partial'],
    ['not while it is not mature', 'gmv', known(100, { marks: ['immature'] }), 'immature'],
    ['nor where nobody knows whether it is', 'gmv', known(100, { marks: ['maybe-immature'] }), 'immature'],
    ['not as what a filter left', 'gmv', known(100, { bound: 'at-least', marks: ['filtered-only'] }), 'bound'],
    ['as a ratio of ten people', 'roi', known(2, people(10)), null],
    ['not as a ratio of nine', 'roi', known(2, people(9)), 'small-sample'],
    ['not as a ratio of people that nobody counted', 'cost_per_visitor', known(2), 'small-sample'],
    ['not as a band of a ratio', 'roi', known(2, { high: 3, ...people(90) }), 'band'],
    ['not as a bound of a ratio', 'roi', known(2, { bound: 'at-least', ...people(90) }), 'bound'],
  ];
  it.each(cases)('%s', (_, key, figure, why) => {
    expect(whyUnranked(key, figure)).toBe(why);
  });
});

describe('the best of a workspace', () => {
  it('are five at most, the best first, equal ones by their names, and every other is counted', () => {
    const gmv = [300, 700, 300, 100, 900, 200, 400];
    const best = ranked([
      ...gmv.map((value, at) => answer(NOTE(at), [cell('xhs', { gmv: known(value) })])),
      answer(NOTE(7), [cell('xhs', { gmv: known(9000, { days: { covered: 1, asked: 2 } }) })]),
      // It only cost: nothing is known of what it sold.
      answer(NOTE(8), [cell('xhs', { cost: known(9000) })]),
    ])(null, 'gmv');
    // 900, 700, 400, 300, 300; 200 and 100 are ranked and not shown.
    expect(best).toEqual({
      best: [4, 1, 6, 0, 2].map(NOTE),
      ranked: 7,
      unranked: [
        { why: 'missing', count: 1 },
        { why: 'partial', count: 1 },
      ],
    });
  });

  it('by a cost are the cheapest, per shop, and who does not sell there is no part of it', () => {
    const of = ranked([
      answer(NOTE(1), [cell('taobao', { cost_per_visitor: known(900, people(50)) })]),
      answer(NOTE(2), [cell('taobao', { cost_per_visitor: known(400, people(50)) })]),
      answer(NOTE(3), [cell('taobao', { cost_per_visitor: known(100, people(2)) })]),
      answer(NOTE(4), [cell('jd', { cost_per_viewer: known(200, people(50)) })]),
    ]);
    expect(of('taobao', 'cost_per_visitor')).toEqual({
      best: [NOTE(2), NOTE(1)],
      ranked: 2,
      unranked: [{ why: 'small-sample', count: 1 }],
    });
    expect(of('jd', 'cost_per_viewer')).toEqual({ best: [NOTE(4)], ranked: 1, unranked: [] });
    expect(of('jd', 'roi')).toEqual({ best: [], ranked: 0, unranked: [] });
  });

  it('hold one kind of GMV against itself: the rarer kind is left out', () => {
    const gmv = (n: number, value: number, of: 'gmv_task' | 'gmv_shop') =>
      answer(NOTE(n), [cell('xhs', { gmv: known(value, { of }) })]);
    const few = [gmv(1, 100, 'gmv_task'), gmv(2, 900, 'gmv_shop'), gmv(3, 200, 'gmv_task')];
    const left = [{ why: 'other-flavour', count: 1 }];
    expect(ranked(few)(null, 'gmv')).toEqual({ best: [NOTE(3), NOTE(1)], ranked: 2, unranked: left });
    // As many of each: the task's items are what seeding is reckoned by.
    expect(ranked(few.slice(0, 2))(null, 'gmv')).toEqual({ best: [NOTE(1)], ranked: 1, unranked: left });
    const most = [gmv(4, 300, 'gmv_shop'), gmv(5, 400, 'gmv_shop'), ...few.slice(0, 2)];
    expect(ranked(most)(null, 'gmv')).toEqual({ best: [NOTE(2), NOTE(5), NOTE(4)], ranked: 3, unranked: left });
  });

  it('have a band or bound of a ratio where a bar is surely on one side of it, by the end that holds', () => {
    const many = { sample: { successes: 5000, trials: 50_000 } };
    const roi = (n: number, figure: Figure) => answer(NOTE(n), [cell('taobao', { roi: figure })]);
    const all = [
      roi(1, known(1.6, many)),
      roi(2, known(1.48, { bound: 'at-least', ...many })),
      roi(3, known(1.1, { high: 1.6, ...many })),
      roi(4, known(1.4, { high: 2.6, ...many })),
      roi(5, known(0.4, { bound: 'at-most', ...many })),
      roi(6, known(1.45, many)),
      // Surely good, of too few to be ranked.
      roi(7, known(9000, { bound: 'at-least', sample: { successes: 9, trials: 1000 } })),
      roi(8, known(9000, { bound: 'at-least', marks: ['immature'], ...many })),
    ];
    const target = { targets: { roi: { good: 1.3, bad: 0.8 } }, waterlines: null };
    expect(ranked(all, target)('taobao', 'roi')).toEqual({
      best: [1, 2, 6, 4, 5].map(NOTE),
      ranked: 5,
      unranked: [
        { why: 'immature', count: 1 },
        { why: 'band', count: 1 },
        { why: 'small-sample', count: 1 },
      ],
    });
    // Without a bar nothing is on one side of it.
    expect(ranked(all)('taobao', 'roi')).toMatchObject({ best: [1, 6].map(NOTE), ranked: 2 });
    // Of a cost the higher end of a band is the worse one.
    expect(rankedBy('cost_per_visitor', known(100, { high: 300 }))).toBe(300);
    expect(rankedBy('cost_per_visitor', known(100, { high: 300, bound: 'at-least' }))).toBe(100);
  });

  it('have a group of products once on each platform', () => {
    const group = { name: '面霜', members: 3 };
    const sold = [cell('taobao', { gmv: known(100) })];
    const best = ranked([
      answer(ITEM(1), sold, { group }),
      answer(ITEM(2), sold, { group }),
      answer('jd/sku/100121430001', [cell('jd', { gmv: known(300) })], { group }),
      answer(ITEM(3), [cell('taobao', { gmv: known(200) })]),
    ])(null, 'gmv');
    expect(best).toEqual({ best: ['jd/sku/100121430001', ITEM(3), ITEM(1)], ranked: 3, unranked: [] });
  });
});
