import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { isAnsweredBadge } from '../../src/demo/show/badges';
import type { Connecting } from '../../src/demo/show/extension-pages';
import { findBrowser } from '../../src/setup/browsers.mjs';
import { say } from '../../src/text/text';
import { PAGES } from './site-pages';

export const FIREFOX_BUILD = new URL('../../dist/firefox', import.meta.url).pathname;
export const GECKO_ID = 'grasslens@grasslens.app';
/** Firefox gives every installation an origin of its own; this one is chosen, so that its pages can be opened. */
export const ORIGIN = '5e1f0000-0000-4000-8000-000000000001';
const POLL_MS = 200;

export interface FirefoxOptions {
  /** Where requests to everywhere but the loopback interface end, to be counted; by default nobody is there. */
  proxyPort?: number;
  /** Firefox itself, unless named. */
  program?: string;
  prefs?: Record<string, string | number | boolean>;
}

/** A fresh Firefox with the built extension, over WebDriver BiDi. Nothing but the loopback interface has an address. */
export async function launchFirefox({ proxyPort = 9, program, prefs = {} }: FirefoxOptions = {}): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: program ?? (await findBrowser('firefox')),
    headless: true,
    // With this it takes the address below, where nothing is asked for: it would ask its maker for its own settings.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    // The extension's own pages can be driven only with this.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: ORIGIN }),
      'services.settings.server': 'data:,#remote-settings-dummy/v1',
      'intl.accept_languages': 'zh-CN, zh',
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxyPort,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      ...prefs,
    },
  });
  await browser.installExtension(FIREFOX_BUILD);
  return browser;
}

/** One of the extension's own pages. Going there never counts as finished for BiDi, so its content is waited for. */
export async function openOwnPage(browser: Browser, path: string, selector: string): Promise<Page> {
  const page = await browser.newPage();
  page.goto(`moz-extension://${ORIGIN}/${path}`).catch(() => undefined);
  await until(
    () => page.$(selector).catch(() => null),
    (element) => element !== null,
  );
  return page;
}

/** Connects the extension through its options page, as a user does. */
export async function connectFirefox(browser: Browser, { address, token }: Connecting): Promise<void> {
  const page = await openOwnPage(browser, 'src/options/options.html', '#address');
  await page.locator('label ::-p-text(中文)').click();
  await page.locator('#address').fill(address);
  await page.locator('#token').fill(token);
  await page.locator('form [type="submit"]').click();
  await page.waitForSelector(`[role="status"] ::-p-text(${say('zh_CN', 'options_connected')})`);
  await page.close();
}

/** A tab that gets the small workspace's pages under their real host names, and nothing else, in a window of a size. */
export async function openSiteInFirefox(
  browser: Browser,
  url: string,
  pages: ReadonlyMap<string, string> = PAGES,
  size?: { width: number; height: number },
): Promise<Page> {
  const tab = await browser.newPage();
  if (size) await tab.setViewport(size);
  await tab.setRequestInterception(true);
  tab.on('request', (request) => {
    const html = pages.get(request.url());
    if (html === undefined) void request.abort();
    else void request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: html });
  });
  await tab.goto(url);
  return tab;
}

/** A value as WebDriver BiDi serialises a node. */
interface SerialNode {
  sharedId?: string;
  value?: {
    attributes?: Record<string, string>;
    children?: SerialNode[];
    shadowRoot?: SerialNode | null;
  };
}

interface BidiConnection {
  send(method: string, params: object): Promise<{ result: Record<string, unknown> }>;
}

/** Puppeteer's own connection to Firefox: it has no call for what follows. */
function connectionOf(browser: Browser): BidiConnection {
  if (!('connection' in browser)) throw new Error('this is no Firefox');
  return browser.connection as BidiConnection;
}

/**
 * Runs an expression in the browser's own window, where its internals are, and gives its value.
 * @throws Error with what it threw
 */
export async function evaluateInside(browser: Browser, expression: string): Promise<unknown> {
  const connection = connectionOf(browser);
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
  const [window] = tree.result.contexts as { context: string }[];
  const { result } = await connection.send('script.evaluate', {
    expression,
    target: { context: window?.context },
    awaitPromise: true,
  });
  if (result.type !== 'success') throw new Error(JSON.stringify(result.exceptionDetails));
  return (result.result as { value?: unknown }).value;
}

/**
 * From now on the browser's file chooser, which nobody could press, answers at once with these files. All that comes
 * before and after it, from the key that opens it to the files that reach the page, is the browser's own.
 */
export async function answerFileChooser(browser: Browser, paths: readonly string[]): Promise<void> {
  await evaluateInside(
    browser,
    `(() => {
      const chosen = Cc['@mozilla.org/array;1'].createInstance(Ci.nsIMutableArray);
      for (const path of ${JSON.stringify(paths)}) {
        const file = Cc['@mozilla.org/file/local;1'].createInstance(Ci.nsIFile);
        file.initWithPath(path);
        chosen.appendElement(file);
      }
      const picker = {
        QueryInterface: ChromeUtils.generateQI(['nsIFilePicker']),
        init() {},
        appendFilters() {},
        appendFilter() {},
        appendRawFilter() {},
        isModeSupported: () => Promise.resolve(true),
        open(callback) { Services.tm.dispatchToMainThread(() => callback.done(Ci.nsIFilePicker.returnOK)); },
        get files() { return chosen.enumerate(); },
        get file() { return chosen.queryElementAt(0, Ci.nsIFile); },
      };
      const factory = { QueryInterface: ChromeUtils.generateQI(['nsIFactory']), createInstance: (iid) => picker.QueryInterface(iid) };
      Components.manager.QueryInterface(Ci.nsIComponentRegistrar).registerFactory(
        Services.uuid.generateUUID(), '', '@mozilla.org/filepicker;1', factory,
      );
    })()`,
  );
}

/** Ends the extension's background page, as the browser does with an idle one. False when none was running. */
export async function endBackground(browser: Browser): Promise<boolean> {
  const ended = await evaluateInside(
    browser,
    `(async () => {
      const { extension } = WebExtensionPolicy.getByID('${GECKO_ID}');
      if (extension.backgroundState !== 'running') return false;
      await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
      return extension.backgroundState === 'stopped';
    })()`,
  );
  return ended === true;
}

/** Puppeteer's name for a tab is the protocol's. */
const contextOf = (tab: Page) => Reflect.get(tab.mainFrame(), '_id');

/** All nodes of a tab's body, closed shadow roots included. */
async function nodesOf(tab: Page): Promise<SerialNode[]> {
  const { result } = await connectionOf(tab.browser()).send('browsingContext.locateNodes', {
    context: contextOf(tab),
    locator: { type: 'css', value: 'body' },
    serializationOptions: { maxDomDepth: null, includeShadowTree: 'all' },
  });
  return result.nodes as SerialNode[];
}

/** The labels of all pictures of a tab, in the order of the page, closed shadow roots included. */
export async function readLabelsInFirefox(tab: Page): Promise<string[]> {
  return (await nodesOf(tab)).flatMap(labels);
}

/** The middle of each badge that is drawn in a tab, in the window. */
export async function badgeMiddlesInFirefox(tab: Page): Promise<{ x: number; y: number }[]> {
  const badges = (await nodesOf(tab)).flatMap(buttons);
  const middles: { x: number; y: number }[] = [];
  for (const { sharedId } of badges) {
    const { result } = await connectionOf(tab.browser()).send('script.callFunction', {
      functionDeclaration: `(badge) => {
        const { left, top, width, height } = badge.getBoundingClientRect();
        return JSON.stringify(width > 0 ? { x: left + width / 2, y: top + height / 2 } : null);
      }`,
      arguments: [{ sharedId }],
      target: { context: contextOf(tab) },
      awaitPromise: false,
    });
    const middle = JSON.parse(String((result.result as { value?: unknown } | undefined)?.value ?? 'null'));
    if (middle) middles.push(middle);
  }
  return middles;
}

/** The nodes of badges among these. */
function buttons(node: SerialNode): SerialNode[] {
  const { attributes = {}, children = [], shadowRoot } = node.value ?? {};
  const inner = [...children, ...(shadowRoot ? [shadowRoot] : [])].flatMap(buttons);
  return attributes.role === 'button' && isAnsweredBadge(attributes['aria-label'] ?? '') ? [node, ...inner] : inner;
}

/** The badges of a tab by their spoken labels. */
export async function readBadgesInFirefox(tab: Page): Promise<string[]> {
  return (await readLabelsInFirefox(tab)).filter(isAnsweredBadge);
}

function labels({ value }: SerialNode): string[] {
  const { attributes = {}, children = [], shadowRoot } = value ?? {};
  const own = attributes.role === 'button' ? [attributes['aria-label'] ?? ''] : [];
  return [...own, ...children.flatMap(labels), ...(shadowRoot ? labels(shadowRoot) : [])];
}

/** Waits until a tab has this many badges. @returns What stands there in the end, also when the time is up. */
export function waitForBadgesInFirefox(tab: Page, count: number): Promise<string[]> {
  return until(
    () => readBadgesInFirefox(tab),
    (badges) => badges.length === count,
  );
}

async function until<T>(read: () => Promise<T>, fits: (value: T) => boolean, timeoutMs = 20_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (fits(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
