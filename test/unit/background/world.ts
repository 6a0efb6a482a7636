import { IDBFactory } from 'fake-indexeddb';
import { ApiSource } from '../../../src/api/client';
import type { BrowserFace, Clock, Sender } from '../../../src/background/face';
import { startWorker } from '../../../src/background/worker';
import { filesDatabase } from '../../../src/files/database';
import { FilesSource } from '../../../src/files/source';
import { FilesStore } from '../../../src/files/store';
import type { Envelope, QuestionName, Reply, Request } from '../../../src/messages/protocol';
import type { DecisionMark, MarkWish } from '../../../src/metrics/marks';
import type { Top } from '../../../src/metrics/ranking';

export const EXTENSION_ID = 'grasslens-id';
export const BASE = `chrome-extension://${EXTENSION_ID}/`;
export const NOTE = (n: number) => `xhs/note/66${n.toString(16).padStart(22, '0')}`;
export const ADDRESS = 'http://127.0.0.1:8787';
export const TOKEN = 'gl_team_s3cret';

/** Time that stands still until it is told to go on; what `after` was given runs then, in order. */
export class FakeClock implements Clock {
  private at: number;
  private timers: { at: number; then: () => void }[] = [];
  constructor(at = Date.UTC(2026, 6, 16, 4)) {
    this.at = at;
  }
  now = () => this.at;
  random = () => 1 - Number.EPSILON;
  after = (ms: number, then: () => void) => {
    this.timers.push({ at: this.at + ms, then });
  };
  advance(ms: number) {
    this.at += ms;
    const due = this.timers.filter(({ at }) => at <= this.at);
    this.timers = this.timers.filter(({ at }) => at > this.at);
    for (const { then } of due) then();
  }
  /** Timers die with their worker. */
  dropTimers() {
    this.timers = [];
  }
}

export class FakeArea {
  readonly items = new Map<string, unknown>();
  writes = 0;
  async get(keys: string | string[] | null): Promise<Record<string, unknown>> {
    const wanted = keys === null ? [...this.items.keys()] : [keys].flat();
    return structuredClone(
      Object.fromEntries(wanted.filter((key) => this.items.has(key)).map((key) => [key, this.items.get(key)])),
    );
  }
  async set(items: Record<string, unknown>) {
    this.writes += 1;
    for (const [key, value] of Object.entries(structuredClone(items))) this.items.set(key, value);
  }
  async remove(keys: string | string[]) {
    for (const key of [keys].flat()) this.items.delete(key);
  }
}

/** What a tab's toolbar button shows; a navigation forgets the tab's own. */
export class FakeAction {
  readonly texts = new Map<number | 'all', string>();
  readonly titles = new Map<number | 'all', string>([['all', 'default']]);
  async setBadgeText({ text, tabId }: { text: string; tabId?: number }) {
    this.texts.set(tabId ?? 'all', text);
  }
  async setBadgeBackgroundColor() {}
  async setTitle({ title, tabId }: { title: string; tabId?: number }) {
    this.titles.set(tabId ?? 'all', title);
  }
  async getTitle({ tabId }: { tabId?: number }) {
    return this.titles.get(tabId ?? 'all') ?? this.titles.get('all') ?? '';
  }
  navigate(tabId: number) {
    this.texts.delete(tabId);
    this.titles.delete(tabId);
  }
}

export interface Call {
  path: string;
  body: { subjects?: string[]; marks?: Record<string, MarkWish | null> } & Record<string, unknown>;
  headers: Headers;
  init: RequestInit;
}

/** A metrics API in one function: what it knows, what it answers, and everything it was asked. */
export class FakeApi {
  calls: Call[] = [];
  revision = 'r1';
  workspace = 'team';
  asOf: Record<string, string> = { xinghe: '2026-07-14', juguang: '2026-07-15' };
  subjects: Record<string, string[]> = { 'xhs/note': Array.from({ length: 300 }, (_, n) => NOTE(n).slice(9)) };
  /** Told in the title, to see which state of the API an answer is of. */
  edition = 'first';
  targets: Record<string, { good: number; bad: number }> = {};
  marks: Record<string, DecisionMark> = {};
  top: Top = { notes: [], products: [] };
  coverage = {
    sources: [],
    unmapped: { notes: { count: 9, first: [] }, tasks: { count: 0, first: [] }, noteless: { count: 0, first: [] } },
  };
  /** Called before a request is answered; what it gives is the answer instead. */
  fault: ((call: Call) => Response | undefined | Promise<Response | undefined>) | null = null;

  fetch = async (url: string | URL | globalThis.Request, init: RequestInit = {}): Promise<Response> => {
    const { pathname } = new URL(String(url));
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {};
    const call: Call = { path: pathname, body, headers: new Headers(init.headers), init };
    this.calls.push(call);
    const fault = await this.fault?.(call);
    if (fault) return fault;
    if (call.headers.get('authorization') !== `Bearer ${TOKEN}`) return new Response('{}', { status: 401 });
    if (pathname === '/v1/known') return this.known(call);
    if (pathname === '/v1/metrics') return json({ revision: this.revision, answers: this.answers(call) });
    if (pathname === '/v1/summary')
      return json({ revision: this.revision, subjects: { notes: 300, products: 0 }, cells: [] });
    if (pathname === '/v1/top') return json({ revision: this.revision, ...this.top });
    if (pathname === '/v1/coverage') return json({ revision: this.revision, ...this.coverage });
    if (pathname === '/v1/targets') return json({ revision: this.revision, targets: this.targets, waterlines: null });
    if (pathname === '/v1/marks') return this.marked(call);
    const [, subject] = /^\/v1\/subjects\/(.*)$/.exec(pathname) ?? [];
    if (subject) return json({ revision: this.revision, detail: { ...answerOf(subject, this.edition), ...NO_DETAIL } });
    return new Response('<html>', { status: 404 });
  };

  private marked({ init, body }: Call): Response {
    if (init.method === 'PUT') {
      for (const [subject, wish] of Object.entries(body.marks ?? {})) {
        if (wish === null) delete this.marks[subject];
        else this.marks[subject] = { ...wish, at: '2026-07-16T00:00:00.000Z' };
      }
    }
    return json({ revision: this.revision, marks: this.marks });
  }

  asked(path: string): Call[] {
    return this.calls.filter((call) => call.path === path);
  }

  private known({ headers }: Call): Response {
    const etag = `"${this.revision} ${Object.values(this.asOf).join(' ')}"`;
    if (headers.get('if-none-match') === etag) return new Response(null, { status: 304 });
    const { workspace, revision, asOf, subjects } = this;
    return json({ version: 1, workspace, revision, asOf, subjects }, { etag });
  }

  private answers({ body }: Call) {
    return Object.fromEntries((body.subjects ?? []).map((subject) => [subject, answerOf(subject, this.edition)]));
  }
}

const NO_DETAIL = {
  series: [],
  funnels: [],
  counterparts: [],
  floors: [],
  imports: [],
  facts: { kol: null, published: null, tasks: [] },
};

export function answerOf(subject: string, title: string) {
  return { subject, title, group: null, linked: 1, marks: [], cells: [] };
}

export function json(value: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json', ...headers } });
}

export const XHS_TAB: Sender = {
  id: EXTENSION_ID,
  url: 'https://www.xiaohongshu.com/explore',
  origin: 'https://www.xiaohongshu.com',
  tab: { id: 7 },
};
export const OPTIONS_PAGE: Sender = { id: EXTENSION_ID, url: `${BASE}src/options/options.html`, tab: { id: 9 } };

type Router = Parameters<BrowserFace['runtime']['onMessage']['addListener']>[0];

/** A browser with this extension in it. Workers come and go; storage, alarms and the toolbar stay. */
export class World {
  readonly clock = new FakeClock();
  readonly local = new FakeArea();
  readonly session = new FakeArea();
  readonly managed = new FakeArea();
  readonly action = new FakeAction();
  readonly alarms = new Map<string, { when?: number; periodInMinutes?: number }>();
  readonly api = new FakeApi();
  /** What the background reads of files in this browser. */
  readonly files: FilesStore;
  /** Other APIs by their host. */
  readonly apis = new Map<string, FakeApi>();
  /** Addresses of the tabs that were opened. */
  readonly opened: string[] = [];
  language = 'zh-CN';
  online = true;
  private router: Router | null = null;
  private onAlarm: ((alarm: { name: string }) => void) | null = null;
  private onStorage: ((changes: Record<string, unknown>, area: string) => void) | null = null;
  private onStartup: (() => void) | null = null;
  private goneOnline: (() => void) | null = null;

  constructor() {
    globalThis.indexedDB = new IDBFactory();
    this.files = new FilesStore(filesDatabase());
    this.start();
  }

  /** The worker dies and a new one wakes: nothing but storage is left. */
  restart() {
    this.clock.dropTimers();
    this.start();
  }

  private start() {
    this.router = null;
    const listenable = <F>(take: (listener: F) => void) => ({ addListener: take });
    startWorker({
      browser: {
        runtime: {
          id: EXTENSION_ID,
          getURL: (path) => BASE + path,
          onMessage: listenable((listener) => {
            this.router = listener;
          }),
          onInstalled: listenable(() => undefined),
          onStartup: listenable((listener) => {
            this.onStartup = listener;
          }),
        },
        storage: {
          local: this.local,
          session: this.session,
          managed: this.managed,
          onChanged: listenable((listener) => {
            this.onStorage = listener;
          }),
        },
        alarms: {
          get: async (name) => this.alarms.get(name),
          create: async (name, when) => void this.alarms.set(name, when),
          clear: async (name) => this.alarms.delete(name),
          onAlarm: listenable((listener) => {
            this.onAlarm = listener;
          }),
        },
        action: this.action,
        tabs: { create: async ({ url }) => void this.opened.push(url) },
        i18n: { getUILanguage: () => this.language },
      },
      clock: this.clock,
      sourceFor: (way) => {
        if (way.kind === 'files') return new FilesSource(this.files, way.id);
        return new ApiSource({
          ...way,
          fetch: (url, init) => (this.apis.get(new URL(String(url)).host) ?? this.api).fetch(url, init),
          online: () => this.online,
        });
      },
      onOnline: (listener) => {
        this.goneOnline = listener;
      },
    });
  }

  /** An administrator's policy comes, changes or, as {}, goes, and the browser says so. */
  async rule(policy: Record<string, unknown>): Promise<void> {
    this.managed.items.clear();
    await this.managed.set(policy);
    this.onStorage?.({}, 'managed');
    await rest();
  }

  /** Sends a message as the sender; undefined when the router declines it. */
  send(message: unknown, sender: Sender = XHS_TAB): Promise<Envelope<unknown>> | undefined {
    let resolve: (value: Envelope<unknown>) => void = () => undefined;
    const replied = new Promise<Envelope<unknown>>((settle) => {
      resolve = settle;
    });
    // What crosses the boundary is a copy.
    const taken = this.router?.(structuredClone(message), sender, (value) => resolve(value as Envelope<unknown>));
    return taken ? replied.then((envelope) => structuredClone(envelope)) : undefined;
  }

  async ask<K extends QuestionName>(question: K, request: Request<K>, sender?: Sender): Promise<Reply<K>> {
    const own = ['hello', 'badges', 'present', 'detail', 'mark', 'open'].includes(question) ? XHS_TAB : OPTIONS_PAGE;
    const envelope = await this.send({ question, request }, sender ?? own);
    if (!envelope?.ok) throw new Error(`refused: ${JSON.stringify(envelope)}`);
    return envelope.value as Reply<K>;
  }

  metrics(...notes: number[]) {
    return this.ask('answers', { subjects: notes.map(NOTE), wide: false });
  }

  /** Also what is asked for behind the answer is there then. */
  async connect(address = ADDRESS, token = TOKEN) {
    const state = await this.ask('connect', { name: 'Team', address, token });
    await rest();
    return state;
  }

  ring(name: string) {
    this.onAlarm?.({ name });
  }

  startBrowser() {
    this.onStartup?.();
  }

  comeOnline() {
    this.online = true;
    this.goneOnline?.();
  }

  get epoch(): number {
    const epoch = this.local.items.get('epoch');
    return typeof epoch === 'number' ? epoch : 0;
  }
}

/** Waits for real events (the fake database's, not the clock's) until something holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 2000; turn += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error('it never came to hold');
}

/** A fault that holds every answer back until `open` is called. */
export function heldBack(): { fault: () => Promise<undefined>; open: () => void } {
  let open: () => void = () => undefined;
  const held = new Promise<undefined>((resolve) => {
    open = () => resolve(undefined);
  });
  return { fault: () => held, open: () => open() };
}

/** All that the extension's databases hold. */
export async function dump(): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name ?? '');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise<unknown[]>((resolve) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
      });
      all.push(...rows);
    }
    database.close();
  }
  return all;
}

/** Lets everything that is under way come to rest. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}
