import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/api/contract';
import type { Db } from '../../../src/server/db/db';
import { migrate } from '../../../src/server/db/schema';
import { LOCAL_SECRET, TestApi } from './support/api';
import { juguang, mapFile, NOTE, note, OTHER, xinghe, xingheDays } from './support/files';

/** What the API does, the same on every database. */
export function apiSuite(name: string, open: () => Promise<Db>): void {
  describe(`the API on ${name}`, () => {
    const api = TestApi.ofSuite(open);

    describe('imports', () => {
      test('an export becomes the figures of its note', async () => {
        const brand = await api.workspace();
        const answer = await brand.import(xingheDays('2026-07-01', '2026-07-15'));
        expect(answer).toMatchObject({ id: '000001', state: 'live', already: false });
        expect(answer.report).toMatchObject({
          kind: 'xinghe-content',
          source: 'xinghe',
          asOf: '2026-07-15',
          period: { from: '2026-07-01', to: '2026-07-15' },
          counts: { lines: 15, values: 15, subjects: 1, passed: 0, rejected: 0 },
        });
        await brand.import(juguang('2026-07-01', '2026-07-15', '500.00'));
        // 15 days × 40 = 600 人·天; 15 × ¥199.50 = 299,250 fen; 15 × ¥500.00 = 750,000 fen; 750,000 / 600 = 1,250 fen.
        expect(await brand.figure(note(NOTE), 'taobao', 'visitors')).toBe(600);
        expect(await brand.figure(note(NOTE), 'taobao', 'gmv_task')).toBe(299_250);
        expect(await brand.figure(note(NOTE), 'xhs', 'cost')).toBe(750_000);
        expect(await brand.figure(note(NOTE), 'taobao', 'cost_per_visitor')).toBe(1250);
      });

      test('two windows and two traffic kinds of one file are never added together', async () => {
        const brand = await api.workspace();
        const day = '2026-07-01';
        await brand.import(
          xinghe([
            { day, visitors: 40 },
            { day, visitors: 70, window: 30 },
            { day, visitors: 25, traffic: '付费流量' },
          ]),
        );
        expect(await brand.figure(note(NOTE), 'taobao', 'visitors')).toBe(40);
        expect(await brand.figure(note(NOTE), 'taobao', 'visitors', { window: 30 })).toBe(70);
        expect(await brand.figure(note(NOTE), 'taobao', 'visitors', { window: 7 })).toBe('not-in-source');
      });

      test('the same file again changes nothing and says so', async () => {
        const brand = await api.workspace();
        const file = xingheDays('2026-07-01', '2026-07-05');
        const first = await brand.import(file);
        const before = await brand.metrics([note(NOTE)]);
        const again = await brand.tryImport(file, { filename: 'another-name.csv' });
        expect(again.status).toBe(200);
        expect(await again.json()).toMatchObject({ id: first.id, state: 'live', already: true });
        expect(await brand.metrics([note(NOTE)])).toEqual(before);
        // Declared otherwise it is another statement about the data, and an import of its own.
        expect(await brand.import(file, { caliber: 'click' })).toMatchObject({ id: '000002', already: false });
      });

      test('two files give the same answers in either order, the newer as-of winning', async () => {
        const older = xingheDays('2026-07-01', '2026-07-03', { visitors: 40 });
        const newer = xingheDays('2026-07-02', '2026-07-04', { visitors: 50 });
        const answers = [];
        for (const order of [
          [older, newer],
          [newer, older],
        ]) {
          const brand = await api.workspace();
          for (const file of order) await brand.import(file);
          answers.push(await brand.figure(note(NOTE), 'taobao', 'visitors'));
        }
        // 07-01: 40; 07-02, 07-03 and 07-04: 50 each, from the file as of 07-04.
        expect(answers).toEqual([190, 190]);
      });

      test('undoing brings back what was there before, and cannot be done to what is not there', async () => {
        const brand = await api.workspace();
        await brand.import(xingheDays('2026-07-01', '2026-07-03', { visitors: 40 }));
        const before = (await brand.metrics([note(NOTE), note(OTHER)])).answers;
        const second = await brand.import(
          xinghe([
            { day: '2026-07-03', visitors: 99 },
            { day: '2026-07-04', note: OTHER },
          ]),
        );
        expect(await brand.figure(note(NOTE), 'taobao', 'visitors')).toBe(40 + 40 + 99);
        const undone = await brand.undo(second.id);
        expect(await undone.json()).toMatchObject({ id: second.id, state: 'undone' });
        expect((await brand.metrics([note(NOTE), note(OTHER)])).answers).toEqual(before);
        expect(before[note(OTHER)]).toBeNull();
        expect((await brand.undo(second.id)).status).toBe(200);
        const unknown = await brand.undo('77');
        expect(unknown.status).toBe(404);
        expect(await unknown.json()).toMatchObject({ code: 'server_import_unknown' });
      });

      test('the rows of an undone import are swept, and no other', async () => {
        const brand = await api.workspace();
        const kept = await brand.import(xingheDays('2026-07-01', '2026-07-03'));
        const gone = await brand.import(xingheDays('2026-07-01', '2026-07-04', { visitors: 50 }));
        await brand.undo(gone.id);
        await api.service.sweeper.sweep(brand.name);
        expect(await rowsOf(api, brand.name)).toEqual([{ id: kept.id, rows: 3 }]);
        expect(await brand.figure(note(NOTE), 'taobao', 'visitors')).toBe(120);
        const list = (await (await brand.request('/v1/imports')).json()) as {
          imports: { id: string; state: string }[];
        };
        expect(list.imports.map(({ id, state }) => [id, state])).toEqual([
          [gone.id, 'undone'],
          [kept.id, 'live'],
        ]);
      });

      test('a filtered export proves no zero and takes nobody away', async () => {
        const brand = await api.workspace();
        const [day1, day2, day3] = ['2026-07-01', '2026-07-02', '2026-07-03'];
        await brand.import(xinghe([day1, day3].map((day) => ({ day, note: OTHER }))));
        await brand.import(xinghe([{ day: day2, visitors: 7 }]), { filtered: 'true' });
        // NOTE has no row on 07-01 and 07-03, which an unfiltered export covers: real zeros. Only OTHER's 07-02 is open.
        expect(await brand.figure(note(NOTE), 'taobao', 'visitors')).toBe(7);
        const { answers } = await brand.metrics([note(OTHER)], { range: { from: day1, to: day3 } });
        const visitors = answers[note(OTHER)]?.cells.find(({ platform }) => platform === 'taobao')?.figures.visitors;
        expect(visitors).toMatchObject({ state: 'known', low: 80, days: { covered: 2 } });
      });

      test('a preview says everything and stores nothing', async () => {
        const brand = await api.workspace();
        await brand.import(xingheDays('2026-07-01', '2026-07-03'), { filename: 'first.csv' });
        const before = await brand.known();
        const file = `${xingheDays('2026-07-02', '2026-07-04', { visitors: 50 })}\n合计,,,,,,,,\n2026-07-4x,${NOTE},坏,全部流量,15,1,1,1,1`;
        const preview = await brand.import(file, { preview: 'true', filename: 'second.csv' });
        expect(preview).toMatchObject({ id: null, state: 'preview', fileName: 'second.csv' });
        expect(preview.report).toMatchObject({
          counts: { lines: 3, values: 3, passed: 1, rejected: 1 },
          rejected: { byReason: [{ count: 1 }], first: [{ line: 6 }] },
          replaces: [{ id: '000001', fileName: 'first.csv', from: '2026-07-02', to: '2026-07-03', days: 2 }],
          warnings: [],
        });
        expect(preview.report?.undeclared).toContain('caliber');
        expect(preview.report?.rejected.first[0]?.message).toContain('2026-07-4x');
        expect(await brand.known()).toEqual(before);
      });

      test('of two filtered exports neither is said to replace the other, which may be of other notes', async () => {
        const brand = await api.workspace();
        const one = xingheDays('2026-07-01', '2026-07-02');
        const other = xingheDays('2026-07-01', '2026-07-03', { note: OTHER });
        await brand.import(one, { filename: 'first.csv', filtered: 'true' });
        const met = async (query: Record<string, string>) => {
          const { report } = await brand.import(other, { preview: 'true', ...query });
          return { replaces: report?.replaces.length, warnings: report?.warnings.map(({ code }) => code) };
        };
        const said = { replaces: 0, warnings: ['server_import_both_filtered'] };
        expect(await met({ filtered: 'true' })).toEqual(said);
        // As old as the other, and older: the same is said, beside that the file has later days than that.
        for (const asOf of ['2026-07-02', '2026-07-01']) {
          expect(await met({ filtered: 'true', asOf })).toEqual({
            ...said,
            warnings: ['server_as_of_early', ...said.warnings],
          });
        }
        // One that is whole says of every note what it did on its days.
        expect(await met({})).toEqual({ replaces: 1, warnings: [] });
      });

      test('an export of the same as-of is taken with a warning', async () => {
        const brand = await api.workspace();
        await brand.import(xingheDays('2026-07-01', '2026-07-03', { visitors: 40 }));
        const second = await brand.import(xingheDays('2026-07-01', '2026-07-03', { visitors: 41 }));
        expect(second.report?.warnings.map(({ code }) => code)).toEqual(['server_import_same_as_of']);
        expect(await brand.figure(note(NOTE), 'taobao', 'visitors')).toBe(3 * 41);
      });

      test('what the file states itself is not declared over, and what it leaves open is', async () => {
        const brand = await api.workspace();
        const { report } = await brand.import(xingheDays('2026-07-01', '2026-07-02'), {
          window: '30',
          caliber: 'click',
        });
        expect(report?.declared).toEqual({ caliber: 'click' });
        expect(report?.warnings.map(({ code }) => code)).toEqual(['server_declared_needless_window']);
        const { answers } = await brand.metrics([note(NOTE)]);
        const figure = answers[note(NOTE)]?.cells.find(({ platform }) => platform === 'taobao')?.figures.visitors;
        expect(figure?.marks).toContain('declared');
      });

      test.each([
        ['a text that is no table', 'hello', 422],
        ['an empty file', '', 422],
        ['headings without rows', '日期,内容ID,流量类型,归因周期,进店UV,成交UV\n', 422],
        ['rows of which none can be read', '日期,内容ID,流量类型,归因周期,进店UV,成交UV\n昨天,x,全部流量,15,1,1', 422],
      ])('%s is refused in a sentence, and nothing is stored', async (_, content, status) => {
        const brand = await api.workspace();
        const response = await brand.tryImport(content);
        expect(response.status).toBe(status);
        const problem = (await response.json()) as Problem;
        expect(problem.detail).toMatch(/[一-鿿].*。?$/);
        await api.service.sweeper.sweep(brand.name);
        expect(await rowsOf(api, brand.name)).toEqual([]);
        expect(((await (await brand.request('/v1/imports')).json()) as { imports: unknown[] }).imports).toEqual([]);
      });

      test('lines of progress end with what came of it', async () => {
        const brand = await api.workspace();
        const send = async (body: string) => {
          const headers = { accept: 'application/x-ndjson' };
          const response = await brand.request('/v1/imports?filename=a.csv', { method: 'POST', headers, body });
          return (await response.text())
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as { import?: object; problem?: object });
        };
        expect((await send(xingheDays('2026-07-01', '2026-07-02'))).at(-1)?.import).toMatchObject({ state: 'live' });
        expect((await send('hello')).at(-1)?.problem).toMatchObject({ status: 422 });
      });
    });

    describe('answers', () => {
      test('the map joins a product to its note, and both are known', async () => {
        const brand = await api.workspace();
        await brand.import(xingheDays('2026-07-01', '2026-07-02'));
        await brand.import(mapFile(NOTE, '600000000001'), { filename: 'map.csv' });
        expect(await brand.figure('taobao/item/600000000001', 'taobao', 'visitors')).toBe(80);
        expect(await brand.known()).toMatchObject({
          workspace: brand.name,
          asOf: { xinghe: '2026-07-02' },
          subjects: { 'xhs/note': [NOTE], 'taobao/item': ['600000000001'] },
        });
        const { answers } = await brand.metrics(['taobao/item/600000000001', 'jd/sku/100000000001']);
        expect(answers['taobao/item/600000000001']?.title).toBe('精华水');
        expect(answers['jd/sku/100000000001']).toBeNull();
      });

      test('an uncovered day is never 0', async () => {
        const brand = await api.workspace();
        await brand.import(xinghe([{ day: '2026-07-01' }, { day: '2026-07-04' }]));
        const { answers } = await brand.metrics([note(NOTE)], { range: { from: '2026-07-01', to: '2026-07-04' } });
        const figure = answers[note(NOTE)]?.cells.find(({ platform }) => platform === 'taobao')?.figures.visitors;
        expect(figure).toMatchObject({ low: 80, days: { covered: 2, asked: 4 } });
        expect(
          await brand.figure(note(NOTE), 'taobao', 'visitors', { range: { from: '2026-07-02', to: '2026-07-03' } }),
        ).toBe('not-covered');
      });

      test('ranges of three kinds read just the days that they need', async () => {
        const brand = await api.workspace();
        // 20 days × 10 visitors up to 07-20, asked on 07-31.
        await brand.import(xingheDays('2026-07-01', '2026-07-20', { visitors: 10 }));
        const visitors = (range: object) => brand.figure(note(NOTE), 'taobao', 'visitors', { range });
        expect(await visitors({ last: 7, to: '2026-07-31' })).toBe(70);
        expect(await visitors({ from: '2026-07-05', to: '2026-07-06' })).toBe(20);
        expect(await visitors({ since: 'publication', to: '2026-07-31' })).toBe(200);
        const summary = await brand.summary({
          last: '7',
          to: '2026-07-31',
          window: '15',
          costScope: 'juguang,shutiao',
        });
        const cell = summary.cells.find(({ platform }) => platform === 'taobao');
        expect(cell?.figures.visitors).toMatchObject({ high: 70 });
        expect(summary.subjects).toEqual({ notes: 1, products: 0 });
      });

      test('a note keeps its shop and its birth when asked about days without rows', async () => {
        const brand = await api.workspace();
        // NOTE sold on 07-01 only; OTHER's rows cover all days up to 07-20. In the last 7 days NOTE sold a real 0.
        await brand.import(
          `${xingheDays('2026-07-01', '2026-07-20', { note: OTHER })}\n${xinghe([{ day: '2026-07-01' }]).split('\n')[1]}`,
        );
        expect(await brand.figure(note(NOTE), 'taobao', 'visitors', { range: { last: 7, to: '2026-07-31' } })).toBe(0);
      });
    });

    describe('workspaces and tokens', () => {
      test('a token opens its own workspace only', async () => {
        const one = await api.workspace();
        const other = await api.workspace();
        const imported = await one.import(xingheDays('2026-07-01', '2026-07-02'));
        expect((await other.metrics([note(NOTE)])).answers[note(NOTE)]).toBeNull();
        expect((await other.known()).subjects).toEqual({});
        expect((await other.undo(imported.id)).status).toBe(404);
        const secret = one.token.split('_').at(-1);
        const forged = await api.request('/v1/known', {
          headers: { authorization: `Bearer gl_${other.name}_${secret}` },
        });
        expect(forged.status).toBe(401);
      });

      test.each([
        ['none', {}],
        ['a made-up one', { authorization: `Bearer gl_default_${'0'.repeat(40)}` }],
        ['one of another form', { authorization: 'Bearer hunter2' }],
        ['a cookie', { cookie: 'token=x' }],
        ['a wrong local secret', { authorization: `Bearer local-${'6'.repeat(64)}` }],
      ])('token: %s is refused', async (_, headers: Record<string, string>) => {
        for (const path of ['/v1/known', '/v1/imports', '/v1/summary?last=7&to=2026-07-31']) {
          const response = await api.request(path, { headers });
          expect(response.status).toBe(401);
          expect(response.headers.get('www-authenticate')).toContain('Bearer');
          expect(await response.json()).toMatchObject({ code: 'server_unauthorised', status: 401 });
        }
      });

      test('the command line’s own secret makes tokens, another token does not', async () => {
        const brand = await api.workspace();
        const headers = { authorization: `Bearer ${LOCAL_SECRET}`, 'GrassLens-Workspace': brand.name };
        const made = await api.request('/local/tokens', { method: 'POST', headers });
        const { token } = (await made.json()) as { token: string };
        expect(token).toMatch(new RegExp(`^gl_${brand.name}_[0-9a-f]{40}$`));
        expect((await api.request('/v1/known', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
        expect((await brand.request('/local/tokens', { method: 'POST' })).status).toBe(401);
      });

      test('neither tokens nor their headers reach the log', async () => {
        const brand = await api.workspace();
        await brand.known();
        expect(api.logged.some((line) => line.includes('/v1/known'))).toBe(true);
        expect(api.logged.join('')).not.toContain(brand.token.split('_').at(-1));
      });
    });

    describe('the known set', () => {
      test('is not sent again until something has changed', async () => {
        const brand = await api.workspace();
        const imported = await brand.import(xingheDays('2026-07-01', '2026-07-02'));
        const first = await brand.request('/v1/known');
        const etag = first.headers.get('etag') ?? '';
        const ask = () => brand.request('/v1/known', { headers: { 'if-none-match': etag } });
        const unchanged = await ask();
        expect(unchanged.status).toBe(304);
        expect(await unchanged.text()).toBe('');
        await brand.undo(imported.id);
        const changed = await ask();
        expect(changed.status).toBe(200);
        expect(changed.headers.get('etag')).not.toBe(etag);
        expect(((await changed.json()) as { subjects: object }).subjects).toEqual({});
      });

      test('of another database has another tag at the same count of changes', async () => {
        const [one, other] = [await api.workspace(), await api.workspace()];
        const tags = [await one.request('/v1/known'), await other.request('/v1/known')].map((r) =>
          r.headers.get('etag'),
        );
        expect(tags[0]).not.toBe(tags[1]);
      });
    });

    test('migrating again changes nothing', async () => {
      const brand = await api.workspace();
      await brand.import(xingheDays('2026-07-01', '2026-07-02'));
      await migrate(api.service.db);
      expect(await brand.figure(note(NOTE), 'taobao', 'visitors')).toBe(80);
    });
  });
}

async function rowsOf(api: TestApi, workspace: string): Promise<{ id: string; rows: number }[]> {
  return api.service.db.query<{ id: string; rows: number }>(
    'SELECT import_id AS id, count(*)::int AS rows FROM grasslens.facts WHERE workspace_id = $1 GROUP BY 1 ORDER BY 1',
    [workspace],
  );
}
