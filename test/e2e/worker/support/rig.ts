import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import type { Message, QuestionName, Reply, Request } from '../../../../src/messages/protocol';
import { type RunningApi, startApi, tempFolder } from '../../../support/api';
import { type Drawn, drawnOf } from './drawn';
import { FaultProxy } from './fault-proxy';
import { FEED, feedOf, noteId, visitorsOf, xinghe } from './notes';

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

/** The real API on a real database behind a proxy. */
export interface Backend {
  folder: string;
  api: RunningApi;
  proxy: FaultProxy;
  close(): Promise<void>;
}

/** @param notes how many notes the workspace has; it knows each of them by {@link noteId} */
export async function openBackend(notes: number): Promise<Backend> {
  const folder = tempFolder();
  const file = join(folder.path, 'xinghe.csv');
  const rows = Array.from({ length: notes }, (_, note) => ({ note, visitors: visitorsOf(note) }));
  writeFileSync(file, xinghe(0, rows));
  const api = await startApi(join(folder.path, 'data'), [file]);
  const proxy = await new FaultProxy(api.address).open();
  return {
    folder: folder.path,
    api,
    proxy,
    async close() {
      proxy.release();
      await proxy.close();
      await api.stop();
      folder.remove();
    },
  };
}

/** A backend, and a browser with the extension connected to it: what is the same in every browser. */
export abstract class Rig {
  private own: Page | null = null;

  protected constructor(readonly backend: Backend) {}

  abstract readonly browser: Browser;

  /** Where the extension's own files are, with a slash at its end. */
  abstract readonly base: string;

  /** Puts another build in the place of the one that is there. */
  protected abstract putIn(folder: string): Promise<unknown>;

  /** Opens one of the extension's own pages. */
  protected abstract openOwn(): Promise<Page>;

  /** Ends the worker, as the browser does with an idle one. False when none was running. */
  abstract kill(): Promise<boolean>;

  /** Labels of all that a tab shows as a picture, in the page's order, closed shadow roots included. */
  protected abstract labels(tab: Page): Promise<string[]>;

  get api(): RunningApi {
    return this.backend.api;
  }

  get proxy(): FaultProxy {
    return this.backend.proxy;
  }

  /** Every badge of a tab, in the page's order. */
  async read(tab: Page): Promise<Drawn[]> {
    return drawnOf(await this.labels(tab));
  }

  async connect(): Promise<void> {
    const { address } = this.proxy;
    await this.ask('settings', { language: 'zh_CN' });
    const { status } = await this.ask('connect', { name: '测试', address, token: this.api.token });
    if (status !== 'ok') throw new Error(`not connected: ${status}`);
  }

  /** Puts another build in the place of the one that is there, and connects it. */
  async install(folder: string): Promise<void> {
    await this.leavePage();
    await this.putIn(folder);
    await this.connect();
  }

  /** An extension page, which may ask what pages may not. */
  async page(): Promise<Page> {
    if (!this.own || this.own.isClosed()) this.own = await this.openOwn();
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

  /**
   * The pause that the worker has set itself is over, without anybody having waited for it. The worker that knows
   * the pause by heart is ended after the word of it was changed, and is surely there then: one that a page wakes
   * in between would else go on waiting.
   */
  async passPause(): Promise<void> {
    const page = await this.page();
    await page.evaluate(async () => {
      const { session } = (globalThis as unknown as ExtensionPage).chrome.storage;
      const { health } = await session.get('health');
      if (health) await session.set({ health: { ...health, closedUntil: Date.now() } });
    });
    await this.ask('state', null);
    await this.kill();
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
    await this.backend.close();
  }
}
