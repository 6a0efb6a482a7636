import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type OpenBrowser, openChromium } from '../../../../src/demo/show/browser';
import type { Message, QuestionName, Reply, Request } from '../../../../src/messages/protocol';
import { addDays } from '../../../../src/metrics/days';
import { findBrowser } from '../../../../src/setup/browsers.mjs';
import { type RunningApi, startApi, tempFolder } from '../../../support/api';
import { FaultProxy } from './fault-proxy';

export const CHROME = new URL('../../../../dist/chrome', import.meta.url).pathname;
const FIRST_DAY = '2026-07-01';

/** Published on the first day, as its first eight digits say. */
export const noteId = (n: number) => `6a4474200000000023${n.toString(16).padStart(6, '0')}`;
/** How many people note `n` brought on the first day: no two notes alike, none of them a part of another. */
export const visitorsOf = (n: number) => 10_007 + 7 * n;

const HEADINGS = '日期,内容ID,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,订单商品成交GMV,商家GMV';

/** One day of 种草星河, of these notes. */
export function xinghe(dayNumber: number, rows: readonly { note: number; visitors: number }[]): string {
  const day = addDays(FIRST_DAY, dayNumber);
  const lines = rows.map(
    ({ note, visitors }) => `${day},${noteId(note)}\t,全部流量,15,900000,${visitors},4,1000.00,1500.00`,
  );
  return `\uFEFF${[HEADINGS, ...lines].join('\r\n')}\r\n`;
}

interface ExtensionPage {
  chrome: {
    runtime: { sendMessage(message: unknown): Promise<{ ok: boolean; value: unknown }>; reload(): void };
    alarms: { create(name: string, when: { when: number }): Promise<void> };
    storage: {
      session: {
        get(key: string): Promise<{ health?: { closedUntil: number } }>;
        set(items: object): Promise<void>;
      };
    };
  };
}

/** What a tab gets for an address; undefined is refused. */
export type Serve = (url: URL) => string | undefined;

/** The real API on a real database behind a proxy, and a Chromium with an extension that is connected to it. */
export class Rig {
  private own: Page | null = null;

  private constructor(
    private readonly folder: ReturnType<typeof tempFolder>,
    readonly api: RunningApi,
    readonly proxy: FaultProxy,
    private chromium: OpenBrowser,
  ) {}

  /** @param notes how many notes the workspace has; it knows each of them by {@link noteId} */
  static async open(notes: number): Promise<Rig> {
    const folder = tempFolder();
    const file = join(folder.path, 'xinghe.csv');
    writeFileSync(
      file,
      xinghe(
        0,
        Array.from({ length: notes }, (_, note) => ({ note, visitors: visitorsOf(note) })),
      ),
    );
    const api = await startApi(join(folder.path, 'data'), [file]);
    const proxy = await new FaultProxy(api.address).open();
    const chromium = await openChromium({ program: await findBrowser('chromium'), extension: CHROME });
    const rig = new Rig(folder, api, proxy, chromium);
    await rig.connect();
    return rig;
  }

  get browser() {
    return this.chromium.browser;
  }

  get extensionId() {
    return this.chromium.extensionId;
  }

  /** Puts another build in the place of the one that is there. */
  async install(folder: string): Promise<void> {
    await this.own?.close();
    this.own = null;
    await this.browser.uninstallExtension(this.extensionId);
    this.chromium = { browser: this.browser, extensionId: await this.browser.installExtension(folder) };
    await this.connect();
  }

  async connect(): Promise<void> {
    const { address } = this.proxy;
    await this.ask('settings', { language: 'zh_CN' });
    const { status } = await this.ask('connect', { name: '测试', address, token: this.api.token });
    if (status !== 'ok') throw new Error(`not connected: ${status}`);
  }

  /** An extension page, which may ask what pages may not. */
  async page(): Promise<Page> {
    if (this.own && !this.own.isClosed()) return this.own;
    this.own = await this.browser.newPage();
    await this.own.goto(`chrome-extension://${this.extensionId}/src/options/options.html`);
    return this.own;
  }

  async leavePage(): Promise<void> {
    await this.own?.close().catch(() => undefined);
    this.own = null;
  }

  async ask<K extends QuestionName>(question: K, wanted: Request<K>): Promise<Reply<K>> {
    const page = await this.page();
    const message: Message<K> = { question, request: wanted };
    const envelope = await page.evaluate(
      (sent) => (globalThis as unknown as ExtensionPage).chrome.runtime.sendMessage(sent),
      message as unknown as null,
    );
    if (!envelope.ok) throw new Error(`${question} was refused`);
    return envelope.value as Reply<K>;
  }

  /** Lets an alarm ring now. */
  async ring(alarm: 'refresh' | 'retry' | 'prune'): Promise<void> {
    const page = await this.page();
    await page.evaluate(
      (name) => (globalThis as unknown as ExtensionPage).chrome.alarms.create(name, { when: Date.now() }),
      alarm,
    );
  }

  /** Ends the worker, as the browser does with an idle one. False when none was running. */
  async kill(): Promise<boolean> {
    const target = this.worker();
    const worker = await target?.worker().catch(() => null);
    if (!worker) return false;
    await worker.close().catch(() => undefined);
    return true;
  }

  worker() {
    const own = `chrome-extension://${this.extensionId}/`;
    return this.browser.targets().find((one) => one.type() === 'service_worker' && one.url().startsWith(own));
  }

  /** The pause that the worker has set itself is over, without anybody having waited for it. */
  async passPause(): Promise<void> {
    await this.kill();
    const page = await this.page();
    await page.evaluate(async () => {
      const { session } = (globalThis as unknown as ExtensionPage).chrome.storage;
      const { health } = await session.get('health');
      if (health) await session.set({ health: { ...health, closedUntil: Date.now() } });
    });
    await this.ring('retry');
  }

  /** Loads the extension anew, as an update does. One loaded over the debugging pipe does not come back from it. */
  async reload(): Promise<void> {
    const page = await this.page();
    await page.evaluate(() => (globalThis as unknown as ExtensionPage).chrome.runtime.reload()).catch(() => undefined);
    this.own = null;
  }

  /** A tab whose every request is answered by `serve`, or refused. */
  async tab(serve: Serve, refused: string[] = []): Promise<Page> {
    const tab = await this.browser.newPage();
    await tab.setRequestInterception(true);
    tab.on('request', (request) => {
      const url = new URL(request.url());
      // What stands in the page or in an extension is no network: the browser decides.
      if (url.protocol !== 'https:') return void request.continue();
      const body = serve(url);
      if (body !== undefined)
        return void request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body });
      refused.push(url.href);
      void request.abort('blockedbyclient');
    });
    return tab;
  }

  /** A feed of these notes, open in a tab of its own. */
  async feed(notes: readonly number[]): Promise<Page> {
    const tab = await this.tab(() => feedOf(notes.map(noteId)));
    await tab.goto(FEED, { waitUntil: 'domcontentloaded' });
    return tab;
  }

  /** Loads another day's numbers into the API. */
  async load(dayNumber: number, rows: readonly { note: number; visitors: number }[]): Promise<void> {
    const response = await fetch(`${this.api.address}/v1/imports?filename=day-${dayNumber}.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.api.token}` },
      body: xinghe(dayNumber, rows),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    await response.text();
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.proxy.release();
    await this.proxy.close();
    await this.api.stop();
    this.folder.remove();
  }
}

export const FEED = 'https://www.xiaohongshu.com/explore';

/** A note's card, three to a row. */
export const cardOf = (id: string) =>
  `<section class="note-item" data-id="${id}" style="position:relative;float:left;width:420px;height:300px"><div>` +
  `<a class="cover mask ld" style="display:block;width:420px;height:240px" href="/explore/${id}?xsec_token=AB="></a>` +
  '<div class="footer"><a class="title"><span>笔记</span></a></div></div></section>';

/** A feed's page. */
export function feedOf(ids: readonly string[], head = ''): string {
  return (
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>发现</title>${head}` +
    `<body><div id="exploreFeeds" class="feeds-container">${ids.map(cardOf).join('')}</div></body></html>`
  );
}
