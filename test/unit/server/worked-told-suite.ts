import { describe, expect, test } from 'vitest';
import type { Db } from '../../../src/server/db/db';
import { TestApi } from './support/api';
import { NOTE, note, OTHER } from './support/files';
import {
  A,
  ask,
  B,
  csv,
  DAY1,
  detailOf,
  each,
  floors,
  ITEM,
  JD,
  JUGUANG,
  known,
  MAP,
  missing,
  ONE_DAY,
  ORDER,
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

const CREATIVE = '时间,创意ID,笔记ID,消费,展现量,点击量';
const PLAN = '时间,计划ID,计划名称,消费,展现量,点击量';

const from = (first: string, last: string) => ({ range: { from: first, to: last } });
const days = (covered: number, asked: number) => ({ days: { covered, asked } });
const JULY1 = ONE_DAY.range;

/** What an export says nothing of is not told by it (domain.md §3.2, §3.3, §3.6), from files through the API. */
export function workedToldSuite(name: string, open: () => Promise<Db>): void {
  describe(`what is told and what is not on ${name}`, () => {
    const api = TestApi.ofSuite(open);
    const having = (...files: string[]) => workspaceOf(api, files);
    /** A note whose id is of no time that its rows could be of. */
    const timeless = note('f'.repeat(24));

    describe('grains', () => {
      test('creatives of one note prove nothing of another’s days: 5 × 100 of 5 of 10 days, never 0', async () => {
        const brand = await having(
          csv(JUGUANG, ...each(DAY1, '2026-07-05', (day) => spent(day, NOTE, '100'))),
          csv(CREATIVE, ...each(DAY1, '2026-07-10', (day) => [day, '51', OTHER, 50, 1, 1])),
        );
        const ten = from(DAY1, '2026-07-10');
        expect(await ask(brand, A, 'xhs', 'spend', ten)).toMatchObject(known(50_000, 50_000, days(5, 10)));
        // Note rows say nothing of a note that has creatives only.
        expect(await ask(brand, B, 'xhs', 'spend', from(DAY1, '2026-07-05'))).toMatchObject(known(25_000));
        expect(await total(brand, 'xhs', 'cost', { from: DAY1, to: '2026-07-05' })).toMatchObject(known(75_000));
      });

      test('orders of a task export are told beside tasks of another: 8,000 and 5,000, never 0', async () => {
        const brand = await having(
          csv(XINGHE_TASK, sold(DAY1, '7001', 25, '8000')),
          csv(ORDER, sold(DAY1, '8801', 9, '5000'), sold('2026-07-02', '8801', 1, '100')),
        );
        expect(await ask(brand, 'taobao/task/8801', 'taobao', 'gmv_task', ONE_DAY)).toMatchObject(known(500_000));
        const both = await ask(brand, 'taobao/task/7001', 'taobao', 'gmv_task', from(DAY1, '2026-07-02'));
        expect(both).toMatchObject(known(800_000, 800_000, days(1, 2)));
        expect(await total(brand, 'taobao', 'gmv_task', JULY1)).toMatchObject(known(800_000, 1_300_000));
      });

      test('an order whose notes are all in a task’s total is a part of it', async () => {
        const brand = await having(
          csv(XINGHE_TASK, sold(DAY1, '7001', 25, '8000')),
          csv(ORDER, sold(DAY1, '8801', 9, '5000')),
          csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [NOTE, '8801', '', '600000000001', '', '']),
        );
        expect(await ask(brand, ITEM, 'taobao', 'gmv_task', ONE_DAY)).toMatchObject(known(800_000));
      });

      test('a cell ends on the last day of its own grains: rows of tasks to 07-20 are no days of notes', async () => {
        const brand = await having(
          csv(XINGHE, ...each(DAY1, '2026-07-10', (day) => sold(day, NOTE, 40))),
          csv(XINGHE_TASK, ...each(DAY1, '2026-07-20', (day) => sold(day, '7001', 50))),
          csv(JUGUANG, ...each(DAY1, '2026-07-12', (day) => spent(day, NOTE, '100'))),
          csv(PLAN, ...each(DAY1, '2026-07-20', (day) => [day, '21', '计划', 100, 1, 1])),
        );
        const week = { range: { last: 7, to: '2026-07-20' } };
        // 07-04 … 07-10: 7 × 40 and 7 × ¥100.
        expect(await ask(brand, A, 'taobao', 'visitors', week)).toMatchObject(known(280, 280, days(7, 7)));
        expect(await ask(brand, A, 'taobao', 'cost', week)).toMatchObject(known(70_000, 70_000, days(7, 7)));
      });

      test('a filtered plan export is not what all cost: the notes’ 7,000, and nothing is left over', async () => {
        const brand = await having(csv(JUGUANG, spent(DAY1, NOTE, '7000')));
        await brand.import(csv(PLAN, [DAY1, '21', '计划', 1000, 1, 1]), { filtered: 'true' });
        expect(await total(brand, 'xhs', 'cost', JULY1)).toMatchObject(known(700_000));
        await expect(total(brand, 'xhs', 'unattributed', JULY1)).rejects.toThrow('no unattributed');
      });
    });

    describe('whole lives', () => {
      test('without a day of birth a lifetime is no range: 10,500 so far, 500 of the second day', async () => {
        const rows = (day: string, reads: number) => [day, timeless.slice(9), '', '', '', reads, '', '', ''];
        const brand = await having(csv(PGY, rows('2026-07-10', 10_000)), csv(PGY, rows('2026-07-11', 10_500)));
        const reads = (first: string, last: string) => ask(brand, timeless, 'xhs', 'reads', from(first, last));
        expect(await reads('2026-07-05', '2026-07-11')).toMatchObject(known(500, 500, days(1, 7)));
        expect(await reads('2026-07-10', '2026-07-10')).toMatchObject(missing('lifetime-only'));
        expect(await reads('2026-07-11', '2026-07-11')).toMatchObject(known(500));
      });

      test('what was paid once is in a ratio, or the ratio is not told: never 15,000 ÷ 7,500 without the 10,000', async () => {
        const brand = await having(
          csv(PGY, ['2026-07-15', NOTE, '2026-06-20', 10_000, '', '', '', '', '']),
          csv(JUGUANG, ...each(DAY1, '2026-07-15', (day) => spent(day, NOTE, '500'))),
          csv(XINGHE, ...each(DAY1, '2026-07-15', (day) => sold(day, NOTE, 40, '1000'))),
        );
        const life = { range: { since: 'publication', to: '2026-07-15' }, costScope: ['quote', 'juguang'] };
        expect(await ask(brand, A, 'taobao', 'roi', life)).toMatchObject(missing('lifetime-only'));
        // 10,000 and 15 × 500, of 15 of 26 days.
        expect(await ask(brand, A, 'taobao', 'cost', life)).toMatchObject(known(1_750_000, 1_750_000, days(15, 26)));
        const without = { ...life, costScope: ['juguang'] };
        expect(await ask(brand, A, 'taobao', 'roi', without)).toMatchObject(known(2));
      });

      test('a note of later has cost nothing yet: (3,000 + 10 × 100) ÷ 400 visitors = ¥10', async () => {
        const brand = await having(
          csv(
            PGY,
            ['2026-07-12', NOTE, '2026-07-01', 3000, '', '', '', '', ''],
            ['2026-07-12', OTHER, '2026-07-11', 2000, '', '', '', '', ''],
          ),
          csv(JUGUANG, ...each(DAY1, '2026-07-12', (day) => spent(day, NOTE, '100'))),
          csv(XINGHE, ...each(DAY1, '2026-07-10', (day) => sold(day, NOTE, 40, '1000'))),
          csv(MAP, [NOTE, '', '', '600000000001', '', ''], [OTHER, '', '', '600000000001', '', '']),
        );
        const scope = { costScope: ['quote', 'juguang'] };
        const ten = { ...from(DAY1, '2026-07-10'), ...scope };
        expect(await ask(brand, ITEM, 'taobao', 'cost_per_visitor', ten)).toMatchObject(known(1000));
        const life = { range: { since: 'publication', to: '2026-07-12' }, ...scope };
        expect(await ask(brand, ITEM, 'taobao', 'cost_per_visitor', life)).toMatchObject(known(1000));
      });

      test('of days around one that is known the rest of a period is told: 100 of ten days, 8 of one of them', async () => {
        const brand = await having(
          csv(JUGUANG, ['2026-07-01~2026-07-10', NOTE, 100, 5000, 400], spent('2026-07-05', NOTE, '8')),
        );
        const asked = (first: string, last: string) => ask(brand, A, 'xhs', 'spend', from(first, last));
        expect(await asked(DAY1, '2026-07-10')).toMatchObject(known(10_000, 10_000, days(10, 10)));
        expect(await asked('2026-07-05', '2026-07-05')).toMatchObject(known(800));
        // Nobody knows what of the other 92 was before.
        expect(await asked(DAY1, '2026-07-05')).toMatchObject(known(800, 800, days(1, 5)));
        const beside = await having(
          csv(JUGUANG, ['2026-07-01~2026-07-05', NOTE, 100, 5000, 400]),
          csv(JUGUANG, spent('2026-07-03', NOTE, '30'), spent('2026-07-06', NOTE, '8')),
        );
        const six = from(DAY1, '2026-07-06');
        // 100 of five days, 30 of which are of the third, and 8 of the sixth.
        expect(await ask(beside, A, 'xhs', 'spend', six)).toMatchObject(known(10_800, 10_800, days(6, 6)));
      });
    });

    describe('people', () => {
      const UV = '小红星站外活跃行为UV（30日归因）';
      const window = { window: 30 };

      test('people of three days together are not added to those of a fourth', async () => {
        const brand = await having(
          csv(
            `时间,笔记ID,消费,点击量,${UV}`,
            ['2026-07-01~2026-07-03', NOTE, 3, 1, 50],
            ['2026-07-04', NOTE, 1, 1, 5],
          ),
        );
        const uv = (last: string) => ask(brand, A, 'xhs', 'outside_visitors', { ...from(DAY1, last), ...window });
        expect(await uv('2026-07-03')).toMatchObject(known(50));
        expect(await uv('2026-07-04')).toMatchObject(known(5, 5, days(1, 4)));
      });

      test('de-duplicated people stand for their very period: 42 and 42 of two days are not 84', async () => {
        const column = '小红星站外活跃行为UV(去重后30日归因)';
        const rows = each(DAY1, '2026-07-02', (day) => [day, NOTE, 1, 1, 42]);
        const brand = await having(csv(`时间,笔记ID,消费,点击量,${column}`, ...rows));
        const uv = (of: typeof brand, range: object) =>
          ask(of, A, 'xhs', 'outside_visitors_distinct', { ...range, ...window });
        expect(await uv(brand, ONE_DAY)).toMatchObject(known(42));
        expect(await uv(brand, from(DAY1, '2026-07-02'))).toMatchObject(missing('not-in-source'));
        const whole = await having(csv(`时间,笔记ID,消费,点击量,${column}`, ['2026-07-01~2026-07-02', NOTE, 1, 1, 60]));
        expect(await uv(whole, from(DAY1, '2026-07-02'))).toMatchObject(known(60));
      });
    });

    describe('sources', () => {
      test('that 聚光 has no row of a note is not that nobody saw it: 蒲公英’s 50,000', async () => {
        const brand = await having(
          csv(PGY, ['2026-07-10', NOTE, '2026-07-01', '', '', 10_000, 50_000, '', '']),
          csv(JUGUANG, ...each(DAY1, '2026-07-10', (day) => spent(day, OTHER, '100'))),
        );
        const life = { range: { since: 'publication', to: '2026-07-10' } };
        expect(await ask(brand, A, 'xhs', 'impressions', life)).toMatchObject(known(50_000));
        // 聚光's spend is not divided by what it did not buy.
        const spending = await having(
          csv(PGY, ['2026-07-10', NOTE, '2026-07-01', '', '', 10_000, 99_000, '', '']),
          csv('时间,笔记ID,消费,点击量', ...each(DAY1, '2026-07-10', (day) => [day, NOTE, 10, 4])),
        );
        expect(await ask(spending, A, 'xhs', 'cpm', life)).toMatchObject({ state: 'missing' });
        expect(await ask(spending, A, 'xhs', 'cpc', life)).toMatchObject(known(250));
      });

      test('what 全站 and 非全站 spent is one sum, on whosever day they count what was sold: 1,000 + 200', async () => {
        const brand = await having(
          csv('日期,花费,全站交易额,全站投产比,全站订单行,全站订单成本,核心位置展现量,核心位置点击量', [
            '2026-07-01',
            1000,
            5000,
            5,
            9,
            1,
            900,
            90,
          ]),
          csv('点击时间,花费,总订单金额,总订单行,展现数,点击数,总加购数', [
            ...['20260701000000~20260701235959', 200, 900, 3, 50, 5, 2],
          ]),
        );
        expect(await total(brand, 'jd', 'shop_ad_spend', JULY1)).toMatchObject(known(120_000));
        const click = { ...JULY1, caliber: 'click' };
        expect(await total(brand, 'jd', 'shop_ad_spend', click)).toMatchObject(known(120_000));
      });

      test('京东联盟’s daily report is told: 3 orders of 700, 2 done of 600, commissions 70 and 60', async () => {
        const headings = '日期,点击量,下单订单量,下单订单金额,预估佣金金额,完成订单量,完成订单金额,付款佣金金额';
        const brand = await having(csv(headings, [DAY1, 9, 3, 700, 70, 2, 600, 60]));
        const told = {
          alliance_clicks: 9,
          alliance_orders: 3,
          alliance_gmv_ordered: 70_000,
          alliance_commission: 7000,
        };
        const done = { alliance_orders_done: 2, alliance_gmv_settled: 60_000, alliance_commission_paid: 6000 };
        for (const [key, value] of Object.entries({ ...told, ...done })) {
          expect(await total(brand, 'jd', key, JULY1)).toMatchObject(known(value));
        }
      });

      test('a spend of a table with windows has none: once, whatever window is asked for; also of creatives and plans', async () => {
        const brand = await having(csv(JUGUANG, spent(DAY1, NOTE, '500')));
        const mapping = (grain: string, columns: object) => ({
          ...{ grasslens: 'mapping/1', name: `UD ${grain}`, source: 'mapped', grain, period: 'day' },
          columns: { 日期: 'date', 消耗: 'ud_spend', ...columns },
        });
        const scope = { ...ONE_DAY, costScope: ['juguang', 'ud'] };
        const put = async (file: string, how: object) => {
          const response = await brand.tryImport(file, { mapping: JSON.stringify(how) });
          expect(await response.json()).toMatchObject({ state: 'live' });
        };
        await put(
          csv('日期,笔记ID,归因周期,消耗', [DAY1, NOTE, 15, 70.5], [DAY1, NOTE, 30, 70.5]),
          mapping('note', { 笔记ID: 'note', 归因周期: 'window' }),
        );
        for (const window of [7, 15, 30]) {
          expect(await ask(brand, A, 'xhs', 'cost', { ...scope, window })).toMatchObject(known(57_050));
        }
        await put(csv('日期,素材,笔记ID,消耗', [DAY1, '1', OTHER, 70], [DAY1, '2', OTHER, 30]), {
          ...mapping('creative', { 素材: 'entity', 笔记ID: 'note' }),
        });
        expect(await ask(brand, B, 'xhs', 'cost', scope)).toMatchObject(known(10_000, 10_000, { bound: 'exact' }));
        await put(csv('日期,计划,消耗', [DAY1, '9', 400]), mapping('plan', { 计划: 'entity' }));
        // 500 of 聚光 and 400 of UD's plans, of which the notes' are a part.
        const query = { ...JULY1, costScope: 'juguang,ud' };
        expect(await total(brand, 'xhs', 'cost', query)).toMatchObject(known(90_000));
      });

      test('an ROI of tasks whose notes nobody knows is not told, on Taobao as on JD', async () => {
        const brand = await having(
          csv(XINGHE_TASK, sold(DAY1, '7001', 5, '2000'), sold(DAY1, '7002', 5, '6000')),
          csv(JUGUANG, spent(DAY1, NOTE, '1000')),
          csv(MAP, [NOTE, '7001', '', '600000000001', '', '']),
        );
        expect(await total(brand, 'taobao', 'roi', JULY1)).toMatchObject(missing('not-mapped'));
        expect(await ask(brand, 'taobao/task/7001', 'taobao', 'roi', ONE_DAY)).toMatchObject(known(2));
      });

      test('notes of the other shop are not lacking from a total', async () => {
        const brand = await having(
          csv(JD, viewed(DAY1, '9001', 5, '1000')),
          csv(XINGHE, sold(DAY1, OTHER, 5, '100')),
          csv(MAP, [NOTE, '', '9001', '', '100000000001', ''], [OTHER, '', '', '600000000001', '', '']),
        );
        const whole = await total(brand, 'jd', 'gmv_task', JULY1);
        expect(whole).toMatchObject(known(100_000));
        expect(whole.marks).not.toContain('notes-incomplete');
        expect((await ask(brand, SKU, 'jd', 'gmv_task', ONE_DAY)).marks).not.toContain('notes-incomplete');
      });

      test('where rows of notes are not there, what is left of a total is no note’s floor', async () => {
        const brand = await having(
          csv(XINGHE, sold(DAY1, NOTE, 1, '1000'), sold(DAY1, OTHER, 1, '500')),
          csv(XINGHE_TASK, sold(DAY1, '7001', 25, '8000')),
          csv(MAP, [NOTE, '7001', '', '', '', ''], [OTHER, '7001', '', '', '', '']),
        );
        // 8,000 − 500 = 7,500 is more than the 1,000 that it was credited with in full.
        expect(await floors(brand, A, JULY1)).toEqual([]);
        expect((await detailOf(brand, A, JULY1)).cells).not.toEqual([]);
      });
    });

    test('days that only an export has which does not say whose they are, are of an unknown attribute', async () => {
      const brand = await api.workspace();
      const june = csv(XINGHE, ...each('2026-06-01', '2026-06-05', (day) => sold(day, NOTE, 40)));
      await brand.import(june, { caliber: 'click' });
      await brand.import(csv(XINGHE, ...each(DAY1, '2026-07-05', (day) => sold(day, NOTE, 40))));
      const visitors = (range: object) => ask(brand, A, 'taobao', 'visitors', range);
      expect(await visitors(from('2026-06-01', '2026-06-05'))).toMatchObject(known(200));
      expect(await visitors(from(DAY1, '2026-07-05'))).toMatchObject(missing('unknown-attribute'));
      expect(await visitors(from('2026-06-10', '2026-06-12'))).toMatchObject(missing('not-covered'));
    });

    describe('rows that cannot be read', () => {
      test('a cell that cannot be read costs itself: 80 of two of three days, and the rest of its row counts', async () => {
        const brand = await api.workspace();
        const { report } = await brand.import(
          csv(
            XINGHE,
            sold(DAY1, NOTE, 40),
            ['2026-07-02', NOTE, '全部流量', 15, 1000, 'x', 2, '0'],
            sold('2026-07-02', OTHER, 7),
            sold('2026-07-03', NOTE, 40),
          ),
        );
        expect(report?.remarks.first).toMatchObject([{ line: 3 }]);
        expect(report?.counts).toMatchObject({ values: 4, rejected: 0 });
        const three = from(DAY1, '2026-07-03');
        expect(await ask(brand, A, 'taobao', 'visitors', three)).toMatchObject(known(80, 80, days(2, 3)));
        expect(await ask(brand, A, 'taobao', 'gmv_task', from('2026-07-02', '2026-07-02'))).toMatchObject(known(0));
        // The day is told, and of another note it has none.
        expect(await ask(brand, B, 'taobao', 'visitors', three)).toMatchObject(known(7, 7, days(3, 3)));
      });

      test('a file’s own 数据更新日 is its as-of, also of 星河: 30 + 30 of the newer, 40 of the day that it has not', async () => {
        const headings = `数据更新日,${XINGHE}`;
        const newer = csv(headings, ...each(DAY1, '2026-07-02', (day) => ['2026-07-31', ...sold(day, NOTE, 30)]));
        const older = csv(headings, ...each(DAY1, '2026-07-03', (day) => ['2026-07-05', ...sold(day, NOTE, 40)]));
        for (const files of [
          [newer, older],
          [older, newer],
        ]) {
          const brand = await having(...files);
          expect(await ask(brand, A, 'taobao', 'visitors', from(DAY1, '2026-07-03'))).toMatchObject(known(100));
        }
        const { report } = await (await api.workspace()).import(newer);
        expect(report).toMatchObject({ asOf: '2026-07-31', warnings: [] });
      });
    });

    test('guards look at how many were counted: 4 at 10 % and 8 at 100 % are 12, not 4.8', async () => {
      const brand = await api.workspace();
      const mapping = {
        ...{
          grasslens: 'mapping/1',
          name: '抽样',
          source: 'xinghe',
          grain: 'note',
          period: 'day',
          window: 15,
          traffic: 'all',
        },
        caliber: 'click',
        columns: { 日期: 'date', 笔记: 'note', 抽样比例: 'sampling', 阅读: 'readers', 进店: 'visitors' },
      };
      const rows = [
        [DAY1, NOTE, '10%', 100, 4],
        ['2026-07-02', NOTE, '100%', 100, 8],
      ];
      await brand.import(csv('日期,笔记,抽样比例,阅读,进店', ...rows), { mapping: JSON.stringify(mapping) });
      // 4 ÷ 10 % + 8 = 48 of 100 ÷ 10 % + 100 = 1,100.
      const rate = await ask(brand, A, 'taobao', 'visit_rate', from(DAY1, '2026-07-02'));
      expect(rate).toMatchObject({ low: 48 / 1100, sample: { successes: 12, trials: 200 } });
    });
  });
}
