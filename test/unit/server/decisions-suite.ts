import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { ImportAnswer, Problem } from '../../../src/api/contract';
import {
  CoverageResponseSchema,
  MapResponseSchema,
  MarksResponseSchema,
  PairsResponseSchema,
  TargetsResponseSchema,
  TopResponseSchema,
} from '../../../src/api/contract-detail';
import type { Db } from '../../../src/server/db/db';
import { TestApi, type Workspace } from './support/api';
import { got, put } from './support/contract';
import { mapFile, NOTE, note, OTHER, taskRows, xinghe, xingheDays } from './support/files';

const ITEM = 'taobao/item/600000000001';
const DAY = { from: '2026-07-01', to: '2026-07-01' };

/** What the user says and decides, the same on every database. */
export function decisionsSuite(name: string, open: () => Promise<Db>): void {
  describe(`the map, targets and marks on ${name}`, () => {
    const api = TestApi.ofSuite(open);

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

      test('is changed pair by pair, also by two people at once, and a pair is taken back by itself', async () => {
        const brand = await api.workspace();
        await brand.import(xingheDays('2026-07-01', '2026-07-02'));
        const pair = (end: string) => ({ from: note(NOTE), to: `taobao/item/${end}` });
        const change = async (add: object[], remove: object[] = []) => {
          const response = await brand.request('/v1/map/pairs', {
            method: 'PATCH',
            body: JSON.stringify({ add, remove }),
          });
          return v.parse(PairsResponseSchema, await response.json());
        };
        const titles = { fromTitle: '标题', toTitle: null };
        expect(await got(PairsResponseSchema, brand, '/v1/map/pairs')).toMatchObject({ count: 0, first: [] });
        await Promise.all([change([pair('600000000001')]), change([pair('600000000002')])]);
        expect(await got(PairsResponseSchema, brand, '/v1/map/pairs')).toMatchObject({
          count: 2,
          first: [
            { ...pair('600000000001'), ...titles },
            { ...pair('600000000002'), ...titles },
          ],
        });
        // 40 people on each of two days, now on the product's page too.
        expect(await visitors(brand, '600000000001')).toBe(80);
        expect(await change([], [pair('600000000001')])).toMatchObject({ count: 1, first: [pair('600000000002')] });
        expect((await brand.metrics([ITEM])).answers[ITEM]).toBeNull();
        expect((await got(MapResponseSchema, brand, '/v1/map')).put).toEqual([pair('600000000002')]);
      });

      test('of more than ten put one after the other the oldest are let go', async () => {
        const brand = await api.workspace();
        for (let at = 0; at < 12; at++)
          await put(MapResponseSchema, brand, '/v1/map', links(`taobao/item/60000000${10 + at}`));
        const list = (await (await brand.request('/v1/imports')).json()) as { imports: { state: string }[] };
        expect(list.imports.filter(({ state }) => state === 'live')).toHaveLength(10);
      });

      test('says of a product that two maps put into two groups in which it counts', async () => {
        const brand = await api.workspace();
        const groups = (...rows: [item: number, group: string][]) =>
          ['淘宝商品ID,商品组', ...rows.map(([item, group]) => `60000000000${item},${group}`)].join('\n');
        const first = await brand.import(groups([1, '甲'], [2, '甲']), { filename: 'a.csv' });
        expect(first.report?.warnings).toEqual([]);
        const conflict = {
          code: 'server_map_two_groups',
          params: { product: 'taobao/item/600000000002', group: '乙', other: '甲', count: 1 },
          message: expect.stringContaining('“乙”和“甲”'),
        };
        const preview = await brand.import(groups([2, '乙'], [3, '乙']), { filename: 'b.csv', preview: 'true' });
        expect(preview.report?.warnings).toEqual([conflict]);
        const put2 = { links: [{ from: 'taobao/item/600000000002', to: 'group/乙' }] };
        const { import: id } = await put(MapResponseSchema, brand, '/v1/map', put2);
        const record = (await (await brand.request(`/v1/imports/${id}`)).json()) as ImportAnswer;
        expect(record.report?.warnings).toEqual([conflict]);
        // What a put takes the place of is no conflict.
        const put3 = { links: [{ from: 'taobao/item/600000000003', to: 'group/丙' }] };
        await put(MapResponseSchema, brand, '/v1/map', put3);
        const moved = { links: [{ from: 'taobao/item/600000000003', to: 'group/丁' }] };
        const last = (await put(MapResponseSchema, brand, '/v1/map', moved)).import;
        const after = (await (await brand.request(`/v1/imports/${last}`)).json()) as ImportAnswer;
        expect(after.report?.warnings).toEqual([]);
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

    describe('tasks of no note', () => {
      const jd = '日期,任务ID,归因范围,阅读UV,商详浏览UV,成交UV,主推商品成交GMV\n2026-07-01,9001,15天,900,200,2,10\n';
      const orders =
        'trade_id,tk_create_time,item_id,adzone_id,alipay_total_price,tk_status\n2941598874450641,2026-07-01 10:00:00,600000000001,111,10,12\n';
      const products = '小红星任务ID,小红盟任务ID,淘宝商品ID,京东SKU\n7001,,600000000001,\n,9001,,100000000001\n';
      const noteless = async (brand: Workspace) =>
        (await got(CoverageResponseSchema, brand, '/v1/coverage')).unmapped.noteless.first.map((one) => one.subject);
      const linesOf = async (brand: Workspace) =>
        (await (await brand.request('/v1/map/template')).text()).trimEnd().split('\r\n').slice(1);

      test('stand in the template though their product is known, and filled in they lead to their notes', async () => {
        const brand = await api.workspace();
        for (const file of [jd, orders, taskRows(['2026-07-01', '7001', '8000.00']), products]) {
          await brand.import(file, { filename: `${file.length}.csv` });
        }
        const { unmapped } = await got(CoverageResponseSchema, brand, '/v1/coverage');
        expect(unmapped).toMatchObject({ notes: { count: 0 }, tasks: { count: 0 }, noteless: { count: 3 } });
        expect(await noteless(brand)).toEqual(['jd/task/9001', 'taobao/task/7001', 'taobao/task/pid-111']);
        const lines = await linesOf(brand);
        expect(lines.map((line) => line.replaceAll(/["\t]/g, ''))).toEqual([
          ',,,,9001,,,,,',
          ',,,7001,,,,,,',
          ',,,pid-111,,,,,,',
        ]);
        const [headings] = (await (await brand.request('/v1/map/template')).text()).split('\r\n');
        const filled = [headings, `${NOTE}${lines[0]}`, `${OTHER}${lines[2]}`].join('\r\n');
        const { report } = await brand.import(filled, { filename: 'map.csv' });
        expect(report).toMatchObject({ kind: 'map', counts: { rejected: 0, links: 2 } });
        expect(await noteless(brand)).toEqual(['taobao/task/7001']);
        expect(await brand.figure(note(NOTE), 'jd', 'item_viewers')).toBe(200);
        const paid = { measures: ['alliance_gmv_paid'] };
        expect(await brand.figure(note(OTHER), 'taobao', 'alliance_gmv_paid', paid)).toBe(1000);
      });

      test('are not missed where their report has rows of the notes themselves', async () => {
        const brand = await api.workspace();
        await brand.import(taskRows(['2026-07-01', '7001', '8000.00']));
        await brand.import(products, { filename: 'map.csv' });
        expect(await noteless(brand)).toEqual(['taobao/task/7001']);
        await brand.import(xingheDays('2026-07-01', '2026-07-02'));
        expect(await noteless(brand)).toEqual([]);
        // The note itself is what leads nowhere.
        expect((await linesOf(brand)).map((line) => line.split(',')[0]?.trim())).toEqual([`"${NOTE}\t"`]);
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
        await brand.import([head, ...rows].join('\n'), { caliber: 'conversion' });
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

    test('the best notes and products are ranked by what may be ranked, and the rest is counted', async () => {
      const brand = await api.workspace();
      const ids = [NOTE, OTHER, '6841f00000000000000001aa'];
      const sold = [
        [ids[0], 10_000, 400, 40, '900.00'],
        [ids[1], 10_000, 400, 9, '600.00'],
        [ids[2], 10_000, 400, 40, '500.00'],
      ].map(([id, ...rest]) => [DAY.from, id, '全部流量', 15, ...rest].join(','));
      const head = '日期,内容ID,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,任务商品成交GMV';
      await brand.import([head, ...sold].join('\n'), { caliber: 'conversion' });
      const spent = ['300.00', '100.00', '100.00'].map((yuan, at) => [DAY.from, ids[at], yuan, 5000, 400].join(','));
      await brand.import(['时间,笔记ID,消费,展现量,点击量', ...spent].join('\n'));
      // Two notes sell the one item, the third another.
      const ends = ['600000000001', '600000000001', '600000000002'];
      await put(MapResponseSchema, brand, '/v1/map', {
        links: ids.map((id, at) => ({ from: `xhs/note/${id}`, to: `taobao/item/${ends[at]}` })),
      });
      const { notes, products } = await got(TopResponseSchema, brand, '/v1/top', DAY);
      const by = (all: typeof notes, shop: string | null, measure: string) =>
        all.find((one) => one.shop === shop && one.measure === measure);
      const keys = ids.map((id) => `xhs/note/${id}`);
      expect(by(notes, null, 'gmv')).toMatchObject({ best: keys, ranked: 3, unranked: [] });
      // ROI 900 ÷ 300 = 3 and 500 ÷ 100 = 5; that of 9 buyers, 600 ÷ 100 = 6, is chance.
      expect(by(notes, 'taobao', 'roi')).toMatchObject({
        best: [keys[2], keys[0]],
        ranked: 2,
        unranked: [{ why: 'small-sample', count: 1 }],
      });
      expect(by(notes, 'jd', 'roi')).toMatchObject({ best: [], ranked: 0, unranked: [] });
      // The first item sold between ¥900 and ¥1,500, which is more than ¥500; its ROI is a band.
      expect(by(products, null, 'gmv')).toMatchObject({ best: [ITEM, 'taobao/item/600000000002'], ranked: 2 });
      expect(by(products, 'taobao', 'roi')).toMatchObject({
        best: ['taobao/item/600000000002'],
        unranked: [{ why: 'band', count: 1 }],
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
      ['GET', '/v1/top?from=2026-07-01&to=2026-07-02'],
      ['GET', '/v1/map'],
      ['PUT', '/v1/map'],
      ['GET', '/v1/map/template'],
      ['GET', '/v1/map/pairs'],
      ['PATCH', '/v1/map/pairs'],
      ['GET', '/v1/targets'],
      ['PUT', '/v1/targets'],
      ['GET', '/v1/marks'],
      ['PUT', '/v1/marks'],
    ])('%s %s without a token is refused', async (method, path) => {
      const init = method !== 'GET' ? { method, body: '{}' } : { method };
      expect((await api.request(path, init)).status).toBe(401);
    });
  });
}
