import { describe, expect, it } from 'vitest';
import { csv, fileOf, readAll, type Table, total, twin } from './support';
import { xlsx } from './workbook';

const SECRET = { secret: 'the workspace' };

// Field names of the API (domain.md §2.2), with two columns that must leave no trace.
const TAOBAO: Table = [
  'trade_id,trade_parent_id,item_id,item_title,item_num,alipay_total_price,pay_price,tb_gmv_total_price,tk_create_time,tk_paid_time,click_time,adzone_id,tk_status,pub_share_pre_fee,买家昵称,收货人'.split(
    ',',
  ),
  [
    '294159887445064307',
    '1',
    '590141576510',
    '防晒霜',
    '1',
    '11.22',
    '',
    '12.00',
    '2026-07-04 15:15:05',
    '2026-07-04 15:16:00',
    '2026-07-04 15:14:55',
    '111112234455',
    '12',
    '1.1',
    '秘密买家',
    '张三',
  ],
  [
    '294159887445064308',
    '1',
    'nXtQUotkQRC0tP-abc',
    '防晒霜',
    '1',
    '20',
    '19.5',
    '21',
    '2026-07-06 10:00:00',
    '',
    '',
    '111112234455',
    '3',
    '2',
    '秘密买家',
    '张三',
  ],
  [
    '294159887445064309',
    '1',
    '590141576510',
    '防晒霜',
    '1',
    '30',
    '',
    '30',
    '2026-07-06 11:00:00',
    '',
    '',
    '0',
    '13',
    '3',
    '秘密买家',
    '张三',
  ],
  [
    '2.94159887E+17',
    '1',
    '590141576510',
    '防晒霜',
    '1',
    '30',
    '',
    '30',
    '2026-07-06 11:00:00',
    '',
    '',
    '',
    '12',
    '3',
    '秘密买家',
    '张三',
  ],
  [
    '294159887445064310',
    '1',
    '590141576510',
    '防晒霜',
    '1',
    '30',
    '',
    '30',
    '2026-07-06 11:00:00',
    '',
    '',
    '',
    '月球',
    '3',
    '秘密买家',
    '张三',
  ],
];
const CONSOLE = {
  trade_id: '子订单编号',
  item_id: '商品ID',
  alipay_total_price: '付款金额',
  pay_price: '结算金额',
  tk_create_time: '创建时间',
  adzone_id: '推广位ID',
  tk_status: '订单状态',
  pub_share_pre_fee: '付款预估收入',
  tb_gmv_total_price: '拍下金额',
};

describe.each([
  ['csv of API fields', async () => fileOf('x.csv', csv(TAOBAO))],
  ['shuffled xlsx of console headings', async () => fileOf('x.xlsx', await xlsx(twin(TAOBAO, CONSOLE)))],
])('淘宝联盟 orders as %s', (_, file) => {
  it('count once, under the link they came through', async () => {
    const { kind, rows, links, rejected } = await readAll(await file(), {}, SECRET);
    expect(kind).toBe('taobao-orders');
    const orders = rows.filter(({ entity }) => entity !== '');
    expect(orders.map(({ subject, period }) => [subject, period.to])).toEqual([
      ['taobao/task/pid-111112234455', '2026-07-04'],
      ['taobao/task/pid-111112234455', '2026-07-06'],
      ['taobao/item/590141576510', '2026-07-06'],
    ]);
    expect(total(orders, 'alliance_orders')).toBe(2); // paid, settled; the closed one is 0
    expect(total(orders, 'alliance_orders_done')).toBe(1);
    expect(total(orders, 'alliance_gmv_paid')).toBe(3122); // 11.22 + 20 + 0 元
    expect(total(orders, 'alliance_gmv_settled')).toBe(1950);
    expect(links).toEqual([{ from: 'taobao/task/pid-111112234455', to: 'taobao/item/590141576510' }]);
    expect(rejected.map(({ line, code }) => [line, code])).toEqual([
      [5, 'export_cell_digits'],
      [6, 'export_row_order_status'],
    ]);
  });

  it('leave neither the order number nor the buyer behind', async () => {
    const all = JSON.stringify(await readAll(await file(), {}, SECRET));
    expect(all).not.toMatch(/29415988744506|秘密买家|张三/);
    expect(all).toContain('"entity":"'); // and yet tell orders apart
  });
});

it('knows an order again by the same secret, and not by another', async () => {
  const hashes = async (secret: string) =>
    (await readAll(fileOf('x.csv', csv(TAOBAO)), {}, { secret })).rows
      .map(({ entity }) => entity)
      .filter((entity) => entity !== '');
  expect(await hashes('one')).toEqual(await hashes('one'));
  expect(new Set([...(await hashes('one')), ...(await hashes('two'))]).size).toBe(6);
});

it('keeps nothing without a secret', async () => {
  await expect(readAll(fileOf('x.csv', csv(TAOBAO)))).rejects.toMatchObject({ code: 'export_needs_secret' });
});

// Field names of the API (domain.md §2.3).
const JD: Table = [
  'orderId,orderTime,finishTime,skuId,skuName,skuNum,price,estimateCosPrice,actualCosPrice,commissionRate,estimateFee,actualFee,validCode,positionId,plus'.split(
    ',',
  ),
  [
    '288110000001',
    '2026-07-04 10:00:00',
    '',
    '100012345678',
    '面霜',
    '1',
    '99',
    '89.9',
    '0',
    '5',
    '4.5',
    '0',
    '16',
    '3001',
    '1',
  ],
  [
    '288110000001',
    '2026-07-04 10:00:00',
    '',
    '100012345679',
    '面霜',
    '1',
    '9',
    '9',
    '0',
    '5',
    '.45',
    '0',
    '16',
    '3001',
    '1',
  ],
  [
    '288110000002',
    '2026-07-05 10:00:00',
    '2026-07-09',
    '100012345678',
    '面霜',
    '1',
    '99',
    '90',
    '90',
    '5',
    '4.5',
    '4.5',
    '17',
    '',
    '0',
  ],
  [
    '288110000003',
    '2026-07-05 10:00:00',
    '',
    '100012345678',
    '面霜',
    '1',
    '99',
    '90',
    '0',
    '5',
    '4.5',
    '0',
    '3',
    '',
    '0',
  ],
];

it.each([
  ['csv of API fields', JD],
  [
    'shuffled, console headings',
    twin(JD, {
      orderId: '订单号',
      orderTime: '下单时间',
      estimateCosPrice: '预估计佣金额',
      actualCosPrice: '实际计佣金额',
      validCode: '订单状态',
    }),
  ],
])('reads 京东联盟 orders, one line per SKU, as %s', async (_, table) => {
  const { kind, rows, links } = await readAll(fileOf('x.csv', csv(table)), {}, SECRET);
  expect(kind).toBe('jd-orders');
  const orders = rows.filter(({ entity }) => entity !== '');
  expect(new Set(orders.map(({ entity }) => entity)).size).toBe(4);
  expect(total(orders, 'alliance_gmv_paid')).toBe(18_890); // 89.9 + 9 + 90 + 0 元
  expect(total(orders, 'alliance_orders')).toBe(3);
  expect(total(orders, 'alliance_commission')).toBe(945); // 4.5 + 0.45 + 4.5 元
  expect(links).toEqual([
    { from: 'jd/task/pid-3001', to: 'jd/sku/100012345678' },
    { from: 'jd/task/pid-3001', to: 'jd/sku/100012345679' },
  ]);
});

describe('a 淘宝联盟 table that names only the order its lines share', () => {
  const HEADINGS = '创建时间,商品ID,订单状态,付款金额,效果预估,结算金额,预估收入,订单编号,广告位ID'.split(',');
  const line = (item: string, paid: string, status = '订单付款', order = '3294159887445064301') => [
    ...['2026-09-01 10:00:00', item, status, paid, '5.00', '0', '4.00', order, '111112234455'],
  ];
  const read = (...lines: string[][]) => readAll(fileOf('TaokeDetail.csv', csv([HEADINGS, ...lines])), {}, SECRET);

  it('adds its items, in whatever order they come, and each under an entity of its own', async () => {
    const [a, b] = [line('nXtQUotkQRC0tP-1', '100'), line('nXtQUotkQRC0tP-2', '200')];
    const [one, other] = [await read(a, b), await read(b, a)];
    for (const { rows, rejected } of [one, other]) {
      expect([total(rows, 'alliance_gmv_paid'), total(rows, 'alliance_orders'), rejected]).toEqual([30_000, 2, []]);
    }
    const paid = ({ rows }: typeof one) =>
      rows.filter(({ measures }) => measures.alliance_gmv_paid).map(({ entity }) => entity);
    expect(new Set(paid(one)).size).toBe(2);
    expect(paid(one).sort()).toEqual(paid(other).sort());
  });

  it('adds two lines of one item that differ, and takes an equal line for the same', async () => {
    const [a, b] = [line('590141576510', '100'), line('590141576510', '150')];
    const { rows } = await read(a, b, a);
    const byEntity = new Map(rows.map(({ entity, measures }) => [entity, measures.alliance_gmv_paid ?? 0]));
    expect([...byEntity.values()].reduce((sum, value) => sum + value, 0)).toBe(25_000);
  });

  it('takes the place of what an earlier build kept of the whole order', async () => {
    const { rows } = await read(line('590141576510', '100'));
    const child = [
      ['trade_id', ...HEADINGS.slice(0, 7), '广告位ID'],
      ['3294159887445064301', ...line('590141576510', '100').slice(0, 7), '111112234455'],
    ];
    const earlier = await readAll(fileOf('x.csv', csv(child)), {}, SECRET);
    const hash = earlier.rows[0]?.entity.slice(0, 32);
    expect(
      rows
        .filter(({ entity }) => entity === hash)
        .map(({ measures, subject }) => [subject, measures.alliance_gmv_paid]),
    ).toEqual([['taobao/task/pid-111112234455', 0]]);
  });

  it('reads 效果预估 as the commission, whatever 预估收入 says', async () => {
    const { rows, remarks } = await read(line('590141576510', '100'));
    expect([total(rows, 'alliance_commission'), remarks]).toEqual([500, []]);
  });

  it('goes by the child number where there is one', async () => {
    const headings = ['淘宝父订单编号', '淘宝子订单编号', '创建时间', '订单状态', '付款金额'];
    const rowsOf = ['1', '2'].map((child) => [
      '32941598874450',
      `3294159887445${child}`,
      '2026-09-01',
      '订单付款',
      '100',
    ]);
    const { rows, rejected } = await readAll(fileOf('x.csv', csv([headings, ...rowsOf])), {}, SECRET);
    expect([total(rows, 'alliance_gmv_paid'), rows.length, rejected]).toEqual([20_000, 2, []]);
  });
});
