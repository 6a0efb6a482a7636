import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/api/contract';
import {
  CoverageResponseSchema,
  DetailResponseSchema,
  MapResponseSchema,
  MarksResponseSchema,
  SearchResponseSchema,
  TargetsResponseSchema,
} from '../../../src/api/contract-detail';
import { eachDay } from '../../../src/metrics/days';
import type { Db } from '../../../src/server/db/db';
import { TestApi, type Workspace } from './support/api';
import { juguang, mapFile, NOTE, note, OTHER, xinghe, xingheDays } from './support/files';

const ITEM = 'taobao/item/600000000001';
const DAY = { from: '2026-07-01', to: '2026-07-01' };
const JULY = { from: '2026-07-01', to: '2026-07-31' };

async function got<S extends v.GenericSchema>(
  schema: S,
  brand: Workspace,
  path: string,
  query: Record<string, string> = {},
): Promise<v.InferOutput<S>> {
  const response = await brand.request(`${path}?${new URLSearchParams(query)}`);
  if (!response.ok) throw new Error(await response.text());
  return v.parse(schema, await response.json());
}

async function put<S extends v.GenericSchema>(schema: S, brand: Workspace, path: string, body: unknown) {
  const response = await brand.request(path, { method: 'PUT', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return v.parse(schema, await response.json());
}

const detailOf = (brand: Workspace, subject: string, query: Record<string, string>) =>
  got(DetailResponseSchema, brand, `/v1/subjects/${subject}`, query).then(({ detail }) => detail);

/** 种草星河 task rows, of every traffic kind together and with a window of 15 days. */
const taskRows = (...rows: [day: string, task: string, yuan: string][]) =>
  [
    '日期,任务ID,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,任务商品成交GMV',
    ...rows.map(([day, task, yuan]) => [day, task, '全部流量', 15, 100, 40, 2, yuan].join(',')),
  ].join('\n');

/** What a card, panel and popup ask for beyond figures, the same on every database. */
export function wholeSuite(name: string, open: () => Promise<Db>): void {
  describe(`details and decisions on ${name}`, () => {
    let api: TestApi;
    beforeAll(async () => {
      api = await TestApi.open(await open());
    }, 60_000);
    afterAll(async () => {
      expect(api.faults).toEqual([]);
      await api.close();
    });

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
          { item_viewers: { state: 'known', low: 200, marks: ['task-level'] } },
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

    describe('the map', () => {
      const links = (...to: string[]) => ({ links: to.map((end) => ({ from: note(NOTE), to: end })) });
      const visitors = (brand: Workspace, item: string) => brand.figure(`taobao/item/${item}`, 'taobao', 'visitors');

      test('put by API replaces what was put before, leaves files alone, and is undone step by step', async () => {
        const brand = await api.workspace();
        await brand.import(xingheDays('2026-07-01', '2026-07-02'));
        await brand.import(mapFile(OTHER, '600000000009'), { filename: 'map.csv' });
        const first = await put(MapResponseSchema, brand, '/v1/map', links(ITEM));
        expect(await visitors(brand, '600000000001')).toBe(80);
        const second = await put(MapResponseSchema, brand, '/v1/map', links('taobao/item/600000000002'));
        expect(second.put).toEqual(links('taobao/item/600000000002').links);
        expect(second.links).toContainEqual({ from: note(OTHER), to: 'taobao/item/600000000009' });
        expect(second.links).toHaveLength(2);
        expect(second.revision).not.toBe(first.revision);
        expect(await visitors(brand, '600000000002')).toBe(80);
        expect((await brand.metrics([ITEM])).answers[ITEM]).toBeNull();
        // The same again is no new import.
        expect(await put(MapResponseSchema, brand, '/v1/map', links('taobao/item/600000000002'))).toEqual(second);
        await brand.undo(second.import);
        expect(await got(MapResponseSchema, brand, '/v1/map')).toMatchObject({ put: first.put, import: first.import });
        expect(await visitors(brand, '600000000001')).toBe(80);
        await brand.undo(first.import);
        expect(await got(MapResponseSchema, brand, '/v1/map')).toMatchObject({ put: [], import: null });
      });

      test('can be emptied, and that can be undone', async () => {
        const brand = await api.workspace();
        await put(MapResponseSchema, brand, '/v1/map', links(ITEM));
        const empty = await put(MapResponseSchema, brand, '/v1/map', { links: [] });
        expect(empty).toMatchObject({ links: [], put: [] });
        expect((await brand.known()).subjects).toEqual({});
        await brand.undo(empty.import);
        expect((await got(MapResponseSchema, brand, '/v1/map')).links).toHaveLength(1);
      });

      test('of more than ten put one after the other the oldest are let go', async () => {
        const brand = await api.workspace();
        for (let at = 0; at < 12; at++)
          await put(MapResponseSchema, brand, '/v1/map', links(`taobao/item/60000000${10 + at}`));
        const list = (await (await brand.request('/v1/imports')).json()) as { imports: { state: string }[] };
        expect(list.imports.filter(({ state }) => state === 'live')).toHaveLength(10);
      });

      test.each([
        ['no subject', [{ from: 'xhs/note/1', to: ITEM }], 'links.0.from'],
        ['an end that is nothing', [{ from: note(NOTE), to: 'shop/1' }], 'links.0.to'],
        ['a product to a note', [{ from: ITEM, to: note(NOTE) }], 'links.0'],
        ['a task to another shop’s product', [{ from: 'jd/task/1', to: ITEM }], 'links.0'],
        ['a note to a group', [{ from: note(NOTE), to: 'group/面霜' }], 'links.0'],
        ['a field nobody knows', [{ from: note(NOTE), to: ITEM, via: 1 }], 'links.0.via'],
      ])('refuses %s', async (_, bad, where) => {
        const brand = await api.workspace();
        const response = await brand.request('/v1/map', { method: 'PUT', body: JSON.stringify({ links: bad }) });
        expect(response.status).toBe(400);
        expect(((await response.json()) as Problem).detail).toContain(`字段 ${where} 不对`);
      });

      test('its template names what leads to no product, and filled in is a map', async () => {
        const brand = await api.workspace();
        const rows = xinghe([{ day: '2026-07-01' }, { day: '2026-07-01', note: OTHER }]);
        await brand.import(rows.replaceAll('标题,全部', '"=1+1，""引号""",全部'));
        await brand.import(taskRows(['2026-07-01', '7001', '8000.00'], ['2026-07-01', '7002', '1.00']));
        await put(MapResponseSchema, brand, '/v1/map', links('taobao/task/7001'));
        const response = await brand.request('/v1/map/template');
        expect(response.headers.get('content-type')).toContain('text/csv');
        const [headings = '', ...lines] = (await response.text()).trimEnd().split('\r\n');
        expect(
          lines.map((line) =>
            line
              .replaceAll('"', '')
              .split(',')
              .slice(0, 5)
              .map((cell) => cell.trim()),
          ),
        ).toEqual([
          [NOTE, expect.stringContaining('=1+1'), '', '7001', ''],
          [OTHER, expect.stringContaining('=1+1'), '', '', ''],
          ['', '', '', '7002', ''],
        ]);
        // No cell begins with a sign that makes a formula of it.
        expect(lines.flatMap((line) => line.split(',')).filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
        const filled = [
          headings,
          lines[0]?.replace(/,,,,$/, ',600000000001,,,'),
          lines[2]?.replace(/,,,,$/, ',600000000002,,,'),
        ];
        const answer = await brand.import(filled.join('\r\n'), { filename: 'map.csv' });
        expect(answer.report).toMatchObject({ kind: 'map', counts: { rejected: 0, links: 4 } });
        // Note → product, note → task, task → product; task 7002 → its product.
        expect(await visitors(brand, '600000000001')).toBe(40);
        expect((await got(CoverageResponseSchema, brand, '/v1/coverage')).unmapped).toMatchObject({
          notes: { count: 1 },
          tasks: { count: 0 },
        });
      });
    });

    describe('targets', () => {
      test('are kept as they were set, each set in the place of all before', async () => {
        const brand = await api.workspace();
        const other = await api.workspace();
        const targets = { cost_per_visitor: { good: 1000, bad: 2000 }, roi: { good: 1.2, bad: 0.8 } };
        await put(TargetsResponseSchema, brand, '/v1/targets', { targets });
        expect(await got(TargetsResponseSchema, brand, '/v1/targets')).toMatchObject({ targets, waterlines: null });
        expect((await got(TargetsResponseSchema, other, '/v1/targets')).targets).toEqual({});
        await put(TargetsResponseSchema, brand, '/v1/targets', { targets: { roi: targets.roi } });
        expect((await got(TargetsResponseSchema, brand, '/v1/targets')).targets).toEqual({ roi: targets.roi });
      });

      test.each([
        ['a measure that is none', { gold: { good: 1, bad: 2 } }, 'targets.gold'],
        ['a measure that is neither good nor bad', { cost: { good: 1, bad: 2 } }, 'targets.cost'],
        ['bars the wrong way round', { cost_per_visitor: { good: 2000, bad: 1000 } }, 'targets'],
        ['half a target', { roi: { good: 1 } }, 'targets.roi.bad'],
        ['no number', { roi: { good: '1', bad: 0 } }, 'targets.roi.good'],
      ])('refuse %s', async (_, targets, where) => {
        const brand = await api.workspace();
        const response = await brand.request('/v1/targets', { method: 'PUT', body: JSON.stringify({ targets }) });
        expect(response.status).toBe(400);
        expect(((await response.json()) as Problem).detail).toContain(`字段 ${where} 不对`);
      });

      test('the water lines are P25 and P75 of at least 20 comparable notes', async () => {
        const brand = await api.workspace();
        const ids = Array.from({ length: 21 }, (_, at) => `6841f00000000000000001${10 + at}`);
        const rows = ids.map((id) => [DAY.from, id, '全部流量', 15, 10_000, 400, 40, '10.00'].join(','));
        const head = '日期,内容ID,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,任务商品成交GMV';
        await brand.import([head, ...rows].join('\n'));
        // The note at place k cost ¥(100 + k): ÷ 400 visitors that is 25, 25.25 … 30 fen.
        const spend = ids.map((id, at) => [DAY.from, id, `${100 + at}.00`, 5000, 400].join(','));
        const spent = await brand.import(['时间,笔记ID,消费,展现量,点击量', ...spend].join('\n'));
        const lines = async () => (await got(TargetsResponseSchema, brand, '/v1/targets', DAY)).waterlines;
        // Ranks 0 … 20: P25 is the note at place 5 (¥105 ÷ 400), P75 the one at place 15 (¥115 ÷ 400); lower is better.
        expect((await lines())?.taobao.cost_per_visitor).toEqual({ good: 26.25, bad: 28.75, from: 'waterline' });
        expect((await lines())?.taobao.visit_rate).toEqual({ good: 0.04, bad: 0.04, from: 'waterline' });
        expect((await lines())?.jd.cost_per_viewer).toBeNull();
        // With two notes less there are 19.
        await brand.undo(spent.id);
        await brand.import(['时间,笔记ID,消费,展现量,点击量', ...spend.slice(2)].join('\n'), { filtered: 'true' });
        expect((await lines())?.taobao.cost_per_visitor).toBeNull();
      });
    });

    describe('marks', () => {
      test('are set, changed and taken away one by one', async () => {
        const brand = await api.workspace();
        const mark = { decision: 'boost', remark: '加到 500/天' };
        const set = await put(MarksResponseSchema, brand, '/v1/marks', {
          marks: { [note(NOTE)]: mark, [ITEM]: { decision: 'stop' } },
        });
        expect(set.marks).toEqual({
          [note(NOTE)]: { ...mark, at: expect.stringMatching(/^\d{4}-.*Z$/) },
          [ITEM]: { decision: 'stop', remark: '', at: expect.any(String) },
        });
        await put(MarksResponseSchema, brand, '/v1/marks', {
          marks: { [note(NOTE)]: { decision: 'watch', remark: '' }, [ITEM]: null },
        });
        expect((await got(MarksResponseSchema, brand, '/v1/marks')).marks).toEqual({
          [note(NOTE)]: { decision: 'watch', remark: '', at: expect.any(String) },
        });
        expect((await got(MarksResponseSchema, await api.workspace(), '/v1/marks')).marks).toEqual({});
      });

      test.each([
        ['a decision nobody takes', { [note(NOTE)]: { decision: 'sell' } }, `marks.${note(NOTE)}.decision`],
        ['what is no subject', { 'xhs/note/1': null }, 'marks.xhs/note/1'],
        ['a remark that is a book', { [ITEM]: { decision: 'stop', remark: 'x'.repeat(501) } }, `marks.${ITEM}.remark`],
      ])('refuse %s', async (_, marks, where) => {
        const brand = await api.workspace();
        const response = await brand.request('/v1/marks', { method: 'PUT', body: JSON.stringify({ marks }) });
        expect(response.status).toBe(400);
        expect(((await response.json()) as Problem).detail).toContain(`字段 ${where} 不对`);
      });
    });

    test.each([
      ['GET', `/v1/subjects/${note(NOTE)}?from=2026-07-01&to=2026-07-02`],
      ['GET', '/v1/coverage'],
      ['GET', '/v1/search?q=x'],
      ['GET', '/v1/map'],
      ['PUT', '/v1/map'],
      ['GET', '/v1/map/template'],
      ['GET', '/v1/targets'],
      ['PUT', '/v1/targets'],
      ['GET', '/v1/marks'],
      ['PUT', '/v1/marks'],
    ])('%s %s without a token is refused', async (method, path) => {
      const init = method === 'PUT' ? { method, body: '{}' } : { method };
      expect((await api.request(path, init)).status).toBe(401);
    });

    test('an account’s or a plan’s rows are no subject that anyone could ask about', async () => {
      const brand = await api.workspace();
      const plan = ['时间,计划ID,计划名称,消费,展现量,点击量', '2026-07-01,123456,计划一,100.00,1000,10'];
      await brand.import(plan.join('\n'));
      expect((await brand.known()).subjects).toEqual({});
      expect((await got(CoverageResponseSchema, brand, '/v1/coverage')).unmapped.notes.count).toBe(0);
      const total = await brand.summary(JULY);
      expect(total.cells.find(({ platform }) => platform === 'xhs')?.figures.cost).toMatchObject({ low: 10_000 });
    });
  });
}
