import { describe, expect, test } from 'vitest';
import type { ImportList, Problem } from '../../../src/api/contract';
import type { Db } from '../../../src/server/db/db';
import { TestApi, type Workspace } from './support/api';
import { NOTE, OTHER } from './support/files';
import {
  A,
  ask,
  csv,
  DAY1,
  ITEM,
  JUGUANG,
  known,
  MAP,
  missing,
  ONE_DAY,
  sold,
  spent,
  workspaceOf,
  XINGHE,
} from './support/worked';

/**
 * What no other suite has of the amended law, and where the rest is:
 * | sentence of domain.md §3 | test |
 * | 3.2 lists of events | worked-time: 15 × 100 and one boost |
 * | 3.2 reasons lead to the next step | here; worked-numbers, worked-money |
 * | 3.3 unknown caliber, its answer and its proofs | worked-time |
 * | 3.3 zeros at the end of an export are pending | worked-time |
 * | 3.4 hidden small numbers | worked-time |
 * | 3.5 a total less than its note | worked-credit |
 * | 3.5 a bound on a band keeps the end that holds | here |
 * | 3.5 a band is never drawn as a point, 3.9 drawing | ui/numbers |
 * | 3.5 verdicts on sure bounds and bands | worked-verdicts |
 * | 3.6 a note on k products | worked-products |
 * | 3.8 a cell costs a cell | exports/spoilt-cells, the cases |
 * | 3.8 a blank is blank | worked-time |
 * | 3.8 a row that a newer export no longer has | here |
 * | 3.8 a table cut finer than its key | here; exports/cut-matrix |
 * | 3.8 proof of a platform | here; cases/other-platforms |
 * | 3.9 water lines of notes that would be judged, the mature days | worked-verdicts |
 */
export function workedAmendedSuite(name: string, open: () => Promise<Db>): void {
  describe(`the amended law on ${name}`, () => {
    const api = TestApi.ofSuite(open);
    const having = (...files: string[]) => workspaceOf(api, files);
    const DAY2 = '2026-07-02';
    const imports = async (brand: Workspace) =>
      ((await (await brand.request('/v1/imports')).json()) as ImportList).imports.filter(
        ({ state }) => state === 'live',
      );

    test('§3.2 a source that was never imported is named, other days of one are not covered', async () => {
      const brand = await having(
        csv(XINGHE, sold(DAY1, NOTE, 40, '100')),
        csv(MAP, [NOTE, '', '', '600000000001', '', '']),
      );
      expect(await ask(brand, A, 'taobao', 'cost', ONE_DAY)).toMatchObject({
        ...missing('not-imported'),
        source: 'juguang',
      });
      await brand.import(csv(JUGUANG, spent(DAY2, NOTE, '5.00')), { filename: 'spend.csv' });
      expect(await ask(brand, A, 'xhs', 'spend', ONE_DAY)).toMatchObject(missing('not-covered'));
    });

    test('§3.5 ≤ of 0.74 … 1.24 is ≤1.24, and ≥ of a cost per visitor its lower end', async () => {
      const brand = await having(
        csv(XINGHE, sold(DAY1, NOTE, 20, '74.00'), sold(DAY1, OTHER, 10, '50.00')),
        csv(JUGUANG, spent(DAY1, NOTE, '60.00'), spent(DAY1, OTHER, '40.00')),
        csv(MAP, [NOTE, '', '', '600000000001', '', ''], [OTHER, '', '', '600000000001', '', '']),
      );
      expect(await ask(brand, ITEM, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(0.74, 1.24));
      const scope = { ...ONE_DAY, costScope: ['juguang', 'ud'] };
      expect(await ask(brand, ITEM, 'taobao', 'roi', scope)).toMatchObject({ bound: 'at-most', low: 1.24, high: 1.24 });
      // 10,000 fen of 20 … 30 visitors: 333.3 … 500 fen, and more with UD.
      const each = await ask(brand, ITEM, 'taobao', 'cost_per_visitor', scope);
      expect(each).toMatchObject({ bound: 'at-least', low: 10_000 / 30, high: 10_000 / 30 });
    });

    test('§3.8 a row that a newer whole export no longer has keeps its figure with its own as-of', async () => {
      const brand = await having(csv(XINGHE, sold(DAY1, NOTE, 40, '100'), sold(DAY1, OTHER, 7, '10')));
      await brand.import(csv(XINGHE, sold(DAY1, OTHER, 9, '10')), { asOf: '2026-07-03', filename: 'newer.csv' });
      expect(await ask(brand, A, 'taobao', 'visitors', ONE_DAY)).toMatchObject(known(40));
      const { answers } = await brand.metrics([A], ONE_DAY);
      const cell = answers[A]?.cells.find(({ platform }) => platform === 'taobao');
      expect(cell?.provenance.flatMap((line) => line.imports)).toContain('000001');
    });

    describe('§3.8 a table cut finer than its key', () => {
      const cut = (heading: string, one: string, other: string) =>
        csv(
          `时间,笔记ID,${heading},消费,展现量,点击量,互动量`,
          ...[one, other].map((part, at) => [DAY1, NOTE, part, 100 * (at + 1), 50, 5, 1]),
        );

      test('100 and 200 of one note and day under two 计划名称: 300, never 200', async () => {
        const brand = await having(cut('计划名称', '夏季', '秋季'));
        expect(await ask(brand, A, 'xhs', 'spend', ONE_DAY)).toMatchObject(known(30_000));
      });

      test('a column that nobody knows is asked about: without an answer nothing is live', async () => {
        const brand = await api.workspace();
        const table = cut('配色', '红', '蓝');
        const refused = await brand.tryImport(table);
        expect(refused.status).toBe(422);
        expect(((await refused.json()) as Problem).detail).toContain('配色');
        expect(await imports(brand)).toEqual([]);
        await brand.import(table, { cut: '配色=sum' });
        expect(await ask(brand, A, 'xhs', 'spend', ONE_DAY)).toMatchObject(known(30_000));
      });
    });

    test('§3.8 日期,账户ID,账户名称,花费,展现量,点击量 is nobody’s: ask, and take the user’s word', async () => {
      const brand = await api.workspace();
      const table = csv('日期,账户ID,账户名称,花费,展现量,点击量', [DAY1, '88001234', '甲', '2500', 1000, 10]);
      const asked = await brand.tryImport(table);
      expect(asked.status).toBe(422);
      expect(await imports(brand)).toEqual([]);
      expect(await brand.import(table, { kind: 'juguang-account' })).toMatchObject({ state: 'live' });
    });
  });
}
