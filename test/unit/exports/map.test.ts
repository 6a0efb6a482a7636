import { describe, expect, it } from 'vitest';
import { csv, fileOf, NOTE_A, NOTE_B, readAll, type Table } from './support';
import { xlsx } from './workbook';

const TABLE: Table = [
  [
    '笔记链接',
    '笔记ID',
    '任务ID',
    '平台',
    '商品ID',
    '商品链接',
    'SKU ID',
    '商品组',
    '商品名称',
    '笔记标题',
    '任务名称',
  ],
  ['', NOTE_A, '', '天猫', '712345678901', '', '', '防晒霜', '防晒霜 50ml', '防晒怎么选', ''],
  [
    `https://www.xiaohongshu.com/discovery/item/${NOTE_B}?xhsshare=`,
    '',
    '7001',
    '',
    '',
    'https://detail.tmall.com/item.htm?id=712345678901&skuId=5555555',
    '',
    '',
    '',
    '',
    '夏季防晒',
  ],
  ['', NOTE_A, '88', '京东', '', '', '100012345678', '防晒霜', '', '', '京东夏季'],
  ['', '', '', '', '', 'https://item.jd.com/100012345679.html', '', '防晒霜', '', '', ''],
  ['', NOTE_A, '', '', '712345678901', '', '', '', '', '', ''],
  ['', NOTE_A, '', '', '', '', '', '', '', '只有标题', ''],
  ['', NOTE_A, '', '', '', 'https://m.tb.cn/h.abc?tk=1', '', '', '', '', ''],
  ['', NOTE_A, '', '京东', '', 'https://detail.tmall.com/item.htm?id=712345678901', '', '', '', '', ''],
  ['', NOTE_A, '', '天猫', '', '', '5555555', '', '', '', ''],
  [`https://www.xiaohongshu.com/explore/${NOTE_B}`, NOTE_A, '', '天猫', '712345678901', '', '', '', '', '', ''],
  ['', NOTE_A, '', '', '', 'https://item.taobao.com.evil.example/item.htm?id=712345678901', '', '', '', '', ''],
  [`https://www.xiaohongshu.com/user/profile/${NOTE_B}`, '', '', '天猫', '712345678901', '', '', '', '', '', ''],
];

describe.each([
  ['csv', async () => fileOf('map.csv', csv(TABLE))],
  ['xlsx', async () => fileOf('map.xlsx', await xlsx(TABLE))],
])('the map as %s', (_, file) => {
  it('draws every edge a row names, once', async () => {
    const { kind, links } = await readAll(await file());
    expect(kind).toBe('map');
    expect(links).toEqual([
      { from: `xhs/note/${NOTE_A}`, to: 'taobao/item/712345678901' },
      { from: 'taobao/item/712345678901', to: 'group/防晒霜' },
      { from: `xhs/note/${NOTE_B}`, to: 'taobao/item/712345678901' },
      { from: `xhs/note/${NOTE_B}`, to: 'taobao/task/7001' },
      { from: 'taobao/task/7001', to: 'taobao/item/712345678901' },
      { from: `xhs/note/${NOTE_A}`, to: 'jd/sku/100012345678' },
      { from: `xhs/note/${NOTE_A}`, to: 'jd/task/88' },
      { from: 'jd/task/88', to: 'jd/sku/100012345678' },
      { from: 'jd/sku/100012345678', to: 'group/防晒霜' },
      { from: 'jd/sku/100012345679', to: 'group/防晒霜' },
    ]);
  });

  it('rejects a row whole, with the reason', async () => {
    const { rejected, labels } = await readAll(await file());
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([
      [6, 'export_cell_which_shop'],
      [7, 'export_row_links_nothing'],
      [8, 'export_cell_short_link'],
      [9, 'export_cell_other_shop'],
      [10, 'export_row_sku_only'],
      [11, 'export_row_two_notes'],
      [12, 'export_cell_product'],
      [13, 'export_cell_note'],
    ]);
    expect(labels).toEqual([
      { subject: `xhs/note/${NOTE_A}`, name: 'title', value: '防晒怎么选' },
      { subject: 'taobao/item/712345678901', name: 'title', value: '防晒霜 50ml' },
      { subject: `xhs/note/${NOTE_B}`, name: 'task', value: '夏季防晒' },
      { subject: 'taobao/task/7001', name: 'title', value: '夏季防晒' },
      { subject: `xhs/note/${NOTE_A}`, name: 'task', value: '京东夏季' },
      { subject: 'jd/task/88', name: 'title', value: '京东夏季' },
    ]);
  });
});

it('reads products of both shops from one row', async () => {
  const { links } = await readAll(
    fileOf(
      'x.csv',
      csv([
        ['笔记ID', '天猫商品ID', '京东SKU'],
        [NOTE_A, '712345678901', '100012345678'],
      ]),
    ),
  );
  expect(links.map(({ to }) => to)).toEqual(['taobao/item/712345678901', 'jd/sku/100012345678']);
});
