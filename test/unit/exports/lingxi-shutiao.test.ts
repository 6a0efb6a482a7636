import { describe, expect, it } from 'vitest';
import { csv, fileOf, NOTE_A, NOTE_B, readAll, type Table, total, twin } from './support';
import { xlsx } from './workbook';

// Headings verbatim (domain.md §1.5).
const LINGXI: Table = [
  '笔记ID,作业昵称,笔记标题,封面图,笔记链接,创建时间,曝光量,阅读量,互动量,点击率,互动率,I+TI人群数,TI人群数,进店用户数,TI人群进店兑换比,I+TI人群进店兑换比'.split(
    ',',
  ),
  [
    NOTE_A,
    '小鹿',
    '防晒怎么选',
    'http://img',
    '',
    '2025-05-20 18:00:00',
    '50,000',
    '13470',
    '900',
    '26.94',
    '6.68',
    '800',
    '300',
    '60',
    '5',
    '13.33',
  ],
  [
    '',
    '阿May',
    '换季护肤',
    '',
    `https://www.xiaohongshu.com/explore/${NOTE_B}`,
    '2025-06-28',
    '1000',
    '200',
    '10',
    '20',
    '5',
    '-',
    '3',
    '',
    '',
    '',
  ],
];

describe.each([
  ['csv', async () => fileOf('灵犀.csv', csv(LINGXI))],
  [
    'shuffled xlsx',
    async () => fileOf('灵犀.xlsx', await xlsx(twin(LINGXI, { 作业昵称: '作者昵称', TI人群数: 'TI人群' }))),
  ],
])('灵犀 笔记TOP as %s', (_, file) => {
  it('asks for the day that it speaks up to', async () => {
    const silent = await readAll(await file());
    expect([silent.kind, silent.undeclared]).toEqual(['lingxi-note', ['asOf']]);
    expect(silent.rejected.map(({ line, code }) => [line, code])).toEqual([
      [2, 'export_row_which_days'],
      [3, 'export_row_which_days'],
    ]);
  });

  it('gives lifetimes up to that day', async () => {
    const { rows, labels } = await readAll(await file(), { asOf: '2026-07-15' });
    expect(rows.map(({ period }) => period)).toEqual([
      { kind: 'lifetime', from: '2025-05-20', to: '2026-07-15' },
      { kind: 'lifetime', from: '2025-06-27', to: '2026-07-15' },
    ]);
    expect(total(rows, 'reads')).toBe(13_670); // 13,470 + 200
    expect(rows[0]?.measures).toEqual({
      impressions: 50_000,
      reads: 13_470,
      engagements: 900,
      crowd_interested: 800,
      crowd_deep: 300,
      crowd_visitors: 60,
    });
    expect(rows[1]?.measures).toEqual({ impressions: 1000, reads: 200, engagements: 10, crowd_deep: 3 });
    expect(labels).toContainEqual({ subject: `xhs/note/${NOTE_A}`, name: 'published', value: '2025-05-20' });
  });
});

// Headings verbatim (domain.md §1.6).
const SHUTIAO: Table = [
  '笔记ID,被推广者,实际消耗（元）,实际支付金额（元）,推广总预算（元）,订单状态,启动时间,曝光量,阅读量'.split(','),
  [NOTE_A, '小鹿', '90', '100.5', '100.5', '推广完成', '2026-07-04 10:00:00', '5000', '400'],
  [NOTE_A, '小鹿', '90', '100.5', '100.5', '推广完成', '2026-07-04 10:00:00', '5000', '400'],
  [NOTE_A, '小鹿', '50', '50', '50', '推广完成', '2026/7/7 9:05', '900', '80'],
  [NOTE_B, '阿May', '0', '30', '30', '已退款', '2026-07-05 08:00:00', '0', '0'],
  [NOTE_B, '阿May', '3', '70', '70', '推广中', '2026-07-06 08:00:00', '100', '5'],
];

describe.each([
  ['csv', async () => fileOf('薯条.csv', csv(SHUTIAO))],
  [
    'shuffled xlsx',
    async () =>
      fileOf('薯条.xlsx', await xlsx(twin(SHUTIAO, { '实际支付金额（元）': '实付金额', 启动时间: '推广开始时间' }))),
  ],
])('薯条 boosts as %s', (_, file) => {
  it('count what was paid for boosts that are done, equal rows as several', async () => {
    const { kind, rows, rejected, remarks } = await readAll(await file());
    expect(kind).toBe('shutiao-order');
    const boosts = rows.filter(({ subject }) => subject !== 'coarse');
    expect(total(boosts, 'boost_spend', ({ subject }) => subject === `xhs/note/${NOTE_A}`)).toBe(25_100); // 100.5 + 100.5 + 50 元
    expect(total(boosts, 'boost_spend', ({ subject }) => subject === `xhs/note/${NOTE_B}`)).toBe(0);
    expect(boosts.map(({ entity }) => entity)).toEqual([
      '2026-07-04 10:00:00|10050',
      '2026-07-04 10:00:00|10050|2',
      '2026-07-07 09:05:00|5000',
      '2026-07-05 08:00:00|3000',
    ]);
    expect(remarks).toEqual([{ line: 3, code: 'export_row_equal' }]);
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([[6, 'export_row_boost_running']]);
  });
});

it.each([
  ['推广完成', 1000],
  ['提前结束', 1000],
  ['已完结', 1000],
  ['审核不通过', 0],
  ['已终止', 0],
  ['已退款', 0],
  ['已作废', 0],
  ['推广中', undefined],
  ['待启动', undefined],
])('a boost that is %s cost %s fen', async (status, fen) => {
  const table: Table = [
    ['笔记ID', '被推广者', '实际支付金额（元）', '订单状态', '启动时间'],
    [NOTE_A, '甲', '10.00', status, '2026-09-01 09:00:00'],
  ];
  const { rows, rejected } = await readAll(fileOf('薯条.csv', csv(table)));
  const own = rows.filter(({ subject }) => subject === `xhs/note/${NOTE_A}`);
  expect(own.map(({ measures }) => measures.boost_spend)).toEqual(fen === undefined ? [] : [fen]);
  expect(rejected.map(({ code }) => code)).toEqual(fen === undefined ? ['export_row_boost_running'] : []);
});
