import { describe, expect, it } from 'vitest';
import { csv, fileOf, NOTE_A, NOTE_B, readAll, type Table, total, twin } from './support';

// Headings verbatim from the field (domain.md §1.3).
const HEADINGS =
  '日期,内容ID,内容链接,达人昵称,订单名称,流量类型,归因周期,阅读/播放UV,内容互动率,搜索进店UV,进店UV,新客进店uv,商品加购UV,成交UV,商家GMV,订单商品成交GMV'.split(
    ',',
  );
const LINK_B = `https://www.xiaohongshu.com/explore/${NOTE_B}?xsec_token=AB=&xsec_source=pc_feed`;

const TABLE: Table = [
  HEADINGS,
  // Two windows of one day; stray tabs; thousands.
  [
    '2026-07-04',
    `${NOTE_A}\t`,
    '',
    '小鹿',
    '夏季防晒',
    '全部流量',
    '15',
    '1,200',
    '5.1%',
    '20',
    '40',
    '10',
    '8',
    '4',
    '1,000.50',
    '800.25',
  ],
  [
    '2026-07-04',
    `${NOTE_A}\t`,
    '',
    '小鹿',
    '夏季防晒',
    '全部流量',
    '30',
    '1,200',
    '5.1%',
    '22',
    '45',
    '12',
    '9',
    '5',
    '1,200.50',
    '900',
  ],
  [
    '20260705',
    `\t${NOTE_A}`,
    '',
    '小鹿',
    '夏季防晒',
    '全部流量',
    '15',
    '800',
    '4%',
    '15',
    '35',
    '9',
    '6',
    '3',
    '600',
    '500',
  ],
  // Another kind of traffic, kept under its own name.
  ['20260705', NOTE_A, '', '小鹿', '夏季防晒', '推广流量', '15', '300', '4%', '5', '11', '2', '1', '1', '100', '90'],
  // The console's own content id; the link tells the note. Blank is absent.
  [
    '2026-07-05',
    '99887766',
    LINK_B,
    '阿May',
    '夏季防晒',
    '全部流量',
    '15',
    '3.8万',
    '-',
    '',
    '--',
    '0',
    '1',
    '2',
    '50',
    '0',
  ],
  ['合计', '', '', '', '', '', '', '99999', '', '99999', '99999', '99999', '99999', '99999', '99999', '99999'],
  // No note anywhere.
  ['2026-07-05', '99887766', '', '', '', '全部流量', '15', '1', '', '1', '1', '1', '1', '1', '1', '1'],
  ['2026-02-30', NOTE_A, '', '', '', '全部流量', '15', '1', '', '1', '1', '1', '1', '1', '1', '1'],
  ['2026-07-06', NOTE_A, '', '', '', '全部流量', '60', '5', '', '1', '1', '1', '1', '1', '1', '1'],
];

const ALIASES = {
  订单商品成交GMV: '任务商品成交GMV',
  成交UV: '全店成交UV',
  商家GMV: '全店成交GMV（元）',
  归因周期: '归因口径',
  新客进店uv: '店铺新访客',
  搜索进店UV: '手淘搜索进店UV',
};

describe.each([
  ['verbatim', TABLE],
  ['shuffled, with the other aliases and two unknown columns', twin(TABLE, ALIASES)],
])('种草星河 content rows, %s', (_, table) => {
  const read = () => readAll(fileOf('星河.csv', `\ufeff${csv(table)}`));

  it('keeps windows and kinds of traffic apart', async () => {
    const { kind, rows } = await read();
    expect(kind).toBe('xinghe-content');
    const at = (window: number, traffic: string) => (row: (typeof rows)[number]) =>
      row.subject === `xhs/note/${NOTE_A}` && row.window === window && row.traffic === traffic;
    expect(total(rows, 'visitors', at(15, 'all'))).toBe(75); // 40 + 35
    expect(total(rows, 'visitors', at(30, 'all'))).toBe(45);
    expect(total(rows, 'visitors', at(15, '推广流量'))).toBe(11);
    expect(total(rows, 'new_visitors', at(15, 'all'))).toBe(19); // 10 + 9
    expect(total(rows, 'search_visitors', at(15, 'all'))).toBe(35); // 20 + 15
    expect(total(rows, 'readers', at(15, 'all'))).toBe(2000); // 1,200 + 800
    expect(total(rows, 'gmv_shop', at(15, 'all'))).toBe(160_050); // 1,000.50 + 600 = 1,600.50 元
    expect(total(rows, 'gmv_task', at(15, 'all'))).toBe(130_025); // 800.25 + 500 = 1,300.25 元
    expect(total(rows, 'buyers', at(15, 'all'))).toBe(7); // 4 + 3
  });

  it('finds the note behind a link, marks what the platform rounded, and leaves blanks absent', async () => {
    const { rows } = await read();
    const row = rows.find(({ subject }) => subject === `xhs/note/${NOTE_B}`);
    expect(row?.measures).toEqual({
      readers: 38_000,
      new_visitors: 0,
      cart_adders: 1,
      buyers: 2,
      gmv_shop: 5000,
      gmv_task: 0,
    });
    expect(row?.rounded).toEqual(['readers']);
    expect(row).toMatchObject({
      source: 'xinghe',
      grain: 'note',
      entity: '',
      window: 15,
      caliber: 'unknown',
      traffic: 'all',
      sampling: null,
      line: 6,
      period: { kind: 'day', from: '2026-07-05', to: '2026-07-05' },
    });
  });

  it('passes over the sum and rejects what cannot be read, with row and reason', async () => {
    const { rows, rejected, passed } = await read();
    expect(passed).toEqual([7]);
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([
      [8, 'export_cell_note'],
      [9, 'export_cell_day'],
      [10, 'export_cell_window'],
    ]);
    expect(rows).toHaveLength(5);
  });

  it('says each name once', async () => {
    const { labels } = await read();
    expect(labels).toEqual([
      { subject: `xhs/note/${NOTE_A}`, name: 'kol', value: '小鹿' },
      { subject: `xhs/note/${NOTE_A}`, name: 'task', value: '夏季防晒' },
      { subject: `xhs/note/${NOTE_B}`, name: 'kol', value: '阿May' },
      { subject: `xhs/note/${NOTE_B}`, name: 'task', value: '夏季防晒' },
    ]);
  });
});

it('reports unknown columns and never guesses them', async () => {
  const { unknown } = await readAll(fileOf('x.csv', csv(twin(TABLE, ALIASES))));
  expect(unknown).toEqual(['神秘指标', '实验列B']);
});

it('takes what the user declared only where the file is silent', async () => {
  const short: Table = [
    ['日期', '内容ID', '进店UV'],
    ['2026-07-04', NOTE_A, '40'],
  ];
  const silent = await readAll(fileOf('x.csv', csv(short)));
  expect(silent.undeclared).toEqual(['window', 'traffic', 'caliber', 'filtered']);
  expect(silent.rows[0]).toMatchObject({ window: 'unknown', traffic: 'unknown', caliber: 'unknown' });
  const declared = { window: 30, traffic: 'all', caliber: 'click' } as const;
  const told = await readAll(fileOf('x.csv', csv(short)), declared);
  expect(told.rows[0]).toMatchObject({ window: 30, traffic: 'all', caliber: 'click' });
  const spoken = await readAll(fileOf('x.csv', csv(TABLE)), declared);
  expect(spoken.undeclared).toEqual(['caliber', 'filtered']);
  expect(spoken.rows[0]).toMatchObject({ window: 15, traffic: 'all', caliber: 'click' });
});

it('keeps a row without any number, for a blank is not a 0', async () => {
  const { rows } = await readAll(
    fileOf(
      'x.csv',
      csv([
        ['日期', '内容ID', '进店UV'],
        ['2026-07-04', NOTE_A, '-'],
      ]),
    ),
  );
  expect(rows.map(({ measures }) => measures)).toEqual([{}]);
});

it('links the note to a task that its row names', async () => {
  const { links } = await readAll(
    fileOf(
      'x.csv',
      csv([
        ['日期', '内容ID', '任务ID', '进店UV'],
        ['2026-07-04', NOTE_A, '7001', '1'],
      ]),
    ),
  );
  expect(links).toEqual([{ from: `xhs/note/${NOTE_A}`, to: 'taobao/task/7001' }]);
});
