import { expect, it } from 'vitest';
import { type CutQuestion, isAnswered } from '../../../src/exports';
import { keyOfEntity } from '../../../src/metrics/orders';
import type { Declared, Row } from '../../../src/metrics/values';
import { csv, fileOf, NOTE_A, NOTE_B, readAll, type Table, total } from './support';

const read = (table: Table, declared: Declared = {}) => readAll(fileOf('聚光.csv', csv(table)), declared);
/** How many keys the rows have that state a spend: rows of one key do not add. */
const keys = (rows: readonly Row[]) =>
  new Set(
    rows
      .filter(({ measures }) => 'spend' in measures)
      .map(({ subject, entity, period }) => `${subject} ${keyOfEntity(entity)} ${period.from}..${period.to}`),
  ).size;
const open = (cuts: readonly CutQuestion[]) => cuts.filter((cut) => !isAnswered(cut)).map(({ column }) => column);

const cutBy = (heading: string, ...values: string[]): Table => [
  ['时间', heading, '笔记ID', '消费', '展现量'],
  ...values.map((value, at) => ['2026-09-01', value, NOTE_A, `${100 * (at + 1)}`, '10']),
];

it('adds rows of one note and day under two 计划名称: 100 and 200 are 300, never 200', async () => {
  const { rows, cuts, remarks } = await read(cutBy('计划名称', '甲', '乙'));
  expect([keys(rows), total(rows, 'spend'), open(cuts), remarks]).toEqual([2, 30_000, [], []]);
  expect(rows.map(({ entity }) => entity)).toEqual([' ÷plan 甲', ' ÷plan 乙']);
});

it('names a part by its id where the table has one, because names change', async () => {
  const table = [
    ['时间', '计划名称', '计划ID', '笔记ID', '消费', '展现量'],
    ['2026-09-01', '甲', '21', NOTE_A, '100', '10'],
    ['2026-09-01', '乙', '', NOTE_A, '200', '20'],
  ];
  expect((await read(table)).rows.map(({ entity }) => entity)).toEqual([' ÷planId 21', ' ÷planId 乙']);
});

it('gives parts the same names in whatever order their columns stand', async () => {
  const one = [
    ['时间', '省份', '计划名称', '小时', '笔记ID', '消费', '展现量'],
    ['2026-09-01', '浙江', '甲', '08', NOTE_A, '100', '10'],
  ];
  const other = one.map((row) => [...row].reverse());
  const entities = [await read(one), await read(other)].map(({ rows }) => rows.map(({ entity }) => entity));
  expect(entities).toEqual([[' ÷hour,plan,province 08|甲|浙江'], [' ÷hour,plan,province 08|甲|浙江']]);
});

it('asks for one value of an alternative, and reads only its rows', async () => {
  const table = cutBy('归因模型', '首次', '末次');
  const { cuts } = await read(table);
  expect(cuts).toEqual([
    {
      column: '归因模型',
      why: 'alternative',
      values: [
        { value: '首次', amount: 10_000 },
        { value: '末次', amount: 20_000 },
      ],
      more: 0,
      measure: { key: 'spend', heading: '消费' },
      sum: 30_000,
      first: 30_000,
      answer: null,
    },
  ]);
  const locked = await read(table, { cuts: { 归因模型: '末次' } });
  expect([total(locked.rows, 'spend'), locked.passed, open(locked.cuts)]).toEqual([20_000, [2], []]);
  for (const answer of ['sum', 'first', '线性']) {
    expect(open((await read(table, { cuts: { 归因模型: answer } })).cuts)).toEqual(['归因模型']);
  }
});

it('asks nothing of an alternative with one value', async () => {
  const { rows, cuts } = await read([...cutBy('口径', '点击'), ['2026-09-02', '点击', NOTE_A, '200', '10']]);
  expect([total(rows, 'spend'), cuts]).toEqual([30_000, []]);
});

it('asks about a column that nobody knows, with what each answer comes to', async () => {
  const table = cutBy('神秘列', '甲', '乙', '丙');
  const { cuts } = await read(table);
  expect(cuts).toMatchObject([{ column: '神秘列', why: 'unknown', sum: 60_000, first: 10_000, answer: null }]);
  const summed = await read(table, { cuts: { 神秘列: 'sum' } });
  expect([keys(summed.rows), total(summed.rows, 'spend'), open(summed.cuts)]).toEqual([3, 60_000, []]);
  expect(summed.cuts).toMatchObject([{ sum: 60_000, first: 10_000, answer: 'sum' }]);
  const first = await read(table, { cuts: { 神秘列: 'first' } });
  expect([total(first.rows, 'spend'), first.passed, open(first.cuts)]).toEqual([10_000, [3, 4], []]);
  const chosen = await read(table, { cuts: { 神秘列: '乙' } });
  expect([total(chosen.rows, 'spend'), chosen.passed, open(chosen.cuts)]).toEqual([20_000, [2, 4], []]);
});

it('asks about every column that one answer leaves open', async () => {
  const table = [
    ['时间', '甲列', '乙列', '笔记ID', '消费', '展现量'],
    ['2026-09-01', 'a', 'x', NOTE_A, '100', '10'],
    ['2026-09-01', 'b', 'x', NOTE_A, '200', '10'],
    ['2026-09-01', 'b', 'y', NOTE_A, '300', '10'],
  ];
  expect(open((await read(table)).cuts)).toEqual(['甲列', '乙列']);
  expect(open((await read(table, { cuts: { 甲列: 'sum' } })).cuts)).toEqual(['乙列']);
  const both = await read(table, { cuts: { 甲列: 'sum', 乙列: 'sum' } });
  expect([keys(both.rows), total(both.rows, 'spend'), open(both.cuts)]).toEqual([3, 60_000, []]);
});

it('asks nothing where an unread column tells no two rows of one key apart', async () => {
  const table = [
    ['时间', '神秘列', '神秘指标', '笔记ID', '消费', '展现量'],
    ['2026-09-01', '甲', '1', NOTE_A, '100', '10'],
    ['2026-09-01', '乙', '2', NOTE_B, '200', '10'],
    ['2026-09-02', '丙', '3', NOTE_A, '300', '10'],
  ];
  expect((await read(table)).cuts).toEqual([]);
});

it('takes no title, link, 达人 or quantity for a cut, and asks about rows that nothing tells apart', async () => {
  const table = [
    ['序号', '时间', '笔记标题', '达人昵称', '封面图', '收藏率', '评论数', '笔记ID', '消费', '展现量'],
    ['1', '2026-09-01', '旧题', '甲', 'a.png', '1%', '5', NOTE_A, '100', '10'],
    ['2', '2026-09-01', '新题', '乙', 'b.png', '2%', '6', NOTE_A, '200', '20'],
  ];
  const { cuts } = await read(table);
  expect(cuts).toMatchObject([{ column: 'rows', why: 'rows', sum: 30_000, first: 10_000 }]);
  const summed = await read(table, { cuts: { rows: 'sum' } });
  expect([keys(summed.rows), open(summed.cuts)]).toEqual([2, []]);
  expect(total((await read(table, { cuts: { rows: 'first' } })).rows, 'spend')).toBe(10_000);
});

it('says of a row that stands there twice that it counts once', async () => {
  const row = ['2026-09-01', '', NOTE_A, '100', '10'];
  const { rows, cuts, remarks } = await read([['时间', '备注', '笔记ID', '消费', '展现量'], row, row]);
  expect([keys(rows), cuts, remarks]).toEqual([1, [], [{ line: 3, code: 'export_row_again' }]]);
});

it('asks where a known cut has a row of all its parts beside them', async () => {
  const table = cutBy('性别', '全部', '女', '男');
  expect((await read(table)).cuts).toMatchObject([{ column: '性别', why: 'total', sum: 60_000 }]);
  expect(total((await read(table, { cuts: { 性别: '全部' } })).rows, 'spend')).toBe(10_000);
  const all = await read(cutBy('性别', '全部'));
  expect([total(all.rows, 'spend'), all.cuts]).toEqual([10_000, []]);
});

it('cuts a creative by what it is not within, and asks where its own plan tells its rows apart', async () => {
  const creatives = (plan: string) => [
    ['时间', '创意ID', '计划名称', '投放位置', '笔记ID', '消费', '展现量'],
    ['2026-09-01', '5001', '甲', '信息流', NOTE_A, '100', '10'],
    ['2026-09-01', '5001', plan, plan === '甲' ? '搜索' : '信息流', NOTE_A, '200', '20'],
  ];
  const cut = await read(creatives('甲'));
  expect(cut.rows.map(({ entity }) => entity)).toEqual(['5001 ÷placement 信息流', '5001 ÷placement 搜索']);
  expect(cut.cuts).toEqual([]);
  expect((await read(creatives('乙'))).cuts).toMatchObject([{ column: '计划名称', why: 'unknown' }]);
});

it('adds what two cooperations of one note were paid, and tells once what the note did', async () => {
  const table = [
    ['数据更新日', '笔记ID', '订单id', '博主报价', '服务费金额', '曝光量', '阅读量'],
    ['2026-09-05', NOTE_A, 'A1', '1000', '100', '5000', '500'],
    ['2026-09-05', NOTE_A, 'A2', '2000', '200', '5000', '500'],
  ];
  const { rows, cuts, remarks } = await readAll(fileOf('蒲公英.csv', csv(table)));
  const of = (measure: 'quote' | 'reads') =>
    rows.filter(({ measures }) => measure in measures).map(({ entity, measures }) => [entity, measures[measure]]);
  expect(of('quote')).toEqual([
    [' ÷cooperationId A1', 100_000],
    [' ÷cooperationId A2', 200_000],
  ]);
  expect(of('reads')).toEqual([
    ['', 500],
    ['', 500],
  ]);
  expect([cuts, remarks]).toEqual([[], []]);
  const other = table.map((row, at) => (at === 2 ? [...row.slice(0, 6), '700'] : row));
  expect((await readAll(fileOf('蒲公英.csv', csv(other)))).cuts).toMatchObject([{ why: 'rows' }]);
});

it('leaves the lines of a list of events apart', async () => {
  const table = [
    ['笔记ID', '启动时间', '实际支付金额', '订单状态', '投放目标'],
    [NOTE_A, '2026-09-01 10:00:00', '100', '推广完成', '阅读'],
    [NOTE_A, '2026-09-01 10:00:00', '100', '推广完成', '互动'],
  ];
  const { rows, cuts, remarks } = await readAll(fileOf('薯条.csv', csv(table)));
  expect([total(rows, 'boost_spend'), cuts, remarks]).toEqual([20_000, [], [{ line: 3, code: 'export_row_equal' }]]);
});
