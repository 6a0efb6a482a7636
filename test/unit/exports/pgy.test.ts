import { describe, expect, it } from 'vitest';
import { csv, fileOf, NOTE_A, NOTE_B, readAll, type Table, total, twin } from './support';
import { xlsx } from './workbook';

// Headings verbatim (domain.md §1.2); the first column has none, the last four occur twice.
const HEADINGS =
  ',笔记id,笔记标题,笔记链接,笔记类型,笔记发布日期,内容标签,博主昵称,博主粉丝量,博主报价,服务费金额,总金额,曝光量,阅读量,5s播放率,互动率,自然曝光量,自然阅读量,推广阅读量,正文组件点击量,笔记底栏组件点击量,评论区组件点击量,任务名称,星任务主任务id,抽样比例,进店uv,进店率,累计进店成本,站外活跃行为uv（30天设备归因）,站外活跃率（30天设备归因）,站外活跃行为uv（15天设备归因）,站外行为UV（15天设备归因）,阅读uv,阅读uv,任务开始时间,任务开始时间'.split(
    ',',
  );
const ROWS: Table = [
  `2026-07-10,${NOTE_A},防晒怎么选,https://www.xiaohongshu.com/explore/${NOTE_A},图文,2025-05-21,美妆,小鹿,12000,3000,300,3300,50000,10000,40%,5%,30000,6000,4000,11,22,33,夏季防晒,7001,50,100,1%,33,200,2%,150,80,9000,500,2026-07-01,2026-07-02`.split(
    ',',
  ),
  `20260710,${NOTE_B},换季护肤,https://www.xiaohongshu.com/explore/${NOTE_B},视频,2025/6/28,美妆,阿May,800,1.2万,,12000,1000,500,40%,5%,600,500,0,0,0,0,,,100%,100,1%,33,10,2%,5,4,400,50,2026-07-01,2026-07-02`.split(
    ',',
  ),
  [
    '2026-07-10',
    '6a0000000000000000000001',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '10',
    '1',
    '11',
    '1',
    '1',
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
    '0',
    '9',
    '',
    '',
    '9',
    '',
    '9',
    '9',
    '',
    '',
    '',
    '',
  ],
];
const BANDS: Table = [
  ['', '基础信息', ...Array(34).fill('')],
  ['', '笔记', ...Array(34).fill('')],
];

describe.each([
  ['csv below a banner', async () => fileOf('pgy.csv', csv([['导出数据', ...Array(35).fill('')], HEADINGS, ...ROWS]))],
  ['xlsx with three rows of headings', async () => fileOf('pgy.xlsx', await xlsx([...BANDS, HEADINGS, ...ROWS]))],
  [
    'shuffled xlsx, other aliases, two unknown columns',
    async () => {
      const named: Table = [HEADINGS.map((heading, at) => (at === 0 ? '数据更新日' : heading)), ...ROWS];
      return fileOf(
        'pgy.xlsx',
        await xlsx([...BANDS, ...twin(named, { 服务费金额: '服务费', 笔记发布日期: '发布日期' })]),
      );
    },
  ],
])('蒲公英 note rows as %s', (_, file) => {
  it('are lifetimes up to 数据更新日, money in fen', async () => {
    const { kind, rows, labels, links } = await readAll(await file());
    expect(kind).toBe('pgy-note');
    const whole = rows.filter(({ window }) => window === 'none');
    expect(whole.map(({ period }) => period)).toEqual([
      { kind: 'lifetime', from: '2025-05-20', to: '2026-07-10' },
      { kind: 'lifetime', from: '2025-06-27', to: '2026-07-10' },
      { kind: 'lifetime', from: '2026-05-10', to: '2026-07-10' }, // 0x6a000000 is 2026-05-10 11:48 in Shanghai
    ]);
    expect(total(whole, 'quote')).toBe(1_501_000); // 3,000 + 12,000 + 10 元
    expect(total(whole, 'service_fee')).toBe(30_100); // 300 + absent + 1 元
    expect(whole[1]?.rounded).toEqual(['quote']);
    expect(total(whole, 'reads')).toBe(10_501); // 10,000 + 500 + 1
    expect(total(whole, 'bottom_link_clicks')).toBe(22);
    expect(labels).toContainEqual({ subject: `xhs/note/${NOTE_B}`, name: 'published', value: '2025-06-28' });
    expect(links).toEqual([{ from: `xhs/note/${NOTE_A}`, to: 'taobao/task/7001' }]);
  });

  it('gives sampled people as counted, with their share, and none where the share is 0', async () => {
    const { rows } = await readAll(await file(), { window: 15 });
    const people = rows.filter(({ measures, window }) => window === 30 || 'outside_shop_visitors' in measures);
    const at30 = people.filter(({ window }) => window === 30);
    expect(at30.map(({ sampling, measures }) => [sampling, measures])).toEqual([
      [0.5, { outside_visitors: 200 }],
      [1, { outside_visitors: 10 }],
      [null, {}],
    ]);
  });

  it('reads no heading that stands there twice', async () => {
    const { unknown, rejected } = await readAll(await file());
    expect(unknown.filter((heading) => heading === '阅读uv' || heading === '任务开始时间')).toHaveLength(4);
    expect(rejected).toEqual([]);
  });
});

it('asks for the as-of where the file has none, and takes no bare number up to 1 for a share', async () => {
  const table: Table = [
    ['笔记id', '博主报价', '阅读量', '抽样比例', '进店uv'],
    [NOTE_A, '1', '1', '0.5', '9'],
  ];
  const silent = await readAll(fileOf('x.csv', csv(table)));
  expect(silent.undeclared).toEqual(['window', 'asOf', 'filtered']);
  expect(silent.rejected.map(({ code }) => code)).toEqual(['export_row_which_days']);
  const told = await readAll(fileOf('x.csv', csv(table)), { asOf: '2026-07-10' });
  expect(told.rejected).toEqual([]);
  expect(told.remarks.map(({ code }) => code)).toEqual(['export_row_no_sampling', 'export_cell_share']);
  expect(told.rows.map(({ window, measures }) => [window, measures])).toEqual([
    ['none', { quote: 100, reads: 1 }],
    ['unknown', {}],
  ]);
});
