import { describe, expect, it } from 'vitest';
import { headingsIn, mappingFile, parseMapping, readMapping } from '../../../src/exports';
import { sentence } from '../../../src/server/words';
import { csv, fileOf, NOTE_A, NOTE_B, readAll, type Table, total, twin } from './support';
import { xlsx } from './workbook';

const UD = {
  grasslens: 'mapping/1',
  name: 'UD 日报',
  columns: {
    投放日期: 'date',
    笔记: 'note',
    'UD消耗(万元)': { as: 'ud_spend', unit: 'wan' },
    达人: 'kol',
    备注: 'ignore',
  },
};
const TABLE: Table = [
  ['投放日期', '笔记', 'UD消耗(万元)', '达人', '备注'],
  ['2026-07-04', NOTE_A, '1.25', '小鹿', '=cmd'],
  ['2026/7/5', `https://www.xiaohongshu.com/explore/${NOTE_B}`, '0.5', '', ''],
  ['合计', '', '1.75', '', ''],
  ['2026-07-05', 'B站', '1', '', ''],
];
const withMapping = (mapping: unknown) => ({ mappings: [parseMapping(mapping)] });

it.each([
  ['csv', async () => fileOf('ud.csv', csv(TABLE))],
  [
    'shuffled xlsx',
    async () => fileOf('ud.xlsx', await xlsx(twin(TABLE, { 达人: ' 达人 ', 'UD消耗(万元)': 'ＵＤ消耗（万元）' }))),
  ],
])('a mapping reads a table that no reader knows, as %s', async (_, file) => {
  const { kind, rows, labels, passed, rejected } = await readAll(await file(), {}, withMapping(UD));
  expect(kind).toBe('mapping:UD 日报');
  expect(total(rows, 'ud_spend')).toBe(1_750_000); // 12,500 + 5,000 元
  expect(rows[0]).toMatchObject({ source: 'mapped', grain: 'note', window: 'none', caliber: 'none', traffic: 'none' });
  expect(labels).toEqual([{ subject: `xhs/note/${NOTE_A}`, name: 'kol', value: '小鹿' }]);
  expect([passed, rejected.map(({ line, code }) => [line, code])]).toEqual([[4], [[5, 'export_cell_note']]]);
});

it('without its mapping the table is unknown', async () => {
  await expect(readAll(fileOf('ud.csv', csv(TABLE)))).rejects.toMatchObject({ code: 'export_unknown' });
});

it('keeps windows apart, says whose numbers they are, and takes shares as it is told', async () => {
  const mapping = {
    grasslens: 'mapping/1',
    name: '站外',
    source: 'pgy',
    period: 'lifetime',
    caliber: 'click',
    columns: {
      更新日: 'date',
      笔记: 'note',
      UV15: { as: 'outside_visitors', window: 15 },
      UV30: { as: 'outside_visitors', window: 30 },
      阅读: 'reads',
      抽样: { as: 'sampling', bare: 'fraction' },
    },
  };
  const table: Table = [
    ['更新日', '笔记', 'UV15', 'UV30', '阅读', '抽样'],
    ['2026-07-10', NOTE_A, '10', '20', '500', '0.5'],
    ['2026-07-10', NOTE_B, '10', '20', '500', '-'],
    ['2026-07-10', NOTE_B, '10', '20', '500', '50'],
  ];
  const { rows, rejected, remarks, undeclared } = await readAll(
    fileOf('x.csv', csv(table)),
    { traffic: 'all' },
    withMapping(mapping),
  );
  expect(undeclared).toEqual(['traffic', 'filtered']);
  expect(
    rows.map(({ source, window, caliber, traffic, sampling, measures }) => [
      source,
      window,
      caliber,
      traffic,
      sampling,
      measures,
    ]),
  ).toEqual([
    ['pgy', 15, 'click', 'all', 0.5, { outside_visitors: 10 }],
    ['pgy', 30, 'click', 'all', 0.5, { outside_visitors: 20 }],
    ['pgy', 'none', 'none', 'none', 0.5, { reads: 500 }],
    ['pgy', 15, 'click', 'all', null, {}],
    ['pgy', 30, 'click', 'all', null, {}],
    ['pgy', 'none', 'none', 'none', null, { reads: 500 }],
    ['pgy', 15, 'click', 'all', null, {}],
    ['pgy', 30, 'click', 'all', null, {}],
    ['pgy', 'none', 'none', 'none', null, { reads: 500 }],
  ]);
  expect(rows[0]?.period).toEqual({ kind: 'lifetime', from: '2025-05-20', to: '2026-07-10' });
  expect(rejected).toEqual([]);
  // Without its share the third row is the second once more.
  expect(remarks).toEqual([
    { line: 4, code: 'export_cell_share' },
    { line: 4, code: 'export_row_again' },
  ]);
});

it('reads coarse rows under their own name', async () => {
  const mapping = {
    grasslens: 'mapping/1',
    name: '计划',
    source: 'juguang',
    grain: 'plan',
    columns: { 日: 'date', 计划: 'entity', 钱: { as: 'spend', unit: 'fen' } },
  };
  const { rows } = await readAll(
    fileOf(
      'x.csv',
      csv([
        ['日', '计划', '钱'],
        ['2026-07-04', 'p1', '1234'],
      ]),
    ),
    {},
    withMapping(mapping),
  );
  expect(rows[0]).toMatchObject({ subject: 'coarse', entity: 'p1', measures: { spend: 1234 } });
});

describe('a mapping that cannot work is refused with what is wrong', () => {
  it.each<[string, unknown, string]>([
    ['not a mapping', { hello: 1 }, 'export_mapping_none'],
    ['not even an object', 'x', 'export_mapping_none'],
    ['a list', [UD], 'export_mapping_none'],
    ['of a version to come', { ...UD, grasslens: 'mapping/2' }, 'export_mapping_version'],
    ['a measure that does not exist', { ...UD, columns: { ...UD.columns, 神秘: 'magic' } }, 'export_mapping_unknown'],
    ['one with a window', { ...UD, columns: { ...UD.columns, 神秘: { as: 'magic' } } }, 'export_mapping_unknown'],
    [
      'a window that is none',
      { ...UD, columns: { ...UD.columns, U: { as: 'spend', window: 8 } } },
      'export_mapping_shape',
    ],
    ['a column that is nothing', { ...UD, columns: { ...UD.columns, 神秘: null } }, 'export_mapping_unknown'],
    ['two columns for the day', { ...UD, columns: { ...UD.columns, 日期: 'date' } }, 'export_mapping_twice'],
    ['two columns for one measure', { ...UD, columns: { ...UD.columns, 消耗: 'ud_spend' } }, 'export_mapping_twice'],
    ['no name', { ...UD, name: ' ' }, 'export_mapping_shape'],
    ['a field too many', { ...UD, code: 'alert(1)' }, 'export_mapping_shape'],
    ['no measure', { ...UD, columns: { 日期: 'date', 笔记: 'note' } }, 'export_mapping_no_measure'],
    ['no day', { ...UD, columns: { 笔记: 'note', 钱: 'ud_spend' } }, 'export_mapping_needs'],
    ["nobody's rows", { ...UD, columns: { 日期: 'date', 钱: 'ud_spend' } }, 'export_mapping_needs'],
    ['a measure of another source', { ...UD, columns: { ...UD.columns, 进店: 'visitors' } }, 'export_mapping_source'],
    ['one heading twice', { ...UD, columns: { ...UD.columns, ' 达人 ': 'title' } }, 'export_mapping_same'],
  ])('%s', (_, mapping, code) => {
    expect(() => parseMapping(mapping)).toThrow(expect.objectContaining({ code }));
  });

  it('in words, in both languages', () => {
    try {
      parseMapping({ ...UD, columns: { ...UD.columns, 神秘: 'magic' } });
      expect.unreachable();
    } catch (error) {
      const { code, params } = error as { code: string; params: Record<string, string> };
      expect(sentence('zh_CN', { code, params })).toMatch(/^列对应里「神秘」写的是「magic」，没有这个指标或字段。/);
      expect(sentence('en', { code, params })).toMatch(
        /“神秘” is said to be “magic”, and there is no such measure or field\./,
      );
    }
  });
});

it('a shared file is what was saved, with or without a BOM; what is no JSON is no mapping', () => {
  const mapping = parseMapping(UD);
  expect(readMapping(`\ufeff${mappingFile(mapping)}`)).toEqual(mapping);
  expect(() => readMapping('投放日期,笔记')).toThrow(expect.objectContaining({ code: 'export_mapping_none' }));
});

it('asked to read by one mapping, it reads by nothing else and says what is missing', async () => {
  const mapping = parseMapping(UD);
  expect((await readAll(fileOf('ud.csv', csv(TABLE)), {}, { mapping })).kind).toBe('mapping:UD 日报');
  const other = fileOf(
    'x.csv',
    csv([
      ['时间', '笔记ID', '消费', '展现量'],
      ['2026-07-01', NOTE_A, '1', '1'],
    ]),
  );
  await expect(readAll(other, {}, { mapping })).rejects.toMatchObject({
    code: 'export_missing_column',
    params: { column: '投放日期' },
  });
});

it('a table that a mapping and a reader both know is asked about', async () => {
  const own = parseMapping({
    grasslens: 'mapping/1',
    name: '自家聚光',
    source: 'juguang',
    columns: { 时间: 'date', 笔记ID: 'note', 消费: 'spend', 展现量: 'impressions' },
  });
  const file = () =>
    fileOf(
      'x.csv',
      csv([
        ['时间', '笔记ID', '消费', '展现量'],
        ['2026-07-01', NOTE_A, '1', '1'],
      ]),
    );
  await expect(readAll(file(), {}, { mappings: [own] })).rejects.toMatchObject({ code: 'export_ambiguous' });
  const { kind } = await readAll(file(), {}, { mappings: [own], kind: 'mapping:自家聚光' });
  expect(kind).toBe('mapping:自家聚光');
});

it.each([
  ['csv', async () => fileOf('ud.csv', csv([['UD 投放日报', '', '', '', ''], ...TABLE]))],
  ['xlsx', async () => fileOf('ud.xlsx', await xlsx(TABLE))],
])('the headings of a table that nobody knows are given, to make a mapping of: %s', async (_, file) => {
  expect(await headingsIn(await file())).toEqual(['投放日期', '笔记', 'UD消耗(万元)', '达人', '备注']);
});
