import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Logger } from 'pino';
import { API_VERSION, type KnownResponse, MetricsRequestSchema } from '../../api/contract';
import { openapi } from '../../api/openapi';
import { writeWorkspace } from '../imports/hand-over';
import { Refusal } from '../refusal';
import type { Service } from '../service';
import { NO_SITES, type ServedSites } from '../sites';
import { localeOfHeader } from '../words';
import { authorise, type Env } from './auth';
import { decisionRoutes } from './decision-routes';
import { health } from './health';
import { importRoutes } from './import-routes';
import { checkAddress, checked, jsonBody, questionInQuery } from './input';
import { problemOf, respondProblem } from './problems';
import { RATE_LIMITS, RateLimit, type RateLimits } from './rate-limit';
import { subjectRoutes } from './subject-routes';

/** A question of 200 subjects is some 12 kB. */
const MAX_JSON_KILOBYTES = 256;
/** A whole map, of as many links as the contract allows. */
const MAX_MAP_KILOBYTES = 8 * 1024;
/** Whatever has another path needs a token. */
export const PUBLIC: ReadonlySet<string> = new Set(['/healthz', '/v1/openapi.json']);
const ALLOW_PRIVATE = 'Access-Control-Allow-Private-Network';

export interface AppOptions {
  service: Service;
  /** A folder for files on their way in. */
  incoming: string;
  log: Logger;
  /** The command line's secret on the same data folder; null takes tokens only. */
  localSecret?: string | null;
  rateLimits?: RateLimits;
  sites?: ServedSites;
}

/** The metrics API as a Hono app: `app.fetch` serves it, `app.request` tries it. */
export function createApp(options: AppOptions) {
  const { service, incoming, log, localSecret = null, rateLimits = RATE_LIMITS, sites = NO_SITES } = options;
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    c.set('locale', localeOfHeader(c.req.header('Accept-Language')));
    const begun = performance.now();
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    const took = Math.round(performance.now() - begun);
    log.info({ method: c.req.method, path: c.req.path, status: c.res.status, ms: took, workspace: c.get('workspace') });
  });
  // A browser asks this before it lets a page of the wide world speak to an address of its own network.
  app.use(async (c, next) => {
    await next();
    if (c.req.header('Access-Control-Request-Private-Network')) c.header(ALLOW_PRIVATE, 'true');
  });
  app.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match', 'Accept-Language'],
      exposeHeaders: ['ETag', 'Retry-After'],
      maxAge: 86_400,
    }),
  );
  app.use(compress());
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        c.header('Allow', methods.join(', '));
        return respondProblem(c, new Refusal('server_method', { method: c.req.method }), c.get('locale'));
      },
    }),
  );

  app.use(async (c, next) => {
    checkAddress(c.req.url);
    await next();
  });

  const authorised = authorise(service, new RateLimit(rateLimits), localSecret);
  app.use(async (c, next) => (PUBLIC.has(c.req.path) ? next() : authorised(c, next)));

  app.get('/healthz', async (c) => {
    const { body, healthy } = await health(service);
    return c.json(body, healthy ? 200 : 503, { 'Cache-Control': 'no-store' });
  });
  app.get('/v1/openapi.json', (c) => c.json(openapi()));

  const atMost = (kilobytes: number) =>
    bodyLimit({
      maxSize: kilobytes * 1024,
      onError: () => {
        throw new Refusal('server_body_too_large', { kilobytes });
      },
    });
  const small = atMost(MAX_JSON_KILOBYTES);

  app.post('/v1/metrics', small, async (c) => {
    const { subjects, verdicts, ...question } = checked(MetricsRequestSchema, await jsonBody(c));
    c.header('Cache-Control', 'no-store');
    return c.json(await service.metrics(c.get('workspace'), subjects, question, verdicts));
  });
  app.get('/v1/summary', async (c) => {
    const question = questionInQuery(c);
    c.header('Cache-Control', 'no-store');
    return c.json(await service.summary(c.get('workspace'), question));
  });
  app.get('/v1/known', async (c) => {
    const workspace = c.get('workspace');
    const { revision } = await service.store.snapshot(workspace);
    const tag = etag(revision);
    c.header('Cache-Control', 'private, no-cache');
    c.header('Vary', 'Authorization', { append: true });
    if (matches(c.req.header('If-None-Match'), tag)) {
      c.header('ETag', tag);
      return c.body(null, 304);
    }
    const known = await service.store.known(workspace);
    c.header('ETag', etag(known.revision));
    return c.json({ version: API_VERSION, workspace, ...known } satisfies KnownResponse);
  });
  app.get('/v1/sites', notStored, (c) => c.json(sites));
  for (const path of ['/v1/subjects/*', '/v1/coverage', '/v1/search', '/v1/top']) app.use(path, notStored);
  app.route('/v1', subjectRoutes(service));
  app.use('/v1/map/*', notStored, atMost(MAX_MAP_KILOBYTES));
  for (const path of ['/v1/mappings', '/v1/targets', '/v1/marks', '/v1/calibers']) app.use(path, notStored, small);
  app.route('/v1', decisionRoutes(service));
  app.route('/v1/imports', importRoutes(service, incoming));
  app.use('/local/*', localOnly, notStored, small);
  app.get('/local/tokens', async (c) => c.json({ tokens: await service.workspaces.tokens(c.get('workspace')) }));
  app.post('/local/tokens', async (c) => {
    const label = c.req.query('label') ?? '';
    return c.json({ token: await service.workspaces.createToken(c.get('workspace'), label) }, 201);
  });
  app.delete('/local/tokens/:id', async (c) => {
    await service.workspaces.revokeToken(c.get('workspace'), c.req.param('id'));
    return c.body(null, 204);
  });

  app.get('/local/archive', async (c) => {
    const path = join(incoming, `${randomUUID()}.zip`);
    await writeWorkspace(service.store, c.get('workspace'), path);
    const file = createReadStream(path);
    // It is read to its end, or let go of; either way nobody needs its name any more.
    file.once('close', () => void rm(path, { force: true }));
    const { size } = await stat(path);
    c.header('Content-Type', 'application/zip');
    c.header('Content-Length', String(size));
    return c.body(Readable.toWeb(file) as ReadableStream);
  });

  app.notFound((c) => respondProblem(c, new Refusal('server_not_found', { path: c.req.path }), c.get('locale')));
  app.onError((error, c) => {
    const { status } = problemOf(error, 'en');
    if (status >= 500) log.error({ err: error, path: c.req.path });
    return respondProblem(c, error, c.get('locale'));
  });
  return app;
}

/** The command line on the same data folder, and no token. */
const localOnly: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.get('local')) throw new Refusal('server_unauthorised');
  await next();
};

const notStored: MiddlewareHandler<Env> = async (c, next) => {
  c.header('Cache-Control', 'no-store');
  await next();
};

/** Weak: the same content may come compressed or not. The contract's version is part of what it is. */
function etag(revision: string): string {
  return `W/"${API_VERSION}-${revision}"`;
}

function matches(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((one) => one.trim() === tag || one.trim() === '*');
}
