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
  JUGUANG,
  known,
  MAP,
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

const from = (first: string, last: string) => ({ range: { from: first, to: last } });
const days = (covered: number, asked: number) => ({ days: { covered, asked } });
const JULY1 = ONE_DAY.range;
const TEN = from(DAY1, '2026-07-10');
const DAY2 = '2026-07-02';

const BOOST = '笔记ID,实际支付金额（元）,订单状态,启动时间';
const PLAN = '时间,计划ID,计划名称,消费,展现量,点击量';
const CREATIVE = '时间,创意ID,笔记ID,消费,展现量,点击量';
const NOT_WHOLE = '点击时间,花费,总订单金额,总订单行,展现数,点击数,总加购数';
const TAOBAO_ORDERS = 'trade_id,tk_create_time,item_id,adzone_id,alipay_total_price,tk_status';
const SCIENTIFIC = '1.23457E+18';

/** What single rows say, and what rows that are not there do not (domain.md §3.2, §3.3, §3.6), through the API. */
export function workedRowsSuite(name: string, open: () => Promise<Db>): void {
  describe(`rows and what they prove on ${name}`, () => {
    const api = TestApi.ofSuite(open);
    const having = (...files: string[]) => workspaceOf(api, files);
    const mapped = (how: object) => JSON.stringify({ grasslens: 'mapping/1', name: 'sheet', ...how });

    describe('a row that was rejected is no 0', () => {
      test('a note whose task number a spreadsheet spoilt is no such row: its quote counts, and the cost has it', async () => {
        const headings = `${PGY},星任务主任务id`;
        const row = (id: string, quote: number, task: string) => [
          '2026-07-11',
          id,
          DAY1,
          quote,
          0,
          8000,
          1,
          '',
          '',
          task,
        ];
        const brand = await having(
          csv(headings, row(NOTE, 10_000, SCIENTIFIC), row(OTHER, 1, '7001')),
          csv(JUGUANG, ...each(DAY1, '2026-07-10', (day) => spent(day, NOTE, '100'))),
        );
        expect(await ask(brand, A, 'xhs', 'quote', TEN)).toMatchObject(known(1_000_000));
        const cost = await ask(brand, A, 'xhs', 'cost', { ...TEN, costScope: ['quote', 'juguang'] });
        expect(cost).toMatchObject(known(1_100_000, 1_100_000, { bound: 'exact' }));
      });

      test('of a content whose task number is spoilt only the link, of a boost that is running, of an order in dispute', async () => {
        const task = (day: string, id: string, number: string) => [...sold(day, id, 40), number];
        const content = await having(
          csv(`${XINGHE},任务ID`, task(DAY1, NOTE, SCIENTIFIC), task(DAY1, OTHER, '7001'), task(DAY2, NOTE, '7001')),
        );
        // Whose the row is, is known: the spoilt number costs its link.
        expect(await ask(content, A, 'taobao', 'visitors', from(DAY1, DAY2))).toMatchObject(known(80, 80, days(2, 2)));
        const boost = (id: string, yuan: number, status: string) => [id, yuan, status, `${DAY1} 10:00:00`];
        const boosts = await having(csv(BOOST, boost(NOTE, 100, '推广中'), boost(OTHER, 50, '推广完成')));
        expect(await ask(boosts, A, 'xhs', 'boost_spend', ONE_DAY)).toMatchObject({ state: 'missing' });
        expect(await ask(boosts, B, 'xhs', 'boost_spend', ONE_DAY)).toMatchObject(known(5000));
        const order = (id: number, tag: string, status: string) => [
          ...[`2941598874450${id}`, `${DAY1} 10:00:00`, '600000000001', tag, 30, status],
        ];
        const orders = await having(
          csv(TAOBAO_ORDERS, order(1, '111', '维权中'), order(2, '222', '12')),
          csv(MAP, [NOTE, 'pid-111', '', '', '', ''], [OTHER, 'pid-222', '', '', '', '']),
        );
        expect(await ask(orders, A, 'taobao', 'alliance_gmv_paid', ONE_DAY)).toMatchObject({ state: 'missing' });
        expect(await ask(orders, B, 'taobao', 'alliance_gmv_paid', ONE_DAY)).toMatchObject(known(3000));
      });

      test('of a plan or an hour of a shop: what is left is not the whole; a boost’s days are covered all the same', async () => {
        const plans = await having(csv(PLAN, [DAY1, '21', '甲', 1000, 1, 1], [DAY1, '22', '乙', '#REF!', 1, 1]));
        expect(await total(plans, 'xhs', 'cost', JULY1)).toMatchObject({ state: 'missing' });
        const hour = (at: string, spend: string) => [`20260701${at}0000~20260701${at}5959`, spend, 1, 1, 1, 1, 1];
        const shop = await having(csv(NOT_WHOLE, hour('00', '40'), hour('01', '#N/A')));
        expect(await total(shop, 'jd', 'shop_ad_spend', JULY1)).toMatchObject({ state: 'missing' });
        const boost = (id: string, yuan: string, day: string) => [id, yuan, '推广完成', `${day} 10:00:00`];
        const boosts = await having(
          csv(BOOST, boost(NOTE, '100', DAY1), boost(OTHER, '#REF!', '2026-07-10'), boost(NOTE, '50', '2026-07-05')),
        );
        expect(await ask(boosts, A, 'xhs', 'boost_spend', TEN)).toMatchObject(known(15_000, 15_000, days(10, 10)));
      });
    });

    describe('a row that is there goes before a day that is covered', () => {
      test('an export without the column is no 0 of those that it has: 7,000 of the whole shop, not 0 of the task’s', async () => {
        const whole = XINGHE.replace('任务商品成交GMV', '商家GMV');
        const brand = await having(
          csv(XINGHE, sold(DAY1, NOTE, 40, '900')),
          csv(whole, sold(DAY1, OTHER, 30, '7000')),
          csv(JUGUANG, spent(DAY1, OTHER, '3000')),
          csv(MAP, [OTHER, '', '', '600000000001', '', '']),
        );
        expect(await ask(brand, B, 'taobao', 'gmv', ONE_DAY)).toMatchObject(
          known(700_000, 700_000, { of: 'gmv_shop' }),
        );
        expect(await ask(brand, B, 'taobao', 'gmv_task', ONE_DAY)).toMatchObject({ state: 'missing' });
        expect(await ask(brand, B, 'taobao', 'roi', ONE_DAY)).toMatchObject({ low: expect.closeTo(2.333, 3) });
      });

      test('a range of other notes is no 0 of days that have rows, nor days of others of a range', async () => {
        const range = (id: string, yuan: string) => spent(`${DAY1}~2026-07-10`, id, yuan);
        const rowsOfDays = await having(
          csv(JUGUANG, ...each(DAY1, '2026-07-05', (day) => spent(day, NOTE, '100'))),
          csv(JUGUANG, range(OTHER, '30')),
        );
        expect(await ask(rowsOfDays, A, 'xhs', 'spend', TEN)).toMatchObject(known(50_000, 50_000, days(5, 10)));
        const rowOfRange = await having(
          csv(JUGUANG, ...each(DAY1, '2026-07-10', (day) => spent(day, OTHER, '3'))),
          csv(JUGUANG, range(NOTE, '1000')),
        );
        expect(await ask(rowOfRange, A, 'xhs', 'spend', TEN)).toMatchObject(known(100_000, 100_000, days(10, 10)));
      });

      test('a range that begins before a note’s publication is known of its life', async () => {
        const brand = await having(
          csv(`${JUGUANG},笔记发布日期`, [...spent(`${DAY1}~2026-07-10`, NOTE, '1000'), '2026-07-04']),
          csv(PGY, ['2026-07-10', NOTE, '2026-07-04', 1, 1, 1, 1, '', '']),
        );
        const life = { range: { since: 'publication', to: '2026-07-10' } };
        expect(await ask(brand, A, 'xhs', 'spend', life)).toMatchObject(known(100_000, 100_000, days(7, 7)));
        expect(await ask(brand, A, 'xhs', 'spend', TEN)).toMatchObject(known(100_000, 100_000, days(10, 10)));
      });

      test('fewer than before is no count: of 10,500 and then 10,400 reads the second day is not known', async () => {
        const row = (day: string, reads: number) => [day, NOTE, DAY1, '', '', reads, '', '', ''];
        const brand = await having(csv(PGY, row('2026-07-10', 10_500)), csv(PGY, row('2026-07-11', 10_400)));
        const second = from('2026-07-11', '2026-07-11');
        expect(await ask(brand, A, 'xhs', 'reads', second)).toMatchObject({ state: 'missing' });
      });

      test('灵犀’s top notes are a selection: another note’s reads are not 0', async () => {
        const lingxi = '笔记ID,数据更新日,阅读量,I+TI人群数,TI人群数';
        const brand = await having(
          csv(lingxi, [NOTE, '2026-07-10', 500, 40, 10]),
          csv(JUGUANG, spent(DAY1, OTHER, '1')),
        );
        const life = { range: { since: 'publication', to: '2026-07-10' } };
        expect(await ask(brand, A, 'xhs', 'reads', life)).toMatchObject(known(500));
        expect(await ask(brand, B, 'xhs', 'reads', life)).toMatchObject({ state: 'missing' });
      });
    });

    describe('cuts and sums', () => {
      test('a sheet that an agency cuts by placement is one way to tell a note’s spend: 100, not 200', async () => {
        const sheet = {
          source: 'juguang',
          grain: 'note',
          columns: { 日期: 'date', 笔记: 'note', 场域: 'entity', 消耗: 'spend' },
        };
        const brand = await having(csv(JUGUANG, spent(DAY1, NOTE, '100')));
        const rows = [
          [DAY1, NOTE, '信息流', 60],
          [DAY1, NOTE, '搜索', 40],
          [DAY1, NOTE, '合计', 100],
        ];
        await brand.import(csv('日期,笔记,场域,消耗', ...rows), { mapping: mapped(sheet) });
        expect(await ask(brand, A, 'xhs', 'spend', ONE_DAY)).toMatchObject(known(10_000));
        const alone = await api.workspace();
        await alone.import(csv('日期,笔记,场域,消耗', ...rows), { mapping: mapped(sheet) });
        expect(await ask(alone, A, 'xhs', 'spend', ONE_DAY)).toMatchObject(known(10_000));
      });

      test('a shop’s hours are its day, and an account’s parts its whole', async () => {
        const row = (when: string, spend: number) => [when, spend, 1, 1, 1, 1, 1];
        const hours = ['00', '01'].map((at, place) => row(`20260701${at}0000~20260701${at}5959`, 40 + 20 * place));
        const shop = await having(csv(NOT_WHOLE, ...hours), csv(NOT_WHOLE, row('20260701000000~20260701235959', 100)));
        expect(await total(shop, 'jd', 'shop_ad_spend', JULY1)).toMatchObject(known(10_000));
        const account = await having(
          csv(
            '时间,账户ID,营销诉求,消费,展现量,点击量',
            [DAY1, '1', '产品种草', 100, 1, 1],
            [DAY1, '1', '应用唤起', 50, 1, 1],
          ),
        );
        expect(await total(account, 'xhs', 'cost', JULY1)).toMatchObject(known(15_000));
      });

      test('a line that says 小计 where the others say which part they are is no part', async () => {
        const row = (placement: string, yuan: number) => [DAY1, NOTE, placement, yuan, 10, 1];
        const brand = await having(
          csv('时间,笔记ID,投放位置,消费,展现量,点击量', row('信息流', 60), row('搜索', 40), row('小计', 100)),
        );
        expect(await ask(brand, A, 'xhs', 'spend', ONE_DAY)).toMatchObject(known(10_000));
        const plans = await api.workspace();
        const how = mapped({ grain: 'plan', columns: { 日期: 'date', 计划: 'entity', 消耗: 'ud_spend' } });
        await plans.import(csv('日期,计划,消耗', [DAY1, 'P1', 100], [DAY1, 'P2', 50], [DAY1, '合计', 150]), {
          mapping: how,
        });
        expect(await total(plans, 'xhs', 'cost', { ...JULY1, costScope: 'ud' })).toMatchObject(known(15_000));
      });

      test('people of two creatives may be the same: 50 … 100; de-duplicated, nobody knows how many', async () => {
        const [raw, distinct] = ['小红星站外活跃UV(30日归因)', '小红星站外活跃行为UV(去重后30日归因)'];
        const row = (id: string) => [DAY1, id, NOTE, 5, 1, 1, 50, 42];
        const brand = await having(csv(`${CREATIVE},${raw},${distinct}`, row('51'), row('52')));
        const month = { ...ONE_DAY, window: 30 };
        expect(await ask(brand, A, 'xhs', 'outside_visitors', month)).toMatchObject(known(50, 100));
        expect(await ask(brand, A, 'xhs', 'outside_visitors_distinct', month)).toMatchObject({ state: 'missing' });
        const one = await having(csv(`${CREATIVE},${raw},${distinct}`, row('51')));
        expect(await ask(one, A, 'xhs', 'outside_visitors', month)).toMatchObject(known(50));
        expect(await ask(one, A, 'xhs', 'outside_visitors_distinct', month)).toMatchObject(known(42));
      });

      test('任务期消费 of creatives is the note’s, cut finer: 1,000, not 2,000', async () => {
        const life = '小红星任务期消费';
        const brand = await having(
          csv(`${JUGUANG},${life}`, [...spent(DAY1, NOTE, '10'), 1000]),
          csv(`${CREATIVE},${life}`, [DAY1, '51', NOTE, 6, 1, 1, 600], [DAY1, '52', NOTE, 4, 1, 1, 400]),
        );
        const since = { range: { since: 'publication', to: DAY1 } };
        expect(await ask(brand, A, 'xhs', 'task_period_spend', since)).toMatchObject(known(100_000));
      });
    });

    describe('what a mapping does not say', () => {
      test('a shop’s report without a window is of an unknown one, and the preview asks', async () => {
        const how = mapped({
          source: 'xinghe',
          columns: { 日期: 'date', 笔记: 'note', 进店: 'visitors', 成交额: 'gmv_task' },
        });
        const file = csv('日期,笔记,进店,成交额', [DAY1, NOTE, 40, 900]);
        const brand = await api.workspace();
        const { report } = await brand.import(file, { mapping: how });
        expect(report?.undeclared).toEqual(expect.arrayContaining(['window', 'traffic', 'caliber', 'filtered']));
        for (const window of [7, 15, 30]) {
          expect(await ask(brand, A, 'taobao', 'visitors', { ...ONE_DAY, window })).toMatchObject(
            missing('unknown-attribute'),
          );
        }
        const said = await api.workspace();
        await said.import(file, { mapping: how, window: '15', traffic: 'all' });
        expect(await ask(said, A, 'taobao', 'visitors', ONE_DAY)).toMatchObject(known(40, 40, marked('declared')));
      });

      test('报价 on every day of a sheet is paid once: 3,000, and ROI 5,000 ÷ 3,000', async () => {
        const brand = await having(
          csv(XINGHE, ...each(DAY1, '2026-07-05', (day) => sold(day, NOTE, 40, '1000'))),
          csv(PGY, ['2026-06-30', OTHER, '2026-06-01', '', '', 1, 1, '', '']),
        );
        const how = mapped({
          source: 'pgy',
          columns: { 日期: 'date', 笔记: 'note', 报价: 'quote', 发布: 'published' },
        });
        const rows = each(DAY1, '2026-07-05', (day) => [day, NOTE, 3000, DAY1]);
        await brand.import(csv('日期,笔记,报价,发布', ...rows), { mapping: how });
        const five = { ...from(DAY1, '2026-07-05'), costScope: ['quote'] };
        expect(await ask(brand, A, 'xhs', 'quote', five)).toMatchObject(known(300_000));
        expect(await ask(brand, A, 'taobao', 'cost', five)).toMatchObject(known(300_000));
        expect(await ask(brand, A, 'taobao', 'roi', five)).toMatchObject({ low: expect.closeTo(1.667, 3) });
      });

      test('UD of a task is no 0 of its notes; 薯条 by note is 薯条', async () => {
        const files = [csv(JUGUANG, spent(DAY1, NOTE, '500')), csv(MAP, [NOTE, '7001', '', '600000000001', '', ''])];
        const ud = await having(...files);
        const how = { grain: 'order', columns: { 日期: 'date', 任务: 'taobaoTask', 消耗: 'ud_spend' } };
        await ud.import(csv('日期,任务,消耗', [DAY1, '7001', 1000]), { mapping: mapped(how) });
        for (const [subject, platform] of [
          [A, 'xhs'],
          [ITEM, 'taobao'],
        ] as const) {
          const cost = await ask(ud, subject, platform, 'cost', { ...ONE_DAY, costScope: ['juguang', 'ud'] });
          expect(cost).toMatchObject(known(50_000, 50_000, { bound: 'at-least', lacks: ['ud'] }));
        }
        const boosted = await having(...files);
        const sheet = { source: 'shutiao', columns: { 日期: 'date', 笔记: 'note', 薯条: 'boost_spend' } };
        await boosted.import(csv('日期,笔记,薯条', [DAY1, NOTE, 300]), { mapping: mapped(sheet) });
        const cost = await ask(boosted, A, 'xhs', 'cost', { ...ONE_DAY, costScope: ['juguang', 'shutiao'] });
        expect(cost).toMatchObject(known(80_000, 80_000, { bound: 'exact' }));
      });
    });

    test('the newest 数据更新日 of a long file is its as-of, wherever it stands', async () => {
      const others = Array.from({ length: 50 }, (_, at) => `6841f0${String(1000 + at).padStart(18, '0')}`);
      const rows = (day: string, reads: number) =>
        [NOTE, ...others].map((id) => [day, id, DAY1, '', '', reads, '', '', '']);
      const brand = await having(csv(PGY, ...rows('2026-07-09', 8000)));
      const long = [...rows('2026-07-08', 7000), ...rows('2026-07-09', 8100), ...rows('2026-07-10', 9000)];
      const { report } = await brand.import(csv(PGY, ...long), { filename: 'long.csv' });
      expect(report).toMatchObject({ asOf: '2026-07-10', warnings: [], replaces: [{ fileName: '0.csv' }] });
      expect(await ask(brand, A, 'xhs', 'reads', from(DAY1, '2026-07-09'))).toMatchObject(known(8100));
    });

    test('days of the click end where the clicks’ do, whatever the conversions’ are', async () => {
      const row = (day: string) => sold(day, NOTE, 40);
      const brand = await api.workspace();
      await brand.import(csv(XINGHE, ...each(DAY1, '2026-07-10', row)), { caliber: 'click' });
      await brand.import(csv(XINGHE, ...each(DAY1, '2026-07-20', row)), { caliber: 'conversion' });
      const last = { range: { last: 5, to: '2026-07-20' }, caliber: 'click' };
      expect(await ask(brand, A, 'taobao', 'visitors', last)).toMatchObject(known(200, 200, days(5, 5)));
    });
  });
}
