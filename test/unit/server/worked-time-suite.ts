import { describe, expect, test } from 'vitest';
import type { CalibersResponse, CoverageResponse } from '../../../src/api/contract-detail';
import type { Db } from '../../../src/server/db/db';
import { TestApi, type Workspace } from './support/api';
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
  MAP,
  marked,
  missing,
  ONE_DAY,
  sold,
  spent,
  total,
  workspaceOf,
  XINGHE,
} from './support/worked';

const OUTSIDE = `${JUGUANG},小红星站外活跃UV(30日归因)`;
const BOOSTS = '笔记ID,实际支付金额（元）,订单状态,启动时间';
const range = (from: string, to: string) => ({ range: { from, to } });
const TWO = range('2026-09-08', '2026-09-09');

async function answerCaliber(brand: Workspace, caliber: 'click' | 'conversion' | null): Promise<CalibersResponse> {
  const response = await brand.request('/v1/calibers', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ calibers: { xinghe: caliber } }),
  });
  return (await response.json()) as CalibersResponse;
}

const calibersOf = async (brand: Workspace) => (await (await brand.request('/v1/calibers')).json()) as CalibersResponse;

/** The amended sentences of domain.md §3.2, §3.3 and §3.9 about days, from export files through the API. */
export function workedTimeSuite(name: string, open: () => Promise<Db>): void {
  describe(`days that count on ${name}`, () => {
    const api = TestApi.ofSuite(open);
    const having = (...files: string[]) => workspaceOf(api, files);

    describe('§3.3 zeros at the end of an export are pending', () => {
      const NINTH = (visitors: number) => [...spent('2026-09-09', NOTE, '3749.53'), visitors];

      test('25 and 0 on the day of the export: 25 of 1 of 2 days, and the spend of both', async () => {
        const brand = await having(csv(OUTSIDE, [...spent('2026-09-08', NOTE, '2694.23'), 25], NINTH(0)));
        const asked = { ...TWO, window: 30 };
        expect(await ask(brand, A, 'xhs', 'outside_visitors', asked)).toMatchObject(
          known(25, 25, {
            days: { covered: 1, asked: 2 },
            lacking: [{ from: '2026-09-09', to: '2026-09-09' }],
            ...marked('partial', 'maybe-immature'),
          }),
        );
        expect(await ask(brand, A, 'xhs', 'spend', asked)).toMatchObject(known(644_376, 644_376, { marks: [] }));
        const last = { ...range('2026-09-09', '2026-09-09'), window: 30 };
        expect(await ask(brand, A, 'xhs', 'outside_visitors', last)).toMatchObject(missing('pending'));
        expect(await ask(brand, B, 'xhs', 'outside_visitors', last).catch(() => 'unknown')).toBe('unknown');
        // A later export returns the day.
        await brand.import(csv(OUTSIDE, NINTH(7)), { asOf: '2026-09-12' });
        expect(await ask(brand, A, 'xhs', 'outside_visitors', asked)).toMatchObject(known(32));
      });

      test('25 and 0 of a shop’s report beside the spend of 聚光: ¥107.77 to the 8th, never ¥257.75', async () => {
        const brand = await having(
          csv(XINGHE, sold('2026-09-08', NOTE, 25, '0', 0, 30), sold('2026-09-09', NOTE, 0, '0', 0, 30)),
          csv(JUGUANG, spent('2026-09-08', NOTE, '2694.23'), spent('2026-09-09', NOTE, '3749.53')),
          csv(MAP, [NOTE, '', '', '600000000001', '', '']),
        );
        const asked = { ...TWO, window: 30 };
        expect(await ask(brand, A, 'taobao', 'visitors', asked)).toMatchObject(
          known(25, 25, { days: { covered: 1, asked: 2 } }),
        );
        expect(await ask(brand, A, 'taobao', 'cost_per_visitor', asked)).toMatchObject(
          known(269_423 / 25, 269_423 / 25, { days: { covered: 1, asked: 2 } }),
        );
        // A day on which nothing ran has a real 0.
        const alone = await having(
          csv(XINGHE, sold('2026-09-08', NOTE, 25, '0', 0, 30), sold('2026-09-09', NOTE, 0, '0', 0, 30)),
          csv(MAP, [NOTE, '', '', '600000000001', '', '']),
        );
        expect(await ask(alone, A, 'taobao', 'visitors', asked)).toMatchObject(
          known(25, 25, { days: { covered: 2, asked: 2 } }),
        );
      });

      test('four zeros at the end: three are pending, the first is a 0', async () => {
        const rows = each('2026-09-01', '2026-09-05', (day) => [
          ...spent(day, NOTE, '10.00'),
          day === '2026-09-01' ? 25 : 0,
        ]);
        const brand = await having(csv(OUTSIDE, ...rows));
        expect(
          await ask(brand, A, 'xhs', 'outside_visitors', { ...range('2026-09-01', '2026-09-05'), window: 30 }),
        ).toMatchObject(known(25, 25, { days: { covered: 2, asked: 5 } }));
      });

      test.each([
        ['a day without spend and impressions', [DAY1, NOTE, '0.00', 0, 0, 0], {}],
        [
          'an export that was made three days later',
          [...spent('2026-09-09', NOTE, '10.00'), 0],
          { asOf: '2026-09-12' },
        ],
      ])('a 0 of %s is a 0', async (_, [, ...cells], declared) => {
        const brand = await api.workspace();
        const rows = [
          [...spent('2026-09-08', NOTE, '10.00'), 25],
          ['2026-09-09', ...cells],
        ];
        await brand.import(csv(OUTSIDE, ...rows), declared);
        expect(await ask(brand, A, 'xhs', 'outside_visitors', { ...TWO, window: 30 })).toMatchObject(
          known(25, 25, { days: { covered: 2, asked: 2 } }),
        );
      });
    });

    describe('§3.3 unknown caliber is not known to be mature', () => {
      const FIFTEEN = csv(XINGHE, ...each('2026-07-01', '2026-07-15', (day) => sold(day, NOTE, 40, '200')));
      const map = csv(MAP, [NOTE, '', '', '600000000001', '', '']);
      const all = range('2026-07-01', '2026-07-15');

      test('marked until the user answers: click days mature, conversion days are', async () => {
        const brand = await having(FIFTEEN, map);
        const visitors = () => ask(brand, A, 'taobao', 'visitors', all);
        expect(await visitors()).toMatchObject(known(600, 600, { marks: ['credited', 'maybe-immature'] }));
        expect(await calibersOf(brand)).toMatchObject({ calibers: {}, open: ['xinghe'] });
        expect(await answerCaliber(brand, 'conversion')).toMatchObject({
          calibers: { xinghe: { caliber: 'conversion', by: 'user' } },
          open: [],
        });
        expect(await visitors()).toMatchObject(known(600, 600, { marks: ['credited', 'declared'] }));
        expect(await ask(brand, A, 'taobao', 'visitors', { ...all, caliber: 'conversion' })).toMatchObject(known(600));
        await answerCaliber(brand, 'click');
        expect(await visitors()).toMatchObject(known(600, 600, { marks: ['credited', 'declared', 'immature'] }));
        await answerCaliber(brand, null);
        expect(await visitors()).toMatchObject(known(600, 600, { marks: ['credited', 'maybe-immature'] }));
      });

      test('a day that a later export restated proves click days', async () => {
        const brand = await having(FIFTEEN, map);
        const { id } = await brand.import(csv(XINGHE, sold('2026-07-14', NOTE, 55, '200')), { asOf: '2026-07-20' });
        expect(await calibersOf(brand)).toMatchObject({
          calibers: { xinghe: { caliber: 'click', by: 'exports' } },
          open: ['xinghe'],
        });
        expect(await ask(brand, A, 'taobao', 'visitors', all)).toMatchObject(
          known(615, 615, { marks: ['credited', 'immature', 'inferred'] }),
        );
        await brand.undo(id);
        expect(await calibersOf(brand)).toMatchObject({ calibers: {} });
      });

      test('days that stayed equal over a window prove conversion days', async () => {
        const brand = await having(FIFTEEN, map);
        await brand.import(FIFTEEN, { asOf: '2026-07-30', filename: 'again.csv' });
        expect(await calibersOf(brand)).toMatchObject({
          calibers: { xinghe: { caliber: 'conversion', by: 'exports' } },
        });
        expect(await ask(brand, A, 'taobao', 'visitors', all)).toMatchObject(
          known(600, 600, { marks: ['credited', 'inferred'] }),
        );
        // The user's answer goes before it.
        await answerCaliber(brand, 'click');
        expect((await calibersOf(brand)).calibers.xinghe).toEqual({ caliber: 'click', by: 'user' });
      });
    });

    describe('§3.9 a verdict of the mature days alone', () => {
      test('30 days exported on the last, window 15: the first 15 by themselves beside all 30', async () => {
        const brand = await having(csv(MAP, [NOTE, '', '', '600000000001', '', '']));
        const yuan = (day: string) => (day <= '2026-07-15' ? '300' : '100');
        const xinghe = each('2026-07-01', '2026-07-30', (day) => sold(day, NOTE, 40, yuan(day)));
        await brand.import(csv(XINGHE, ...xinghe), { caliber: 'click' });
        await brand.import(csv(JUGUANG, ...each('2026-07-01', '2026-07-30', (day) => spent(day, NOTE, '100.00'))));
        // 15 × 300 + 15 × 100 = 6,000 ÷ 3,000; of the mature days 4,500 ÷ 1,500.
        expect(await ask(brand, A, 'taobao', 'roi', range('2026-07-01', '2026-07-30'))).toMatchObject(
          known(2, 2, {
            ...marked('immature'),
            mature: {
              low: 3,
              high: 3,
              bound: 'exact',
              range: { from: '2026-07-01', to: '2026-07-15' },
              days: { covered: 15, asked: 15 },
            },
          }),
        );
        const young = await ask(brand, A, 'taobao', 'roi', range('2026-07-16', '2026-07-30'));
        expect(young).toMatchObject(known(1, 1, marked('immature')));
        expect(young).not.toHaveProperty('mature');
      });
    });

    describe('§3.2 lists of events', () => {
      const spend = (id: string) => each('2026-07-01', '2026-07-15', (day) => spent(day, id, '100.00'));
      const scope = { ...range('2026-07-01', '2026-07-15'), costScope: ['juguang', 'shutiao'] };
      const boost = csv(BOOSTS, [OTHER, '100.00', '推广完成', '2026-07-10 09:00:00']);

      test('15 × 100 and one boost of 100: A cost 1,500 and B 1,600, both of 15 days', async () => {
        const brand = await having(csv(JUGUANG, ...spend(NOTE), ...spend(OTHER)));
        await brand.import(boost, { asOf: '2026-07-15' });
        const exact = { days: { covered: 15, asked: 15 }, marks: [] };
        expect(await ask(brand, A, 'xhs', 'cost', scope)).toMatchObject(known(150_000, 150_000, exact));
        expect(await ask(brand, B, 'xhs', 'cost', scope)).toMatchObject(known(160_000, 160_000, exact));
        const asked = { from: '2026-07-01', to: '2026-07-15', costScope: 'juguang,shutiao' };
        expect(await total(brand, 'xhs', 'cost', asked)).toMatchObject(known(310_000, 310_000, exact));
      });

      test('is no gap between two events: what is still to be exported comes after the as-of', async () => {
        const later = [OTHER, '50.00', '推广完成', '2026-07-02 09:00:00'];
        const brand = await having(csv(JUGUANG, ...spend(NOTE)));
        await brand.import(`${boost}${later.join(',')}\n`, { asOf: '2026-07-12' });
        const { sources } = (await (await brand.request('/v1/coverage')).json()) as CoverageResponse;
        expect(sources.find(({ source }) => source === 'shutiao')).toMatchObject({
          to: '2026-07-12',
          missing: [{ from: '2026-07-13', to: '2026-07-15' }],
        });
      });

      test('covers nothing after its as-of, nothing before its declared start, and nothing when it was filtered', async () => {
        const brand = await having(csv(JUGUANG, ...spend(NOTE)));
        await brand.import(boost, { asOf: '2026-07-12', since: '2026-07-05' });
        const boosted = (from: string, to: string) => ask(brand, A, 'xhs', 'boost_spend', range(from, to));
        expect(await boosted('2026-07-05', '2026-07-12')).toMatchObject(
          known(0, 0, { days: { covered: 8, asked: 8 } }),
        );
        expect(await boosted('2026-07-01', '2026-07-12')).toMatchObject(
          known(0, 0, { days: { covered: 8, asked: 12 }, lacking: [{ from: '2026-07-01', to: '2026-07-04' }] }),
        );
        const filtered = await having(csv(JUGUANG, ...spend(NOTE)));
        await filtered.import(boost, { asOf: '2026-07-12', filtered: 'true' });
        expect(await ask(filtered, A, 'xhs', 'boost_spend', ONE_DAY)).toMatchObject({
          ...missing('filtered-only'),
          source: 'shutiao',
        });
      });
    });

    describe('§3.8 a blank of the newest export is blank', () => {
      const HEAD = '日期,内容ID,流量类型,归因周期,阅读/播放UV,进店UV,成交UV';

      test('40 visitors, then a blank: missing, and no rate of the older figure', async () => {
        const brand = await having(csv(MAP, [NOTE, '', '', '600000000001', '', '']));
        await brand.import(csv(HEAD, [DAY1, NOTE, '全部流量', 15, 400, 40, 2]), { asOf: '2026-07-02' });
        await brand.import(csv(HEAD, [DAY1, NOTE, '全部流量', 15, 420, '-', 2]), { asOf: '2026-07-03' });
        expect(await ask(brand, A, 'taobao', 'visitors', ONE_DAY)).toMatchObject(missing('blank'));
        expect(await ask(brand, A, 'taobao', 'visit_rate', ONE_DAY)).toMatchObject(missing('blank'));
        expect(await ask(brand, A, 'taobao', 'readers', ONE_DAY)).toMatchObject(known(420));
        // An export without the column reports nothing about it.
        await brand.import(
          csv('日期,内容ID,流量类型,归因周期,阅读/播放UV,成交UV', [DAY1, NOTE, '全部流量', 15, 430, 3]),
          {
            asOf: '2026-07-04',
          },
        );
        expect(await ask(brand, A, 'taobao', 'visitors', ONE_DAY)).toMatchObject(missing('blank'));
        expect(await ask(brand, A, 'taobao', 'buyers', ONE_DAY)).toMatchObject(known(3));
      });

      test('§3.4 a number that the console hides says so', async () => {
        const brand = await having(
          csv(HEAD, [DAY1, NOTE, '全部流量', 15, 400, '<10', 2]),
          csv(MAP, [NOTE, '', '', '600000000001', '', '']),
        );
        expect(await ask(brand, A, 'taobao', 'visitors', ONE_DAY)).toMatchObject(missing('hidden'));
      });
    });
  });
}
