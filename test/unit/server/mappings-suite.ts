import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/api/contract';
import { MAX_MAPPINGS, MappingsResponseSchema } from '../../../src/api/contract-mappings';
import type { Db } from '../../../src/server/db/db';
import { TestApi, type Workspace } from './support/api';
import { got, put } from './support/contract';
import { NOTE, note, xingheDays } from './support/files';

const UD = {
  grasslens: 'mapping/1',
  name: 'UD 日报',
  source: 'mapped',
  grain: 'note',
  period: 'day',
  columns: { 投放日期: 'date', 笔记: 'note', 'UD消耗(万元)': { as: 'ud_spend', unit: 'wan' }, 备注: 'ignore' },
};
const TABLE = ['投放日期,笔记,UD消耗(万元),备注', `2026-07-01,${NOTE},1.25,=cmd`, `2026-07-02,${NOTE},0.5,`, ''].join(
  '\n',
);

/** Saved column mappings, the same on every database. */
export function mappingsSuite(name: string, open: () => Promise<Db>): void {
  describe(`column mappings on ${name}`, () => {
    const api = TestApi.ofSuite(open);

    const save = (brand: Workspace, ...mappings: unknown[]) =>
      put(MappingsResponseSchema, brand, '/v1/mappings', { save: mappings });
    const udSpend = (brand: Workspace) => brand.figure(note(NOTE), 'xhs', 'cost', { costScope: ['ud'] });
    const refused = async (brand: Workspace, body: unknown, language = 'zh-CN') => {
      const headers = { 'accept-language': language };
      const response = await brand.request('/v1/mappings', { method: 'PUT', headers, body: JSON.stringify(body) });
      return (await response.json()) as Problem;
    };

    test('are kept per workspace, replaced by name and taken away by name', async () => {
      const [brand, other] = [await api.workspace(), await api.workspace()];
      expect(await got(MappingsResponseSchema, brand, '/v1/mappings')).toEqual({ mappings: [] });
      expect(await save(brand, UD)).toEqual({ mappings: [UD] });
      const changed = { ...UD, columns: { ...UD.columns, 达人: 'kol' } };
      const second = { ...UD, name: 'UD 周报' };
      expect((await save(brand, changed, second)).mappings).toEqual([second, changed]);
      expect((await got(MappingsResponseSchema, other, '/v1/mappings')).mappings).toEqual([]);
      const left = await put(MappingsResponseSchema, brand, '/v1/mappings', { remove: ['UD 周报'] });
      expect(left.mappings).toEqual([changed]);
      expect(await refused(brand, { save: [second], remove: ['UD 月报'] })).toMatchObject({
        status: 404,
        code: 'server_mapping_unknown',
      });
      expect((await got(MappingsResponseSchema, brand, '/v1/mappings')).mappings).toEqual([changed]);
    });

    test('are looked for by preview and import; undoing and deleting do not touch each other', async () => {
      const brand = await api.workspace();
      expect(await (await brand.tryImport(TABLE)).json()).toMatchObject({ status: 422, code: 'export_unknown' });
      await save(brand, UD);
      expect((await brand.import(TABLE, { preview: 'true' })).report).toMatchObject({
        kind: 'mapping:UD 日报',
        name: { zh: 'UD 日报' },
        mapping: UD,
        counts: { lines: 2, rejected: 0 },
      });
      const first = await brand.import(TABLE);
      expect(first.report?.mapping).toEqual(UD);
      // 12,500 + 5,000 元 in fen.
      expect(await udSpend(brand)).toBe(1_750_000);
      await put(MappingsResponseSchema, brand, '/v1/mappings', { remove: ['UD 日报'] });
      expect(await udSpend(brand)).toBe(1_750_000);
      await brand.undo(first.id);
      expect(await udSpend(brand)).not.toBe(1_750_000);
      await save(brand, UD);
      expect((await brand.import(TABLE)).already).toBe(false);
    });

    test('the same file by a mapping that has changed is another import, by the same it is the same', async () => {
      const brand = await api.workspace();
      await save(brand, UD);
      const first = await brand.import(TABLE);
      expect(await brand.import(TABLE)).toMatchObject({ already: true, id: first.id });
      // The same mapping, written in another order.
      const { columns, ...rest } = UD;
      await save(brand, { columns: Object.fromEntries(Object.entries(columns).reverse()), ...rest });
      expect(await brand.import(TABLE)).toMatchObject({ already: true, id: first.id });
      await brand.undo(first.id);
      await save(brand, { ...UD, columns: { ...columns, 'UD消耗(万元)': 'ud_spend' } });
      expect((await brand.import(TABLE)).already).toBe(false);
      // 1.25 + 0.5 元: the changed mapping says 元.
      expect(await udSpend(brand)).toBe(175);
    });

    test('one may be sent along with a file: it is read by that and by nothing else', async () => {
      const brand = await api.workspace();
      const by = { mapping: JSON.stringify(UD) };
      expect((await brand.import(TABLE, { ...by, preview: 'true' })).report?.kind).toBe('mapping:UD 日报');
      expect((await brand.import(TABLE, by)).state).toBe('live');
      expect(await udSpend(brand)).toBe(1_750_000);
      const known = await brand.tryImport(xingheDays('2026-07-01', '2026-07-02'), by);
      expect(await known.json()).toMatchObject({
        code: 'export_missing_column',
        detail: '按「mapping:UD 日报」读取时缺少必需的列：投放日期。请在平台导出时勾选它。',
      });
      const broken = await brand.tryImport(TABLE, { mapping: '{"grasslens":' });
      expect(await broken.json()).toMatchObject({ status: 422, code: 'export_mapping_none' });
      expect((await got(MappingsResponseSchema, brand, '/v1/mappings')).mappings).toEqual([]);
    });

    const with_ = (columns: object) => ({ ...UD, columns: { ...UD.columns, ...columns } });
    test.each([
      [
        'an unknown measure',
        with_({ 神秘: 'magic' }),
        '列对应里「神秘」写的是「magic」，没有这个指标或字段。',
        'no such measure',
      ],
      [
        'two columns for one role',
        with_({ 日期: 'date' }),
        '「投放日期」和「日期」都写成了 date。',
        'Only one column can be',
      ],
      [
        'a version to come',
        { ...UD, grasslens: 'mapping/9' },
        '是按「mapping/9」写的',
        'this program knows “mapping/1” only',
      ],
      [
        'a measure of another source',
        with_({ 进店: 'visitors' }),
        '指标 visitors 不能来自 mapped',
        'can come from xinghe',
      ],
      [
        'no day',
        { ...UD, columns: { 笔记: 'note', 钱: 'ud_spend' } },
        '缺少必需的列：date',
        'lacks a required column: date',
      ],
      ['a thing that is no mapping', 'mapping', '这不是列对应文件', 'This is no column mapping'],
      ['a field too many', { ...UD, run: 'rm -rf' }, '列对应有误：run 处', 'is not allowed at run'],
    ])('%s is refused in one sentence, and nothing is saved', async (_, mapping, zh, en) => {
      const brand = await api.workspace();
      const body = { save: [{ ...UD, name: 'good' }, mapping] };
      const said = await refused(brand, body);
      expect(said).toMatchObject({ status: 422, code: expect.stringMatching(/^export_mapping_/) });
      expect(said.detail).toContain(zh);
      expect((await refused(brand, body, 'en')).detail).toContain(en);
      expect((await got(MappingsResponseSchema, brand, '/v1/mappings')).mappings).toEqual([]);
    });

    test('are so many at most', async () => {
      const brand = await api.workspace();
      const many = Array.from({ length: MAX_MAPPINGS }, (_, at) => ({ ...UD, name: `m${at}` }));
      expect((await save(brand, ...many)).mappings).toHaveLength(MAX_MAPPINGS);
      expect(await refused(brand, { save: [UD] })).toMatchObject({ status: 422, code: 'server_mapping_too_many' });
      expect((await save(brand, { ...UD, name: 'm7' })).mappings).toHaveLength(MAX_MAPPINGS);
    });

    test.each(['GET', 'PUT'])('%s without a token is refused', async (method) => {
      const init = method === 'PUT' ? { method, body: '{}' } : { method };
      expect((await api.request('/v1/mappings', init)).status).toBe(401);
    });
  });
}
