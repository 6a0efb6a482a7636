import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/api/contract';
import { MarksResponseSchema, TargetsResponseSchema } from '../../../src/api/contract-detail';
import { openPglite } from '../../../src/server/db/pglite';
import { PUBLIC } from '../../../src/server/http/app';
import { TestApi } from './support/api';
import { got, put } from './support/contract';
import { NOTE, note, xingheDays } from './support/files';

// The server answers as the document says, and the document says what the server does.

const api = TestApi.ofSuite(() => openPglite(null));
const ITEM = 'taobao/item/600000000001';

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, object>; parameters?: { name: string }[] }>>;
  components: { schemas: Record<string, Schema> };
}
interface Schema {
  pattern?: string;
  maxLength?: number;
  properties?: Record<string, Schema>;
}
const published = async () => (await (await api.request('/v1/openapi.json')).json()) as Document;

describe('a list is no table without entries', () => {
  test.each([
    ['/v1/targets', { targets: [] }, 'targets'],
    ['/v1/targets', { targets: [{ good: 1, bad: 2 }] }, 'targets'],
    ['/v1/marks', { marks: [] }, 'marks'],
    ['/v1/targets', [], '/'],
    ['/v1/mappings', [], '/'],
  ])('PUT %s %j', async (path, body, where) => {
    const brand = await api.workspace();
    const targets = { roi: { good: 2, bad: 1 } };
    await put(TargetsResponseSchema, brand, '/v1/targets', { targets });
    const response = await brand.request(path, { method: 'PUT', body: JSON.stringify(body) });
    expect(response.status).toBe(400);
    const { code, detail } = (await response.json()) as Problem;
    expect(code).toBe('server_bad_field');
    expect(detail).toContain(`字段 ${where} 不对：收到 Array，应为 Object`);
    expect((await got(TargetsResponseSchema, brand, '/v1/targets')).targets).toEqual(targets);
  });

  test('nor are the columns of a mapping, which would be called 0, 1 and 2', async () => {
    const brand = await api.workspace();
    const mapping = { grasslens: 'mapping/1', name: 'UD', columns: ['date', 'note', 'ud_spend'] };
    const response = await brand.request('/v1/mappings', { method: 'PUT', body: JSON.stringify({ save: [mapping] }) });
    expect(response.status).toBe(422);
    expect(await (await brand.request('/v1/mappings')).json()).toEqual({ mappings: [] });
  });
});

describe('what the app answers is in the document, and needs a token', () => {
  test('both list the same calls', async () => {
    const { paths } = await published();
    const written = Object.entries(paths).flatMap(([path, calls]) =>
      Object.keys(calls)
        .filter((key) => /^(?:get|put|post|patch|delete)$/.test(key))
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = api.routes
      .filter(({ path }) => !path.startsWith('/local/'))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect([...new Set(served)].sort()).toEqual(written.sort());
  });

  test('a call that is not public is refused without a token, and so is a path that nobody wrote', async () => {
    const closed = api.routes.filter(({ path }) => !PUBLIC.has(path));
    expect(closed.length).toBeGreaterThan(20);
    const unwritten = ['/', '/v1/tasks', '/healthz/all', '/local'].map((path) => ({ method: 'GET', path }));
    for (const { method, path } of [...closed, ...unwritten]) {
      const asked = path.replace(/:\w+/g, '1');
      expect([method, path, (await api.request(asked, { method })).status]).toEqual([method, path, 401]);
    }
    for (const path of PUBLIC) expect((await api.request(path)).status).toBe(200);
  });
});

describe('every status that is answered is in the document', () => {
  const UNKNOWN = `/v1/subjects/${note('6841f0000000000000000099')}?last=7&to=2026-07-02`;
  const large = (kilobytes: number) => ({ body: `"${'x'.repeat(kilobytes * 1024)}"` });
  test.each<[string, string, string, number, { body?: string }?]>([
    ['GET', '/v1/imports/{id}', '/v1/imports/77', 404],
    ['DELETE', '/v1/imports/{id}', '/v1/imports/77', 404],
    ['GET', '/v1/subjects/{platform}/{kind}/{id}', UNKNOWN, 404],
    ['PUT', '/v1/mappings', '/v1/mappings', 404, body({ remove: ['无此映射'] })],
    ['PUT', '/v1/mappings', '/v1/mappings', 422, body({ save: [{}] })],
    ['PUT', '/v1/mappings', '/v1/mappings', 413, large(257)],
    ['POST', '/v1/metrics', '/v1/metrics', 413, large(257)],
    ['PUT', '/v1/targets', '/v1/targets', 413, large(257)],
    ['PUT', '/v1/marks', '/v1/marks', 413, large(257)],
    ['PUT', '/v1/map', '/v1/map', 413, large(8 * 1024 + 1)],
    ['PATCH', '/v1/map/pairs', '/v1/map/pairs', 413, large(8 * 1024 + 1)],
    ['POST', '/v1/imports', '/v1/imports', 422, { body: 'a' }],
    ['GET', '/healthz', '/healthz?a=%00', 400],
    ['GET', '/v1/openapi.json', '/v1/openapi.json', 200],
  ])('%s %s, as %s: %i', async (method, path, asked, status, init = {}) => {
    const brand = await api.workspace();
    await brand.import(xingheDays('2026-07-01', '2026-07-02'));
    expect((await brand.request(asked, { method, ...init })).status).toBe(status);
    expect((await published()).paths[path]?.[method.toLowerCase()]?.responses).toHaveProperty(String(status));
  });

  test('faults, an import that was cleared and a full disk are, too', async () => {
    const { paths } = await published();
    const statuses = (path: string, method: string) => Object.keys(paths[path]?.[method]?.responses ?? {});
    expect(statuses('/v1/imports', 'post')).toEqual(expect.arrayContaining(['409', '500', '503', '507']));
    expect(statuses('/v1/imports/{id}', 'delete')).toEqual(expect.arrayContaining(['409', '507']));
    expect(statuses('/v1/known', 'get')).toEqual(['200', '304', '400', '401', '429', '500', '503']);
  });
});

describe('what the document says of a text is what the server takes', () => {
  test('subjects and the ends of links have the grammar of their ids', async () => {
    const { schemas } = (await published()).components;
    const subject = new RegExp(schemas.Subject?.pattern ?? '', 'u');
    const end = new RegExp(schemas.Link?.properties?.to?.pattern ?? '', 'u');
    const good = [note(NOTE), ITEM, 'jd/task/A_1', `xhs/goods/${NOTE}`];
    const bad = ['xhs/note/12', 'taobao/item/012345', 'jd/note/12345678', `xhs/note/${NOTE}/1`, 'a/b/c'];
    expect(good.filter((key) => subject.test(key) && end.test(key))).toEqual(good);
    expect(bad.filter((key) => subject.test(key) || end.test(key))).toEqual([]);
    const groups = ['group/面霜', `group/${'😀'.repeat(80)}`, `group/${'😀'.repeat(81)}`, 'group/a/b', 'group/'];
    expect(groups.map((key) => end.test(key))).toEqual([true, true, false, false, false]);
    expect(groups.some((key) => subject.test(key))).toBe(false);
    const brand = await api.workspace();
    const taken = await Promise.all(
      groups.map((to) => brand.request('/v1/map', { method: 'PUT', ...body({ links: [{ from: ITEM, to }] }) })),
    );
    expect(taken.map(({ status }) => status)).toEqual([200, 200, 400, 400, 400]);
  });

  test('a remark has 500 characters as they are sent, however many units each takes', async () => {
    expect((await published()).components.schemas.MarkValue?.properties?.remark).toMatchObject({ maxLength: 500 });
    const brand = await api.workspace();
    const mark = async (remark: string) => {
      const marks = { [ITEM]: { decision: 'watch', remark } };
      return (await brand.request('/v1/marks', { method: 'PUT', ...body({ marks }) })).status;
    };
    expect(await mark('😀'.repeat(500))).toBe(200);
    expect(await mark('😀'.repeat(501))).toBe(400);
    expect(await mark(`${'好'.repeat(500)} `)).toBe(400);
    expect(await mark(` ${'好'.repeat(499)}`)).toBe(200);
    expect((await got(MarksResponseSchema, brand, '/v1/marks')).marks[ITEM]?.remark).toBe('好'.repeat(499));
  });

  test('what a query may hold is bounded as the server bounds it', async () => {
    const { parameters = [] } = (await published()).paths['/v1/summary']?.get ?? { parameters: [] };
    expect(parameters.find(({ name }) => name === 'last')).toMatchObject({ schema: { minimum: 1, maximum: 1100 } });
    const brand = await api.workspace();
    const status = async (path: string) => (await brand.request(path)).status;
    expect(await status('/v1/summary?last=1100&to=2026-07-31')).toBe(200);
    expect(await status('/v1/summary?last=1101&to=2026-07-31')).toBe(400);
    expect(await status(`/v1/search?q=${encodeURIComponent('😀'.repeat(200))}`)).toBe(200);
    expect(await status(`/v1/search?q=${encodeURIComponent('😀'.repeat(201))}`)).toBe(400);
    expect(await status('/v1/search?q=%20')).toBe(400);
  });
});

function body(value: unknown): { body: string } {
  return { body: JSON.stringify(value) };
}
