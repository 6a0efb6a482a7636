import type { DetailAnswer } from '../../../../src/messages/protocol';
import type { Detail } from '../../../../src/metrics/detail';
import { answer, cell, ITEM, known, missing, NOTE } from '../figures';

const TASK = 'jd/task/9001';

/**
 * A note seen to the end on Taobao and, with two others, in a JD task. ¥5,000 of 聚光 over 600 visitors are ¥8.33 each,
 * ¥9,350 of GMV over it 1.87.
 */
export const DETAIL: Detail = {
  ...answer(NOTE, [], { title: '防晒霜测评｜通勤党必看', linked: 1 }),
  cells: [
    {
      ...cell('xhs', {
        impressions: known(120_000),
        reads: known(12_345),
        link_clicks: known(780),
        quote: known(800_000),
        spend: known(500_000),
        cost: known(500_000, { provenance: [0] }),
        xhs_visits: missing('not-in-source'),
      }),
      provenance: [
        {
          source: 'juguang',
          grain: 'note',
          window: 'none',
          caliber: 'none',
          traffic: 'none',
          asOf: '2026-07-16',
          imports: ['000002'],
        },
      ],
    },
    {
      ...cell('taobao', {
        visitors: known(600, { days: { covered: 10, asked: 15 }, marks: ['partial'], provenance: [0] }),
        gmv_task: known(935_000, { marks: ['immature'] }),
        roi: known(1.87, { of: 'gmv_task' }),
        cost_per_visitor: known(500_000 / 600),
        cost_per_search_visitor: missing('not-in-source'),
      }),
      provenance: [
        {
          source: 'xinghe',
          grain: 'note',
          window: 15,
          caliber: 'unknown',
          traffic: 'all',
          asOf: '2026-07-15',
          imports: ['000001'],
        },
      ],
    },
    cell('jd', { item_viewers: missing('task-only', { count: 3 }), gmv_task: missing('task-only', { count: 3 }) }),
  ],
  series: [{ platform: 'taobao', measure: 'visitors', from: '2026-07-01', low: [40, null, 80], high: [40, null, 80] }],
  funnels: [
    {
      platform: 'taobao',
      provenance: [],
      steps: [
        { measure: 'readers', branch: 'trunk', figure: known(12_000), rate: null },
        {
          measure: 'search_visitors',
          branch: 'search',
          figure: known(120),
          rate: { of: 'search_exposed', figure: known(0.15) },
        },
        { measure: 'visitors', branch: 'trunk', figure: known(600), rate: { of: 'readers', figure: known(0.05) } },
      ],
    },
  ],
  counterparts: [
    { answer: answer(ITEM, [], { title: '=防晒霜 50ml', group: { name: '防晒系列', members: 3 } }), shares: [] },
  ],
  floors: [{ platform: 'taobao', task: 'taobao/task/8801', measure: 'gmv_task', floor: 300_000 }],
  imports: [],
  facts: {
    kol: '@小鹿',
    published: '2026-07-01',
    tasks: [
      {
        subject: TASK,
        title: '夏促种草',
        answer: answer(TASK, [cell('jd', { item_viewers: known(4_500), gmv_task: known(1_234_567) })], { linked: 3 }),
      },
    ],
  },
};

export const DETAIL_ANSWER: DetailAnswer = {
  subject: NOTE,
  freshness: 'fresh',
  status: 'ok',
  fetchedAt: 0,
  detail: DETAIL,
  mark: { decision: 'watch', remark: '再看三天', at: '2026-07-16T00:00:00.000Z' },
  verdicts: { taobao: { roi: { verdict: 'good', bar: { good: 1.5, bad: 1, from: 'target' } } } },
};
