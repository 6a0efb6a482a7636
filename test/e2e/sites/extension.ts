import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { openChromium } from '../../../src/demo/show/browser';
import type { Outline } from '../../../src/messages/outline';
import type { Message, QuestionName } from '../../../src/messages/protocol';
import { reportOf } from '../../../src/popup/structure';
import { findBrowser } from '../../../src/setup/browsers.mjs';
import type { FakeApi } from './fake-api';

const CHROME = new URL('../../../dist/chrome/', import.meta.url).pathname;

interface ExtensionPage {
  chrome: {
    runtime: { sendMessage(message: unknown): Promise<unknown>; reload(): void };
    tabs: {
      query(which: { active: boolean }): Promise<{ id?: number }[]>;
      sendMessage(tabId: number, message: unknown): Promise<Outline>;
    };
  };
}

/** A Chromium with the shipped extension, connected to a fake API. */
export interface Extension {
  browser: Browser;
  /** Asks the background what only the extension's own pages may ask. */
  ask(question: QuestionName, request: unknown): Promise<unknown>;
  /** Opens a tab whose every request is answered by `serve`, or refused. */
  tab(serve: (url: URL) => string | undefined, size?: { width: number; height: number }): Promise<Page>;
  /** What the background knows of a tab. */
  onPage(tab: Page): Promise<unknown>;
  /** The report that the popup would copy. */
  structure(tab: Page): Promise<string>;
  /** Loads the extension anew, as an update does: the scripts in open tabs are orphans then. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export async function openExtension(api: FakeApi): Promise<Extension> {
  const { browser, extensionId } = await openChromium({ program: await findBrowser('chromium'), extension: CHROME });
  const own = await browser.newPage();
  await own.goto(`chrome-extension://${extensionId}/src/options/options.html`);
  /** The browser's number for a tab: the one in front, as the popup has it. */
  const tabIdOf = async (tab: Page): Promise<number> => {
    await tab.bringToFront();
    return own.evaluate(async () => {
      const tabs = await (globalThis as unknown as ExtensionPage).chrome.tabs.query({ active: true });
      return tabs[0]?.id ?? -1;
    });
  };
  const ask = (question: QuestionName, request: unknown) =>
    own.evaluate((message) => (globalThis as unknown as ExtensionPage).chrome.runtime.sendMessage(message), {
      question,
      request,
    } as Message);
  await ask('connect', { name: 'sites', address: api.address, token: 'gl_sites_0123456789abcdef0123456789abcdef' });
  return {
    browser,
    ask,
    async tab(serve, size = { width: 1280, height: 900 }) {
      const page = await browser.newPage();
      await page.setViewport(size);
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        // A picture that stands in the page itself asks nobody.
        if (request.url().startsWith('data:')) return void request.continue();
        const body = request.isNavigationRequest() ? serve(new URL(request.url())) : undefined;
        if (body === undefined) void request.abort('blockedbyclient');
        else void request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body });
      });
      return page;
    },
    onPage: async (tab) =>
      ask('onPage', { tabId: await tabIdOf(tab) }).then((envelope) => (envelope as { value: unknown }).value),
    structure: async (tab) => {
      const outline = await own.evaluate(
        (tabId) =>
          (globalThis as unknown as ExtensionPage).chrome.tabs.sendMessage(tabId, {
            question: 'structure',
            request: null,
          }),
        await tabIdOf(tab),
      );
      return reportOf(outline);
    },
    async reload() {
      await own.evaluate(() => (globalThis as unknown as ExtensionPage).chrome.runtime.reload()).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 500));
    },
    close: () => browser.close(),
  };
}

/** A badge as it is drawn: what a screen reader says of it, and where it is in the window. */
export interface Drawn {
  label: string;
  subject: string | undefined;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Every badge of a tab, from the accessibility tree: nothing of ours takes part in reading it. */
export async function readDrawn(tab: Page, api: FakeApi): Promise<Drawn[]> {
  const session = await tab.createCDPSession();
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const drawn: Drawn[] = [];
    for (const { role, name, backendDOMNodeId } of nodes) {
      const label = String(name?.value ?? '');
      const number = /\d{1,3}(,\d{3}){2}/.exec(label)?.[0].replaceAll(',', '');
      if (role?.value !== 'button' || number === undefined || backendDOMNodeId === undefined) continue;
      const box = await boxOf(session, backendDOMNodeId);
      if (box) drawn.push({ label, subject: api.subjectOf(Number(number)), ...box });
    }
    return drawn;
  } finally {
    await session.detach();
  }
}

async function boxOf(session: CDPSession, backendNodeId: number) {
  try {
    const { quads } = await session.send('DOM.getContentQuads', { backendNodeId });
    const [left = 0, top = 0, , , right = 0, bottom = 0] = quads[0] ?? [];
    return { left, top, right, bottom };
  } catch {
    // It has no box: it is not drawn.
    return null;
  }
}

/** Waits until a value is what is expected, and gives the last one. */
export async function until<T>(read: () => Promise<T>, fits: (value: T) => boolean, timeoutMs = 15_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (fits(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
