import { expect, it } from 'vitest';
import { csv, fileOf, NOTE_A, readAll, type Table, total } from './support';

const table = (day: string): Table => [
  ['日期', '内容ID', '流量类型', '归因周期', '进店UV', '订单商品成交GMV'],
  [day, NOTE_A, '全部流量', '15', '100', '2000.00'],
];

it.each([
  '2026-09-01~2026-09-07',
  '2026-09-01 至 2026-09-07',
  '20260901-20260907',
  '2026-09',
  '2026年9月',
  '2026年第36周',
  '2026-W36',
])('%s is no day of 种草星河: refused, with the way to export by day', async (day) => {
  const { rows, rejected } = await readAll(fileOf('星河.csv', csv(table(day))));
  expect([rows, rejected.map(({ code }) => code)]).toEqual([[], ['export_cell_period']]);
});

it.each(['2026-09-01~2026-09-01', '2026-09-01 00:00:00 - 2026-09-01 23:59:59', '20260901 至 20260901'])(
  '%s is one day',
  async (day) => {
    const { rows, rejected } = await readAll(fileOf('星河.csv', csv(table(day))));
    expect([rows.map(({ period }) => period.to), total(rows, 'visitors'), rejected]).toEqual([['2026-09-01'], 100, []]);
  },
);

it('a serial number is told as one', async () => {
  const { rejected } = await readAll(fileOf('星河.csv', csv(table('46266'))));
  expect(rejected.map(({ code }) => code)).toEqual(['export_cell_serial']);
});
