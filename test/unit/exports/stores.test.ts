import { describe, expect, it } from 'vitest';
import { csv, fileOf, readAll, type Table, total, twin } from './support';
import { xlsx } from './workbook';

// Headings verbatim (domain.md §1.7).
const WHOLE: Table = [
  ['京准通全站推广报表', '', '', '', '', '', '', ''],
  '日期,花费,全站交易额,全站投产比,全站订单行,全站订单成本,核心位置展现量,核心位置点击量'.split(','),
  ['汇总', '300.3', '3000', '9.99', '30', '10.01', '3000', '300'],
  ['2026-07-04', '100.1', '1,000', '9.99', '10', '10.01', '1000', '100'],
  ['20260705', '200.2', '2,000', '9.99', '20', '10.01', '2000', '200'],
];
const STANDARD: Table = [
  '点击时间,花费,总订单金额,总订单行,展现数,点击数,总加购数'.split(','),
  ['20260324000000~20260324005959', '10', '100', '1', '50', '5', '2'],
  ['20260324010000~20260324015959', '20.5', '0', '0', '60', '6', '0'],
  ['20260325000000~20260325235959', '5', '0', '0', '6', '1', '0'],
  ['20260325001500~20260325002959', '5', '0', '0', '6', '1', '0'],
];
const UNION: Table = [
  '日期,点击量,下单订单量,下单订单金额,预估佣金金额,完成订单量,完成订单金额,付款佣金金额'.split(','),
  ['2026-07-04', '100', '10', '1000', '50', '8', '800', '40.01'],
  ['2026/7/5', '50', '5', '500.5', '25', '-', '-', '-'],
  ['合计', '150', '15', '1500.5', '75', '8', '800', '40.01'],
];
const WUJIE: Table = [
  '日期,花费,总成交金额,投入产出比,点击量,展现量'.split(','),
  ['2026-07-04', '1234.56', '5678.90', '4.6', '100', '1000'],
  ['2026-07-05', '0.44', '0.1', '0.2', '1', '10'],
];

it.each([
  ['verbatim', async () => fileOf('全站.csv', csv(WHOLE))],
  [
    'shuffled xlsx',
    async () => fileOf('全站.xlsx', await xlsx(twin(WHOLE, { 花费: '消耗', 核心位置点击量: '核心位置点击数' }, 1))),
  ],
])('reads 京准通 全站 below its banner, %s', async (_, file) => {
  const { kind, rows, passed } = await readAll(await file());
  expect(kind).toBe('jd-ads-whole');
  expect(total(rows, 'shop_ad_spend')).toBe(30_030); // 100.1 + 200.2 元
  expect(total(rows, 'shop_ad_gmv')).toBe(300_000); // 1,000 + 2,000 元
  expect(total(rows, 'shop_ad_orders')).toBe(30); // 10 + 20
  expect(rows.map(({ grain, subject, entity, caliber }) => [grain, subject, entity, caliber])).toEqual(
    // What was paid has no caliber; whose day the sold is, this report does not say.
    ['none', 'unknown', 'none', 'unknown'].map((caliber) => ['store', 'coarse', '全站', caliber]),
  );
  expect(passed).toEqual([3]);
});

it.each([
  ['verbatim', STANDARD],
  ['shuffled', twin(STANDARD, { 展现数: '展现量', 总加购数: '总加购量' })],
])('reads 京准通 非全站 by hour of the click, %s', async (_, table) => {
  const { kind, rows, rejected } = await readAll(fileOf('x.csv', csv(table)));
  expect(kind).toBe('jd-ads-standard');
  expect(rows.map(({ entity, period, caliber }) => [entity, period.kind, period.to, caliber])).toEqual([
    ['非全站 ÷hour 00', 'day', '2026-03-24', 'none'],
    ['非全站 ÷hour 00', 'day', '2026-03-24', 'click'],
    ['非全站 ÷hour 01', 'day', '2026-03-24', 'none'],
    ['非全站 ÷hour 01', 'day', '2026-03-24', 'click'],
    ['非全站', 'day', '2026-03-25', 'none'],
    ['非全站', 'day', '2026-03-25', 'click'],
  ]);
  expect(total(rows, 'shop_ad_spend', ({ period }) => period.to === '2026-03-24')).toBe(3050); // 10 + 20.5 元
  expect(rejected.map(({ line, code }) => [line, code])).toEqual([[5, 'export_cell_day']]);
});

it.each([
  ['verbatim', UNION],
  ['shuffled', twin(UNION, { 点击量: '点击数', 下单订单量: '下单订单数' })],
])('reads 京东联盟 by day, %s', async (_, table) => {
  const { kind, rows, passed } = await readAll(fileOf('x.csv', csv(table)));
  expect(kind).toBe('jd-union-daily');
  expect(total(rows, 'alliance_gmv_ordered')).toBe(150_050); // 1,000 + 500.5 元
  expect(total(rows, 'alliance_orders_done')).toBe(8);
  expect(total(rows, 'alliance_commission_paid')).toBe(4001);
  const [, second] = rows.filter(({ measures }) => measures.alliance_orders !== undefined);
  expect(second?.measures).not.toHaveProperty('alliance_gmv_settled');
  expect(passed).toEqual([4]);
});

describe('阿里妈妈 无界', () => {
  it.each([
    ['verbatim', WUJIE],
    ['shuffled', twin(WUJIE, { 花费: '消耗', 展现量: '展现数' })],
  ])('%s', async (_, table) => {
    const { kind, rows } = await readAll(fileOf('x.csv', csv(table)));
    expect(kind).toBe('alimama-wujie');
    expect(total(rows, 'shop_ad_spend')).toBe(123_500); // 1,234.56 + 0.44 元
    expect(total(rows, 'shop_ad_gmv')).toBe(567_900); // 5,678.90 + 0.1 元
  });

  it('as GBK', async () => {
    // "日期,花费,总成交金额,投入产出比,点击量,展现量" and one row, in GBK.
    const gbk = Uint8Array.from(
      Buffer.from(
        'c8d5c6da2cbba8b7d12cd7dcb3c9bdbbbdf0b6ee2ccdb6c8ebb2fab3f6b1c82cb5e3bbf7c1bf2cd5b9cfd6c1bf0a323032362d30372d30342c312e352c332c322c342c350a',
        'hex',
      ),
    );
    const { kind, rows } = await readAll(fileOf('x.csv', gbk, 7));
    expect(kind).toBe('alimama-wujie');
    expect(rows.map(({ measures }) => measures)).toEqual([
      { shop_ad_spend: 150, shop_ad_clicks: 4, shop_ad_impressions: 5 },
      { shop_ad_gmv: 300 },
    ]);
  });
});
