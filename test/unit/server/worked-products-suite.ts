import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/metrics/question';
import type { Db } from '../../../src/server/db/db';
import { TestApi } from './support/api';
import { NOTE, OTHER } from './support/files';
import {
  A,
  ask,
  csv,
  DAY1,
  detailOf,
  figure,
  ITEM,
  JD,
  JUGUANG,
  known,
  LATE,
  MAP,
  marked,
  missing,
  ONE_DAY,
  SKU,
  sold,
  spent,
  total,
  viewed,
  workspaceOf,
  XINGHE,
  XINGHE_TASK,
} from './support/worked';

const X = ITEM;
const Y = 'taobao/item/600000000002';
const SPENT = csv(JUGUANG, spent(DAY1, NOTE, '1000'));
const TASKS = csv(XINGHE_TASK, sold(DAY1, '7001', 30, '4000'), sold(DAY1, '7002', 20, '2000'));
const TWO = csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [NOTE, '7002', '', '600000000002', '', '']);
const DAY = { from: DAY1, to: DAY1 };

/** A note on several products of one shop (domain.md §3.6, §3.7), from export files through the API. */
export function workedProductsSuite(name: string, open: () => Promise<Db>): void {
  describe(`a note on several products on ${name}`, () => {
    const api = TestApi.ofSuite(open);
    const having = (...files: string[]) => workspaceOf(api, files, LATE);
    const marksOf = async (brand: Awaited<ReturnType<typeof having>>, subject: string, key: string, of = 'taobao') =>
      (await ask(brand, subject, of, key, ONE_DAY)).marks;

    test('spend 1,000, two tasks of one note sold 4,000 of X and 2,000 of Y: ROI ≥4.00 and ≥2.00, cost marked on both', async () => {
      const brand = await having(SPENT, TASKS, TWO, csv(XINGHE, sold(DAY1, NOTE, 45, '6000')));
      for (const [item, gmv, roi] of [
        [X, 400_000, 4],
        [Y, 200_000, 2],
      ] as const) {
        const own = await ask(brand, item, 'taobao', 'gmv', ONE_DAY);
        expect(own).toMatchObject(known(gmv, gmv, { bound: 'exact' }));
        expect(own.marks).not.toContain('shared');
        const cost = await ask(brand, item, 'taobao', 'cost', ONE_DAY);
        expect(cost).toMatchObject(known(100_000, 100_000, { bound: 'exact', ...marked('other-products') }));
        expect(await ask(brand, item, 'taobao', 'roi', ONE_DAY)).toMatchObject(
          known(roi, roi, { bound: 'at-least', ...marked('other-products') }),
        );
        // The task's visitors are the product's own; what they cost counts the whole spend, as over two shops.
        const each = await ask(brand, item, 'taobao', 'cost_per_visitor', ONE_DAY);
        expect(each).toMatchObject({ state: 'known', bound: 'exact', ...marked('other-products') });
        expect(each.marks).not.toContain('shared');
      }
      // Each yuan once: the note's page and the workspace have all of both.
      expect(await ask(brand, A, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(6, 6, { bound: 'exact' }));
      expect(await total(brand, 'xhs', 'cost', DAY)).toMatchObject(known(100_000, 100_000, { marks: [] }));
      expect((await total(brand, 'taobao', 'roi', DAY)).marks).not.toContain('other-products');
      // With UD never imported, too, it is a bound on neither side.
      const withUd = { ...ONE_DAY, costScope: ['juguang', 'ud'] };
      expect(await ask(brand, X, 'taobao', 'roi', withUd)).toMatchObject(missing('both-incomplete'));
      // Nor does the page of one of the tasks count what only it was paid for.
      expect(await ask(brand, 'taobao/task/7001', 'taobao', 'roi', ONE_DAY)).toMatchObject(
        known(4, 4, { bound: 'at-least', ...marked('other-products') }),
      );
    });

    test('what is the note’s whole stays as it is and is marked: 6,000 ÷ 1,000 and ¥1,000 ÷ 40 visitors', async () => {
      const brand = await having(SPENT, TWO, csv(XINGHE, sold(DAY1, NOTE, 40, '6000')));
      const both = marked('shared', 'other-products');
      for (const item of [X, Y]) {
        expect(await ask(brand, item, 'taobao', 'visitors', ONE_DAY)).toMatchObject(known(40, 40, marked('shared')));
        expect(await ask(brand, item, 'taobao', 'cost_per_visitor', ONE_DAY)).toMatchObject(
          known(2500, 2500, { bound: 'exact', ...both }),
        );
        expect(await ask(brand, item, 'taobao', 'gmv', ONE_DAY)).toMatchObject(
          known(600_000, 600_000, marked('shared')),
        );
        expect(await ask(brand, item, 'taobao', 'roi', ONE_DAY)).toMatchObject(
          known(6, 6, { bound: 'exact', ...both }),
        );
        const { funnels } = await detailOf(brand, item, DAY);
        expect(funnels[0]?.steps.find(({ measure }) => measure === 'visitors')?.figure.marks).toContain('shared');
        expect(funnels[0]?.steps.find(({ measure }) => measure === 'impressions')?.figure.marks).toContain('shared');
      }
    });

    test('a task of several products sold its whole for each of them', async () => {
      const map = csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [NOTE, '7001', '', '600000000002', '', '']);
      const brand = await having(SPENT, csv(XINGHE_TASK, sold(DAY1, '7001', 30, '4000')), map);
      expect(await ask(brand, X, 'taobao', 'roi', ONE_DAY)).toMatchObject(
        known(4, 4, { bound: 'exact', ...marked('shared', 'other-products') }),
      );
      expect(await ask(brand, 'taobao/task/7001', 'taobao', 'roi', ONE_DAY)).toMatchObject(
        known(4, 4, { bound: 'exact', marks: [] }),
      );
    });

    test('items of one product group are one product, and their two tasks one spend', async () => {
      const group = csv('淘宝商品ID,商品组', ['600000000001', '面霜'], ['600000000002', '面霜']);
      const brand = await having(SPENT, TASKS, TWO, group);
      for (const item of [X, Y]) {
        // From the larger task to both together.
        expect(await ask(brand, item, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(4, 6, { bound: 'exact' }));
        expect(await marksOf(brand, item, 'cost')).not.toContain('other-products');
        expect(await marksOf(brand, item, 'roi')).not.toContain('shared');
      }
    });

    test('another product on another shop is whole spend and no other product of this one; both can be', async () => {
      const brand = await having(
        SPENT,
        TASKS,
        TWO,
        csv(JD, viewed(DAY1, '9001', 200, '1000')),
        csv(MAP, [NOTE, '', '9001', '', '100000000001', '']),
      );
      expect(await marksOf(brand, SKU, 'cost', 'jd')).toEqual(['whole-spend']);
      expect(await ask(brand, SKU, 'jd', 'roi', ONE_DAY)).toMatchObject(known(1, 1, { bound: 'at-least' }));
      expect(await marksOf(brand, X, 'cost')).toEqual(['other-products', 'whole-spend']);
    });

    test('one note of several that sells another product makes the spend of all of them more than this one’s', async () => {
      const brand = await having(
        csv(JUGUANG, spent(DAY1, NOTE, '1000'), spent(DAY1, OTHER, '500')),
        csv(XINGHE_TASK, sold(DAY1, '7001', 30, '4000'), sold(DAY1, '7002', 20, '2000')),
        csv(
          MAP,
          [NOTE, '7001', '', '600000000001', '', ''],
          [OTHER, '7001', '', '600000000001', '', ''],
          [OTHER, '7002', '', '600000000002', '', ''],
        ),
      );
      // 4,000 ÷ 1,500, of which some was for Y; 2,000 ÷ 500.
      const roi = await ask(brand, X, 'taobao', 'roi', ONE_DAY);
      expect(roi).toMatchObject({ bound: 'at-least', low: expect.closeTo(2.6667, 4), ...marked('other-products') });
      expect(await ask(brand, Y, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(4, 4, { bound: 'at-least' }));
      const { answers } = await brand.metrics([X], { ...ONE_DAY, measures: ['gmv'] });
      expect(figure(answers[X]?.cells as Cell[], 'taobao', 'gmv')).toMatchObject(known(400_000));
    });
  });
}
