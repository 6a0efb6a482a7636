import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/metrics/question';
import type { Db } from '../../../src/server/db/db';
import { TestApi, type Workspace } from './support/api';
import { NOTE, OTHER } from './support/files';
import {
  A,
  ask,
  B,
  csv,
  DAY1,
  detailOf,
  each,
  figure,
  floors,
  ITEM,
  JD,
  JUGUANG,
  known,
  MAP,
  marked,
  missing,
  ONE_DAY,
  PGY,
  SKU,
  sold,
  spent,
  total,
  viewed,
  workspaceOf,
  XINGHE,
  XINGHE_TASK,
} from './support/worked';

/** Every worked number of domain.md §3.7 and §3.8, from export files through the API. */
export function workedMapSuite(name: string, open: () => Promise<Db>): void {
  describe(`maps and imports on ${name}`, () => {
    const api = TestApi.ofSuite(open);

    const having = (...files: string[]) => workspaceOf(api, files);

    describe('§3.7 notes, tasks, products', () => {
      const spend = csv(JUGUANG, spent(DAY1, NOTE, '10000'));
      const taobao = csv(XINGHE, sold(DAY1, NOTE, 1000, '2000'));
      const jd = csv(JD, viewed(DAY1, '9001', 200, '1000'));
      const both = csv(MAP, [NOTE, '', '', '600000000001', '', ''], [NOTE, '', '9001', '', '100000000001', '']);

      test('spend 10,000, Taobao 1,000 and JD 200 visitors: ¥10 and ¥50, each of the whole spend, each marked', async () => {
        const brand = await having(spend, taobao, jd, both);
        const whole = marked('whole-spend');
        expect(await ask(brand, A, 'taobao', 'cost_per_visitor', ONE_DAY)).toMatchObject(known(1000, 1000, whole));
        expect(await ask(brand, A, 'jd', 'cost_per_viewer', ONE_DAY)).toMatchObject(known(5000, 5000, whole));
        expect(await ask(brand, ITEM, 'taobao', 'cost_per_visitor', ONE_DAY)).toMatchObject(known(1000, 1000, whole));
        expect(await ask(brand, SKU, 'jd', 'cost_per_viewer', ONE_DAY)).toMatchObject(known(5000, 5000, whole));
      });

      test('the workspace’s JD cost is that of the notes on JD; Taobao’s, of those on Taobao', async () => {
        const more = csv(JUGUANG, spent(DAY1, NOTE, '10000'), spent(DAY1, OTHER, '4000'));
        const sales = csv(XINGHE, sold(DAY1, NOTE, 1000, '2000'), sold(DAY1, OTHER, 400, '100'));
        const brand = await having(more, sales, jd, both);
        const day = { from: DAY1, to: DAY1 };
        // Together 14,000; 14,000 ÷ 1,000…1,400 visitors; on JD the one note's 10,000 ÷ 200.
        expect(await total(brand, 'xhs', 'cost', day)).toMatchObject(known(1_400_000));
        expect(await total(brand, 'taobao', 'cost_per_visitor', day)).toMatchObject(
          known(1000, 1400, marked('whole-spend')),
        );
        expect(await total(brand, 'jd', 'cost', day)).toMatchObject(known(1_000_000, 1_000_000, marked('whole-spend')));
        expect(await total(brand, 'jd', 'cost_per_viewer', day)).toMatchObject(
          known(5000, 5000, marked('whole-spend')),
        );
        // The JD task's notes are not known: nor is what its viewers cost.
        const unmapped = await having(more, jd);
        expect(await total(unmapped, 'jd', 'item_viewers', day)).toMatchObject(known(200));
        expect(await total(unmapped, 'jd', 'cost_per_viewer', day)).toMatchObject(missing('not-mapped'));
        // Nor where it is one task of two whose notes are not known: 200 + 50 viewers, and the cost of the 200.
        const half = await having(more, csv(JD, viewed(DAY1, '9001', 200), viewed(DAY1, '9002', 50)), both);
        expect(await total(half, 'jd', 'cost_per_viewer', day)).toMatchObject(missing('not-mapped'));
      });

      test('orders of two platforms are disjoint: their GMV adds; over one of them the ROI is a lower bound', async () => {
        const brand = await having(spend, taobao, jd, both);
        // 2,000 + 1,000; ÷ 10,000; and 2,000 ÷ 10,000 on Taobao alone.
        expect(await ask(brand, A, 'xhs', 'gmv', ONE_DAY)).toMatchObject(known(300_000));
        expect(await ask(brand, A, 'xhs', 'roi', ONE_DAY)).toMatchObject(known(0.3, 0.3, { bound: 'exact' }));
        const only = { bound: 'at-least', ...marked('only-this-shop') };
        expect(await ask(brand, A, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(0.2, 0.2, only));
        // With UD never imported the 10,000 are a floor too: 0.2 bounds nothing. Of both shops it is at most 0.3.
        const withUd = { ...ONE_DAY, costScope: ['juguang', 'ud'] };
        expect(await ask(brand, A, 'taobao', 'roi', withUd)).toMatchObject(missing('both-incomplete'));
        expect(await ask(brand, A, 'xhs', 'roi', withUd)).toMatchObject(known(0.3, 0.3, { bound: 'at-most' }));
      });

      test('one note in a JD task has its figure, 任务级; of several none has, and the SKU shows the task’s total', async () => {
        const alone = await having(spend, jd, both);
        expect(await ask(alone, A, 'jd', 'item_viewers', ONE_DAY)).toMatchObject(known(200, 200, marked('task-level')));
        const shared = await having(spend, jd, both, csv(MAP, [OTHER, '', '9001', '', '', '']));
        expect(await ask(shared, A, 'jd', 'item_viewers', ONE_DAY)).toMatchObject(missing('task-only', { count: 2 }));
        expect(await ask(shared, SKU, 'jd', 'item_viewers', ONE_DAY)).toMatchObject(known(200));
        // What JD sold is not known of the note, so that Taobao's 2,000 are not all.
        const onBoth = await having(spend, taobao, jd, both, csv(MAP, [OTHER, '', '9001', '', '', '']));
        expect(await ask(onBoth, A, 'xhs', 'gmv', ONE_DAY)).toMatchObject(
          known(200_000, 200_000, { bound: 'at-least', ...marked('only-this-shop') }),
        );
      });

      test('an export that names both ties its notes to their task, and the map the task to its product', async () => {
        const brand = await having(
          csv(
            `${XINGHE},任务ID`,
            [...sold(DAY1, NOTE, 10, '6000'), '7001'],
            [...sold(DAY1, OTHER, 20, '5000'), '7001'],
          ),
          csv(XINGHE_TASK, sold(DAY1, '7001', 25, '8000')),
          csv('小红星任务ID,淘宝商品ID', ['7001', '600000000001']),
        );
        expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(800_000));
        // 8,000 − 5,000
        const rest = { platform: 'taobao', task: 'taobao/task/7001', measure: 'gmv_task', floor: 300_000 };
        expect(await floors(brand, A, ONE_DAY.range)).toContainEqual(rest);
      });

      test('蒲公英’s 星任务主任务id ties a note to a task only where 种草星河 knows a task of that id, in any order', async () => {
        const note = csv(`${PGY},星任务主任务id`, ['2026-07-11', NOTE, DAY1, 100, 0, 8000, 1, '', '', '7001']);
        const product = csv('小红星任务ID,淘宝商品ID', ['7001', '600000000001']);
        const task = csv(XINGHE_TASK, sold(DAY1, '7001', 25, '8000'));
        const other = csv(XINGHE_TASK, sold(DAY1, '7002', 25, '8000'));
        const linked = async (...files: string[]) => {
          const { answers } = await (await having(...files)).metrics([ITEM], { ...ONE_DAY, measures: ['visitors'] });
          return answers[ITEM]?.linked;
        };
        expect(await linked(note, product)).toBe(0);
        expect(await linked(note, product, other)).toBe(0);
        expect(await linked(note, product, task)).toBe(1);
        expect(await linked(task, note, product)).toBe(1);
      });

      test('a page of any member of a product group shows the group’s figures and says so', async () => {
        const brand = await having(
          csv(XINGHE, sold(DAY1, NOTE, 10), sold(DAY1, OTHER, 20)),
          csv(MAP, [NOTE, '', '', '600000000001', '', '面霜'], [OTHER, '', '', '600000000002', '', '面霜']),
        );
        for (const item of [ITEM, 'taobao/item/600000000002']) {
          const { answers } = await brand.metrics([item], { ...ONE_DAY, measures: ['visitors'] });
          expect(answers[item]).toMatchObject({ group: { name: '面霜', members: 2 }, linked: 2, ...marked('group') });
          expect(figure(answers[item]?.cells as Cell[], 'taobao', 'visitors')).toMatchObject(known(20, 30));
        }
      });

      test('a product counts the task’s products only; what two products share is marked', async () => {
        const whole = csv(`${XINGHE},商家GMV`, [...sold(DAY1, NOTE, 40, '1000'), 3000]);
        const brand = await having(
          whole,
          csv(MAP, [NOTE, '', '', '600000000001', '', ''], [NOTE, '', '', '600000000002', '', '']),
        );
        expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(
          known(100_000, 100_000, { of: 'gmv_task', ...marked('shared') }),
        );
        // A product and its like on JD are two columns, and neither shares with the other.
        const beside = await having(whole, both);
        expect((await ask(beside, ITEM, 'taobao', 'gmv', ONE_DAY)).marks).not.toContain('shared');
        expect(await ask(brand, ITEM, 'taobao', 'gmv_shop', ONE_DAY)).toMatchObject(known(300_000));
      });
    });

    describe('§3.7 the funnel', () => {
      const reports = [
        csv(`${JUGUANG},行业商品点击量`, [...spent(DAY1, NOTE, '10'), 33], [...spent(DAY1, OTHER, '10'), 7]),
        csv('日期,内容ID,流量类型,归因周期,阅读/播放UV,搜索曝光UV,搜索进店UV,进店UV,商品加购UV,成交UV', [
          DAY1,
          NOTE,
          '全部流量',
          15,
          1000,
          90,
          30,
          40,
          10,
          2,
        ]),
        // 2,000 of 8,000 seen were read.
        csv(PGY, [DAY1, NOTE, DAY1, 100, 10, 2000, 8000, '', '']),
      ];
      const stepsOf = async (brand: Workspace, subject: string) =>
        (await detailOf(brand, subject, ONE_DAY.range)).funnels.map(({ platform, steps }) => [
          platform,
          steps.map(({ measure, branch, figure, rate }) => [
            branch,
            measure,
            figure.state === 'known' ? figure.low : figure.reason,
            rate?.figure.state === 'known' ? rate.figure.low : null,
          ]),
        ]);
      const sales = [
        ['trunk', 'readers', 1000, null],
        ['search', 'search_exposed', 90, 0.09],
        // 30 ÷ 90, 40 ÷ 1,000, 10 ÷ 40, 2 ÷ 40
        ['search', 'search_visitors', 30, 30 / 90],
        ['trunk', 'visitors', 40, 0.04],
        ['trunk', 'cart_adders', 10, 0.25],
        ['trunk', 'buyers', 2, 0.05],
      ];

      test('seen, read, then the link and the search into the shop; rates only between steps of one unit and report', async () => {
        const brand = await having(...reports, csv(MAP, [NOTE, '', '', '600000000001', '', '']));
        const own = [
          ['trunk', 'impressions', 8000, null],
          ['trunk', 'reads', 2000, 0.25],
          ['link', 'link_clicks', 33, null],
        ];
        expect(await stepsOf(brand, A)).toEqual([['taobao', [...own, ...sales]]]);
        expect(await stepsOf(brand, ITEM)).toEqual([['taobao', [...own, ...sales]]]);
      });

      test('of a link that may lead to either shop nobody tells which was clicked', async () => {
        const brand = await having(...reports, csv(MAP, [NOTE, '', '9001', '600000000001', '100000000001', '']));
        const [taobao] = await stepsOf(brand, A);
        expect(taobao?.[1]).toContainEqual(['link', 'link_clicks', 'unknown-attribute', null]);
        expect(await ask(brand, A, 'xhs', 'link_clicks', ONE_DAY)).toMatchObject(known(33));
      });
    });

    describe('§3.7 alliance orders whose link tag is mapped', () => {
      const order = (id: string, day: string, item: string, tag: string, yuan: number, status = 12) => [
        id,
        `${day} 10:00:00`,
        item,
        tag,
        yuan,
        status,
      ];
      const TAOBAO_ORDERS = 'trade_id,tk_create_time,item_id,adzone_id,alipay_total_price,tk_status';
      const orders = csv(
        TAOBAO_ORDERS,
        order('2941598874450641', DAY1, '600000000001', '111', 11.22),
        order('2941598874450642', DAY1, 'nXtQUotkQRC0tP-abc', '111', 20),
        order('2941598874450643', DAY1, '600000000001', '222', 5),
        // Closed: no order; and one that came through no link.
        order('2941598874450644', DAY1, '600000000001', '111', 99, 13),
        order('2941598874450645', DAY1, '600000000001', '0', 3),
        order('2941598874450646', '2026-07-03', '600000000001', '222', 7),
      );
      const map = csv(MAP, [NOTE, 'pid-111', '', '', '', ''], [OTHER, 'pid-222', '', '', '', '']);

      test('a note has the orders of its link, a product those of all links and of none, and both the real zeros', async () => {
        const brand = await having(orders, map);
        // 11.22 + 20, two orders of three; 5 of one; and 11.22 + 20 + 5 + 3 of four.
        expect(await ask(brand, A, 'taobao', 'alliance_gmv_paid', ONE_DAY)).toMatchObject(known(3122));
        expect(await ask(brand, A, 'taobao', 'alliance_orders', ONE_DAY)).toMatchObject(known(2));
        expect(await ask(brand, B, 'taobao', 'alliance_gmv_paid', ONE_DAY)).toMatchObject(known(500));
        expect(await ask(brand, ITEM, 'taobao', 'alliance_gmv_paid', ONE_DAY)).toMatchObject(known(3922));
        expect(await total(brand, 'taobao', 'alliance_orders', { from: DAY1, to: DAY1 })).toMatchObject(known(4));
        const second = { range: { from: '2026-07-02', to: '2026-07-02' } };
        expect(await ask(brand, A, 'taobao', 'alliance_orders', second)).toMatchObject(known(0));
        const three = { range: { from: DAY1, to: '2026-07-03' } };
        // 5 + 7
        expect(await ask(brand, B, 'taobao', 'alliance_gmv_paid', three)).toMatchObject(known(1200));
        // The link ties the note to the product.
        const { answers } = await brand.metrics([ITEM], three);
        expect(answers[ITEM]?.linked).toBe(2);
      });

      test('a link that two notes share is none’s alone; without a map the orders are no note’s', async () => {
        const shared = await having(orders, map, csv(MAP, [OTHER, 'pid-111', '', '', '', '']));
        expect(await ask(shared, A, 'taobao', 'alliance_orders', ONE_DAY)).toMatchObject(
          missing('task-only', { count: 2 }),
        );
        // Neither are those of the one that it has beside; of the product each order is still one: 31.22 + 5 + 3.
        expect(await ask(shared, B, 'taobao', 'alliance_orders', ONE_DAY)).toMatchObject(
          missing('task-only', { count: 2 }),
        );
        expect(await ask(shared, ITEM, 'taobao', 'alliance_gmv_paid', ONE_DAY)).toMatchObject(known(3922));
        const unmapped = await having(orders, csv(XINGHE, sold(DAY1, NOTE, 40)));
        expect(await ask(unmapped, A, 'taobao', 'alliance_orders', ONE_DAY)).toMatchObject(missing('not-mapped'));
        expect(await total(unmapped, 'taobao', 'alliance_orders', { from: DAY1, to: DAY1 })).toMatchObject(known(4));
      });

      test('a link is no task: it has no total that hides what its notes sold, and divides no task’s figure', async () => {
        const brand = await having(
          orders,
          map,
          csv(XINGHE, sold(DAY1, NOTE, 10, '6000'), sold(DAY1, OTHER, 20, '5000')),
          csv(XINGHE_TASK, sold(DAY1, '7001', 10, '6500')),
          csv(MAP, [NOTE, '7001', '', '600000000001', '', '']),
        );
        // Task 7,001 has 6,500 and one note; the other note stands by itself: 6,500 … 11,500.
        expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(650_000, 1_150_000));
        // Orders are told beside it, never added to it: they are part of it.
        expect(await ask(brand, ITEM, 'taobao', 'alliance_gmv_paid', ONE_DAY)).toMatchObject(known(3922));
      });

      test('JD orders count for the note of their link, beside its task', async () => {
        const brand = await having(
          csv('orderId,orderTime,skuId,positionId,estimateCosPrice,actualCosPrice,validCode', [
            '300000000001',
            `${DAY1} 10:00:00`,
            '100000000001',
            '333',
            '88.8',
            '80',
            17,
          ]),
          csv(JD, viewed(DAY1, '9001', 200, '1000')),
          csv(MAP, [NOTE, '', '9001', '', '100000000001', ''], [NOTE, '', 'pid-333', '', '', '']),
        );
        expect(await ask(brand, A, 'jd', 'alliance_gmv_paid', ONE_DAY)).toMatchObject(known(8880));
        expect(await ask(brand, A, 'jd', 'alliance_gmv_settled', ONE_DAY)).toMatchObject(known(8000));
        expect(await ask(brand, A, 'jd', 'item_viewers', ONE_DAY)).toMatchObject(known(200, 200, marked('task-level')));
        expect(await ask(brand, SKU, 'jd', 'alliance_orders_done', ONE_DAY)).toMatchObject(known(1));
      });
    });

    describe('§3.8 imports', () => {
      test('per key the newest as-of wins, in either order of import, and undo takes it back', async () => {
        const old = csv(XINGHE, ...each(DAY1, '2026-07-03', (day) => sold(day, NOTE, 40)));
        const restated = csv(XINGHE, ...each('2026-07-02', '2026-07-03', (day) => sold(day, NOTE, 50)));
        const ways = [{ filtered: 'true' }, {}].flatMap((more) =>
          [true, false].map((newFirst) => ({ more, newFirst })),
        );
        for (const { more, newFirst } of ways) {
          const brand = await api.workspace();
          const load = {
            old: () => brand.import(old, { asOf: '2026-07-04' }),
            restated: () => brand.import(restated, { asOf: '2026-07-20', ...more }),
          };
          const ids = newFirst ? [await load.restated(), await load.old()] : [await load.old(), await load.restated()];
          // 40 + 50 + 50, then 3 × 40.
          expect(await ask(brand, A, 'taobao', 'visitors', {})).toMatchObject(known(140));
          await brand.undo(ids[newFirst ? 0 : 1]?.id ?? '');
          expect(await ask(brand, A, 'taobao', 'visitors', {})).toMatchObject(known(120));
        }
      });

      test('a 19-digit id keeps every digit', async () => {
        const brand = await having(
          csv(MAP, [NOTE, '', '', '1234567890123456789', '', ''], [OTHER, '', '', '1234567890123456788', '', '']),
        );
        expect((await brand.known()).subjects['taobao/item']).toEqual(['1234567890123456788', '1234567890123456789']);
      });

      test('「3.8万」 is 38,000, marked as rounded', async () => {
        const brand = await having(csv(JUGUANG, [DAY1, NOTE, '1.00', '3.8万', 400]));
        expect(await ask(brand, A, 'xhs', 'impressions', ONE_DAY)).toMatchObject(
          known(38_000, 38_000, marked('rounded')),
        );
      });

      test('lines that only a column tells apart which nobody understands are asked about, and nothing is live', async () => {
        const brand = await api.workspace();
        const file = csv(`${JUGUANG},某某包`, [...spent(DAY1, NOTE, '100'), '甲'], [...spent(DAY1, NOTE, '60'), '乙']);
        const refused = await brand.tryImport(file);
        expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'export_cut_unknown' }]);
        expect((await brand.metrics([A])).answers[A]).toBeNull();
        await brand.import(file, { cut: '某某包=sum' });
        expect(await ask(brand, A, 'xhs', 'spend', ONE_DAY)).toMatchObject(known(16_000));
      });

      test('equal 薯条 rows are so many boosts, and reported', async () => {
        const boost = [NOTE, '鹿', '100.5', '推广完成', `${DAY1} 10:00:00`, 5000, 400];
        const brand = await api.workspace();
        const { report } = await brand.import(
          csv('笔记ID,被推广者,实际支付金额（元）,订单状态,启动时间,曝光量,阅读量', boost, boost),
        );
        expect(report?.remarks.first).toMatchObject([{ line: 3, code: 'export_row_equal' }]);
        // 2 × 100.50
        expect(await ask(brand, A, 'xhs', 'cost', { ...ONE_DAY, costScope: ['shutiao'] })).toMatchObject(known(20_100));
      });
    });
  });
}
