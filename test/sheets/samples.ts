import type { Answered, Reply, Status, SummaryAnswer } from '../../src/messages/protocol';
import type { Decision } from '../../src/metrics/marks';
import type { Cell } from '../../src/metrics/question';
import type { Subject } from '../../src/metrics/subjects';
import { answer, cell, ITEM, known, missing, NOTE, SKU } from '../unit/ui/figures';

/**
 * Numbers to look at. The usual ones are a small brand's; the long ones are as long as anything that a surface
 * must bear: ¥12,345,678.90, ids of 19 digits, titles of 40 characters.
 */
export const LONG_TITLE = '敏感肌换季自救指南三十天实测七款修护面霜哪一款值得回购看完这一篇再下单不踩雷省钱';
export const LONG_ITEM: Subject = 'taobao/item/1021732889355198765';

export const TAOBAO = cell('taobao', {
  visitors: known(3_560),
  search_visitors: known(1_204),
  cost_per_visitor: known(346),
  gmv: known(23_086_300, { of: 'gmv_task' }),
  roi: known(1.87),
});
export const JD = cell('jd', {
  item_viewers: known(620, { low: 600, high: 1_000 }),
  cost_per_viewer: known(1_240, { low: 1_240, high: 2_060 }),
  gmv: known(4_210_000, { of: 'gmv_shop' }),
  roi: missing('not-covered'),
});
export const LONG = cell('taobao', {
  visitors: known(123_456_789),
  search_visitors: known(98_765_432),
  cost_per_visitor: known(1_234_567_890, { low: 1_234_567_890, high: 1_334_567_890 }),
  gmv: known(1_234_567_890, { of: 'gmv_task' }),
  roi: known(12_345.67, { marks: ['partial', 'immature'], days: { covered: 10, asked: 15 } }),
});
const MARKED = cell('taobao', {
  visitors: known(12_345, { marks: ['partial', 'sampled', 'rounded', 'conflict'], days: { covered: 10, asked: 15 } }),
  cost_per_visitor: known(346, { bound: 'at-least', marks: ['cost-incomplete'] }),
  roi: known(1.2, { marks: ['immature', 'only-this-shop'] }),
});
/** What the search brought, as a team that reads 回搜成本 chooses it. */
const SEARCH = cell('taobao', {
  search_visitors: known(1_204),
  cost_per_search_visitor: known(1_025),
  gmv: known(23_086_300, { of: 'gmv_shop' }),
});

export function answered(subject: Subject, cells: Cell[], more: Partial<Answered> = {}): Answered {
  return {
    subject,
    freshness: 'fresh',
    status: 'ok',
    fetchedAt: 0,
    mark: null,
    verdicts: {},
    answer: answer(subject, cells, { title: '防晒霜测评｜通勤党必看' }),
    ...more,
  };
}

const ago = () => Date.now() - 7_200_000;
const bar = { good: 1.5, bad: 1, from: 'target' } as const;
const decided = (decision: Decision) => ({ decision, remark: '再看三天', at: '2026-07-16T00:00:00.000Z' });
const failed = (status: Status) => answered(NOTE, [], { freshness: 'failed', status, answer: null });
const stale = (status: Status) => answered(NOTE, [TAOBAO], { freshness: 'stale', status, fetchedAt: ago() });

/** What is on a badge, by what is to be seen there. */
export const ANSWERS: Record<string, Answered> = {
  fresh: answered(NOTE, [TAOBAO, JD]),
  'one shop': answered(ITEM, [TAOBAO]),
  marked: answered(NOTE, [MARKED], {
    answer: answer(NOTE, [MARKED], { marks: ['task-level'], group: { name: '防晒系列', members: 3 } }),
  }),
  long: answered(NOTE, [LONG, JD]),
  missing: answered(NOTE, [
    cell('taobao', { visitors: missing('not-covered'), roi: missing('not-covered') }),
    cell('jd', { item_viewers: missing('task-only') }),
  ]),
  'not mapped': answered(NOTE, []),
  'good, to boost': answered(NOTE, [TAOBAO], {
    mark: decided('boost'),
    verdicts: { taobao: { cost_per_visitor: { verdict: 'good', bar }, roi: { verdict: 'good', bar } } },
  }),
  'bad, to stop': answered(NOTE, [TAOBAO, JD], {
    mark: decided('stop'),
    verdicts: { taobao: { cost_per_visitor: { verdict: 'bad', bar }, roi: { verdict: 'bad', bar } } },
  }),
  'watched, stale': { ...stale('ok'), mark: decided('watch') },
  search: answered(NOTE, [SEARCH]),
  'stale, offline': stale('offline'),
  'stale, version': stale('version'),
  'stale, busy': stale('busy'),
  'not authorised': failed('not-authorised'),
  failing: failed('failing'),
};

const totals = (gmv: number): Cell => ({
  ...cell('xhs', {
    cost: known(123_456),
    gmv: known(gmv, { of: 'gmv_task' }),
    roi: known(gmv / 123_456, { of: 'gmv_task' }),
    unattributed: known(300_000),
  }),
  provenance: [
    {
      source: 'juguang',
      grain: 'note',
      window: 'none',
      caliber: 'none',
      traffic: 'none',
      asOf: '2026-07-16',
      imports: [],
    },
  ],
});

export const SUMMARY: SummaryAnswer = {
  connection: 'a',
  status: 'ok',
  freshness: 'fresh',
  fetchedAt: 0,
  asOf: '2026-07-15',
  summary: { subjects: { notes: 24, products: 6 }, cells: [totals(27_296_300), TAOBAO, JD] },
};
export const LONG_SUMMARY: SummaryAnswer = {
  ...SUMMARY,
  summary: {
    subjects: { notes: 12_345, products: 678 },
    cells: [totals(1_234_567_890), LONG, cell('jd', { item_viewers: known(123_456_789), gmv: known(1_234_567_890) })],
  },
};

/** An answer under another title than the others. */
const titled = (one: Answered, title: string): Answered => ({ ...one, answer: one.answer && { ...one.answer, title } });

export const ON_PAGE: NonNullable<Reply<'onPage'>> = {
  connection: 'a',
  url: 'https://www.xiaohongshu.com/explore',
  recognised: 24,
  kind: 'feed',
  recognition: 'recognised',
  answers: [
    answered(NOTE, [TAOBAO, JD], { mark: decided('watch') }),
    titled(answered(ITEM, [TAOBAO]), '轻透防晒霜 SPF50+ 50ml'),
    titled(answered(SKU, [JD]), '轻透防晒霜 京东自营'),
  ],
};
export const LONG_ON_PAGE: NonNullable<Reply<'onPage'>> = {
  ...ON_PAGE,
  recognised: 1_000,
  answers: [
    answered(NOTE, [LONG, JD], { answer: answer(NOTE, [LONG, JD], { title: LONG_TITLE }) }),
    answered(LONG_ITEM, [LONG], { answer: answer(LONG_ITEM, [LONG], { title: LONG_TITLE }) }),
    answered(SKU, [JD], { answer: answer(SKU, [JD], { title: null }) }),
  ],
};
