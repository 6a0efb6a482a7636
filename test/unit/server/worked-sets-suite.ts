import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src/server/db/db';
import { TestApi } from './support/api';
import { NOTE, OTHER } from './support/files';
import {
  A,
  ask,
  B,
  csv,
  DAY1,
  each,
  ITEM,
  JD,
  JUGUANG,
  known,
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

const from = (first: string, last: string) => ({ range: { from: first, to: last } });
const days = (covered: number, asked: number) => ({ days: { covered, asked } });
const JULY1 = ONE_DAY.range;
const GROUP = '面霜';
const PLAN = '时间,计划ID,计划名称,消费,展现量,点击量';
const JD_ORDERS = 'orderId,orderTime,skuId,positionId,estimateCosPrice,validCode';
const JD_UNION = '日期,点击量,下单订单量,下单订单金额,预估佣金金额,完成订单量,完成订单金额,付款佣金金额';

/** What a set of notes and tasks sold and cost, of which something is not known (domain.md §3.5–§3.7), through the API. */
export function workedSetsSuite(name: string, open: () => Promise<Db>): void {
  describe(`sets of which something is not known on ${name}`, () => {
    const api = TestApi.ofSuite(open);
    const having = (...files: string[]) => workspaceOf(api, files);

    test('what a task of nobody sold is in a product’s figures, and what it cost nobody knows', async () => {
      const brand = await having(
        csv(JUGUANG, spent(DAY1, NOTE, '1000')),
        csv(JD, viewed(DAY1, '9001', 200, '1000'), viewed(DAY1, '9002', 50, '400')),
        csv(MAP, [NOTE, '', '9001', '', '100000000001', ''], ['', '', '9002', '', '100000000001', '']),
      );
      expect(await ask(brand, SKU, 'jd', 'gmv', ONE_DAY)).toMatchObject(known(100_000, 140_000));
      for (const key of ['cost', 'roi', 'cost_per_viewer']) {
        expect(await ask(brand, SKU, 'jd', key, ONE_DAY)).toMatchObject(missing('not-mapped'));
      }
      // A task of nobody that has sold nothing anybody knows of takes nothing away.
      const silent = await having(
        csv(JUGUANG, spent(DAY1, NOTE, '1000')),
        csv(JD, viewed(DAY1, '9001', 200, '1000')),
        csv(MAP, [NOTE, '', '9001', '', '100000000001', ''], ['', '', '9002', '', '100000000001', '']),
      );
      expect(await ask(silent, SKU, 'jd', 'roi', ONE_DAY)).toMatchObject(known(1));
    });

    test('of a group on two shops a note that sells something else on this one has no part', async () => {
      const brand = await having(
        csv(JUGUANG, spent(DAY1, NOTE, '1000'), spent(DAY1, OTHER, '500')),
        csv(XINGHE, sold(DAY1, NOTE, 100, '5000'), sold(DAY1, OTHER, 40, '1000')),
        csv(JD, viewed(DAY1, '9001', 200)),
        csv(
          MAP,
          [OTHER, '', '', '600000000001', '', GROUP],
          [NOTE, '', '9001', '', '100000000001', GROUP],
          [NOTE, '', '', '600000000002', '', ''],
        ),
      );
      const item = (key: string) => ask(brand, ITEM, 'taobao', key, ONE_DAY);
      expect(await item('visitors')).toMatchObject(known(40));
      expect(await item('gmv')).toMatchObject(known(100_000));
      expect(await item('cost')).toMatchObject(known(50_000));
      expect(await item('roi')).toMatchObject(known(2, 2, { bound: 'exact' }));
      const { answers } = await brand.metrics([ITEM, SKU], ONE_DAY);
      expect([answers[ITEM]?.linked, answers[SKU]?.linked]).toEqual([1, 2]);
    });

    test('with a note of the set unknown its figures are at least that, and a cost of all of them at most', async () => {
      const brand = await having(
        csv(JUGUANG, spent(DAY1, NOTE, '1000'), spent(DAY1, OTHER, '9000')),
        csv(JD, viewed(DAY1, '9001', 2000, '8000')),
        csv(MAP, [NOTE, '', '9001', '', '100000000001', ''], [OTHER, '', '', '', '100000000001', '']),
      );
      const sku = (key: string) => ask(brand, SKU, 'jd', key, ONE_DAY);
      expect(await sku('item_viewers')).toMatchObject(known(2000, 2000, { bound: 'at-least' }));
      expect(await sku('cost')).toMatchObject(known(1_000_000, 1_000_000, { bound: 'exact' }));
      // 8,000 ÷ 10,000 and 10,000 ÷ 2,000
      expect(await sku('roi')).toMatchObject(known(0.8, 0.8, { bound: 'at-least' }));
      expect(await sku('cost_per_viewer')).toMatchObject(known(500, 500, { bound: 'at-most' }));
      const targets = { targets: [{ measure: 'roi', good: 2, bad: 1.2 }] };
      await brand.request('/v1/targets', { method: 'PUT', body: JSON.stringify(targets) });
      const { answers } = await brand.metrics([SKU], ONE_DAY);
      expect(JSON.stringify(answers[SKU])).not.toContain('"bad"');
      // With a part of the cost unknown, too, a ratio is no bound at all.
      const both = await ask(brand, SKU, 'jd', 'roi', { ...ONE_DAY, costScope: ['juguang', 'ud'] });
      expect(both).toMatchObject(missing('both-incomplete'));
    });

    test('nor is a task without a total in the total of another', async () => {
      const brand = await having(
        csv(MAP, [NOTE, '', '9001', '', '100000000001', ''], [OTHER, '', '9001', '', '100000000001', '']),
        csv(MAP, [OTHER, '', '9002', '', '100000000001', '']),
      );
      await brand.import(csv(JD, viewed(DAY1, '9001', 200, '100')), { filtered: 'true' });
      expect(await ask(brand, SKU, 'jd', 'item_viewers', ONE_DAY)).toMatchObject(
        known(200, 200, { bound: 'at-least' }),
      );
    });

    test('totals below what one note was credited with are not the whole: 9,000 … 10,000', async () => {
      const notes = csv(XINGHE, sold(DAY1, NOTE, 1, '9000'), sold(DAY1, OTHER, 1, '1000'));
      const map = csv(
        MAP,
        [NOTE, '7001', '', '600000000001', '', ''],
        [OTHER, '7001', '', '600000000001', '', ''],
        [NOTE, '7002', '', '600000000001', '', ''],
      );
      const one = await having(notes, map);
      await one.import(csv(XINGHE_TASK, sold(DAY1, '7001', 1, '5000')), { filtered: 'true' });
      const two = await having(
        notes,
        map,
        csv(XINGHE_TASK, sold(DAY1, '7001', 1, '5000'), sold(DAY1, '7002', 1, '1000')),
      );
      for (const brand of [one, two]) {
        expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(900_000, 1_000_000));
        expect(await total(brand, 'taobao', 'gmv_task', JULY1)).toMatchObject(known(900_000, 1_000_000));
      }
      // A is credited with 9,000, and nothing is told of B: that 7,001 is 5,000 cannot be.
      const unknown = await having(
        csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [OTHER, '7001', '', '', '', '']),
      );
      await unknown.import(csv(XINGHE, sold(DAY1, NOTE, 1, '9000')), { filtered: 'true' });
      await unknown.import(csv(XINGHE_TASK, sold(DAY1, '7001', 1, '5000')));
      // What filtered rows state is at least so (§3.2), and more than the total.
      expect(await ask(unknown, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(
        known(900_000, 900_000, { bound: 'at-least', ...marked('conflict', 'filtered-only') }),
      );
    });

    test('what a note sold for another product is no reason to doubt a total: 500, though the note has 6,000', async () => {
      const brand = await having(
        csv(XINGHE, sold(DAY1, NOTE, 1, '6000')),
        csv(XINGHE_TASK, sold(DAY1, '7001', 1, '500'), sold(DAY1, '7002', 1, '5500')),
        csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [NOTE, '7002', '', '', '', '']),
      );
      expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(50_000));
    });

    test('the alliance’s daily report takes no orders from a product or note', async () => {
      const order = (id: string, day: string) => [id, `${day} 10:00:00`, '100000000001', '555', 30, 16];
      const orders = csv(JD_ORDERS, order('300000000001', DAY1), order('300000000002', '2026-07-05'));
      const map = csv(MAP, [NOTE, '', 'pid-555', '', '', '']);
      const five = from(DAY1, '2026-07-05');
      for (const more of [[], [csv(JD_UNION, ...each(DAY1, '2026-07-05', (day) => [day, 10, 7, 700, 7, 6, 600, 6]))]]) {
        const brand = await having(orders, map, ...more);
        for (const subject of [SKU, A]) {
          expect(await ask(brand, subject, 'jd', 'alliance_orders', five)).toMatchObject(known(2));
        }
      }
    });

    describe('the whole workspace’s cost', () => {
      test('plans that hold less than their notes are not all there is: 12,000, and nothing is left over', async () => {
        const brand = await having(
          csv(JUGUANG, spent(DAY1, NOTE, '7000'), spent(DAY1, OTHER, '5000')),
          csv(PLAN, [DAY1, '21', '计划', 5000, 1, 1]),
        );
        expect(await total(brand, 'xhs', 'cost', JULY1)).toMatchObject(known(1_200_000));
        await expect(total(brand, 'xhs', 'unattributed', JULY1)).rejects.toThrow('no unattributed');
      });

      test('plans of five of ten days say of the others nothing: at least the notes’ ten', async () => {
        const ten = { from: DAY1, to: '2026-07-10' };
        const brand = await having(
          csv(JUGUANG, ...each(DAY1, '2026-07-10', (day) => spent(day, NOTE, '100'))),
          csv(PLAN, ...each(DAY1, '2026-07-05', (day) => [day, '21', '计划', 150, 1, 1])),
        );
        expect(await total(brand, 'xhs', 'cost', ten)).toMatchObject(
          known(100_000, 100_000, { bound: 'at-least', ...days(10, 10) }),
        );
        expect(await total(brand, 'xhs', 'unattributed', ten)).toMatchObject(known(25_000, 25_000, days(5, 10)));
      });

      test('UD of plans beyond its notes’ is left over, too: 400 − 300', async () => {
        const brand = await having(csv(JUGUANG, spent(DAY1, NOTE, '500')));
        const put = (grain: string, columns: object, file: string) =>
          brand.import(file, { mapping: JSON.stringify({ grasslens: 'mapping/1', name: grain, grain, columns }) });
        await put('note', { 日期: 'date', 笔记: 'note', 消耗: 'ud_spend' }, csv('日期,笔记,消耗', [DAY1, NOTE, 300]));
        await put('plan', { 日期: 'date', 计划: 'entity', 消耗: 'ud_spend' }, csv('日期,计划,消耗', [DAY1, '9', 400]));
        const both = { ...JULY1, costScope: 'juguang,ud' };
        expect(await total(brand, 'xhs', 'cost', both)).toMatchObject(known(90_000));
        expect(await total(brand, 'xhs', 'unattributed', both)).toMatchObject(known(10_000));
      });
    });

    test('an order that was never paid ties no product to a link', async () => {
      const order = (id: number, item: string, status: number) => [
        ...[`2941598874450${id}`, `${DAY1} 10:00:00`, item, '111', 30, status],
      ];
      const brand = await having(
        csv(JUGUANG, spent(DAY1, NOTE, '500')),
        csv(XINGHE, sold(DAY1, NOTE, 40, '2000')),
        csv(
          'trade_id,tk_create_time,item_id,adzone_id,alipay_total_price,tk_status',
          order(1, '600000000001', 12),
          order(2, '600000000002', 13),
        ),
        csv(MAP, [NOTE, 'pid-111', '', '', '', '']),
      );
      const { answers } = await brand.metrics([ITEM, 'taobao/item/600000000002', B], ONE_DAY);
      expect([answers[ITEM]?.marks, answers['taobao/item/600000000002']]).toEqual([[], null]);
    });
  });
}
