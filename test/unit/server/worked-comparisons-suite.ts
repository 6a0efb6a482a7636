import { describe, expect, test } from 'vitest';
import { TopResponseSchema } from '../../../src/api/contract-detail';
import { changeOf } from '../../../src/metrics/change';
import type { MeasureKey } from '../../../src/metrics/measures';
import type { Shop } from '../../../src/metrics/subjects';
import type { Db } from '../../../src/server/db/db';
import { TestApi, type Workspace } from './support/api';
import { got } from './support/contract';
import { NOTE, note, OTHER } from './support/files';
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
  LATE,
  MAP,
  marked,
  ONE_DAY,
  sold,
  spent,
  total,
  workspaceOf,
  XINGHE,
} from './support/worked';

const THIRD = '6841f0000000000000000003';

/** What may be held against what: changes and rankings (domain.md §3.2, §3.3, §3.4), from export files through the API. */
export function workedComparisonsSuite(name: string, open: () => Promise<Db>): void {
  describe(`comparisons on ${name}`, () => {
    const api = TestApi.ofSuite(open);

    describe('§3.3 a change against an earlier period', () => {
      const days = (from: string, to: string, visitors: number, id = NOTE) =>
        each(from, to, (day) => sold(day, id, visitors, '0', 2, 7));
      const week = (from: string, to: string) => ({ from, to, window: '7' });
      const immature = { change: null, why: 'immature' };
      const incomparable = { change: null, why: 'not-comparable' };

      /** The change of the workspace's visitors, as the popup reckons it of two summaries. */
      async function change(brand: Workspace, now: Record<string, string>, before: Record<string, string>) {
        return changeOf(
          await total(brand, 'taobao', 'visitors', now),
          await total(brand, 'taobao', 'visitors', before),
        );
      }

      test('250 → 300 is +20 % where the windows of both have closed; a day later it is 归因未满，不可比', async () => {
        const brand = await api.workspace();
        const file = csv(XINGHE, ...days(DAY1, '2026-07-06', 40), ...days('2026-07-07', '2026-07-20', 50));
        await brand.import(file, { caliber: 'click' });
        // As of 07-20 with 7 days, 07-13 is the last day that is full. 5 × 40 + 50, then 6 × 50.
        expect(await change(brand, week('2026-07-08', '2026-07-13'), week('2026-07-02', '2026-07-07'))).toEqual({
          change: 0.2,
        });
        expect(await change(brand, week('2026-07-09', '2026-07-14'), week('2026-07-03', '2026-07-08'))).toEqual(
          immature,
        );
        // Days of conversion do not mature: of 07-09 … 07-14 300, of the six before 4 × 40 + 2 × 50 = 260.
        const paid = await api.workspace();
        await paid.import(file, { caliber: 'conversion' });
        expect(await change(paid, week('2026-07-09', '2026-07-14'), week('2026-07-03', '2026-07-08'))).toEqual({
          change: 40 / 260,
        });
      });

      test('nor is it told where the earlier days are those that were never exported again', async () => {
        const first = csv(XINGHE, ...days(DAY1, '2026-07-06', 40));
        const brand = await api.workspace();
        await brand.import(first, { caliber: 'click' });
        await brand.import(csv(XINGHE, ...days('2026-07-07', '2026-07-12', 50)), {
          caliber: 'click',
          asOf: '2026-07-19',
        });
        const [now, before] = [week('2026-07-07', '2026-07-12'), week(DAY1, '2026-07-06')];
        expect(await change(brand, now, before)).toEqual(immature);
        // 07-06 + 7 days; 6 × 50 against 6 × 40.
        await brand.import(first, { caliber: 'click', asOf: '2026-07-13' });
        expect(await change(brand, now, before)).toEqual({ change: 0.25 });
      });

      test('of 5 of 6 days, of a band and of a cost that lacks a part there is none', async () => {
        const both = csv(
          XINGHE,
          ...days(DAY1, '2026-07-05', 40),
          ...days('2026-07-07', '2026-07-12', 50),
          ...days('2026-07-07', '2026-07-12', 20, OTHER),
        );
        const pair = csv(MAP, [NOTE, '', '', '600000000001', '', ''], [OTHER, '', '', '600000000001', '', '']);
        const brand = await workspaceOf(
          api,
          [both, pair, csv(JUGUANG, ...each(DAY1, '2026-07-12', (day) => spent(day, NOTE, '1.00')))],
          LATE,
        );
        const now = { range: { from: '2026-07-07', to: '2026-07-12' }, window: 7 };
        const before = { range: { from: DAY1, to: '2026-07-06' }, window: 7 };
        const visitors = (subject: string, question: object) => ask(brand, subject, 'taobao', 'visitors', question);
        // 07-06 is not covered.
        expect(changeOf(await visitors(A, now), await visitors(A, before))).toEqual(incomparable);
        // Days with each other: 07-04 and 05 against 07-01 and 02, and 07-11 and 12, on which two notes overlap.
        const two = (from: string, to: string) => ({ range: { from, to }, window: 7 });
        const [early, late, last] = [
          two(DAY1, '2026-07-02'),
          two('2026-07-04', '2026-07-05'),
          two('2026-07-11', '2026-07-12'),
        ];
        expect(changeOf(await visitors(ITEM, late), await visitors(ITEM, early))).toEqual({ change: 0 });
        expect(changeOf(await visitors(ITEM, last), await visitors(ITEM, early))).toEqual(incomparable);
        // Of nothing to 2 × 20 there is no share.
        expect(changeOf(await visitors(B, last), await visitors(B, early))).toBeNull();
        const cost = (question: object, costScope: string[]) =>
          ask(brand, A, 'xhs', 'cost', { ...question, costScope });
        expect(changeOf(await cost(late, ['juguang']), await cost(early, ['juguang']))).toEqual({ change: 0 });
        const open = ['juguang', 'shutiao'];
        expect(changeOf(await cost(late, open), await cost(early, open))).toEqual(incomparable);
      });
    });

    describe('§3.2 what an export leaves open', () => {
      test('a 0 of a covered day whose window is open may grow, too', async () => {
        const brand = await api.workspace();
        await brand.import(
          csv(XINGHE, sold(DAY1, OTHER, 5), ...each(DAY1, '2026-07-20', (day) => sold(day, NOTE, 40))),
          {
            caliber: 'click',
          },
        );
        const on = (day: string) => ask(brand, B, 'taobao', 'visitors', { range: { from: day, to: day } });
        // As of 07-20 with 15 days, 07-05 is the last day that is full.
        expect(await on('2026-07-06')).toMatchObject(known(0, 0, marked('immature')));
        expect(await on('2026-07-05')).toMatchObject(known(0, 0, { marks: expect.not.arrayContaining(['immature']) }));
      });

      test('a filtered export of later days is no reason to end later: 3 × 40, not 3 × 40 + 50', async () => {
        const brand = await api.workspace();
        await brand.import(csv(XINGHE, ...each(DAY1, '2026-07-03', (day) => sold(day, NOTE, 40))));
        await brand.import(csv(XINGHE, sold('2026-07-04', NOTE, 50)), { filtered: 'true' });
        const july = { range: { from: DAY1, to: '2026-07-31' } };
        expect(await ask(brand, A, 'taobao', 'visitors', july)).toMatchObject(
          known(120, 120, { days: { covered: 3, asked: 3 } }),
        );
      });

      test('a publication later than rows of the note is not believed: its life begins with these, 20 × 40', async () => {
        const brand = await workspaceOf(api, [
          csv(XINGHE, ...each(DAY1, '2026-07-20', (day) => sold(day, NOTE, 40))),
          csv('笔记ID,发布日期,淘宝商品ID', [NOTE, '2026-07-10', '600000000001']),
        ]);
        const life = { range: { since: 'publication', to: '2026-07-31' } };
        const { answers } = await brand.metrics([A], { ...life, measures: ['visitors'] });
        const taobao = answers[A]?.cells.find(({ platform }) => platform === 'taobao');
        expect(taobao?.range).toEqual({ from: DAY1, to: '2026-07-20' });
        expect(taobao?.figures.visitors).toMatchObject(known(800));
      });
    });

    describe('§3.4 rankings', () => {
      const ids = [NOTE, OTHER, THIRD];
      const [first, second, third] = ids.map(note);

      async function best(brand: Workspace, shop: Shop | null, measure: MeasureKey, query: Record<string, string>) {
        const { notes } = await got(TopResponseSchema, brand, '/v1/top', query);
        return notes.find((one) => one.shop === shop && one.measure === measure);
      }

      test('a ratio under the floor of ten people is not ranked, at neither end; money is', async () => {
        // 400, 9 and 10 people came, 40, 9 and 10 of them bought for ¥900, ¥600 and ¥500; they cost ¥300, ¥100, ¥100.
        const brand = await workspaceOf(
          api,
          [
            csv(
              XINGHE,
              sold(DAY1, NOTE, 400, '900', 40),
              sold(DAY1, OTHER, 9, '600', 9),
              sold(DAY1, THIRD, 10, '500', 10),
            ),
            csv(JUGUANG, spent(DAY1, NOTE, '300'), spent(DAY1, OTHER, '100'), spent(DAY1, THIRD, '100')),
          ],
          LATE,
        );
        const unranked = [{ why: 'small-sample', count: 1 }];
        // The second's 600 ÷ 100 = 6 would lead 5 and 3; its ¥11.11 a visitor would end ¥0.75 and ¥10.
        expect(await best(brand, 'taobao', 'roi', ONE_DAY.range)).toMatchObject({ best: [third, first], unranked });
        expect(await best(brand, 'taobao', 'cost_per_visitor', ONE_DAY.range)).toMatchObject({
          best: [first, third],
          unranked,
        });
        expect(await best(brand, null, 'gmv', ONE_DAY.range)).toMatchObject({
          best: [first, second, third],
          unranked: [],
        });
      });

      test('neither are days that lack one, that are not full, nor a cost that lacks a part', async () => {
        const query = { from: DAY1, to: '2026-07-02' };
        const many = (day: string, id: string, yuan: string) => sold(day, id, 400, yuan, 40);
        const rows = [
          ...each(DAY1, '2026-07-02', (day) => many(day, NOTE, '300')),
          many(DAY1, OTHER, '900'),
          ['2026-07-02', OTHER, '全部流量', 15, 1000, '-', '-', '-'],
        ];
        const spend = csv(
          JUGUANG,
          ...[NOTE, OTHER].flatMap((id) => each(DAY1, '2026-07-02', (day) => spent(day, id, '100'))),
        );
        const gap = await workspaceOf(api, [csv(XINGHE, ...rows), spend], LATE);
        // (300 + 300) ÷ 200 = 3; of the other only 07-01 is known, 900 ÷ 100 = 9.
        const partial = { best: [first], ranked: 1, unranked: [{ why: 'partial', count: 1 }] };
        expect(await best(gap, 'taobao', 'roi', query)).toMatchObject(partial);
        expect(await best(gap, null, 'gmv', query)).toMatchObject(partial);
        expect(await best(gap, 'taobao', 'roi', { ...query, costScope: 'juguang,shutiao' })).toMatchObject({
          ranked: 0,
          unranked: [
            { why: 'partial', count: 1 },
            { why: 'bound', count: 1 },
          ],
        });
        const young = await api.workspace();
        await young.import(csv(XINGHE, ...each(DAY1, '2026-07-02', (day) => many(day, NOTE, '300'))), {
          caliber: 'click',
        });
        await young.import(spend);
        expect(await best(young, 'taobao', 'roi', query)).toMatchObject({
          ranked: 0,
          unranked: [{ why: 'immature', count: 1 }],
        });
      });

      test('GMV of the task’s products and of the whole shop are not held against each other', async () => {
        const brand = await workspaceOf(
          api,
          [
            csv(
              `${XINGHE},商家GMV`,
              [...sold(DAY1, NOTE, 40, '1000'), 5000],
              [...sold(DAY1, OTHER, 40, '2000'), 2500],
              [DAY1, THIRD, '全部流量', 15, 1000, 40, 2, '-', 9000],
            ),
            csv(JUGUANG, ...ids.map((id) => spent(DAY1, id, '1.00'))),
          ],
          LATE,
        );
        // 2,000 and 1,000 of the task's products; the 9,000 of the third are the whole shop's.
        expect(await best(brand, null, 'gmv', ONE_DAY.range)).toMatchObject({
          best: [second, first],
          ranked: 2,
          unranked: [{ why: 'other-flavour', count: 1 }],
        });
      });
    });
  });
}
