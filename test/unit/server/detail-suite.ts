import { beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/api/contract';
import { CoverageResponseSchema, DetailResponseSchema, SearchResponseSchema } from '../../../src/api/contract-detail';
import { eachDay } from '../../../src/metrics/days';
import type { Db } from '../../../src/server/db/db';
import { TestApi, type Workspace } from './support/api';
import { got } from './support/contract';
import { juguang, mapFile, NOTE, note, OTHER, taskRows, xinghe, xingheDays } from './support/files';

const ITEM = 'taobao/item/600000000001';
const DAY = { from: '2026-07-01', to: '2026-07-01' };
const detailOf = (brand: Workspace, subject: string, query: Record<string, string>) =>
  got(DetailResponseSchema, brand, `/v1/subjects/${subject}`, query).then(({ detail }) => detail);

/** What a card, panel and popup ask for beyond badges, the same on every database. */
export function detailSuite(name: string, open: () => Promise<Db>): void {
  describe(`details, coverage and search on ${name}`, () => {
    const api = TestApi.ofSuite(open);

    describe('the detail', () => {
      async function sharedTask() {
        const brand = await api.workspace();
        await brand.import(
          xinghe([
            { day: DAY.from, gmv: '6000.00' },
            { day: DAY.from, note: OTHER, gmv: '5000.00', visitors: 60 },
          ]),
        );
        await brand.import(taskRows([DAY.from, '7001', '8000.00']));
        await brand.import(
          ['笔记ID,淘宝任务ID,淘宝商品ID,商品名称', `${NOTE},7001,600000000001,精华水`, `${OTHER},7001,,`].join('\n'),
          { filename: 'map.csv' },
        );
        return brand;
      }

      test('of a note: its floor, its days, its funnel, and its product with the whole product’s figures', async () => {
        const brand = await sharedTask();
        const detail = await detailOf(brand, note(NOTE), DAY);
        // T 8,000 − the other note's 5,000 = 3,000; in fen.
        expect(detail.floors).toContainEqual({
          platform: 'taobao',
          task: 'taobao/task/7001',
          measure: 'gmv_task',
          floor: 300_000,
        });
        expect(detail.series).toContainEqual({
          platform: 'taobao',
          measure: 'gmv_task',
          from: DAY.from,
          low: [600_000],
          high: [600_000],
        });
        const steps = detail.funnels[0]?.steps.map(({ measure, figure }) => [
          measure,
          figure.state === 'known' && figure.low,
        ]);
        expect(steps).toContainEqual(['visitors', 40]);
        const [product] = detail.counterparts;
        expect(product?.answer).toMatchObject({ subject: ITEM, title: '精华水', linked: 2 });
        // The product's total is the task's, though only the detail of one of its two notes is asked for.
        const gmv = product?.answer.cells.find(({ platform }) => platform === 'taobao')?.figures.gmv;
        expect(gmv).toMatchObject({ low: 800_000, high: 800_000 });
        expect(detail.imports.map(({ id }) => id)).toEqual(['000001', '000002']);
      });

      test('of a product: its notes, each with its share of what the notes were credited with', async () => {
        const brand = await sharedTask();
        const { counterparts, floors } = await detailOf(brand, ITEM, DAY);
        const shares = counterparts.map(({ answer, shares }) => [
          answer.subject,
          shares.find(({ measure }) => measure === 'visitors')?.share,
        ]);
        // 40 and 60 of 100 visitors.
        expect(shares).toEqual([
          [note(NOTE), 0.4],
          [note(OTHER), 0.6],
        ]);
        expect(floors).toEqual([]);
        // A second day on which only the other note's visitors are told: 40 of one day are no share of two days'.
        const later = '2026-07-02';
        await brand.import(
          xinghe([
            { day: later, visitors: '-' },
            { day: later, note: OTHER, visitors: 60 },
          ]),
        );
        const unlike = await detailOf(brand, ITEM, { from: DAY.from, to: later });
        expect(unlike.counterparts.map(({ answer }) => answer.subject)).toEqual([note(NOTE), note(OTHER)]);
        for (const counterpart of unlike.counterparts) {
          expect(counterpart.shares.filter(({ measure }) => measure === 'visitors')).toEqual([]);
          // Both notes' GMV is told on both days: 6,000 + 199.50 of 11,399, and the rest.
          expect(counterpart.shares.map(({ measure }) => measure)).toContain('gmv_task');
        }
      });

      test('of a note alone in a JD task shows the task’s figures beside a product that another note sells too', async () => {
        const brand = await api.workspace();
        const jd = ['日期,任务ID,归因范围,商详浏览UV,成交UV,主推商品成交GMV', '2026-07-01,9001,15天,200,2,500.00'];
        await brand.import(jd.join('\n'));
        await brand.import(
          ['笔记ID,京东任务ID,京东SKU', `${NOTE},9001,100000000001`, `${OTHER},9002,100000000001`].join('\n'),
          { filename: 'map.csv' },
        );
        const { counterparts } = await detailOf(brand, 'jd/sku/100000000001', { ...DAY, measures: 'item_viewers' });
        const viewers = counterparts.map(
          ({ answer }) => answer.cells.find(({ platform }) => platform === 'jd')?.figures,
        );
        expect(viewers).toMatchObject([
          { item_viewers: { state: 'known', low: 200, marks: ['maybe-immature', 'task-level'] } },
          // 9002 has no row on a covered day: a real 0.
          { item_viewers: { state: 'known', low: 0 } },
        ]);
      });

      test.each([
        [`xhs/note/${'f'.repeat(24)}`, DAY, 404, 'server_subject_unknown'],
        ['xhs/note/12', DAY, 400, 'server_bad_field'],
        ['taobao/sku/600000000001', DAY, 400, 'server_bad_field'],
        [note(NOTE), { from: DAY.from }, 400, 'server_bad_field'],
      ])('of %s with %j is refused', async (subject, query: Record<string, string>, status, code) => {
        const brand = await api.workspace();
        await brand.import(xingheDays('2026-07-01', '2026-07-02'));
        const response = await brand.request(`/v1/subjects/${subject}?${new URLSearchParams(query)}`);
        expect(response.status).toBe(status);
        expect(((await response.json()) as Problem).code).toBe(code);
      });
    });

    describe('coverage', () => {
      test('says what each source lacks up to the newest day of any, and what leads to no product', async () => {
        const brand = await api.workspace();
        await brand.import(xinghe([...eachDay('2026-07-01', '2026-07-03'), '2026-07-06'].map((day) => ({ day }))));
        await brand.import(juguang('2026-07-02', '2026-07-09', '500.00', OTHER));
        // Declared filtered: it proves nothing, so 07-04 stays missing.
        await brand.import(xinghe([{ day: '2026-07-04' }]), { filtered: 'true' });
        const { sources, unmapped } = await got(CoverageResponseSchema, brand, '/v1/coverage');
        expect(sources).toEqual([
          { source: 'juguang', grain: 'note', from: '2026-07-02', to: '2026-07-09', days: 8, missing: [] },
          {
            source: 'xinghe',
            grain: 'note',
            from: '2026-07-01',
            to: '2026-07-06',
            days: 4,
            missing: [
              { from: '2026-07-04', to: '2026-07-05' },
              { from: '2026-07-07', to: '2026-07-09' },
            ],
          },
        ]);
        expect(unmapped).toEqual({
          notes: {
            count: 2,
            first: [
              { subject: note(NOTE), title: '标题' },
              { subject: note(OTHER), title: null },
            ],
          },
          tasks: { count: 0, first: [] },
          noteless: { count: 0, first: [] },
        });
        await brand.import(mapFile(NOTE, '600000000001'), { filename: 'map.csv' });
        expect((await got(CoverageResponseSchema, brand, '/v1/coverage')).unmapped.notes.count).toBe(1);
      });

      test('of a workspace without an import is empty', async () => {
        const { sources } = await got(CoverageResponseSchema, await api.workspace(), '/v1/coverage');
        expect(sources).toEqual([]);
      });
    });

    describe('search', () => {
      let brand: Workspace;
      beforeAll(async () => {
        brand = await api.workspace();
        const map = [
          '笔记ID,笔记标题,达人昵称,淘宝任务ID,任务名称,淘宝商品ID,商品名称',
          `${NOTE},100%好用的精华,小鹿_测评,7001,618面霜,600000000001,保湿精华水 50ml`,
          `${OTHER},早八通勤妆,阿May,7002,618口红,600000000002,丝绒口红`,
        ];
        await brand.import(map.join('\n'), { filename: 'map.csv' });
        const gone = await brand.import('笔记ID,笔记标题,淘宝商品ID\n6841f0000000000000000003,不该找到,600000000003', {
          filename: 'gone.csv',
        });
        await brand.undo(gone.id);
      });
      const found = async (q: string) =>
        (await got(SearchResponseSchema, brand, '/v1/search', { q })).found.map(({ subject }) => subject);

      test.each([
        ['a title', '通勤', [note(OTHER)]],
        ['a 达人, whatever the case', 'amay', []],
        ['a 达人, whatever the case', '阿may', [note(OTHER)]],
        ['a product', '保湿', [ITEM]],
        ['a task', '618面霜', ['taobao/task/7001', note(NOTE)]],
        ['an id', '600000000002', ['taobao/item/600000000002']],
        ['part of an id', '6000000000', [ITEM, 'taobao/item/600000000002']],
        ['every word, in any order', '50ML 精华', [ITEM]],
        ['a sign that patterns use, to the letter', '100%', [note(NOTE)]],
        ['a sign that patterns use, to the letter', '鹿_测', [note(NOTE)]],
        ['a sign that patterns use, to the letter', '早_通', []],
        ['a link to a note', `https://www.xiaohongshu.com/explore/${OTHER}?xsec_token=abc`, [note(OTHER)]],
        ['a link to a product', 'https://detail.tmall.com/item.htm?spm=a&id=600000000001', [ITEM]],
        ['what was undone', '不该找到', []],
        ['a name of a field', 'title', []],
      ])('finds by %s: %s', async (_, q, expected) => {
        expect(await found(q)).toEqual(expected);
      });

      test('shows at most 20 and says that there are more; the id itself comes first', async () => {
        const many = await api.workspace();
        const rows = Array.from({ length: 30 }, (_, at) => `6841f00000000000000001${10 + at},6000000001${10 + at}`);
        await many.import(['笔记ID,淘宝商品ID', ...rows, `${NOTE},60000000`].join('\n'), { filename: 'map.csv' });
        const result = await got(SearchResponseSchema, many, '/v1/search', { q: '60000000' });
        expect(result.found.length).toBe(20);
        expect(result.more).toBe(true);
        expect(result.found[0]?.subject).toBe('taobao/item/60000000');
      });

      test.each([{}, { q: ' ' }, { q: 'x'.repeat(201) }, { q: 'a', limit: '5' }])('%j is refused', async (query) => {
        const response = await brand.request(`/v1/search?${new URLSearchParams(query as Record<string, string>)}`);
        expect(response.status).toBe(400);
      });
    });

    test('an account’s or a plan’s rows are no subject that anyone could ask about', async () => {
      const brand = await api.workspace();
      const plan = ['时间,计划ID,计划名称,消费,展现量,点击量', '2026-07-01,123456,计划一,100.00,1000,10'];
      await brand.import(plan.join('\n'));
      expect((await brand.known()).subjects).toEqual({});
      expect((await got(CoverageResponseSchema, brand, '/v1/coverage')).unmapped.notes.count).toBe(0);
      const total = await brand.summary({ from: '2026-07-01', to: '2026-07-31' });
      expect(total.cells.find(({ platform }) => platform === 'xhs')?.figures.cost).toMatchObject({ low: 10_000 });
    });
  });
}
