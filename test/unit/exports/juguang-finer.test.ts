import { describe, expect, it } from 'vitest';
import { csv, fileOf, NOTE_A, NOTE_B, readAll, type Table, total, twin } from './support';
import { xlsx } from './workbook';

// Headings verbatim (domain.md §1.8), with the slashes of the page written out.
const CREATIVES: Table = [
  '时间,笔记/素材ID,创意名称,创意ID,笔记ID,笔记跳转链接,单元名称,单元ID,计划名称,计划ID,投放位置,精准定向,关键词,消费,展现量,点击量,点击率,平均点击成本,平均千次展示费用,点赞,评论,收藏,关注,分享,互动量,平均互动成本,行动按钮点击量,行动按钮点击率,截图,保存图片,搜索组件点击量,搜索组件点击转化率,搜后阅读量,平均搜索后阅读笔记篇数,小红星站外活跃(行为)UV(30日归因),小红星站外活跃成本(30日归因),小红星任务期消费,新增种草人群,新增种草人群成本,新增深度种草人群,新增深度种草人群成本'.split(
    ',',
  ),
  `2026-07-04,${NOTE_A},创意一,5001,${NOTE_A},https://www.xiaohongshu.com/explore/${NOTE_A},单元,31,计划,21,信息流,智能,,70,700,7,1%,10,100,1,2,3,4,5,15,4.67,1,14%,0,0,1,14%,2,2,9,7.8,500,3,23,1,70`.split(
    ',',
  ),
  `2026-07-04,${NOTE_A},创意二,5002,${NOTE_A},https://www.xiaohongshu.com/explore/${NOTE_A},单元,31,计划,21,信息流,智能,,30.5,300,3,1%,10,100,1,1,1,1,1,5,6.1,0,0%,0,0,0,0%,0,0,1,30,500,1,30,0,-`.split(
    ',',
  ),
  `20260705,${NOTE_B},创意三,5003,${NOTE_B},https://www.xiaohongshu.com/explore/${NOTE_B},单元,32,计划,22,搜索,词包,防晒,1,10,1,10%,1,100,0,0,0,0,0,0,-,0,0%,0,0,0,0%,0,0,0,-,0,0,-,0,-`.split(
    ',',
  ),
  '合计,,,,,,,,,,,,,101.5,1010,11,,,,,,,,,,,,,,,,,,,,,,,,,'.split(',').slice(0, 41),
];
const CREATIVE_ALIASES = { 时间: '日期', 消费: '消耗', 平均千次展示费用: '平均千次展示消费', 笔记跳转链接: '笔记链接' };

describe.each([
  ['csv', async () => fileOf('创意.csv', csv(CREATIVES))],
  ['shuffled xlsx', async () => fileOf('创意.xlsx', await xlsx(twin(CREATIVES, CREATIVE_ALIASES)))],
])('聚光 creative rows as %s', (_, file) => {
  it("are their notes' rows at a finer grain, each creative apart", async () => {
    const { kind, rows, passed, rejected } = await readAll(await file());
    expect(kind).toBe('juguang-creative');
    expect([passed, rejected]).toEqual([[5], []]);
    const spend = rows.filter(({ measures }) => 'spend' in measures);
    expect(spend.map(({ grain, subject, entity, measures }) => [grain, subject, entity, measures.spend])).toEqual([
      ['creative', `xhs/note/${NOTE_A}`, '5001 ÷placement,targeting,keyword 信息流|智能|', 7000],
      ['creative', `xhs/note/${NOTE_A}`, '5002 ÷placement,targeting,keyword 信息流|智能|', 3050],
      ['creative', `xhs/note/${NOTE_B}`, '5003 ÷placement,targeting,keyword 搜索|词包|防晒', 100],
    ]);
    expect(total(rows, 'outside_visitors', ({ window }) => window === 30)).toBe(10); // 9 + 1 + 0
    expect(total(rows, 'engagements')).toBe(20); // 15 + 5 + 0
  });
});

const PLANS: Table = [
  [
    '时间',
    '计划名称',
    '计划ID',
    '消费',
    '展现量',
    '点击量',
    '互动量',
    '行业商品点击量',
    '行业商品成交订单量（7日）',
    '行业商品GMV（7日）',
    '行业商品GMV（15日）',
    '行业商品GMV（30日）',
    '行业商品ROI（30日）',
  ],
  ['2026-07-04', '防晒计划', '21', '7000', '1', '1', '1', '50', '3', '300.1', '400.2', '500.3', '0.07'],
  ['2026-07-05', '防晒计划', '21', '3000', '1', '1', '1', '40', '2', '200', '300', '400', '0.13'],
  ['2026-07-05', '品牌计划', '22', '1', '1', '1', '1', '', '', '', '', '', ''],
];

describe.each([
  ['verbatim', PLANS],
  ['shuffled', twin(PLANS, { '行业商品GMV（7日）': '7日行业商品成交GMV', 消费: '花费' })],
])('聚光 plan rows, %s', (_, table) => {
  it('belong to no note', async () => {
    const { kind, rows } = await readAll(fileOf('计划.csv', csv(table)));
    expect(kind).toBe('juguang-plan');
    expect(new Set(rows.map(({ subject }) => subject))).toEqual(new Set(['coarse']));
    expect(total(rows, 'spend', ({ entity }) => entity === '21')).toBe(1_000_000); // 7,000 + 3,000 元
  });

  it('keep the three windows of 行业商品 apart, and clicks out without one', async () => {
    const { rows } = await readAll(fileOf('计划.csv', csv(table)));
    const of = (window: number | string) => (row: { window: unknown }) => row.window === window;
    expect(total(rows, 'link_gmv', of(7))).toBe(50_010); // 300.1 + 200 元
    expect(total(rows, 'link_gmv', of(15))).toBe(70_020); // 400.2 + 300 元
    expect(total(rows, 'link_gmv', of(30))).toBe(90_030); // 500.3 + 400 元
    expect(total(rows, 'link_orders', of(7))).toBe(5); // 3 + 2
    expect(total(rows, 'link_clicks', of('none'))).toBe(90); // 50 + 40
  });
});

it('reads account rows, the app wake-ups, the own shop and 小红盟', async () => {
  const headings = [
    '日期',
    '账户ID',
    '消费',
    '展现量',
    'APP进店量（唤起）',
    '进店访问量',
    '7日下单金额',
    '小红盟站外活跃行为UV(15日归因)',
    '小红盟站外活跃行为UV(去重后15日归因)',
    '小红盟任务期消费',
  ];
  const { kind, rows, undeclared } = await readAll(
    fileOf('x.csv', csv([headings, ['2026-07-04', '88', '9', '1', '4', '5', '60', '7', '6', '80']])),
  );
  expect(kind).toBe('juguang-account');
  expect(undeclared).toEqual(['caliber', 'filtered']);
  expect(rows.map(({ grain, window, measures }) => [grain, window, measures])).toEqual([
    ['account', 'none', { spend: 900, impressions: 1, app_visits: 4 }],
    ['task', 'none', { jd_task_period_spend: 8000 }],
    ['account', 7, { xhs_visits: 5, xhs_gmv_ordered: 6000 }],
    ['account', 15, { jd_outside_visitors: 7, jd_outside_visitors_distinct: 6 }],
  ]);
});

it('knows no window but 7, 15 and 30 days', async () => {
  const { unknown } = await readAll(
    fileOf(
      'x.csv',
      csv([
        ['日期', '笔记ID', '消费', '展现量', '行业商品GMV（60日）'],
        ['2026-07-04', NOTE_A, '1', '1', '1'],
      ]),
    ),
  );
  expect(unknown).toEqual(['行业商品GMV（60日）']);
});
