import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src/server/db/db';
import { TestApi, type Workspace } from './support/api';
import { NOTE } from './support/files';
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
  SKU,
  spent,
  total,
  workspaceOf,
} from './support/worked';

const SECOND_ITEM = 'taobao/item/600000000002';
const SECOND_SKU = 'jd/sku/100000000002';
const TAG = 'taobao/task/pid-111';
const OPAQUE = 'nXtQUotkQRC0tP-abc';
const DAY = { from: DAY1, to: DAY1 };

const TAOBAO = 'trade_id,tk_create_time,item_id,adzone_id,alipay_total_price,tk_status';
const order = (id: number, item: string, tag: string, yuan: number, status = 12) => [
  `2941598874450${id}`,
  `${DAY1} 10:00:00`,
  item,
  tag,
  yuan,
  status,
];
const TWO = [order(1, '600000000001', '111', 10), order(2, '600000000002', '111', 90)];
const JD = 'orderId,orderTime,skuId,positionId,estimateCosPrice,validCode';

/** Whose an alliance order is, where a link sells several products (domain.md §3.7), through the API. */
export function workedOrdersSuite(name: string, open: () => Promise<Db>): void {
  describe(`alliance orders of a link that sells several products on ${name}`, () => {
    const api = TestApi.ofSuite(open);
    const having = (...files: string[]) => workspaceOf(api, files);
    const paid = (brand: Workspace, subject: string, platform = 'taobao') =>
      ask(brand, subject, platform, 'alliance_gmv_paid', ONE_DAY);
    const whole = (brand: Workspace, platform = 'taobao') => total(brand, platform, 'alliance_gmv_paid', DAY);

    test('an order counts for the product that it names and no other; for the link, its note and the workspace, all do', async () => {
      const brand = await having(csv(TAOBAO, ...TWO));
      expect(await paid(brand, ITEM)).toMatchObject(known(1000, 1000, { marks: [] }));
      expect(await paid(brand, SECOND_ITEM)).toMatchObject(known(9000, 9000, { marks: [] }));
      expect(await ask(brand, ITEM, 'taobao', 'alliance_orders', ONE_DAY)).toMatchObject(known(1, 1, { marks: [] }));
      expect(await paid(brand, TAG)).toMatchObject(known(10_000, 10_000, { marks: [] }));
      expect(await whole(brand)).toMatchObject(known(10_000));
      const mapped = await having(csv(TAOBAO, ...TWO), csv(MAP, [NOTE, 'pid-111', '', '', '', '']));
      expect(await paid(mapped, A)).toMatchObject(known(10_000, 10_000, { marks: [] }));
      expect(await paid(mapped, ITEM)).toMatchObject(known(1000, 1000, { marks: [] }));
    });

    test('a SKU of JD has the orders of it alone', async () => {
      const sold = (sku: string, yuan: number) => ['300000000001', `${DAY1} 10:00:00`, sku, '333', yuan, 16];
      const brand = await having(csv(JD, sold('100000000001', 10), sold('100000000002', 90)));
      expect(await paid(brand, SKU, 'jd')).toMatchObject(known(1000, 1000, { marks: [] }));
      expect(await paid(brand, SECOND_SKU, 'jd')).toMatchObject(known(9000, 9000, { marks: [] }));
      expect(await paid(brand, 'jd/task/pid-333', 'jd')).toMatchObject(known(10_000));
      expect(await whole(brand, 'jd')).toMatchObject(known(10_000));
    });

    test('a group has the orders of its members, and each of them once', async () => {
      const third = order(3, '600000000003', '111', 500);
      const group = csv('淘宝商品ID,商品组', ['600000000001', '面霜'], ['600000000002', '面霜']);
      const brand = await having(csv(TAOBAO, ...TWO, third), group);
      for (const item of [ITEM, SECOND_ITEM]) {
        expect(await paid(brand, item)).toMatchObject(known(10_000, 10_000, { marks: ['group'] }));
      }
      expect(await whole(brand)).toMatchObject(known(60_000));
    });

    test('an order whose product has no page counts for every product of its link, marked; a void one shares nothing', async () => {
      const brand = await having(csv(TAOBAO, ...TWO, order(3, OPAQUE, '111', 5), order(4, '', '111', 2)));
      // 10 + 5 + 2, and 90 + 5 + 2; of all 107.
      expect(await paid(brand, ITEM)).toMatchObject(known(1700, 1700, { marks: ['shared'] }));
      expect(await paid(brand, SECOND_ITEM)).toMatchObject(known(9700, 9700, { marks: ['shared'] }));
      expect(await paid(brand, TAG)).toMatchObject(known(10_700, 10_700, { marks: [] }));
      expect(await whole(brand)).toMatchObject(known(10_700));
      const voided = await having(csv(TAOBAO, ...TWO, order(3, OPAQUE, '111', 5, 13)));
      expect(await paid(voided, ITEM)).toMatchObject(known(1000, 1000, { marks: [] }));
    });

    test('what a map ties to the link has of its orders those that do not say that they are of another', async () => {
      const map = csv(MAP, [NOTE, 'pid-111', '', '600000000009', '', '']);
      const brand = await having(csv(TAOBAO, ...TWO, order(3, OPAQUE, '111', 5)), map);
      expect(await paid(brand, 'taobao/item/600000000009')).toMatchObject(known(500, 500, { marks: ['shared'] }));
      const none = await having(csv(TAOBAO, ...TWO), map);
      expect(await paid(none, 'taobao/item/600000000009')).toMatchObject(known(0, 0, { marks: [] }));
    });

    test('what the note cost is shared by its products, what each order paid is not', async () => {
      const map = csv(MAP, [NOTE, 'pid-111', '', '', '', '']);
      const brand = await having(csv(TAOBAO, ...TWO), csv(JUGUANG, spent(DAY1, NOTE, '100')), map);
      expect(await ask(brand, ITEM, 'taobao', 'cost', ONE_DAY)).toMatchObject(
        known(10_000, 10_000, { marks: ['other-products'] }),
      );
      expect(await paid(brand, ITEM)).toMatchObject(known(1000, 1000, { marks: [] }));
    });

    const withoutItem = (id: number, yuan: number) => [`2941598874450${id}`, `${DAY1} 10:00:00`, '111', yuan, 12];
    const NO_ITEM = 'trade_id,tk_create_time,adzone_id,alipay_total_price,tk_status';

    test.each([
      ['a later export that lacks the product', '2026-07-05', '2026-07-20', 1100],
      ['an earlier one', '2026-07-20', '2026-07-05', 1000],
    ])('an order told again by %s is one order, of the product that it names', async (_, full, bare, fen) => {
      for (const fullFirst of [true, false]) {
        const brand = await api.workspace();
        const loads = [
          () => brand.import(csv(TAOBAO, ...TWO), { asOf: full }),
          () => brand.import(csv(NO_ITEM, withoutItem(1, 11)), { asOf: bare }),
        ];
        for (const load of fullFirst ? loads : loads.reverse()) await load();
        expect(await paid(brand, ITEM)).toMatchObject(known(fen, fen, { marks: [] }));
        expect(await paid(brand, SECOND_ITEM)).toMatchObject(known(9000, 9000, { marks: [] }));
        expect(await paid(brand, TAG)).toMatchObject(known(fen + 9000));
        expect(await whole(brand)).toMatchObject(known(fen + 9000));
      }
    });

    test('what an earlier version kept of an order, without its product, is the same order', async () => {
      const brand = await having(csv(TAOBAO, ...TWO));
      await api.service.db.query(
        `UPDATE grasslens.facts SET entity = split_part(entity, ' ', 1) WHERE workspace_id = $1`,
        [brand.name],
      );
      // Nobody tells whose the two are, until an export names the product of one.
      expect(await paid(brand, ITEM)).toMatchObject(known(10_000, 10_000, { marks: ['shared'] }));
      await brand.import(csv(TAOBAO, order(1, '600000000001', '111', 12)), { asOf: '2026-07-20' });
      expect(await paid(brand, ITEM)).toMatchObject(known(10_200, 10_200, { marks: ['shared'] }));
      expect(await paid(brand, SECOND_ITEM)).toMatchObject(known(9000, 9000, { marks: ['shared'] }));
      expect(await whole(brand)).toMatchObject(known(10_200));
    });

    test('an order told by its link here, by its product alone there, and by neither elsewhere is one', async () => {
      const noTag = csv('trade_id,tk_create_time,item_id,alipay_total_price,tk_status', [
        '29415988744501',
        `${DAY1} 10:00:00`,
        '600000000001',
        10,
        12,
      ]);
      const neither = csv('trade_id,tk_create_time,alipay_total_price,tk_status', [
        '29415988744501',
        `${DAY1} 10:00:00`,
        10,
        12,
      ]);
      const brand = await having(neither, noTag);
      expect(await whole(brand)).toMatchObject(known(1000));
      expect(await paid(brand, ITEM)).toMatchObject(known(1000));
      const { id } = await brand.import(csv(TAOBAO, ...TWO));
      expect(await whole(brand)).toMatchObject(known(10_000));
      expect(await paid(brand, ITEM)).toMatchObject(known(1000, 1000, { marks: [] }));
      expect(await paid(brand, TAG)).toMatchObject(known(10_000));
      await brand.undo(id ?? '');
      expect(await whole(brand)).toMatchObject(known(1000));
      expect((await brand.metrics([TAG])).answers[TAG]).toBeNull();
    });

    test('a filtered export knows of a product the days on which it has orders of it', async () => {
      const brand = await api.workspace();
      const later = ['29415988744503', '2026-07-02 10:00:00', '600000000002', '111', 1, 12];
      await brand.import(csv(TAOBAO, ...TWO, later), { filtered: 'true' });
      expect(await paid(brand, ITEM)).toMatchObject(known(1000));
      const second = { range: { from: '2026-07-02', to: '2026-07-02' } };
      expect(await ask(brand, ITEM, 'taobao', 'alliance_gmv_paid', second)).toMatchObject(missing('filtered-only'));
      expect(await ask(brand, SECOND_ITEM, 'taobao', 'alliance_gmv_paid', second)).toMatchObject(known(100));
    });
  });
}
