import { expect, it } from 'vitest';
import { inexactIn } from '../../../src/exports/inexact-cells';
import { csv, fileOf, NOTE_A, readAll, type Table, total } from './support';
import { xlsx } from './workbook';

const HEADINGS = ['时间', '笔记ID', '消费', '展现量', '点击量', '互动量', '行业商品GMV（30日）'];

it.each(['数据较少', '#DIV/0!', '#N/A', '-50.00', '1万+', '<10', '样本不足', '=A1/B1', 'NaN', '1.5', '12abc', '5%'])(
  '%s costs its cell: the rest of the row counts, and nothing is rejected',
  async (cell) => {
    const table: Table = [HEADINGS, ['2026-09-01', NOTE_A, '100', '1000', '40', cell, '9']];
    for (const file of [fileOf('聚光.csv', csv(table)), fileOf('聚光.xlsx', await xlsx(table))]) {
      const { rows, rejected, remarks } = await readAll(file);
      expect([rows.map(({ measures }) => measures), rejected]).toEqual([
        [{ spend: 10_000, impressions: 1000, clicks: 40 }, { link_gmv: 900 }],
        [],
      ]);
      expect(remarks).toHaveLength(1);
    }
  },
);

it('a GMV below 0 is missing, and the visitors of its row count', async () => {
  const { rows, rejected } = await readAll(
    fileOf(
      '星河.csv',
      csv([
        ['日期', '内容ID', '流量类型', '归因周期', '进店UV', '订单商品成交GMV'],
        ['2026-09-01', NOTE_A, '全部流量', '15', '40', '-50.00'],
        ['2026-09-02', NOTE_A, '全部流量', '15', '40', '50'],
      ]),
    ),
  );
  expect([total(rows, 'visitors'), total(rows, 'gmv_task'), rejected]).toEqual([80, 5000, []]);
});

it.each([
  ['the day', ['昨天', NOTE_A, '15', '全部流量', '40'], 'export_cell_day'],
  ['the note', ['2026-09-01', 'abc', '15', '全部流量', '40'], 'export_cell_note'],
  ['the window', ['2026-09-01', NOTE_A, '60', '全部流量', '40'], 'export_cell_window'],
  ['the kind of traffic', ['2026-09-01', NOTE_A, '15', '1.5E+18', '40'], 'export_cell_digits'],
])('a row is refused for %s', async (_, row, code) => {
  const table: Table = [['日期', '内容ID', '归因周期', '流量类型', '进店UV'], row];
  const { rows, rejected } = await readAll(fileOf('星河.csv', csv(table)));
  expect([rows.filter(({ measures }) => 'visitors' in measures), rejected.map((one) => one.code)]).toEqual([
    [],
    [code],
  ]);
});

it('a task that cannot be read costs its link', async () => {
  const table: Table = [
    ['日期', '内容ID', '任务ID', '归因周期', '流量类型', '进店UV'],
    ['2026-09-01', NOTE_A, '1.2E+18', '15', '全部流量', '40'],
  ];
  const { rows, links, rejected, remarks } = await readAll(fileOf('星河.csv', csv(table)));
  expect([total(rows, 'visitors'), links, rejected]).toEqual([40, [], []]);
  expect(remarks).toEqual([{ line: 2, code: 'export_cell_digits' }]);
});

it.each([
  ['<100', 'hidden'],
  ['<101', 'range'],
  ['1-100', 'hidden'],
  ['50-101', 'range'],
  ['10-1', null],
  ['少于10', 'hidden'],
  ['人数过少', 'hidden'],
  ['超过1万', 'range'],
  ['2026-07', null],
  ['数据', null],
  ['约10', null],
])('%s: %s', (cell, inexact) => {
  expect(inexactIn(cell)).toBe(inexact);
});

it.each([
  ['the first column', ['合计2条记录', '-', '-', '300']],
  ['the note', ['-', '合计2条记录', '-', '300']],
  ['a column that is not read', ['-', '-', '合计（2条）', '300']],
  ['any column, with another word', ['-', '', '总计: 2条记录', '300']],
  ['any column, without a number', ['', '', '合计', '300']],
])('a line that says in %s that it is a sum is no data', async (_, sum) => {
  const table: Table = [
    ['时间', '笔记ID', '排名说明', '消费', '展现量'],
    [...sum, '30'],
    ['2026-09-01', NOTE_A, '1', '100', '10'],
    ['2026-09-02', NOTE_A, '2', '200', '20'],
  ];
  const { rows, rejected, passed, undeclared } = await readAll(fileOf('聚光.csv', csv(table)));
  expect([total(rows, 'spend'), rejected, passed]).toEqual([30_000, [], [2]]);
  expect(undeclared).not.toContain('asOf');
});
