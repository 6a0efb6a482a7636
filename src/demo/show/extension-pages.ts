import type { Browser, Page } from 'puppeteer-core';
import { type MessageKey, say } from '../../text/text';
import type { OpenBrowser } from './browser';

/** The words that the extension's pages show, once they are switched to Chinese. */
const words = (key: MessageKey) => say('zh_CN', key);

export interface Connecting {
  address: string;
  token: string;
  name: string;
}

/**
 * Connects the extension as a user does: opens the options page, chooses Chinese, types address and token,
 * presses the button, and waits until the page says that it is connected.
 * @returns The options page, open.
 * @throws Error with what the page says instead.
 */
export async function connect(
  { browser, extensionId }: OpenBrowser,
  { address, token, name }: Connecting,
): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${extensionId}/src/options/options.html`);
  // A browser without Chinese of its own would show English; this choice is the user's.
  await page.locator('label ::-p-text(中文)').click();
  await page.locator(`::-p-aria([name="${words('options_address')}"][role="textbox"])`).fill(address);
  await page.locator(`::-p-aria([name="${words('options_token')}"][role="textbox"])`).fill(token);
  await page.locator(`::-p-aria([name="${words('options_name')}"][role="textbox"])`).fill(name);
  await page.locator(`::-p-aria([name="${words('options_connect')}"][role="button"])`).click();
  const said = await outcome(page);
  if (said !== words('options_connected')) throw new Error(said);
  return page;
}

const POLL_MS = 100;
const PATIENCE_MS = 20_000;

/** What the options page says once it is done: that it is connected, or why not. */
async function outcome(page: Page): Promise<string> {
  const end = Date.now() + PATIENCE_MS;
  let said: string[] = [];
  while (Date.now() < end) {
    said = await page.$$eval('[role="status"] .good, [role="status"] .bad', (notices) =>
      notices.map(({ textContent }) => textContent ?? ''),
    );
    const final =
      said.find((text) => text === words('options_connected')) ?? said.find((text) => text !== words('options_saved'));
    if (final !== undefined) return final;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return said.join(' ');
}

/** Opens the toolbar's popup over a tab, as a click on the icon does. */
export async function openPopup({ browser, extensionId }: OpenBrowser, tab: Page): Promise<Page> {
  await tab.bringToFront();
  const extension = (await browser.extensions()).get(extensionId);
  if (!extension) throw new Error('the extension is not loaded');
  const opening = browser.waitForTarget((target) => isPopup(target.url(), extensionId), { timeout: 15_000 });
  await extension.triggerAction(tab);
  const popup = await (await opening).asPage();
  // Its first frame may still be waiting for the totals.
  await popup.waitForSelector('.overview:not([aria-busy="true"]), .empty');
  return popup;
}

const isPopup = (url: string, extensionId: string) => url.startsWith(`chrome-extension://${extensionId}/src/popup/`);

/** How many subjects the popup says were recognised on the tab's page; null where it says nothing of the kind. */
export async function recognised(popup: Page): Promise<number | null> {
  const text = await popup.$eval('.on-page', (section) => section.textContent ?? '');
  const pattern = words('popup_recognised').replace('{all}', '(\\d+)').replace('{ours}', '\\d+');
  const found = new RegExp(pattern).exec(text);
  return found ? Number(found[1]) : null;
}

/** Closes popups that are open: the next one opens only then. */
export async function closePopup(popup: Page, browser: Browser): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    browser.on('targetdestroyed', (target) => target === popup.target() && resolve());
  });
  await popup.close().catch(() => undefined);
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 2_000))]);
}
