import { describe, expect, it } from 'vitest';
import { csv, fileOf, readAll, type Table, total, twin } from './support';

// Headings verbatim (domain.md §1.3), in the versions of 任务 rows.
const TABLE: Table = [
  '日期,任务ID,任务名称,流量类型,归因周期,阅读/播放UV,搜索曝光UV,搜索进店UV,进店UV,新客进店uv,商品加购UV,成交UV,商家GMV,任务商品成交GMV,预售付定GMV,预售整单预估GMV,预售付定UV'.split(
    ',',
  ),
  [
    '2026-07-04',
    '7001',
    '夏季防晒',
    '全部流量',
    '15',
    '2000',
    '900',
    '60',
    '100',
    '30',
    '20',
    '9',
    '5000',
    '4000.05',
    '10',
    '50',
    '1',
  ],
  [
    '20260705',
    '7001',
    '夏季防晒',
    '全部流量',
    '15',
    '1000',
    '400',
    '40',
    '50',
    '10',
    '10',
    '4',
    '3000',
    '2000',
    '0',
    '0',
    '0',
  ],
  ['20260705', '7002', '换季护肤', '全部流量', '15', '10', '4', '1', '5', '1', '1', '1', '30', '20', '', '', ''],
  ['总计', '', '', '', '', '3010', '1304', '101', '155', '41', '31', '14', '8030', '6020.05', '10', '50', '1'],
  ['2026-07-05', '-', '', '全部流量', '15', '1', '1', '1', '1', '1', '1', '1', '1', '1', '1', '1', '1'],
];
const ALIASES = {
  商家GMV: '全店成交GMV(元)',
  任务商品成交GMV: '订单商品成交GMV',
  归因周期: '归因口径',
  搜索曝光UV: '手淘搜索曝光UV',
};

describe.each([
  ['verbatim', TABLE],
  ['shuffled, other aliases, two unknown columns', twin(TABLE, ALIASES)],
])('种草星河 task rows, %s', (_, table) => {
  it('reads the totals of each task', async () => {
    const { kind, rows, labels, passed, rejected } = await readAll(fileOf('星河任务.csv', csv(table)));
    expect(kind).toBe('xinghe-task');
    const of = (row: { subject: string }) => row.subject === 'taobao/task/7001';
    expect(total(rows, 'visitors', of)).toBe(150); // 100 + 50
    expect(total(rows, 'gmv_shop', of)).toBe(800_000); // 5,000 + 3,000 元
    expect(total(rows, 'gmv_task', of)).toBe(600_005); // 4,000.05 + 2,000 元
    expect(total(rows, 'presale_gmv_estimated', of)).toBe(5000); // 50 + 0 元
    expect(rows.map(({ source, grain, window, traffic }) => `${source} ${grain} ${window} ${traffic}`)).toEqual(
      Array(3).fill('xinghe task 15 all'),
    );
    expect(labels.map(({ subject, value }) => [subject, value])).toEqual([
      ['taobao/task/7001', '夏季防晒'],
      ['taobao/task/7002', '换季护肤'],
    ]);
    expect(passed).toEqual([5]);
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([[6, 'export_row_no_task']]);
  });
});

it('reads order rows as the order, and an order within a task as a part of the task', async () => {
  const order = await readAll(
    fileOf(
      'x.csv',
      csv([
        ['日期', '订单ID', '订单名称', '进店UV'],
        ['2026-07-04', '91', '夏季', '3'],
      ]),
    ),
  );
  expect(order.rows[0]).toMatchObject({ grain: 'order', subject: 'taobao/task/91', entity: '' });
  const both = await readAll(
    fileOf(
      'x.csv',
      csv([
        ['日期', '任务ID', '订单ID', '进店UV'],
        ['2026-07-04', '7001', '91', '3'],
      ]),
    ),
  );
  expect(both.rows[0]).toMatchObject({ grain: 'order', subject: 'taobao/task/7001', entity: '91' });
});

describe('生意参谋, whose 内容种草 has the same headings', () => {
  it('is recognised by its file name or banner, and kept as a source of its own', async () => {
    const named = await readAll(fileOf('生意参谋-内容种草.csv', csv(TABLE)));
    expect(named.kind).toBe('sycm-task');
    expect(new Set(named.rows.map(({ source }) => source))).toEqual(new Set(['sycm']));
    expect(total(named.rows, 'visitors')).toBe(155); // 100 + 50 + 5
    const banner = await readAll(fileOf('x.csv', csv([['【生意参谋平台】内容种草'], ...twin(TABLE, ALIASES)])));
    expect(banner.kind).toBe('sycm-task');
    expect(total(banner.rows, 'visitors')).toBe(155);
  });

  it('is what the user says it is', async () => {
    const told = await readAll(fileOf('x.csv', csv(TABLE)), {}, { kind: 'sycm-task' });
    expect(told.rows[0]?.source).toBe('sycm');
  });
});

it('takes no task for a sum because of how its id begins', async () => {
  const { rows } = await readAll(
    fileOf(
      'x.csv',
      csv([
        ['日期', '任务ID', '进店UV'],
        ['2026-07-04', 'summer-2026', '3'],
      ]),
    ),
  );
  expect(rows.map(({ subject }) => subject)).toEqual(['taobao/task/summer-2026']);
});

it('takes the window from the column that has one', async () => {
  const table = [
    ['日期', '任务ID', '归因周期', '归因口径', '进店UV'],
    ['2026-07-04', '7001', '15', '点击归因', '3'],
  ];
  expect((await readAll(fileOf('x.csv', csv(table)))).rows.map(({ window }) => window)).toEqual([15]);
});
