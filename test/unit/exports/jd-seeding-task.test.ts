import { describe, expect, it } from 'vitest';
import { csv, fileOf, readAll, type Table, total, twin } from './support';
import { xlsx } from './workbook';

// Headings verbatim (domain.md §1.4).
const TABLE: Table = [
  '日期,任务ID,任务标题,平台,归因范围,阅读UV,点赞UV,收藏UV,评论UV,分享UV,搜索曝光UV,搜索浏览UV,商详浏览UV,商品加购UV,商品收藏UV,下单UV,主推商品下单UV,下单GMV,主推商品下单GMV,成交UV,主推商品成交uv,成交GMV,主推商品成交GMV,新访客UV,新客UV'.split(
    ',',
  ),
  [
    '2026-07-04',
    '1234567890123456789',
    '夏季面霜',
    '小红书',
    '15天',
    '1000',
    '10',
    '9',
    '8',
    '7',
    '600',
    '60',
    '200',
    '30',
    '20',
    '12',
    '6',
    '2400.5',
    '1200.25',
    '10',
    '5',
    '2000',
    '1000.10',
    '150',
    '4',
  ],
  [
    '20260705',
    '1234567890123456789',
    '夏季面霜',
    '小红书',
    '15天',
    '500',
    '5',
    '4',
    '3',
    '2',
    '300',
    '30',
    '100',
    '15',
    '10',
    '6',
    '3',
    '1200',
    '600',
    '5',
    '2',
    '1000',
    '500',
    '75',
    '2',
  ],
  [
    '2026-07-05',
    '1234567890123456789',
    '夏季面霜',
    '小红书',
    '30日',
    '500',
    '5',
    '4',
    '3',
    '2',
    '300',
    '30',
    '110',
    '15',
    '10',
    '6',
    '3',
    '1200',
    '600',
    '6',
    '2',
    '1100',
    '500',
    '75',
    '2',
  ],
  [
    '2026-07-05',
    '1234567890123456789',
    '夏季面霜',
    '抖音',
    '15天',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
  ],
  [
    '2026-07-05',
    '1.23457E+18',
    '夏季面霜',
    '小红书',
    '15天',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
  ],
  [
    '2026-07-05',
    '1234567890123456789',
    '',
    '小红书',
    '60天',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
    '1',
  ],
];
const ALIASES = { 归因范围: '归因周期', 商品加购UV: '加购UV', 任务标题: '任务名称' };
const TASK = 'jd/task/1234567890123456789';

describe.each([
  ['csv', async () => fileOf('jd.csv', csv(TABLE))],
  ['shuffled xlsx', async () => fileOf('jd.xlsx', await xlsx(twin(TABLE, ALIASES)))],
])('京准通 种草 task rows as %s', (_, file) => {
  it('reads people and both GMVs of a task, per window', async () => {
    const { kind, rows, labels, rejected } = await readAll(await file());
    expect(kind).toBe('jd-seeding-task');
    expect(rows).toHaveLength(3);
    expect(
      rows.every(({ subject, grain, traffic }) => subject === TASK && grain === 'task' && traffic === 'none'),
    ).toBe(true);
    const of15 = ({ window }: { window: unknown }) => window === 15;
    expect(total(rows, 'item_viewers', of15)).toBe(300); // 200 + 100
    expect(total(rows, 'gmv_shop', of15)).toBe(300_000); // 2,000 + 1,000 元
    expect(total(rows, 'gmv_task', of15)).toBe(150_010); // 1,000.10 + 500 元
    expect(total(rows, 'gmv_ordered', of15)).toBe(360_050); // 2,400.5 + 1,200 元
    expect(total(rows, 'buyers', of15)).toBe(15); // 10 + 5
    expect(total(rows, 'task_buyers', of15)).toBe(7); // 5 + 2
    expect(total(rows, 'item_viewers', ({ window }) => window === 30)).toBe(110);
    expect(total(rows, 'visitors')).toBeUndefined();
    expect(labels).toEqual([{ subject: TASK, name: 'title', value: '夏季面霜' }]);
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([
      [5, 'export_row_other_medium'],
      [6, 'export_cell_digits'],
      [7, 'export_cell_window'],
    ]);
  });
});

it('leaves the window open where 归因范围 names none', async () => {
  const table = [
    ['日期', '任务ID', '归因范围', '商详浏览UV'],
    ['2026-07-04', '77', '全部', '5'],
  ];
  expect((await readAll(fileOf('x.csv', csv(table)))).rows[0]?.window).toBe('unknown');
  expect((await readAll(fileOf('x.csv', csv(table)), { window: 7 })).rows[0]?.window).toBe(7);
});
