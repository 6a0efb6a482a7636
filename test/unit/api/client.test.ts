import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiSource } from '../../../src/api/client';
import { SourceError } from '../../../src/api/data-source';
import type { Question } from '../../../src/metrics/question';

const NOTE = 'xhs/note/64a000000000000000000001';
const QUESTION: Question = {
  range: { last: 15, to: '2026-07-15' },
  window: 15,
  caliber: 'source',
  costScope: ['juguang'],
};
const KNOWN = {
  version: 1,
  workspace: 'team',
  revision: 'r1',
  asOf: { xinghe: '2026-07-15' },
  subjects: { 'xhs/note': [NOTE.slice(9)] },
};
const ANSWER = { subject: NOTE, title: null, group: null, linked: 0, marks: [], cells: [] };
const JSON_TYPE = { 'content-type': 'application/json' };

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** A real server on the loopback, so that what is tested is what really goes over the wire. */
async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const source = (address: string, some: { token?: string; timeoutMs?: number; online?: () => boolean } = {}) =>
  new ApiSource({ address, token: 'gl_team_x', ...some });

async function faultOf(work: Promise<unknown>): Promise<[string, number | null] | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof SourceError) return [error.fault, error.retryAfter];
    throw error;
  }
}

describe('the client asks', () => {
  it('with the token and without cookies or referrer, at the path below the address', async () => {
    const seen: unknown[] = [];
    const address = await serve((request, response) => {
      const { authorization, cookie, referer, accept } = request.headers;
      seen.push([request.method, request.url, authorization, cookie, referer, accept]);
      response.writeHead(200, { ...JSON_TYPE, etag: '"e1"' }).end(JSON.stringify(KNOWN));
    });
    expect(await source(`${address}/grasslens`).known(null)).toEqual({ known: KNOWN, etag: '"e1"' });
    expect(seen).toEqual([
      ['GET', '/grasslens/v1/known', 'Bearer gl_team_x', undefined, undefined, 'application/json'],
    ]);
  });

  it('for metrics with subjects and question in the body', async () => {
    let body = '';
    const address = await serve(async (request, response) => {
      for await (const chunk of request) body += chunk;
      response.writeHead(200, JSON_TYPE).end(JSON.stringify({ revision: 'r1', answers: { [NOTE]: ANSWER } }));
    });
    expect(await source(address).metrics([NOTE], QUESTION)).toEqual({ revision: 'r1', answers: { [NOTE]: ANSWER } });
    expect(JSON.parse(body)).toEqual({ subjects: [NOTE], ...QUESTION });
  });

  it('for the summary with the question in the address', async () => {
    let url = '';
    const address = await serve((request, response) => {
      url = request.url ?? '';
      const summary = { revision: 'r1', subjects: { notes: 1, products: 0 }, cells: [] };
      response.writeHead(200, JSON_TYPE).end(JSON.stringify(summary));
    });
    expect((await source(address).summary(QUESTION)).subjects).toEqual({ notes: 1, products: 0 });
    expect(url).toBe('/v1/summary?last=15&to=2026-07-15&window=15&caliber=source&costScope=juguang');
  });

  it('whether anything is new, by its tag', async () => {
    const tags: unknown[] = [];
    const address = await serve((request, response) => {
      tags.push(request.headers['if-none-match']);
      response.writeHead(request.headers['if-none-match'] === '"e1"' ? 304 : 200, JSON_TYPE);
      response.end(request.headers['if-none-match'] ? undefined : JSON.stringify(KNOWN));
    });
    // Without CORS exposing it there is no tag: the next question is unconditional.
    expect(await source(address).known(null)).toEqual({ known: KNOWN, etag: '' });
    expect(await source(address).known('"e1"')).toBe('unchanged');
    await source(address).known('');
    expect(tags).toEqual([undefined, '"e1"', undefined]);
  });
});

const html: RequestListener = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
const body =
  (text: string, type = 'application/json'): RequestListener =>
  (_, response) =>
    response.writeHead(200, { 'content-type': type }).end(text);
const status =
  (code: number, headers: Record<string, string> = {}, text = '{}'): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end(text);
const problem = JSON.stringify({ type: 'about:blank', title: 'Bad question', status: 400, code: 'bad_question' });

describe('the client takes no answer for', () => {
  it.each<[string, RequestListener, [string, number | null]]>([
    ['a page', html, ['not-an-api', null]],
    ['an empty body', body('', 'text/plain'), ['not-an-api', null]],
    ['JSON that breaks off', body('{"revision":"r1","answ'), ['failing', null]],
    ['other JSON', body('{"hello":"world"}'), ['not-an-api', null]],
    ['an array', body('[]'), ['not-an-api', null]],
    ['null', body('null'), ['not-an-api', null]],
    ['a sign-in elsewhere', status(302, { location: 'https://login.example.com/' }), ['not-an-api', null]],
    ['a redirect of the question', status(307, { location: '/v2/metrics' }), ['not-an-api', null]],
    ['a 304 that nobody asked for', status(304), ['not-an-api', null]],
    ['no token', status(401), ['not-authorised', null]],
    ['no rights', status(403), ['not-authorised', null]],
    ['another path', status(404, {}, 'Not found'), ['not-an-api', null]],
    ['a question it does not understand', status(400, {}, problem), ['version', null]],
    ['a time-out of the API', status(408), ['failing', null]],
    ['too much', status(429), ['busy', null]],
    ['too much, with a pause', status(429, { 'retry-after': '7' }), ['busy', 7]],
    ['too much, until a day long past', status(429, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), ['busy', 0]],
    ['too much, with nonsense', status(429, { 'retry-after': 'soon' }), ['busy', null]],
    ['an error', status(500), ['failing', null]],
    ['maintenance', status(503, { 'retry-after': '30' }), ['failing', 30]],
    ['a cut connection', (request) => request.socket.destroy(), ['unreachable', null]],
    [
      'an answer cut off midway',
      (request, response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' }).write('{"revision"');
        setTimeout(() => request.socket.destroy(), 5);
      },
      ['unreachable', null],
    ],
    ['a number that is none', body(`{"revision":"r1","answers":{"${NOTE}":{"linked":"1"}}}`), ['version', null]],
    ['a list for a table', body('{"revision":"r1","answers":[]}'), ['version', null]],
    ['an answer that leaves a subject out', body('{"revision":"r1","answers":{}}'), ['version', null]],
    [
      "another's answer",
      body(JSON.stringify({ revision: 'r1', answers: { [NOTE]: { ...ANSWER, subject: 'jd/sku/100012345' } } })),
      ['version', null],
    ],
  ])('%s', async (_name, listener, fault) => {
    const address = await serve(listener);
    expect(await faultOf(source(address).metrics([NOTE], QUESTION))).toEqual(fault);
  });

  it('a set that is a list', async () => {
    const address = await serve(body(JSON.stringify({ ...KNOWN, subjects: [] })));
    expect(await faultOf(source(address).known(null))).toEqual(['version', null]);
  });

  it.each([0, 2, '1'])('a set of version %j', async (version) => {
    const address = await serve(body(JSON.stringify({ ...KNOWN, version })));
    expect(await faultOf(source(address).known(null))).toEqual(['version', null]);
  });

  it('silence', async () => {
    const address = await serve(() => undefined);
    expect(await faultOf(source(address, { timeoutMs: 50 }).known(null))).toEqual(['unreachable', null]);
  });

  it('an answer that drips for ever', async () => {
    const address = await serve((_, response) => {
      response.writeHead(200, JSON_TYPE);
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect(await faultOf(source(address, { timeoutMs: 50 }).known(null))).toEqual(['unreachable', null]);
  });

  it('50 MB, of which it reads a third', async () => {
    let written = 0;
    const mega = Buffer.alloc(1024 * 1024, ' ');
    const address = await serve((_, response) => {
      response.writeHead(200, JSON_TYPE);
      const more = () => {
        while (written < 50 && !response.destroyed) {
          written += 1;
          if (!response.write(mega)) return response.once('drain', more);
        }
        return response.end();
      };
      more();
    });
    expect(await faultOf(source(address).known(null))).toEqual(['not-an-api', null]);
    // 16 MB is the limit; what the sockets hold by themselves is far less than the other 34.
    expect(written).toBeLessThan(40);
  });

  it('50 MB that are announced', async () => {
    const address = await serve((_, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': String(50 * 1024 * 1024) }).write(' ');
    });
    expect(await faultOf(source(address, { timeoutMs: 5_000 }).known(null))).toEqual(['not-an-api', null]);
  });

  it('nothing at all, and says whether it is the network', async () => {
    const address = await serve(() => undefined);
    server?.close();
    // This machine is reached without any network.
    expect(await faultOf(source(address, { online: () => false }).known(null))).toEqual(['unreachable', null]);
    const refused = () => Promise.reject(new TypeError('Failed to fetch'));
    const remote = (online: boolean) =>
      new ApiSource({ address: 'https://metrics.example.com', token: 'x', fetch: refused, online: () => online });
    expect(await faultOf(remote(true).known(null))).toEqual(['unreachable', null]);
    expect(await faultOf(remote(false).known(null))).toEqual(['offline', null]);
  });

  it('a token that no header can carry, which is not even sent', async () => {
    let asked = 0;
    const address = await serve(() => {
      asked += 1;
    });
    for (const token of ['', '令牌', 'a b', 'a\nb']) {
      expect(await faultOf(source(address, { token }).known(null))).toEqual(['not-authorised', null]);
    }
    expect(asked).toBe(0);
  });
});
