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
  JUGUANG,
  known,
  marked,
  missing,
  ONE_DAY,
  PGY,
  sold,
  spent,
  total,
  workspaceOf,
  XINGHE,
} from './support/worked';
import { creditTests } from './worked-credit';

/** Every worked number of domain.md §3.5 and §3.6, from export files through the API. */
export function workedMoneySuite(name: string, open: () => Promise<Db>): void {
  describe(`credit and money on ${name}`, () => {
    const api = TestApi.ofSuite(open);

    const having = (...files: string[]) => workspaceOf(api, files);

    describe('§3.5 overlapping credit', () => creditTests(having));

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

      test('of account, plan and note the coarsest is the total, and the rest is no note’s', async () => {
        const brand = await having(
          csv('时间,账户ID,消费,展现量,点击量', [DAY1, '31', 10_000, 1, 1]),
          csv('时间,计划ID,计划名称,消费,展现量,点击量', [DAY1, '21', '计划', 9000, 1, 1]),
          csv('时间,创意ID,笔记ID,消费,展现量,点击量', [DAY1, '51', NOTE, 4000, 1, 1], [DAY1, '52', OTHER, 2500, 1, 1]),
        );
        expect(await total(brand, 'xhs', 'cost', JULY1)).toMatchObject(known(1_000_000));
        // 10,000 − (4,000 + 2,500)
        expect(await total(brand, 'xhs', 'unattributed', JULY1)).toMatchObject(known(350_000));
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
        const aims = cut('优化目标', [DAY1, '点击量', 80], [DAY1, '互动量', 20]);
        const hours = cut('小时', [DAY1, '00:00', 10], [DAY1, '13:00', 90]);
        const day1 = { from: DAY1, to: DAY1 };
        const both = { range: { from: DAY1, to: '2026-07-02' } };
        for (const again of [placements, plans, aims, hours]) {
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
        const creatives = csv(
          '时间,创意ID,笔记ID,消费,展现量,点击量',
          [DAY1, '51', NOTE, 4000, 1, 1],
          [DAY1, '52', NOTE, 3000, 1, 1],
        );
        const brand = await having(creatives);
        expect(await ask(brand, A, 'xhs', 'cost', ONE_DAY)).toMatchObject(known(700_000));
        // A creative without a row leaves 7,100 of the note what it is.
        const both = await having(csv(JUGUANG, spent(DAY1, NOTE, '7100')), creatives);
        expect(await ask(both, A, 'xhs', 'cost', ONE_DAY)).toMatchObject(known(710_000));
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

      test('生意参谋’s twin of 星河 is never added, whichever comes first', async () => {
        const sales = csv(XINGHE, sold(DAY1, NOTE, 40, '1000'));
        for (const twinFirst of [true, false]) {
          const brand = await api.workspace();
          const load = [
            () => brand.import(sales, { filename: '星河.csv' }),
            () => brand.import(sales.replace('1000', '1100'), { filename: '生意参谋-内容种草.csv' }),
          ];
          for (const one of twinFirst ? load.reverse() : load) await one();
          expect(await ask(brand, A, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(100_000));
          expect(await ask(brand, A, 'taobao', 'visitors', ONE_DAY)).toMatchObject(known(40));
        }
      });

      test('flavours of GMV stay apart, and of a range one is taken, never spliced of two', async () => {
        const brand = await having(
          csv(
            '日期,内容ID,流量类型,归因周期,进店UV,成交UV,商家GMV,订单商品成交GMV,预售付定GMV,预售整单预估GMV',
            [DAY1, NOTE, '全部流量', 15, 10, 1, 1000, '-', 50, 500],
            ['2026-07-02', NOTE, '全部流量', 15, 10, 1, 500, 300, 0, 0],
          ),
        );
        const both = { range: { from: DAY1, to: '2026-07-02' } };
        // 07-01 does not tell the task's items: 300 of one day of two, not 1,000 + 300.
        expect(await ask(brand, A, 'taobao', 'gmv', both)).toMatchObject(
          known(30_000, 30_000, { of: 'gmv_task', days: { covered: 1, asked: 2 }, ...marked('partial') }),
        );
        expect(await ask(brand, A, 'taobao', 'gmv_shop', both)).toMatchObject(known(150_000));
        expect(await ask(brand, A, 'taobao', 'presale_gmv_paid', both)).toMatchObject(known(5000));
        expect(await ask(brand, A, 'taobao', 'presale_gmv_estimated', both)).toMatchObject(known(50_000));
      });

      test('the shop’s whole advertising is told beside seeding, shop by shop, and never part of its cost', async () => {
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
          csv('日期,花费,总成交金额,投入产出比,点击量,展现量', [DAY1, 200, 800, 4, 5, 50]),
          csv('日期,点击量,下单订单量,下单订单金额,预估佣金金额,完成订单量,完成订单金额,付款佣金金额', [
            DAY1,
            9,
            3,
            700,
            70,
            2,
            600,
            60,
          ]),
        );
        expect(await total(brand, 'xhs', 'cost', JULY1)).toMatchObject(known(50_000));
        expect(await total(brand, 'jd', 'shop_ad_spend', JULY1)).toMatchObject(known(9_999_900));
        expect(await total(brand, 'taobao', 'shop_ad_spend', JULY1)).toMatchObject(known(20_000));
        expect(await total(brand, 'taobao', 'shop_ad_gmv', JULY1)).toMatchObject(known(80_000));
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

      test('each part of the scope is the asker’s word: 聚光 where none is given, UD and 报价 where they are named', async () => {
        const brand = await having(
          csv(JUGUANG, spent(DAY1, NOTE, '500.00')),
          // 总金额 is what both of them are, and a check.
          csv(`${PGY},总金额`, [DAY1, NOTE, DAY1, 3000, 300, 1, 1, '', '', 3300]),
        );
        const mapping = JSON.stringify({
          grasslens: 'mapping/1',
          name: 'UD',
          columns: { 日期: 'date', 笔记: 'note', 消耗: 'ud_spend' },
        });
        await brand.import(csv('日期,笔记,消耗', [DAY1, NOTE, '70.5']), { mapping });
        const cost = (costScope?: string[]) =>
          ask(brand, A, 'xhs', 'cost', { ...ONE_DAY, ...(costScope && { costScope }) });
        expect(await cost()).toMatchObject(known(50_000));
        // 500 + 70.50; 3,000; 3,000 + 300; and all of them.
        expect(await cost(['juguang', 'ud'])).toMatchObject(known(57_050));
        expect(await cost(['quote'])).toMatchObject(known(300_000));
        expect(await cost(['quote', 'service'])).toMatchObject(known(330_000));
        expect(await cost(['quote', 'service', 'juguang', 'ud'])).toMatchObject(known(387_050));
        expect(await total(brand, 'xhs', 'cost', JULY1)).toMatchObject(known(50_000));
        // Of 薯条 nothing is known: not 0, and no part of a ratio.
        expect(await cost(['shutiao'])).toMatchObject({ ...missing('not-imported'), source: 'shutiao' });
      });

      test('of two sources one answers for the whole range: 聚光’s 5,000 seen on one of two days, never 8,000 + 5,000', async () => {
        const brand = await having(
          csv(JUGUANG, spent(DAY1, NOTE, '500.00')),
          csv('时间,笔记ID,消费,点击量', ['2026-07-02', NOTE, '500.00', 400]),
          csv(PGY, ['2026-07-02', NOTE, DAY1, 100, 10, 2000, 8000, '', '']),
        );
        const both = { range: { from: DAY1, to: '2026-07-02' } };
        expect(await ask(brand, A, 'xhs', 'impressions', both)).toMatchObject(
          known(5000, 5000, { days: { covered: 1, asked: 2 }, ...marked('partial') }),
        );
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
  });
}
