import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/metrics/question';
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

/** Every worked number of domain.md §3.5 to §3.8, from export files through the API. */
export function workedMoneySuite(name: string, open: () => Promise<Db>): void {
  describe(`credit, money and maps on ${name}`, () => {
    let api: TestApi;
    beforeAll(async () => {
      api = await TestApi.open(await open());
    }, 60_000);
    afterAll(async () => {
      expect(api.faults).toEqual([]);
      await api.close();
    });

    const having = (...files: string[]) => workspaceOf(api, files);

    describe('§3.5 overlapping credit', () => {
      const notes = csv(XINGHE, sold(DAY1, NOTE, 10, '6000'), sold(DAY1, OTHER, 20, '5000'));
      const task = csv(XINGHE_TASK, sold(DAY1, '7001', 25, '8000'));
      const map = csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [OTHER, '7001', '', '', '', '']);
      const spend = csv(JUGUANG, spent(DAY1, NOTE, '600.00'), spent(DAY1, OTHER, '400.00'));

      test('T = 8,000, notes 6,000 and 5,000 → 8,000; the first note’s floor is 8,000 − 5,000 = 3,000', async () => {
        const brand = await having(notes, task, map, spend);
        expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(800_000));
        expect(await ask(brand, A, 'taobao', 'gmv', ONE_DAY)).toMatchObject(
          known(600_000, 600_000, marked('credited')),
        );
        const rest = { platform: 'taobao', task: 'taobao/task/7001', measure: 'gmv_task' };
        expect(await floors(brand, A, ONE_DAY.range)).toContainEqual({ ...rest, floor: 300_000 });
        // 8,000 − 6,000
        expect(await floors(brand, B, ONE_DAY.range)).toContainEqual({ ...rest, floor: 200_000 });
      });

      test('without a total: from the largest note to the sum; ROI divides both ends, cost per visitor reverses them', async () => {
        const brand = await having(notes, map, spend);
        expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(600_000, 1_100_000));
        // 6,000 ÷ 1,000 and 11,000 ÷ 1,000
        expect(await ask(brand, ITEM, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(6, 11));
        // 100,000 fen ÷ 30 and ÷ 20 visitors
        const cost = await ask(brand, ITEM, 'taobao', 'cost_per_visitor', ONE_DAY);
        expect(cost).toMatchObject({ low: expect.closeTo(3333.33, 2), high: 5000 });
      });

      test('several tasks: from the largest total to their sum', async () => {
        const brand = await having(
          csv(XINGHE_TASK, sold(DAY1, '7001', 1, '8000'), sold(DAY1, '7002', 1, '3000')),
          csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [OTHER, '7002', '', '600000000001', '', '']),
          spend,
        );
        expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(800_000, 1_100_000));
      });

      test('Σ notes < T: the rows are incomplete, and T stands', async () => {
        const brand = await having(csv(XINGHE, sold(DAY1, NOTE, 10, '1000')), task, map, spend);
        expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(800_000));
      });
    });

    describe('§3.6 money', () => {
      const JULY1 = { from: DAY1, to: DAY1 };

      test('plan 10,000, its notes 7,000, creatives the same 7,000 → notes 7,000, 未归到笔记 3,000, total 10,000', async () => {
        const brand = await having(
          csv(JUGUANG, spent(DAY1, NOTE, '7000')),
          csv('时间,创意ID,笔记ID,消费,展现量,点击量', [DAY1, '51', NOTE, 4000, 1, 1], [DAY1, '52', NOTE, 3000, 1, 1]),
          csv('时间,计划ID,计划名称,消费,展现量,点击量', [DAY1, '21', '计划', 10_000, 1, 1]),
        );
        expect(await total(brand, 'xhs', 'cost', JULY1)).toMatchObject(known(1_000_000));
        expect(await total(brand, 'xhs', 'unattributed', JULY1)).toMatchObject(known(300_000));
        expect(await ask(brand, A, 'xhs', 'cost', ONE_DAY)).toMatchObject(known(700_000));
      });

      test('a report and the same days cut by placement, by plan or by hour are one spend: 100, never 200', async () => {
        const whole = csv(JUGUANG, spent(DAY1, NOTE, '100'), spent('2026-07-02', NOTE, '50'));
        const cut = (column: string, ...rows: [string, string, number][]) =>
          csv(
            `时间,笔记ID,${column},消费,展现量,点击量`,
            ...rows.map(([day, part, yuan]) => [day, NOTE, part, yuan, 2500, 200]),
          );
        const placements = cut('投放位置', [DAY1, '信息流', 60], [DAY1, '搜索', 40]);
        const plans = cut('计划ID', [DAY1, '21', 70], [DAY1, '22', 30]);
        const hours = cut('小时', [DAY1, '00:00', 10], [DAY1, '13:00', 90]);
        const day1 = { from: DAY1, to: DAY1 };
        const both = { range: { from: DAY1, to: '2026-07-02' } };
        for (const again of [placements, plans, hours]) {
          for (const files of [
            [whole, again],
            [again, whole],
          ]) {
            const brand = await having(...files);
            expect(await ask(brand, A, 'xhs', 'spend', ONE_DAY)).toMatchObject(known(10_000));
            expect(await total(brand, 'xhs', 'cost', day1)).toMatchObject(known(10_000));
            // Each day from one of them: 100 + 50.
            expect(await ask(brand, A, 'xhs', 'spend', both)).toMatchObject(known(15_000));
          }
        }
        // Two plans' parts from two files of one cut add up: 70 + 30.
        const parts = await having(cut('计划ID', [DAY1, '21', 70]), cut('计划ID', [DAY1, '22', 30]));
        expect(await ask(parts, A, 'xhs', 'spend', ONE_DAY)).toMatchObject(known(10_000));
      });

      test('of two cuts of one day the newer as-of counts, and a filtered one only where it is all there is', async () => {
        const whole = csv(JUGUANG, spent(DAY1, NOTE, '100'));
        const search = csv('时间,笔记ID,投放位置,消费,展现量,点击量', [DAY1, NOTE, '搜索', 40, 1, 1]);
        const all = csv(
          '时间,笔记ID,投放位置,消费,展现量,点击量',
          [DAY1, NOTE, '搜索', 45, 1, 1],
          [DAY1, NOTE, '信息流', 65, 1, 1],
        );
        const spendOf = async (...files: [string, Record<string, string>][]) => {
          const brand = await api.workspace();
          for (const [file, declared] of files) await brand.import(file, declared);
          return ask(brand, A, 'xhs', 'spend', ONE_DAY);
        };
        const filtered = { asOf: '2026-07-20', filtered: 'true' };
        expect(await spendOf([whole, { asOf: '2026-07-02' }], [all, { asOf: '2026-07-20' }])).toMatchObject(
          known(11_000),
        );
        expect(await spendOf([whole, { asOf: '2026-07-02' }], [search, filtered])).toMatchObject(known(10_000));
        expect(await spendOf([search, filtered])).toMatchObject(known(4000));
      });

      test('a creative or a plan that is cut finer is still itself', async () => {
        const creatives = csv(
          '时间,创意ID,笔记ID,消费,展现量,点击量',
          [DAY1, '51', NOTE, 40, 1, 1],
          [DAY1, '52', NOTE, 30, 1, 1],
        );
        const cut = csv(
          '时间,创意ID,笔记ID,投放位置,消费,展现量,点击量',
          [DAY1, '51', NOTE, '信息流', 25, 1, 1],
          [DAY1, '51', NOTE, '搜索', 15, 1, 1],
          [DAY1, '53', NOTE, '搜索', 5, 1, 1],
        );
        const plans = csv('时间,计划ID,计划名称,消费,展现量,点击量', [DAY1, '21', '计划', 100, 1, 1]);
        const plansCut = csv(
          '时间,计划ID,计划名称,投放位置,消费,展现量,点击量',
          [DAY1, '21', '计划', '信息流', 80, 1, 1],
          [DAY1, '21', '计划', '搜索', 20, 1, 1],
        );
        const brand = await having(creatives, cut, plans, plansCut);
        // 51 once: 40, 52: 30, 53: 5; and the plan once: 100.
        expect(await ask(brand, A, 'xhs', 'cost', ONE_DAY)).toMatchObject(known(7500));
        expect(await total(brand, 'xhs', 'cost', JULY1)).toMatchObject(known(10_000));
        expect(await total(brand, 'xhs', 'unattributed', JULY1)).toMatchObject(known(2500));
      });

      test('a note’s spend is Σ creatives where there are no note rows', async () => {
        const brand = await having(
          csv('时间,创意ID,笔记ID,消费,展现量,点击量', [DAY1, '51', NOTE, 4000, 1, 1], [DAY1, '52', NOTE, 3000, 1, 1]),
        );
        expect(await ask(brand, A, 'xhs', 'cost', ONE_DAY)).toMatchObject(known(700_000));
      });

      test('fen come from decimal strings: 0.10 + 0.20 yuan are 30 fen', async () => {
        const brand = await having(csv(JUGUANG, spent(DAY1, NOTE, '0.10'), spent('2026-07-02', NOTE, '0.20')));
        const both = { range: { from: DAY1, to: '2026-07-02' } };
        expect(await ask(brand, A, 'xhs', 'spend', both)).toMatchObject(known(30));
      });

      test('任务期消费 is a check, never added to a cost', async () => {
        const brand = await having(csv(`${JUGUANG},小红星任务期消费`, [...spent(DAY1, NOTE, '500.00'), '9000']));
        expect(await ask(brand, A, 'xhs', 'cost', ONE_DAY)).toMatchObject(known(50_000));
      });

      test('the shop’s whole advertising is never part of a seeding cost', async () => {
        const brand = await having(
          csv(JUGUANG, spent(DAY1, NOTE, '500.00')),
          csv('日期,花费,全站交易额,全站投产比,全站订单行,全站订单成本,核心位置展现量,核心位置点击量', [
            DAY1,
            99_999,
            1,
            1,
            1,
            1,
            1,
            1,
          ]),
        );
        expect(await total(brand, 'xhs', 'cost', JULY1)).toMatchObject(known(50_000));
      });

      test('a part that was never imported makes the cost “≥” and the ROI “≤”, and is named', async () => {
        const brand = await having(
          csv(XINGHE, sold(DAY1, NOTE, 40, '1000')),
          csv(JUGUANG, spent(DAY1, NOTE, '500.00')),
        );
        const scope = { ...ONE_DAY, costScope: ['juguang', 'shutiao'] };
        const open = { lacks: ['shutiao'], ...marked('cost-incomplete') };
        expect(await ask(brand, A, 'taobao', 'cost', scope)).toMatchObject(
          known(50_000, 50_000, { bound: 'at-least', ...open }),
        );
        // 1,000 ÷ 500
        expect(await ask(brand, A, 'taobao', 'roi', scope)).toMatchObject(known(2, 2, { bound: 'at-most', ...open }));
        // Imported, with a boost of another note only: this note's part is a real 0.
        await brand.import(
          csv('笔记ID,被推广者,实际支付金额（元）,订单状态,启动时间,曝光量,阅读量', [
            OTHER,
            '鹿',
            30,
            '推广完成',
            `${DAY1} 10:00:00`,
            1,
            1,
          ]),
          { filename: 'shutiao.csv' },
        );
        expect(await ask(brand, A, 'taobao', 'cost', scope)).toMatchObject(known(50_000, 50_000, { bound: 'exact' }));
        expect(await ask(brand, B, 'xhs', 'cost', scope)).toMatchObject(known(3000));
      });

      test('报价 and 服务费 belong to the publication day: a later range knows the ratio for the whole life only', async () => {
        const brand = await having(
          csv(PGY, ['2026-07-10', NOTE, DAY1, 3000, 300, 1, 1, '', '']),
          csv(JUGUANG, ...each(DAY1, '2026-07-10', (day) => spent(day, NOTE, '100.00'))),
          csv(XINGHE, ...each(DAY1, '2026-07-10', (day) => sold(day, NOTE, 40))),
        );
        const costScope = ['quote', 'service', 'juguang'];
        const from = (day: string) => ({ range: { from: day, to: '2026-07-10' }, costScope });
        // (3,000 + 300 + 10 × 100 yuan) ÷ (10 × 40) = 430,000 fen ÷ 400 = 1,075.
        expect(await ask(brand, A, 'taobao', 'cost_per_visitor', from(DAY1))).toMatchObject(known(1075));
        expect(await ask(brand, A, 'taobao', 'cost_per_visitor', from('2026-07-02'))).toMatchObject(
          missing('lifetime-only'),
        );
        expect(await ask(brand, A, 'taobao', 'cost', from(DAY1))).toMatchObject(known(430_000));
      });

      test('the GMV of an ROI is the task’s products where there is one, else the whole shop, and is named', async () => {
        const whole = csv('日期,内容ID,流量类型,归因周期,进店UV,成交UV,商家GMV', [
          DAY1,
          NOTE,
          '全部流量',
          15,
          40,
          2,
          3000,
        ]);
        const spend = csv(JUGUANG, spent(DAY1, NOTE, '500.00'));
        const shopOnly = await having(whole, spend);
        expect(await ask(shopOnly, A, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(6, 6, { of: 'gmv_shop' }));
        const both = await having(csv(`${XINGHE},商家GMV`, [...sold(DAY1, NOTE, 40, '1000'), 3000]), spend);
        expect(await ask(both, A, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(2, 2, { of: 'gmv_task' }));
      });
    });

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
      });

      test('orders of two platforms are disjoint: their GMV adds; over one of them the ROI is a lower bound', async () => {
        const brand = await having(spend, taobao, jd, both);
        // 2,000 + 1,000; ÷ 10,000; and 2,000 ÷ 10,000 on Taobao alone.
        expect(await ask(brand, A, 'xhs', 'gmv', ONE_DAY)).toMatchObject(known(300_000));
        expect(await ask(brand, A, 'xhs', 'roi', ONE_DAY)).toMatchObject(known(0.3, 0.3, { bound: 'exact' }));
        const only = { bound: 'at-least', ...marked('only-this-shop') };
        expect(await ask(brand, A, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(0.2, 0.2, only));
      });

      test('one note in a JD task has its figure, 任务级; of several none has, and the SKU shows the task’s total', async () => {
        const alone = await having(spend, jd, both);
        expect(await ask(alone, A, 'jd', 'item_viewers', ONE_DAY)).toMatchObject(known(200, 200, marked('task-level')));
        const shared = await having(spend, jd, both, csv(MAP, [OTHER, '', '9001', '', '', '']));
        expect(await ask(shared, A, 'jd', 'item_viewers', ONE_DAY)).toMatchObject(missing('task-only', { count: 2 }));
        expect(await ask(shared, SKU, 'jd', 'item_viewers', ONE_DAY)).toMatchObject(known(200));
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
        for (const newFirst of [true, false]) {
          const brand = await api.workspace();
          const load = {
            old: () => brand.import(old, { asOf: '2026-07-04' }),
            restated: () => brand.import(restated, { asOf: '2026-07-20', filtered: 'true' }),
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
