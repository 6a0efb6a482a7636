import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import puppeteer, { type Browser, type FileChooser, type Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { findBrowser } from '../../../src/setup/browsers.mjs';
import { type MessageKey, say } from '../../../src/text/text';
import { tempFolder } from '../../support/api';

const EXTENSION = new URL('../../../dist/chrome', import.meta.url).pathname;

export const words = (key: MessageKey, params = {}) => say('zh_CN', key, params);

/** A proxy that takes every request of a browser, answers none and keeps what was asked for. */
export async function openTrap() {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      asked.push(data.toString('latin1').split('\r\n')[0] ?? '');
      socket.destroy();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { asked, port, close: () => new Promise<void>((closed) => server.close(() => closed())) };
}

/** A profile whose browser opens no connections ahead to the pages that are gone to. */
function quietProfile() {
  const profile = tempFolder();
  mkdirSync(join(profile.path, 'Default'));
  const preferences = { net: { network_prediction_options: 2 } };
  writeFileSync(join(profile.path, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

/**
 * A fresh Chromium with the built extension, whose every request ends in the trap, those to this machine as well.
 * What a browser asks for by itself at its start is turned off, so that whatever is trapped is of the pages or ours.
 */
export async function launchTrapped(port: number): Promise<{ browser: Browser; extensionId: string }> {
  const profile = quietProfile();
  const browser = await puppeteer.launch({
    executablePath: await findBrowser('chromium'),
    headless: true,
    pipe: true,
    enableExtensions: true,
    userDataDir: profile.path,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-features=NetworkTimeServiceQuerying',
      // A model’s list is fetched in spite of the flag above, and who is signed in whatever the preferences say.
      '--component-updater=url-source=data:,',
      '--gaia-config-contents={"urls":{"list_accounts_url":{"url":"data:,"}}}',
      '--lang=zh-CN',
      '--accept-lang=zh-CN,zh',
      `--proxy-server=127.0.0.1:${port}`,
      '--proxy-bypass-list=<-loopback>',
    ],
  });
  browser.process()?.once('exit', () => profile.remove());
  return { browser, extensionId: await browser.installExtension(EXTENSION) };
}

export async function openOptions(browser: Browser, extensionId: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${extensionId}/src/options/options.html`);
  await page.locator('label ::-p-text(中文)').click();
  await page.waitForSelector('.drop');
  return page;
}

/**
 * Presses Tab, or Shift and Tab where that is the way, until something has the focus: as a person without a mouse does.
 * @throws Error where it never has
 */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 100; press++) {
    const way = await page.evaluate((wanted) => {
      const [target, at] = [document.querySelector(wanted), document.activeElement];
      if (!target || !at || target === at) return target === at ? 'there' : 'forward';
      return at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'back' : 'forward';
    }, selector);
    if (way === 'there') return;
    if (way === 'back') await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    if (way === 'back') await page.keyboard.up('Shift');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

/** The browser's chooser, opened by keyboard. It is caught from before the way there: asked for with the press, that may come first. */
export async function chooserByKeyboard(page: Page): Promise<FileChooser> {
  const press = () => page.keyboard.press('Enter');
  const [chooser] = await Promise.all([page.waitForFileChooser(), tabTo(page, '.drop button').then(press)]);
  return chooser;
}

/** Drags files or folders of this machine onto the drop zone of Chromium. */
export async function drag(page: Page, paths: string[]): Promise<void> {
  const zone = await page.waitForSelector('.drop');
  await zone?.scrollIntoView();
  const box = await zone?.boundingBox();
  if (!box) throw new Error('nowhere to drop');
  const at = { x: box.x + box.width / 2, y: box.y + 20 };
  const session = await page.createCDPSession();
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
}

/** Presses the import button once every file has been looked at, and waits until the page says that it is done. */
export async function importChosen(page: Page, count: number): Promise<void> {
  await page.waitForSelector(`::-p-text(${words('files_import', { count })})`);
  await page.waitForFunction(() => {
    const button = document.querySelector<HTMLButtonElement>('#files ~ .actions .primary');
    return button !== null && !button.disabled;
  });
  await tabTo(page, '#files ~ .actions .primary');
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.said ::-p-text(${words('files_imported', { count })})`, { timeout: 60_000 });
}

/** Makes one of our own pages ask for something, which the trap must see: else that it saw nothing would say nothing. */
export async function expectSeen(page: Page, { asked }: { readonly asked: readonly string[] }): Promise<void> {
  await page.evaluate(() => fetch('http://127.0.0.1:8787/seen', { mode: 'no-cors' }).catch(() => undefined));
  expect(asked).toContain('GET http://127.0.0.1:8787/seen HTTP/1.1');
}
