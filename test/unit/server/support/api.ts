import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect } from 'vitest';
import type { ImportAnswer, KnownResponse, MetricsResponse, SummaryResponse } from '../../../../src/api/contract';
import type { Subject } from '../../../../src/metrics/subjects';
import type { Db } from '../../../../src/server/db/db';
import { createApp } from '../../../../src/server/http/app';
import type { RateLimits } from '../../../../src/server/http/rate-limit';
import { Service } from '../../../../src/server/service';
import type { ServedSites } from '../../../../src/server/sites';

export const LOCAL_SECRET = `local-${'5'.repeat(64)}`;
const PLENTY: RateLimits = { burst: 10_000, perSecond: 10_000 };

/** The API on a database, asked without a network. */
export class TestApi {
  readonly faults: unknown[] = [];
  readonly logged: string[] = [];
  service!: Service;
  private app!: ReturnType<typeof createApp>;
  private incoming = '';
  private count = 0;

  static async open(db: Db, rateLimits = PLENTY, sites?: ServedSites): Promise<TestApi> {
    const api = new TestApi();
    await api.serve(db, rateLimits, sites);
    return api;
  }

  /** The API of a suite: opened before its tests, and after them nothing may have gone wrong behind an answer. */
  static ofSuite(open: () => Promise<Db>): TestApi {
    const api = new TestApi();
    beforeAll(async () => api.serve(await open(), PLENTY));
    afterAll(async () => {
      expect(api.faults).toEqual([]);
      await api.close();
    });
    return api;
  }

  private async serve(db: Db, rateLimits: RateLimits, sites?: ServedSites): Promise<void> {
    this.service = await Service.open(db, (error) => this.faults.push(error));
    this.incoming = await mkdtemp(join(tmpdir(), 'grasslens-test-'));
    const log = pino({ level: 'info' }, { write: (line) => this.logged.push(line) });
    this.app = createApp({
      service: this.service,
      incoming: this.incoming,
      log,
      localSecret: LOCAL_SECRET,
      rateLimits,
      ...(sites && { sites }),
    });
  }

  async close(): Promise<void> {
    await this.service.sweeper.stop();
    await this.service.db.close();
    await rm(this.incoming, { recursive: true, force: true });
  }

  /** A workspace of its own for each test, so that all can share one database. */
  async workspace(): Promise<Workspace> {
    const name = `test-${process.pid}-${Date.now()}-${++this.count}`;
    return new Workspace(this, name, await this.service.workspaces.createToken(name));
  }

  /** Each method and path that the app answers; its middlewares are left out. */
  get routes(): { method: string; path: string }[] {
    return this.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => ({ method, path }));
  }

  /** @param remoteAddress whose connection the request comes by */
  async request(path: string, init: RequestInit = {}, remoteAddress?: string): Promise<Response> {
    return this.app.request(path, init, remoteAddress === undefined ? {} : { incoming: { socket: { remoteAddress } } });
  }
}

export class Workspace {
  constructor(
    readonly api: TestApi,
    readonly name: string,
    readonly token: string,
  ) {}

  /** A request with the workspace's token. */
  async request(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    return this.api.request(path, { ...init, headers: { authorization: `Bearer ${this.token}`, ...init.headers } });
  }

  async post(path: string, body: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return this.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** Imports a text as a file; `query` says how. @returns the API's answer, which must be good */
  async import(content: string, query: Record<string, string> = {}): Promise<ImportAnswer> {
    const response = await this.tryImport(content, query);
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as ImportAnswer;
  }

  async tryImport(content: string | Uint8Array<ArrayBuffer>, query: Record<string, string> = {}): Promise<Response> {
    const search = new URLSearchParams({ filename: 'export.csv', ...query });
    return this.request(`/v1/imports?${search}`, { method: 'POST', body: content });
  }

  async undo(id: string | null): Promise<Response> {
    return this.request(`/v1/imports/${id}`, { method: 'DELETE' });
  }

  async metrics(subjects: readonly Subject[], question: object = {}): Promise<MetricsResponse> {
    const range = { from: '2026-07-01', to: '2026-07-31' };
    const response = await this.post('/v1/metrics', { subjects, range, ...question });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as MetricsResponse;
  }

  async summary(query: Record<string, string>): Promise<SummaryResponse> {
    const response = await this.request(`/v1/summary?${new URLSearchParams(query)}`);
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as SummaryResponse;
  }

  async known(): Promise<KnownResponse> {
    return (await (await this.request('/v1/known')).json()) as KnownResponse;
  }

  /** One number of one subject on one platform, or why it is not there. */
  async figure(subject: Subject, platform: string, measure: string, question: object = {}): Promise<number | string> {
    const { answers } = await this.metrics([subject], question);
    const cell = answers[subject]?.cells.find((one) => one.platform === platform);
    const figure = Object.entries(cell?.figures ?? {}).find(([key]) => key === measure)?.[1];
    if (!figure) return 'no figure';
    if (figure.state === 'missing') return figure.reason;
    return figure.low === figure.high ? figure.low : `${figure.low}..${figure.high}`;
  }
}
