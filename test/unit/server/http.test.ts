import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_SUBJECTS, type Problem } from '../../../src/api/contract';
import { openPglite } from '../../../src/server/db/pglite';
import { problemOf } from '../../../src/server/http/problems';
import { localeOfHeader } from '../../../src/server/words';
import { LOCAL_SECRET, TestApi, type Workspace } from './support/api';
import { NOTE, note, xingheDays } from './support/files';

let api: TestApi;
let brand: Workspace;
beforeAll(async () => {
  api = await TestApi.open(await openPglite(null));
  brand = await api.workspace();
  await brand.import(xingheDays('2026-07-01', '2026-07-02'));
});
afterAll(async () => {
  await api.close();
});

describe('CORS', () => {
  test('a preflight from anywhere is let through without a token, and never with cookies', async () => {
    const response = await api.request('/v1/metrics', {
      method: 'OPTIONS',
      headers: {
        origin: 'chrome-extension://abcdefghijklmnop',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
        'access-control-request-private-network': 'true',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-methods')?.split(',')).toContain('POST');
    const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase().split(',');
    expect(allowed).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'if-none-match', 'accept-language']),
    );
    expect(response.headers.get('access-control-allow-private-network')).toBe('true');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('an answer and a refusal can both be read by the asker', async () => {
    for (const response of [await brand.request('/v1/known'), await api.request('/v1/known')]) {
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      const exposed = response.headers.get('access-control-expose-headers')?.toLowerCase().split(',');
      expect(exposed).toEqual(expect.arrayContaining(['etag', 'retry-after']));
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });
});

describe('problem details', () => {
  test.each([
    ['ENOSPC', 507, 'server_disk_full'],
    ['53100', 507, 'server_disk_full'],
    ['ECONNREFUSED', 503, 'server_database_away'],
    ['53300', 503, 'server_database_away'],
    ['EACCES', 500, 'server_internal'],
  ])('%s is said to be what it is', (code, status, said) => {
    const { problem } = problemOf(Object.assign(new Error(code), { code }), 'en');
    expect(problem).toMatchObject({ status, code: said, detail: expect.not.stringContaining(code) });
  });

  const problemIn = async (response: Response): Promise<Problem> => {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    return (await response.json()) as Problem;
  };

  test('speak the language that is liked best, Chinese when none of ours is', async () => {
    const ask = async (language?: string) => {
      const headers = language === undefined ? {} : { 'accept-language': language };
      return problemIn(await brand.request('/v1/nowhere', { headers }));
    };
    const expected = {
      type: 'urn:grasslens:problem:server_not_found',
      title: 'Not Found',
      status: 404,
      code: 'server_not_found',
    };
    expect(await ask()).toEqual({ ...expected, detail: '没有 /v1/nowhere 这个地址；全部地址见 /v1/openapi.json。' });
    expect(await ask('en-GB,zh;q=0.5')).toEqual({
      ...expected,
      detail: 'There is nothing at /v1/nowhere; see /v1/openapi.json.',
    });
    expect((await ask('fr')).detail).toContain('没有');
  });

  test.each([
    ['zh-CN,en;q=0.8', 'zh_CN'],
    ['fr-FR, en;q=0.7, zh;q=0.3', 'en'],
    ['en;q=0, zh;q=0.1', 'zh_CN'],
    [undefined, 'zh_CN'],
  ])('Accept-Language %s is %s', (header, locale) => {
    expect(localeOfHeader(header)).toBe(locale);
  });

  test('a wrong method says which are right', async () => {
    const response = await brand.request('/v1/metrics');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect((await problemIn(response)).code).toBe('server_method');
  });

  test.each([
    ['{"subjects":\n  [,]}', 2, 4],
    ['{"subjects":["x"]} and more', 1, 20],
    ['{"subjects":["x"', 1, 17],
    ['', 1, 1],
    ['{subjects: 1}', 1, 2],
    ['{"a": "\n"}', 1, 8],
  ])('a body that is no JSON is told where it breaks: %j', async (body, line, column) => {
    const headers = { 'accept-language': 'en' };
    const response = await brand.request('/v1/metrics', { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect((await problemIn(response)).detail).toBe(
      `The body is not JSON: it breaks at line ${line}, column ${column}.`,
    );
  });

  test.each([
    ['/v1/imports/%00', {}],
    ['/v1/imports/%00', { method: 'DELETE' }],
    ['/v1/search?q=%00a', {}],
    ['/v1/imports?sheet=a%00', { method: 'POST', body: 'a,b' }],
    [
      '/v1/marks',
      {
        method: 'PUT',
        body: '{"marks":{"xhs/note/6841f0000000000000000001":{"decision":"stop","remark":"\\\\\\u0000"}}}',
      },
    ],
    ['/v1/mappings', { method: 'PUT', body: '{"save":[],"remove":["a\\u0000"]}' }],
  ])('a NUL, which no database holds, is refused: %s %j', async (path, init) => {
    const response = await brand.request(path, init);
    expect(response.status).toBe(400);
    expect((await problemIn(response)).code).toBe('server_bad_field');
  });

  test('what only reads like the escape of a NUL is text', async () => {
    const body = '{"marks":{"xhs/note/6841f0000000000000000001":{"decision":"watch","remark":"\\\\u0000"}}}';
    const response = await brand.request('/v1/marks', { method: 'PUT', body });
    expect(await response.json()).toMatchObject({ marks: { [note(NOTE)]: { remark: '\\u0000' } } });
  });

  test('half of a character in a remark is a mark, and the rest of it stands', async () => {
    const body = '{"marks":{"xhs/note/6841f0000000000000000001":{"decision":"watch","remark":"好\\ud83d物"}}}';
    const response = await brand.request('/v1/marks', { method: 'PUT', body });
    expect(await response.json()).toMatchObject({ marks: { [note(NOTE)]: { remark: '好\ufffd物' } } });
  });

  test('wrong tokens are limited by address, and a good one from there is answered', async () => {
    const ask = (authorization: string, address: string) =>
      api.request('/v1/known', { headers: { authorization } }, address);
    const statuses: number[] = [];
    for (let at = 0; at < 100; at++) statuses.push((await ask(`Bearer gl_x_${at}`, '192.0.2.1')).status);
    expect([...new Set(statuses)]).toEqual([401, 429]);
    expect((await ask('Bearer wrong', '192.0.2.1')).headers.get('retry-after')).toBe('1');
    expect((await ask('Bearer wrong', '192.0.2.2')).status).toBe(401);
    expect((await ask(`Bearer ${brand.token}`, '192.0.2.1')).status).toBe(200);
  });

  test('a secret of other letters and of the same length is no fault of ours', async () => {
    const authorization = `Bearer ${'é'.repeat(LOCAL_SECRET.length)}`;
    expect((await api.request('/v1/known', { headers: { authorization } })).status).toBe(401);
  });

  const range = { from: '2026-07-01', to: '2026-07-31' };
  test.each([
    ['no subjects', { subjects: [], range }, 'subjects'],
    ['too many subjects', { subjects: Array(MAX_SUBJECTS + 1).fill(note(NOTE)), range }, 'subjects'],
    ['what is no subject', { subjects: [note(NOTE), 'xhs/note/12'], range }, 'subjects.1'],
    ['a day that is none', { subjects: [note(NOTE)], range: { from: '2026-02-30', to: '2026-03-01' } }, 'range.from'],
    [
      'more days than anybody has',
      { subjects: [note(NOTE)], range: { from: '0001-01-01', to: '2026-07-31' } },
      'range',
    ],
    ['half a range', { subjects: [note(NOTE)], range: { from: '2026-02-03' } }, 'range'],
    ['a window nobody has', { subjects: [note(NOTE)], range, window: 14 }, 'window'],
    ['a field nobody knows', { subjects: [note(NOTE)], range, windw: 15 }, 'windw'],
  ])('%s: the field at fault is named', async (_, body, where) => {
    const response = await brand.post('/v1/metrics', body);
    expect(response.status).toBe(400);
    const problem = await problemIn(response);
    expect(problem.code).toBe('server_bad_field');
    expect(problem.detail).toContain(`字段 ${where} 不对`);
  });

  test.each([
    ['/v1/summary?last=0&to=2026-07-31', 'range.last'],
    ['/v1/summary?to=2026-07-31', 'range'],
    ['/v1/summary?last=7&to=2026-07-31&costScope=gold', 'costScope.0'],
    ['/v1/summary?last=7&to=2026-07-31&token=x', 'token'],
  ])('a question in the address is checked alike: %s', async (path, where) => {
    const response = await brand.request(path);
    expect(response.status).toBe(400);
    expect((await problemIn(response)).detail).toContain(`字段 ${where} 不对`);
  });

  test('what is declared of an import is checked before a byte of it is stored', async () => {
    for (const [query, where] of [
      [{ window: '14' }, 'window'],
      [{ preview: 'maybe' }, 'preview'],
      [{ asOf: '2026-13-01' }, 'asOf'],
    ] as const) {
      const response = await brand.tryImport(xingheDays('2026-07-01', '2026-07-02'), query);
      expect(response.status).toBe(400);
      expect((await problemIn(response)).detail).toContain(`字段 ${where} 不对`);
    }
  });
});

describe('limits', () => {
  test('a body beyond any question is not read', async () => {
    const response = await brand.post('/v1/metrics', { subjects: ['x'.repeat(300 * 1024)] });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'server_body_too_large' });
  });

  test('an upload that says it is too large is refused before it is sent', async () => {
    const headers = { 'content-length': String(2 * 1024 ** 3) };
    const response = await brand.request('/v1/imports', { method: 'POST', headers, body: 'x' });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'server_upload_too_large' });
  });

  test('a token that asks too much is told when to come back, and no other suffers', async () => {
    const strict = await TestApi.open(await openPglite(null), { burst: 3, perSecond: 0.5 });
    try {
      const [eager, calm] = [await strict.workspace(), await strict.workspace()];
      const statuses = [];
      for (let i = 0; i < 3; i++) statuses.push((await eager.request('/v1/known')).status);
      expect(statuses).toEqual([200, 200, 200]);
      const refused = await eager.request('/v1/known');
      expect(refused.status).toBe(429);
      // One question needs 1 ÷ 0.5 per second = 2 seconds, less the moment that has passed.
      expect(refused.headers.get('retry-after')).toBe('2');
      expect((await calm.request('/v1/known')).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});

test('an answer that is long comes compressed to whoever can read it so', async () => {
  const ask = () =>
    brand.request('/v1/metrics', {
      method: 'POST',
      headers: { 'accept-encoding': 'gzip' },
      body: JSON.stringify({ subjects: [note(NOTE)], range: { last: 7, to: '2026-07-31' } }),
    });
  const response = await ask();
  expect(response.headers.get('content-encoding')).toBe('gzip');
  const answers = JSON.parse(gunzipSync(Buffer.from(await response.arrayBuffer())).toString()) as object;
  expect(answers).toMatchObject({ answers: { [note(NOTE)]: { subject: note(NOTE) } } });
});

test('health needs no token and says how the database is', async () => {
  const response = await api.request('/healthz');
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: 'ok', database: 'ok' });
});

test('the contract is published as OpenAPI 3.1, every reference in it resolved', async () => {
  const document = (await (await api.request('/v1/openapi.json')).json()) as {
    openapi: string;
    paths: Record<string, object>;
    components: { schemas: Record<string, object> };
  };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(['/v1/metrics', '/v1/summary', '/v1/known', '/v1/imports', '/v1/imports/{id}', '/healthz']),
  );
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(20);
  for (const [, name = ''] of references) expect(document.components.schemas[name]).toBeDefined();
});
