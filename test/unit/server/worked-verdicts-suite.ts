import { describe, expect, test } from 'vitest';
import { MetricsResponseSchema, type Problem } from '../../../src/api/contract';
import { type Targets, TargetsResponseSchema, TopResponseSchema } from '../../../src/api/contract-detail';
import type { Db } from '../../../src/server/db/db';
import { TestApi, type Workspace } from './support/api';
import { got, parsed, put } from './support/contract';
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
  LATE,
  MAP,
  ONE_DAY,
  sold,
  spent,
  workspaceOf,
  XINGHE,
  XINGHE_TASK,
} from './support/worked';

/** Decisions by number: targets, water lines and the small-sample guard, from export files through the API. */
export function workedVerdictsSuite(name: string, open: () => Promise<Db>): void {
  describe(`verdicts on ${name}`, () => {
    const api = TestApi.ofSuite(open);

    const having = (...files: string[]) => workspaceOf(api, files, LATE);

    /** What is said of one number of a subject on Taobao. */
    async function verdictOn(brand: Workspace, subject: string, key: string, question: object = ONE_DAY) {
      const response = await brand.post('/v1/metrics', { subjects: [subject], verdicts: true, ...question });
      const { verdicts } = await parsed(MetricsResponseSchema, response);
      return Object.entries(verdicts?.[subject]?.taobao ?? {}).find(([measure]) => measure === key)?.[1];
    }
    const aim = (brand: Workspace, targets: Targets) => put(TargetsResponseSchema, brand, '/v1/targets', { targets });
    const none = (why: string) => ({ verdict: null, why });

    describe('the small-sample guard', () => {
      // 40 visitors of 1,000 readers: 4 %, and by Wilson (z = 1.959964) 2.951 % … 5.401 %. ¥500 ÷ 40 = ¥12.50.
      const day = [csv(XINGHE, sold(DAY1, NOTE, 40, '1000')), csv(JUGUANG, spent(DAY1, NOTE, '500.00'))];

      test('higher is better: good only where the whole interval is beyond the bar', async () => {
        const brand = await having(...day);
        const rate = async (good: number, bad: number) => {
          await aim(brand, { visit_rate: { good, bad } });
          return verdictOn(brand, A, 'visit_rate');
        };
        expect(await rate(0.0295, 0.01)).toEqual({
          verdict: 'good',
          bar: { good: 0.0295, bad: 0.01, from: 'target' },
        });
        expect(await rate(0.0296, 0.01)).toEqual(none('small-sample'));
        expect(await rate(0.041, 0.039)).toMatchObject({ verdict: 'between' });
        expect(await rate(0.1, 0.054)).toEqual(none('small-sample'));
        expect(await rate(0.1, 0.0541)).toMatchObject({ verdict: 'bad' });
      });

      test('lower is better: ¥12.50 a visitor may be ¥9.26 … ¥16.94', async () => {
        const brand = await having(...day);
        const cost = async (good: number, bad: number) => {
          await aim(brand, { cost_per_visitor: { good, bad } });
          return verdictOn(brand, A, 'cost_per_visitor');
        };
        // 1,250 fen × 4 % ÷ 5.401 % = 925.8; 1,250 × 4 % ÷ 2.951 % = 1,694.3.
        expect(await cost(1695, 2000)).toMatchObject({ verdict: 'good' });
        expect(await cost(1694, 2000)).toEqual(none('small-sample'));
        expect(await cost(500, 925)).toMatchObject({ verdict: 'bad' });
        expect(await cost(500, 926)).toEqual(none('small-sample'));
        expect(await cost(1000, 1500)).toMatchObject({ verdict: 'between' });
      });

      test('it looks at the people who were counted, not at those they stand for', async () => {
        const mapping = JSON.stringify({
          grasslens: 'mapping/1',
          name: '抽样',
          source: 'xinghe',
          window: 15,
          traffic: 'all',
          columns: { 日期: 'date', 笔记: 'note', 抽样: 'sampling', 阅读: 'readers', 进店: 'visitors' },
        });
        const brand = await api.workspace();
        await brand.import(csv('日期,笔记,抽样,阅读,进店', [DAY1, NOTE, '50%', 500, 20]), { mapping, ...LATE });
        // 20 of 500 seen, standing for 40 of 1,000: 2.604 % … 6.097 %.
        const { answers } = await brand.metrics([A], { ...ONE_DAY, measures: ['visit_rate', 'visitors'] });
        const figures = answers[A]?.cells.find(({ platform }) => platform === 'taobao')?.figures;
        expect(figures?.visitors).toMatchObject({ low: 40, marks: expect.arrayContaining(['sampled']) });
        expect(figures?.visit_rate).toMatchObject({ low: 0.04, sample: { successes: 20, trials: 500 } });
        await aim(brand, { visit_rate: { good: 0.0295, bad: 0.01 } });
        expect(await verdictOn(brand, A, 'visit_rate')).toEqual(none('small-sample'));
        await aim(brand, { visit_rate: { good: 0.026, bad: 0.01 } });
        expect(await verdictOn(brand, A, 'visit_rate')).toMatchObject({ verdict: 'good' });
      });
    });

    describe('targets on what a note did by itself, and on amounts', () => {
      const own = { ...ONE_DAY, measures: ['ctr', 'cpc', 'cpe', 'visitors', 'gmv'] };
      const verdictsOn = async (brand: Workspace, targets: Targets) => {
        await aim(brand, targets);
        const response = await brand.post('/v1/metrics', { subjects: [A], verdicts: true, ...own });
        return (await parsed(MetricsResponseSchema, response)).verdicts?.[A];
      };

      test('clicks and engagements are judged among 聚光’s impressions, visitors and GMV as they are', async () => {
        // 400 of 5,000 clicked: 8 %, by Wilson 7.280 % … 8.785 %. ¥500 ÷ 400 = ¥1.25, which may be ¥1.138 … ¥1.374.
        const head = '时间,笔记ID,消费,展现量,点击量,互动量';
        const brand = await having(
          csv(XINGHE, sold(DAY1, NOTE, 40, '1000')),
          csv(head, [DAY1, NOTE, '500.00', 5000, 400, 100]),
        );
        expect(
          await verdictsOn(brand, {
            ctr: { good: 0.0727, bad: 0.05 },
            cpc: { good: 137, bad: 200 },
            cpe: { good: 100, bad: 400 },
            visitors: { good: 40, bad: 10 },
            gmv: { good: 200_000, bad: 100_000 },
          }),
        ).toMatchObject({
          // ¥5 an engagement of 100 (2 %: 1.65 % … 2.43 %) may be ¥4.12 … ¥6.07.
          xhs: {
            ctr: { verdict: 'good' },
            cpc: none('small-sample'),
            cpe: { verdict: 'bad' },
            gmv: { verdict: 'bad' },
          },
          taobao: { visitors: { verdict: 'good' }, gmv: { verdict: 'bad' } },
        });
        expect(
          await verdictsOn(brand, { ctr: { good: 0.0728, bad: 0.05 }, cpc: { good: 138, bad: 200 } }),
        ).toMatchObject({ xhs: { ctr: none('small-sample'), cpc: { verdict: 'good' } } });
      });

      test('what can never be judged is refused, and told from what can', async () => {
        const brand = await api.workspace();
        const targets = { cpm: { good: 100, bad: 200 } };
        const response = await brand.request('/v1/targets', { method: 'PUT', body: JSON.stringify({ targets }) });
        expect(response.status).toBe(400);
        const { detail } = (await response.json()) as Problem;
        expect(detail).toContain('字段 targets.cpm 不对');
        expect(detail).toMatch(/ visitors \|.* gmv \|.* visit_rate \|.* roi \|.* cpe \| ctr/);
      });
    });

    test('what is partial, may grow, lies across its target or has none is not judged, and it is said why', async () => {
      const two = { range: { from: DAY1, to: '2026-07-02' } };
      const targets = { visit_rate: { good: 0.03, bad: 0.001 }, roi: { good: 1, bad: 0.5 } };
      const spend = csv(JUGUANG, ...each(DAY1, '2026-07-03', (day) => spent(day, NOTE, '1.00')));
      const gap = await having(csv(XINGHE, sold(DAY1, NOTE, 400), sold('2026-07-03', NOTE, 400)), spend);
      await aim(gap, targets);
      expect(await verdictOn(gap, A, 'visit_rate', two)).toEqual(none('partial'));
      expect(await verdictOn(gap, A, 'visit_rate')).toMatchObject({ verdict: 'good' });
      const pair = csv(MAP, [NOTE, '', '', '600000000001', '', ''], [OTHER, '', '', '600000000001', '', '']);
      const band = await having(csv(XINGHE, sold(DAY1, NOTE, 40, '10'), sold(DAY1, OTHER, 30, '5')), spend, pair);
      await aim(band, targets);
      // 40 … 70 visitors of 2,000 … 1,000 readers: 2 % … 7 %.
      expect(await verdictOn(band, ITEM, 'visit_rate')).toEqual(none('band'));
      // 薯条 was never imported: ROI ≤10.
      expect(await verdictOn(band, A, 'roi', { ...ONE_DAY, costScope: ['juguang', 'shutiao'] })).toEqual(none('bound'));
      expect(await verdictOn(band, A, 'cost_per_visitor')).toEqual(none('no-bar'));
      const young = await api.workspace();
      await young.import(csv(XINGHE, sold(DAY1, NOTE, 40)), { caliber: 'click' });
      await aim(young, targets);
      expect(await verdictOn(young, A, 'visit_rate')).toEqual(none('immature'));
      expect(await verdictOn(young, A, 'roi')).toEqual(none('missing'));
    });

    describe('a bound or band whose whole interval is on one side of the target', () => {
      const roi = (good: number, bad: number) => ({ roi: { good, bad } });

      test('ROI ≥1.48 against 1.3 is good and against 1.5 untold; ≤1.48 the other way round; as is a cost per visitor', async () => {
        // 10,000 of 50,000 visitors bought: sure to 2 %. Another note of the item is not told: ≥14,800 ÷ 10,000.
        const more = csv(XINGHE, [DAY1, NOTE, '全部流量', 15, 900_000, 50_000, 10_000, '14800']);
        const spend = csv(JUGUANG, spent(DAY1, NOTE, '10000'), spent(DAY1, OTHER, '0'));
        const pair = csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [NOTE, '7002', '', '600000000002', '', '']);
        const tasks = csv(
          XINGHE_TASK,
          [DAY1, '7001', '全部流量', 15, 900_000, 50_000, 10_000, '14800'],
          sold(DAY1, '7002', 9),
        );
        const brand = await having(more, tasks, spend, pair);
        const said = async (targets: Targets, key: string, subject = ITEM, question: object = ONE_DAY) => {
          await aim(brand, targets);
          const verdict = await verdictOn(brand, subject, key, question);
          return verdict?.verdict ?? (verdict && 'why' in verdict ? verdict.why : undefined);
        };
        expect(await said(roi(1.3, 0.8), 'roi')).toBe('good');
        expect(await said(roi(1.5, 0.8), 'roi')).toBe('bound');
        expect(await said(roi(1.479, 0.8), 'roi')).toBe('small-sample');
        // With UD, which was never imported, the note's own is ≤1.48, and ¥0.20 a visitor or more.
        const withUd = { ...ONE_DAY, costScope: ['juguang', 'ud'] };
        expect(await said(roi(3, 1.6), 'roi', A, withUd)).toBe('bad');
        expect(await said(roi(1.3, 0.8), 'roi', A, withUd)).toBe('bound');
        expect(await said({ cost_per_visitor: { good: 10, bad: 15 } }, 'cost_per_visitor', A, withUd)).toBe('bad');
        expect(await said({ cost_per_visitor: { good: 30, bad: 40 } }, 'cost_per_visitor', A, withUd)).toBe('bound');
      });

      test('a band of 3 … 5 is good against 2, bad against 6, between 2 and 6, and across 4 it is none', async () => {
        const people = (id: string, yuan: string) => [DAY1, id, '全部流量', 15, 900_000, 50_000, 10_000, yuan];
        const brand = await having(
          csv(XINGHE, people(NOTE, '3000'), people(OTHER, '2000')),
          csv(JUGUANG, spent(DAY1, NOTE, '600'), spent(DAY1, OTHER, '400')),
          csv(MAP, [NOTE, '', '', '600000000001', '', ''], [OTHER, '', '', '600000000001', '', '']),
        );
        const said = async (good: number, bad: number) => {
          await aim(brand, roi(good, bad));
          return verdictOn(brand, ITEM, 'roi');
        };
        expect(await said(2, 1)).toMatchObject({ verdict: 'good' });
        expect(await said(9, 6)).toMatchObject({ verdict: 'bad' });
        expect(await said(6, 2)).toMatchObject({ verdict: 'between' });
        expect(await said(4, 1)).toEqual(none('band'));
        expect(await said(9, 4)).toEqual(none('band'));
        // It is ranked where it is judged: without a target nothing tells on which side it is.
        const best = async () => {
          const { products } = await got(TopResponseSchema, brand, '/v1/top', { from: DAY1, to: DAY1 });
          const byRoi = products.find(({ shop, measure }) => shop === 'taobao' && measure === 'roi');
          return [byRoi?.best, byRoi?.unranked];
        };
        expect(await best()).toEqual([[], [{ why: 'band', count: 1 }]]);
        await aim(brand, roi(2, 1));
        expect(await best()).toEqual([[ITEM], []]);
      });
    });

    test('of a running campaign the mature days are judged, from seven of them on, and it is said which', async () => {
      // As of 07-22 with 15 days the first seven days have matured: 7 × 400 visitors for 7 × ¥400, then ¥9,000 a day.
      const rows = each(DAY1, '2026-07-22', (day) => sold(day, NOTE, day <= '2026-07-07' ? 400 : 10, '2000', 100));
      const spend = each(DAY1, '2026-07-22', (day) => spent(day, NOTE, day <= '2026-07-07' ? '400' : '9000'));
      const targets = { cost_per_visitor: { good: 150, bad: 300 }, roi: { good: 2, bad: 1 } };
      for (const declared of [{ caliber: 'click' }, {}]) {
        const brand = await workspaceOf(api, [csv(XINGHE, ...rows), csv(JUGUANG, ...spend)], declared);
        await aim(brand, targets);
        const whole = { range: { from: DAY1, to: '2026-07-22' } };
        const basis = { from: DAY1, to: '2026-07-07' };
        expect(await verdictOn(brand, A, 'cost_per_visitor', whole)).toMatchObject({ verdict: 'good', basis });
        expect(await verdictOn(brand, A, 'roi', whole)).toMatchObject({ verdict: 'good', basis });
        // The figure stays that of the range: ¥137,800 ÷ 2,950.
        const cost = await ask(brand, A, 'taobao', 'cost_per_visitor', whole);
        expect(cost).toMatchObject({ low: expect.closeTo(4671.19, 2), days: { covered: 22, asked: 22 } });
        // 07-02 … 07-07 are six.
        const six = { range: { from: '2026-07-02', to: '2026-07-22' } };
        expect(await verdictOn(brand, A, 'cost_per_visitor', six)).toEqual(none('immature'));
        // Mature as a whole it rests on all of its days.
        const first = await verdictOn(brand, A, 'cost_per_visitor', { range: basis });
        expect(first).toEqual({ verdict: 'good', bar: { ...targets.cost_per_visitor, from: 'target' } });
        // A colour for the note, and still no place among others.
        const { notes } = await got(TopResponseSchema, brand, '/v1/top', { from: DAY1, to: '2026-07-22' });
        expect(notes.find(({ shop, measure }) => shop === 'taobao' && measure === 'roi')).toMatchObject({ ranked: 0 });
      }
    });

    test('a note of five visitors moves no water line: P25 6.75 and P75 18.25 of 24 notes of ROI 1 … 24', async () => {
      const ids = Array.from({ length: 25 }, (_, at) => `6841f00000000000000002${10 + at}`);
      const rows = ids.map((id, at) =>
        at < 24
          ? [DAY1, id, '全部流量', 15, 2000, 1000, 100, `${100 * (at + 1)}`]
          : [DAY1, id, '全部流量', 15, 10, 5, 1, '5000'],
      );
      const brand = await having(csv(XINGHE, ...rows), csv(JUGUANG, ...ids.map((id) => spent(DAY1, id, '100'))));
      const bar = { good: 18.25, bad: 6.75, from: 'waterline', of: 'gmv_task' };
      expect(await verdictOn(brand, `xhs/note/${ids[0]}`, 'roi')).toEqual({ verdict: 'bad', bar });
      expect(await verdictOn(brand, `xhs/note/${ids[23]}`, 'roi')).toEqual({ verdict: 'good', bar });
      // ROI 50 of 1 buyer among 5 may be 9: it is not judged itself.
      expect(await verdictOn(brand, `xhs/note/${ids[24]}`, 'roi')).toEqual(none('small-sample'));
    });

    test('without a target the workspace’s own P25 and P75 judge, of 20 comparable notes and no fewer', async () => {
      const ids = Array.from({ length: 21 }, (_, at) => `6841f00000000000000001${10 + at}`);
      const visits = ids.map((id) => [DAY1, id, '全部流量', 15, 1_000_000, 40_000, 4000, '10.00']);
      // The note at place k cost ¥(10,000 + 100k): ÷ 40,000 visitors 25, 25.25 … 30 fen. P25 26.25, P75 28.75.
      const spend = ids.map((id, at) => spent(DAY1, id, `${10_000 + 100 * at}.00`));
      const place = (at: number) => `xhs/note/${ids[at]}`;
      const brand = await having(csv(XINGHE, ...visits), csv(JUGUANG, ...spend));
      const bar = { good: 26.25, bad: 28.75, from: 'waterline' };
      // 40,000 of 1,000,000 is sure to 1 %: 25 is 24.8 … 25.2, and 26.25 itself 26.0 … 26.5.
      expect(await verdictOn(brand, place(0), 'cost_per_visitor')).toEqual({ verdict: 'good', bar });
      expect(await verdictOn(brand, place(5), 'cost_per_visitor')).toEqual(none('small-sample'));
      expect(await verdictOn(brand, place(10), 'cost_per_visitor')).toEqual({ verdict: 'between', bar });
      expect(await verdictOn(brand, place(20), 'cost_per_visitor')).toEqual({ verdict: 'bad', bar });
      // A target goes before the water line.
      await aim(brand, { cost_per_visitor: { good: 20, bad: 24 } });
      expect(await verdictOn(brand, place(0), 'cost_per_visitor')).toMatchObject({ verdict: 'bad' });
      const few = await having(csv(XINGHE, ...visits.slice(2)), csv(JUGUANG, ...spend.slice(2)));
      expect(await verdictOn(few, place(2), 'cost_per_visitor')).toEqual(none('no-bar'));
    });

    test('days that run backwards are refused, and say so', async () => {
      const brand = await having(csv(XINGHE, sold(DAY1, NOTE, 40)));
      const response = await brand.post('/v1/metrics', { subjects: [B], range: { from: '2026-07-02', to: DAY1 } });
      expect(response.status).toBe(400);
      expect(((await response.json()) as Problem).detail).toContain('from ≤ to');
      expect((await brand.request(`/v1/summary?from=2026-07-02&to=${DAY1}`)).status).toBe(400);
    });
  });
}
