import { describe, expect, test } from 'vitest';
import { eachDay } from '../../../src/metrics/days';
import type { Db } from '../../../src/server/db/db';
import { TestApi } from './support/api';
import { NOTE, OTHER } from './support/files';
import {
  A,
  ask,
  B,
  csv,
  DAY1,
  detailOf,
  each,
  ITEM,
  JD,
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
  viewed,
  workspaceOf,
  XINGHE,
} from './support/worked';
import { rangeTests } from './worked-ranges';

/** Every worked number of domain.md §3.1 to §3.4, from export files through the API. */
export function workedNumbersSuite(name: string, open: () => Promise<Db>): void {
  describe(`values, time and people on ${name}`, () => {
    const api = TestApi.ofSuite(open);

    const having = (...files: string[]) => workspaceOf(api, files);

    describe('§3.1 what a value is', () => {
      test('spend has no window: it is neither lost by nor repeated per 7, 15 and 30 days', async () => {
        const brand = await having(
          csv(`${JUGUANG},行业商品GMV（7日）,行业商品GMV（15日）,行业商品GMV（30日）`, [
            ...spent(DAY1, NOTE, '500.00'),
            70,
            150,
            300,
          ]),
        );
        const gmv = { 7: 7000, 15: 15_000, 30: 30_000 } as const;
        for (const window of [7, 15, 30] as const) {
          expect(await ask(brand, A, 'xhs', 'spend', { ...ONE_DAY, window })).toMatchObject(known(50_000));
          expect(await ask(brand, A, 'xhs', 'impressions', { ...ONE_DAY, window })).toMatchObject(known(5000));
          expect(await ask(brand, A, 'xhs', 'link_gmv', { ...ONE_DAY, window })).toMatchObject(known(gmv[window]));
        }
      });

      test('what the file does not say is unknown, never equal to a known one; declared, it is shown as such', async () => {
        const file = csv('日期,内容ID,归因周期,阅读/播放UV,进店UV,成交UV', [DAY1, NOTE, 15, 1000, 40, 2]);
        const silent = await having(file);
        expect(await ask(silent, A, 'taobao', 'visitors', ONE_DAY)).toMatchObject(missing('unknown-attribute'));
        const told = await api.workspace();
        await told.import(file, { traffic: 'all' });
        expect(await ask(told, A, 'taobao', 'visitors', ONE_DAY)).toMatchObject(known(40, 40, marked('declared')));
      });
    });

    test('§3.1 whose day a row is and its window, too: unknown is neither', async () => {
      const file = csv(XINGHE, sold(DAY1, NOTE, 40));
      const silent = await having(file);
      expect(await ask(silent, A, 'taobao', 'visitors', { ...ONE_DAY, caliber: 'source' })).toMatchObject(known(40));
      for (const caliber of ['click', 'conversion']) {
        expect(await ask(silent, A, 'taobao', 'visitors', { ...ONE_DAY, caliber })).toMatchObject(
          missing('unknown-attribute'),
        );
      }
      const both = await api.workspace();
      await both.import(file, { caliber: 'click' });
      await both.import(csv(XINGHE, sold(DAY1, NOTE, 50)), { caliber: 'conversion' });
      expect(await ask(both, A, 'taobao', 'visitors', { ...ONE_DAY, caliber: 'click' })).toMatchObject(known(40));
      expect(await ask(both, A, 'taobao', 'visitors', { ...ONE_DAY, caliber: 'conversion' })).toMatchObject(known(50));
      const windowless = csv('日期,内容ID,流量类型,阅读/播放UV,进店UV', [DAY1, NOTE, '全部流量', 1000, 40]);
      const brand = await having(windowless);
      expect(await ask(brand, A, 'taobao', 'visitors', ONE_DAY)).toMatchObject(missing('unknown-attribute'));
    });

    describe('§3.2 missing', () => {
      const fifteen = { range: { from: DAY1, to: '2026-07-15' } };

      test('a sum over 10 of 15 days says 10/15; a covered day without a row is a real 0', async () => {
        const days = [...eachDay(DAY1, '2026-07-09'), '2026-07-15'];
        const brand = await having(
          csv(XINGHE, ...days.map((day) => sold(day, NOTE, 40)), sold(DAY1, OTHER, 7)),
          csv(JUGUANG, ...each(DAY1, '2026-07-15', (day) => spent(day, NOTE, '1.00'))),
        );
        // 10 × 40; the other note has one row and nine covered days without.
        const covered = { days: { covered: 10, asked: 15 }, ...marked('partial') };
        expect(await ask(brand, A, 'taobao', 'visitors', fifteen)).toMatchObject(known(400, 400, covered));
        expect(await ask(brand, B, 'taobao', 'visitors', fifteen)).toMatchObject(known(7, 7, covered));
      });

      test('a blank or veiled cell is no 0: `<10`, `-` and 40 are 40 of 1 of 3 days, beside a real 0', async () => {
        const brand = await having(
          csv(
            XINGHE,
            [DAY1, NOTE, '全部流量', 15, 1000, '<10', 0, '0'],
            ['2026-07-02', NOTE, '全部流量', 15, 1000, '-', 0, '0'],
            sold('2026-07-03', NOTE, 40),
            ...each(DAY1, '2026-07-03', (day) => sold(day, OTHER, 7)),
          ),
          csv(JUGUANG, ...each(DAY1, '2026-07-03', (day) => spent(day, NOTE, '1.00'))),
        );
        const three = { range: { from: DAY1, to: '2026-07-03' } };
        const blank = { days: { covered: 1, asked: 3 }, ...marked('partial') };
        expect(await ask(brand, A, 'taobao', 'visitors', three)).toMatchObject(known(40, 40, blank));
        expect(await ask(brand, B, 'taobao', 'visitors', three)).toMatchObject(known(21, 21, { days: { covered: 3 } }));
        // Of the day that both know: ¥1.00 ÷ 40.
        expect(await ask(brand, A, 'taobao', 'cost_per_visitor', three)).toMatchObject(known(100 / 40, 100 / 40));
      });

      test('a ratio is of the one day that both its parts know, whichever exports tell the days beside it', async () => {
        const three = eachDay('2026-07-08', '2026-07-10');
        const brand = await having(
          csv('时间,笔记ID,消费,点击量', ['2026-07-08', NOTE, 10, 1], ['2026-07-09', NOTE, 20, 1]),
          csv(JUGUANG, ['2026-07-08', NOTE, 10, 1000, 1], ['2026-07-09', NOTE, 20, '-', 1]),
          csv('时间,创意ID,笔记ID,消费,点击量', ...three.map((day, at) => [day, '51', NOTE, 10 * (at + 1), 1])),
        );
        const asked = { range: { from: '2026-07-08', to: '2026-07-10' } };
        // ¥10 of 1,000 on 07-08; of the other days' 20 and 30 the impressions are not known.
        expect(await ask(brand, A, 'xhs', 'cpm', asked)).toMatchObject(
          known(1000, 1000, { days: { covered: 1, asked: 3 } }),
        );
        expect(await ask(brand, A, 'xhs', 'spend', asked)).toMatchObject(known(6000));
      });

      test('an import that was declared filtered proves no 0', async () => {
        const brand = await api.workspace();
        await brand.import(csv(XINGHE, sold(DAY1, NOTE, 40)), { filtered: 'true' });
        await brand.import(csv(JUGUANG, spent(DAY1, NOTE, '1.00'), spent(DAY1, OTHER, '1.00')));
        await brand.import(csv(MAP, [OTHER, '', '', '600000000001', '', '']));
        // What filtered rows state is at least so.
        expect(await ask(brand, A, 'taobao', 'visitors', ONE_DAY)).toMatchObject(
          known(40, 40, { bound: 'at-least', days: { covered: 1, asked: 1 } }),
        );
        expect(await ask(brand, B, 'taobao', 'visitors', ONE_DAY)).toMatchObject({
          ...missing('filtered-only'),
          source: 'xinghe',
        });
        await brand.import(csv(XINGHE, sold(DAY1, NOTE, 41)), { asOf: '2026-07-09' });
        expect(await ask(brand, B, 'taobao', 'visitors', ONE_DAY)).toMatchObject(known(0));
      });

      test('÷ 0 is no number, and a real 0 is one', async () => {
        const brand = await having(csv(XINGHE, sold(DAY1, NOTE, 0, '0')), csv(JUGUANG, spent(DAY1, NOTE, '1.00')));
        expect(await ask(brand, A, 'taobao', 'cost_per_visitor', ONE_DAY)).toMatchObject(missing('zero-denominator'));
        expect(await ask(brand, A, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(0));
      });

      test('a day after the last covered one is on its way for two days, then not covered', async () => {
        const brand = await having(csv(XINGHE, sold(DAY1, NOTE, 40)));
        const on = (day: string) => ask(brand, A, 'taobao', 'visitors', { range: { from: day, to: day } });
        expect(await on('2026-07-02')).toMatchObject(missing('pending'));
        expect(await on('2026-07-03')).toMatchObject(missing('pending'));
        expect(await on('2026-07-04')).toMatchObject(missing('not-covered'));
      });

      test('a source that was never imported, a column that was not exported', async () => {
        const brand = await having(
          csv('日期,内容ID,流量类型,归因周期,进店UV,成交UV', [DAY1, NOTE, '全部流量', 15, 40, 2]),
        );
        expect(await ask(brand, A, 'taobao', 'readers', ONE_DAY)).toMatchObject(missing('not-requested'));
        expect(await ask(brand, A, 'xhs', 'reads', ONE_DAY)).toMatchObject({
          ...missing('not-imported'),
          source: 'pgy',
        });
      });
    });

    describe('§3.3 time', () => {
      const spend = csv(JUGUANG, ...each('2026-06-20', '2026-07-11', (day) => spent(day, NOTE, '1.00')));
      const reads = (day: string, count: number) => csv(PGY, [day, NOTE, '2026-06-20', 100, 10, count, 9, '', '']);

      test('07-10: 10,000 reads, 07-11: 10,500 → 10,500, never 20,500; 07-11 by itself is 500', async () => {
        const brand = await having(reads('2026-07-10', 10_000), spend, reads('2026-07-11', 10_500));
        const life = { range: { since: 'publication', to: '2026-07-31' } };
        expect(await ask(brand, A, 'xhs', 'reads', life)).toMatchObject(known(10_500));
        const day = { range: { from: '2026-07-11', to: '2026-07-11' } };
        expect(await ask(brand, A, 'xhs', 'reads', day)).toMatchObject(known(500));
        // Of one snapshot only the whole life is known.
        const single = await having(spend, reads('2026-07-11', 10_500));
        expect(await ask(single, A, 'xhs', 'reads', day)).toMatchObject(missing('lifetime-only'));
      });

      test('of two snapshots the difference of money and events is known, of people never', async () => {
        const file = (day: string, ...cells: number[]) =>
          csv(PGY, [day, NOTE, '2026-06-20', 100, 10, ...cells, '50', 8]);
        const brand = await having(file('2026-07-05', 300, 3000), spend, file('2026-07-10', 420, 3900));
        const between = { range: { from: '2026-07-06', to: '2026-07-10' } };
        // 420 − 300; the 8 people of both may be the same.
        expect(await ask(brand, A, 'xhs', 'reads', between)).toMatchObject(known(120));
        expect(await ask(brand, A, 'xhs', 'outside_shop_visitors', between)).toMatchObject(missing('lifetime-only'));
        // A 聚光 total without days: 160 − 100 of 07-06 … 07-10, and of no part of it.
        const sum = (yuan: number) => csv('笔记ID,消费,展现量,点击量', [NOTE, yuan, 1, 1]);
        const totals = await api.workspace();
        await totals.import(sum(100), { asOf: '2026-07-05' });
        await totals.import(sum(160), { asOf: '2026-07-10' });
        expect(await ask(totals, A, 'xhs', 'cost', between)).toMatchObject(known(6000));
        const part = { range: { from: '2026-07-07', to: '2026-07-10' } };
        expect(await ask(totals, A, 'xhs', 'cost', part)).toMatchObject(missing('lifetime-only'));
      });

      test('a snapshot and the days after and within it are one whole: what no day tells is left to the others', async () => {
        const brand = await api.workspace();
        await brand.import(csv('笔记ID,笔记发布日期,消费,展现量,点击量', [NOTE, DAY1, 100, 1, 1]), {
          asOf: '2026-07-06',
        });
        await brand.import(csv(JUGUANG, ...each('2026-07-06', '2026-07-07', (day) => spent(day, NOTE, '8'))));
        const cost = (from: string) => ask(brand, A, 'xhs', 'cost', { range: { from, to: '2026-07-07' } });
        // 100 up to 07-06, of which 8 on that day, and 8 more.
        expect(await cost(DAY1)).toMatchObject(known(10_800, 10_800, { days: { covered: 7, asked: 7 } }));
        expect(await cost('2026-07-06')).toMatchObject(known(1600));
        // The 92 of 07-01 … 07-05 are known together only.
        expect(await cost('2026-07-03')).toMatchObject(known(1600, 1600, marked('partial')));
      });

      test('the whole life of a product begins with its first linked note, of a note with its publication', async () => {
        const brand = await having(
          csv(XINGHE, ...each('2026-07-02', '2026-07-06', (day) => sold(day, NOTE, 10))),
          csv(JUGUANG, ...each('2026-07-02', '2026-07-06', (day) => spent(day, NOTE, '1.00'))),
          csv(
            '笔记ID,淘宝商品ID,发布日期',
            [NOTE, '600000000001', '2026-07-02'],
            [OTHER, '600000000001', '2026-07-04'],
          ),
        );
        const life = { range: { since: 'publication', to: '2026-07-31' }, measures: ['visitors'] };
        const { answers } = await brand.metrics([ITEM, A, B], life);
        const ranges = [ITEM, A, B].map((one) => answers[one]?.cells.find((cell) => cell.platform !== 'xhs')?.range);
        expect(ranges).toEqual([
          { from: '2026-07-02', to: '2026-07-06' },
          { from: '2026-07-02', to: '2026-07-06' },
          { from: '2026-07-04', to: '2026-07-06' },
        ]);
      });

      test('蒲公英 alone is an answer; newer than the other exports, it tells the whole life and no range', async () => {
        const life = { range: { since: 'publication', to: '2026-07-31' } };
        const day = { range: { from: '2026-07-11', to: '2026-07-11' } };
        const snapshots = [reads('2026-07-10', 10_000), reads('2026-07-11', 10_500)];
        const alone = await having(...snapshots);
        expect(await ask(alone, A, 'xhs', 'reads', life)).toMatchObject(known(10_500));
        expect(await ask(alone, A, 'xhs', 'reads', day)).toMatchObject(known(500));
        // What was paid: 100 + 10 yuan, once.
        const paid = { ...life, costScope: ['quote', 'service'] };
        expect(await ask(alone, A, 'xhs', 'cost', paid)).toMatchObject(known(11_000));
        const sales = csv(XINGHE, ...each('2026-06-20', '2026-07-08', (one) => sold(one, NOTE, 5)));
        const behind = await having(...snapshots, sales);
        const { answers } = await behind.metrics([A], { ...life, measures: ['reads', 'quote', 'gmv'] });
        const own = answers[A]?.cells.find(({ platform }) => platform === 'xhs');
        // The cell ends with 星河's last day, 07-08; reads and quote are those of 07-11, and say so.
        expect(own?.range?.to).toBe('2026-07-08');
        expect(own?.figures.reads).toMatchObject(known(10_500));
        expect(own?.figures.quote).toMatchObject(known(10_000));
        const [place = -1] = own?.figures.reads?.provenance ?? [];
        expect(own?.provenance[place]).toMatchObject({ source: 'pgy', asOf: '2026-07-11' });
        const both = { range: { from: '2026-07-01', to: '2026-07-08' }, measures: ['reads', 'gmv'] };
        expect(await ask(behind, A, 'xhs', 'reads', both)).toMatchObject(missing('lifetime-only'));
      });

      test('¥500 a day 07-01…07-16, 40 visitors a day 07-01…07-15 → 7,500 ÷ 600 = ¥12.50, not 8,000 ÷ 600', async () => {
        const brand = await having(
          csv(JUGUANG, ...each(DAY1, '2026-07-16', (day) => spent(day, NOTE, '500.00'))),
          csv(XINGHE, ...each(DAY1, '2026-07-15', (day) => sold(day, NOTE, 40))),
        );
        const july = { range: { from: DAY1, to: '2026-07-31' } };
        expect(await ask(brand, A, 'taobao', 'cost', july)).toMatchObject(known(750_000));
        expect(await ask(brand, A, 'taobao', 'visitors', july)).toMatchObject(known(600));
        expect(await ask(brand, A, 'taobao', 'cost_per_visitor', july)).toMatchObject(known(1250));
      });

      rangeTests(having);
      test('“last 15 days” are the 15 days up to the last day that all sources cover', async () => {
        const brand = await having(
          csv(JUGUANG, ...each(DAY1, '2026-07-31', (day) => spent(day, NOTE, '1.00'))),
          csv(XINGHE, ...each(DAY1, '2026-07-20', (day) => sold(day, NOTE, 1))),
        );
        const { answers } = await brand.metrics([A], { range: { last: 15, to: '2026-07-31' } });
        const cell = answers[A]?.cells.find(({ platform }) => platform === 'taobao');
        expect(cell?.range).toEqual({ from: '2026-07-06', to: '2026-07-20' });
        expect(cell?.figures.visitors).toMatchObject(known(15));
        // A note of 07-10 has no day before: 11 of them.
        await brand.import(csv('笔记ID,发布日期,淘宝商品ID', [OTHER, '2026-07-10', '600000000001']), {
          filename: 'map.csv',
        });
        const young = await brand.metrics([B], { range: { last: 15, to: '2026-07-31' } });
        expect(young.answers[B]?.cells.at(-1)?.range).toEqual({ from: '2026-07-10', to: '2026-07-20' });
      });

      test('click days younger than their window are 归因未满; conversion days never are', async () => {
        const file = csv(XINGHE, ...each(DAY1, '2026-07-20', (day) => sold(day, NOTE, 40)));
        const brand = await api.workspace();
        await brand.import(file, { caliber: 'click' });
        // As of 07-20 with 15 days, 07-05 is the last day that is full.
        const upTo = (to: string) => ask(brand, A, 'taobao', 'visitors', { range: { from: DAY1, to } });
        expect((await upTo('2026-07-05')).marks).not.toContain('immature');
        expect((await upTo('2026-07-06')).marks).toContain('immature');
        const other = await api.workspace();
        await other.import(file, { caliber: 'conversion' });
        expect(
          (await ask(other, A, 'taobao', 'visitors', { range: { from: DAY1, to: '2026-07-20' } })).marks,
        ).not.toContain('immature');
      });

      test('a row is as mature as its own export was: a later one, of later days, ripens nothing', async () => {
        const first = csv(XINGHE, ...each(DAY1, '2026-07-05', (day) => sold(day, NOTE, 40)));
        const then = csv(XINGHE, ...each('2026-07-06', '2026-07-31', (day) => sold(day, NOTE, 40)));
        const five = { range: { from: DAY1, to: '2026-07-05' } };
        const marks = async (...files: [string, Record<string, string>][]) => {
          const brand = await api.workspace();
          for (const [file, declared] of files) await brand.import(file, { caliber: 'click', ...declared });
          return [
            (await ask(brand, A, 'taobao', 'visitors', five)).marks,
            (await total(brand, 'taobao', 'visitors', five.range)).marks,
          ];
        };
        const immature = expect.arrayContaining(['immature']);
        expect(await marks([first, {}], [then, {}])).toEqual([immature, immature]);
        // Exported once more on 07-20: 07-05 + 15 days.
        const again: [string, Record<string, string>] = [first, { asOf: '2026-07-20' }];
        expect(await marks([first, {}], [then, {}], again)).toEqual([
          expect.not.arrayContaining(['immature']),
          expect.not.arrayContaining(['immature']),
        ]);
        expect(await marks([first, { asOf: '2026-07-19' }])).toEqual([immature, immature]);
      });

      test('a window that a source lacks is not in this source, never the nearest one', async () => {
        const brand = await having(csv(XINGHE, sold(DAY1, NOTE, 40), sold(DAY1, NOTE, 70, '0', 2, 30)));
        expect(await ask(brand, A, 'taobao', 'visitors', { ...ONE_DAY, window: 15 })).toMatchObject(known(40));
        expect(await ask(brand, A, 'taobao', 'visitors', { ...ONE_DAY, window: 30 })).toMatchObject(known(70));
        expect(await ask(brand, A, 'taobao', 'visitors', { ...ONE_DAY, window: 7 })).toMatchObject(
          missing('not-in-source'),
        );
      });
    });

    describe('§3.4 people', () => {
      test('15 days × 40 → 600 人·天', async () => {
        const brand = await having(csv(XINGHE, ...each(DAY1, '2026-07-15', (day) => sold(day, NOTE, 40))));
        expect(await ask(brand, A, 'taobao', 'visitors', {})).toMatchObject(known(600));
        // Each day's are 40: as people they may be these 40, or 600.
        const { series } = await detailOf(brand, A, { from: DAY1, to: '2026-07-15' });
        expect(series.find(({ measure }) => measure === 'visitors')?.high).toEqual(Array(15).fill(40));
      });

      test('100 at 50 % + 100 at 100 % = 300, not 267; a ratio of 0 or none is missing', async () => {
        const row = (id: string, share: string) => ['2026-07-11', id, '2026-07-11', 1, 1, 1, 1, share, 100];
        const spend = csv(JUGUANG, spent('2026-07-11', NOTE, '1.00'));
        const life = { since: 'publication', to: '2026-07-11' };
        const brand = await having(csv(PGY, row(NOTE, '50'), row(OTHER, '100%')), spend);
        // Those of the second note may all be among the 200 of the first: over notes the sum is an upper bound.
        expect(await total(brand, 'xhs', 'outside_shop_visitors', life)).toMatchObject(
          known(200, 300, marked('sampled')),
        );
        for (const share of ['0', '']) {
          const unsaid = await having(spend);
          const { report } = await unsaid.import(csv(PGY, row(NOTE, share)));
          expect(report?.remarks.first).toMatchObject([{ line: 2, code: 'export_row_no_sampling' }]);
          expect(await ask(unsaid, A, 'xhs', 'outside_shop_visitors', { range: life })).toMatchObject(
            missing('unknown-attribute'),
          );
        }
      });

      test('raw and 去重 are two measures, and neither stands for the other', async () => {
        const raw = '小红星站外活跃UV(30日归因)';
        const distinct = '小红星站外活跃行为UV(去重后30日归因)';
        const month = { ...ONE_DAY, window: 30 };
        const both = await having(csv(`${JUGUANG},${raw},${distinct}`, [...spent(DAY1, NOTE, '1.00'), 50, 42]));
        expect(await ask(both, A, 'xhs', 'outside_visitors', month)).toMatchObject(known(50));
        expect(await ask(both, A, 'xhs', 'outside_visitors_distinct', month)).toMatchObject(known(42));
        const only = await having(csv(`${JUGUANG},${distinct}`, [...spent(DAY1, NOTE, '1.00'), 42]));
        expect(await ask(only, A, 'xhs', 'outside_visitors', month)).toMatchObject({ state: 'missing' });
      });

      test('people of two platforms never add: they stand side by side under their own names', async () => {
        const brand = await having(
          csv(XINGHE, sold(DAY1, NOTE, 40)),
          csv(JD, viewed(DAY1, '9001', 20)),
          csv(MAP, [NOTE, '', '9001', '600000000001', '', '']),
        );
        const { answers } = await brand.metrics([A], ONE_DAY);
        const [own, taobao, jd] = ['xhs', 'taobao', 'jd'].map(
          (platform) => answers[A]?.cells.find((cell) => cell.platform === platform)?.figures,
        );
        expect(taobao?.visitors).toMatchObject(known(40));
        expect(jd?.item_viewers).toMatchObject(known(20));
        expect([own?.visitors, own?.item_viewers, taobao?.item_viewers, jd?.visitors]).toEqual(
          Array(4).fill(undefined),
        );
      });
    });
  });
}
