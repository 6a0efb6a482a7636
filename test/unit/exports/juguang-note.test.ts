import { describe, expect, it } from 'vitest';
import { csv, fileOf, NOTE_A, NOTE_B, readAll, type Table, total, twin } from './support';
import { xlsx } from './workbook';

// Headings verbatim (domain.md §1.1, §1.8), without the creative's columns.
const TABLE: Table = [
  '时间,笔记ID,笔记标题,消费,展现量,点击量,点击率,平均点击成本,平均千次展示费用,点赞,评论,收藏,关注,分享,互动量,平均互动成本,行动按钮点击量,搜索组件点击量,搜后阅读量,小红星站外活跃(行为)UV(30日归因),小红星站外活跃行为UV(去重后30日归因),小红星站外活跃成本(30日归因),小红星任务期消费,新增种草人群,新增深度种草人群'.split(
    ',',
  ),
  [
    '2026-07-04',
    NOTE_A,
    '防晒怎么选',
    '1,500.55',
    '30000',
    '900',
    '3%',
    '1.67',
    '50.02',
    '10',
    '5',
    '20',
    '1',
    '4',
    '40',
    '37.5',
    '7',
    '3',
    '2',
    '66',
    '50',
    '22.7',
    '9000',
    '120',
    '30',
  ],
  [
    '20260705',
    NOTE_A,
    '防晒怎么选',
    '499.45',
    '10000',
    '300',
    '3%',
    '1.66',
    '49.9',
    '2',
    '1',
    '4',
    '0',
    '1',
    '8',
    '62.4',
    '1',
    '1',
    '1',
    '34',
    '-',
    '14.7',
    '9500',
    '40',
    '10',
  ],
  [
    '2026/7/4',
    NOTE_B,
    '换季护肤',
    '0.1',
    '7',
    '0',
    '0%',
    '',
    '14.3',
    '0',
    '0',
    '0',
    '0',
    '0',
    '0',
    '',
    '0',
    '0',
    '0',
    '',
    '',
    '',
    '',
    '0',
    '0',
  ],
  [
    '2026-07-04 - 2026-07-06',
    NOTE_B,
    '换季护肤',
    '12',
    '100',
    '1',
    '1%',
    '12',
    '120',
    '0',
    '0',
    '0',
    '0',
    '0',
    '0',
    '',
    '0',
    '0',
    '0',
    '1',
    '1',
    '12',
    '12',
    '0',
    '0',
  ],
  [
    '汇总',
    '-',
    '',
    '2012.1',
    '40107',
    '1201',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
  ],
  ['2026-07-04', '-', '', '88', '1', '1', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', ''],
];

const ALIASES = {
  时间: '日期',
  消费: '花费',
  平均千次展示费用: '平均千次展现费用',
  '小红星站外活跃(行为)UV(30日归因)': '小红星站外活跃UV（30日归因）',
};

describe.each([
  ['csv', () => fileOf('聚光.csv', csv(TABLE))],
  ['csv, shuffled, other aliases, two unknown columns', () => fileOf('聚光.csv', csv(twin(TABLE, ALIASES)))],
  ['xlsx', async () => fileOf('聚光.xlsx', await xlsx(TABLE))],
  [
    'xlsx, shuffled, other aliases, two unknown columns',
    async () => fileOf('聚光.xlsx', await xlsx(twin(TABLE, ALIASES))),
  ],
])('聚光 note rows as %s', (_, file) => {
  it('has the spend once, whatever windows stand beside it', async () => {
    const { kind, rows } = await readAll(await file());
    expect(kind).toBe('juguang-note');
    const days = rows.filter(({ period }) => period.kind === 'day');
    expect(total(days, 'spend', ({ subject }) => subject === `xhs/note/${NOTE_A}`)).toBe(200_000); // 1,500.55 + 499.45 = 2,000 元
    expect(total(days, 'impressions')).toBe(40_007); // 30,000 + 10,000 + 7
    expect(total(days, 'clicks')).toBe(1200); // 900 + 300 + 0
    expect(total(days, 'engagements')).toBe(48); // 40 + 8 + 0
    expect(new Set(rows.filter(({ measures }) => 'spend' in measures).map(({ window }) => window))).toEqual(
      new Set(['none']),
    );
  });

  it('gives people of a window a row of that window, raw and 去重 apart', async () => {
    const { rows } = await readAll(await file(), { caliber: 'click' });
    const windowed = rows.filter(({ window, period }) => window === 30 && period.kind === 'day');
    expect(windowed.map(({ caliber }) => caliber)).toEqual(['click', 'click', 'click']);
    expect(windowed.map(({ measures }) => measures)).toEqual([
      { outside_visitors: 66, outside_visitors_distinct: 50 },
      { outside_visitors: 34 },
      {},
    ]);
  });

  it('takes 任务期消费 for a lifetime from the birth of the note, never for a day', async () => {
    const { rows } = await readAll(await file());
    const lifetimes = rows.filter(({ measures }) => 'task_period_spend' in measures);
    expect(lifetimes.map(({ period, measures }) => [period, measures.task_period_spend])).toEqual([
      // 0x682c4de7 is 2025-05-20 17:40 in Shanghai.
      [{ kind: 'lifetime', from: '2025-05-20', to: '2026-07-04' }, 900_000],
      [{ kind: 'lifetime', from: '2025-05-20', to: '2026-07-05' }, 950_000],
      [{ kind: 'lifetime', from: '2025-06-27', to: '2026-07-06' }, 1200],
    ]);
  });

  it('reads a row of several days as a range, passes over the sum, and rejects a row of no note', async () => {
    const { rows, passed, rejected } = await readAll(await file());
    expect(rows.find(({ period }) => period.kind === 'range')).toMatchObject({
      subject: `xhs/note/${NOTE_B}`,
      period: { kind: 'range', from: '2026-07-04', to: '2026-07-06' },
      measures: { spend: 1200, impressions: 100, clicks: 1 },
    });
    expect(passed).toEqual([6]);
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([[7, 'export_row_blank_key']]);
  });
});

it('is not the creative report, which holds the same yuan', async () => {
  const [headings = [], ...rows] = TABLE;
  const creative = [[...headings, '创意ID'], ...rows.map((row) => [...row, '5001'])];
  await expect(readAll(fileOf('x.csv', csv(creative)), {}, { kind: 'juguang-note' })).rejects.toMatchObject({
    code: 'export_other_kind',
    params: { kind: 'juguang-note', heading: '创意ID' },
  });
});

it('asks for the as-of of a summary, takes it from a banner, and never invents days', async () => {
  const summary: Table = [
    ['时间', '笔记ID', '消费', '展现量'],
    ['汇总', NOTE_A, '100', '10'],
  ];
  const silent = await readAll(fileOf('x.csv', csv(summary)));
  expect(silent.undeclared).toContain('asOf');
  expect(silent.rejected.map(({ code }) => code)).toEqual(['export_row_which_days']);
  const told = await readAll(fileOf('x.csv', csv(summary)), { asOf: '2026-07-15' });
  expect(told.rows[0]?.period).toEqual({ kind: 'lifetime', from: '2025-05-20', to: '2026-07-15' });
  const banner = await readAll(fileOf('x.csv', csv([['统计时间：2026-07-01 至 2026-07-15'], ...summary])));
  expect(banner.undeclared).not.toContain('asOf');
  expect(banner.rows[0]?.period).toEqual({ kind: 'range', from: '2026-07-01', to: '2026-07-15' });
});

it('tells the parts of a split day apart', async () => {
  const { rows } = await readAll(
    fileOf(
      'x.csv',
      csv([
        ['时间', '投放位置', '笔记ID', '消费', '展现量'],
        ['2026-07-04', '信息流', NOTE_A, '100', '10'],
        ['2026-07-04', '搜索', NOTE_A, '50', '5'],
        ['2026-07-04 13:00:00', '搜索', NOTE_A, '5', '5'],
      ]),
    ),
  );
  expect(rows.map(({ entity, measures }) => [entity, measures.spend])).toEqual([
    [' ÷placement 信息流', 10_000],
    [' ÷placement 搜索', 5000],
    [' ÷hour,placement 13|搜索', 500],
  ]);
});
