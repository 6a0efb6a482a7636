import { createServer } from 'node:net';
import puppeteer, { type Browser, type FileChooser, type Page } from 'puppeteer-core';
import { findBrowser } from '../../../src/setup/browsers.mjs';
import { say } from '../../../src/text/text';

const EXTENSION = new URL('../../../dist/chrome', import.meta.url).pathname;

export const words = (key: string, params = {}) => say('zh_CN', key, params);

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

/** A fresh Chromium with the built extension, whose every request ends in the trap, those to this machine as well. */
export async function launchTrapped(
  port: number,
  profile?: string,
): Promise<{ browser: Browser; extensionId: string }> {
  const browser = await puppeteer.launch({
    executablePath: await findBrowser('chromium'),
    headless: true,
    pipe: true,
    enableExtensions: true,
    ...(profile !== undefined && { userDataDir: profile }),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-features=NetworkTimeServiceQuerying',
      '--lang=zh-CN',
      '--accept-lang=zh-CN,zh',
      `--proxy-server=127.0.0.1:${port}`,
      '--proxy-bypass-list=<-loopback>',
    ],
  });
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

/** The browser's chooser, opened by keyboard: a page that was not in front yet lets a press go by, and is pressed again. */
export async function chooserByKeyboard(page: Page): Promise<FileChooser> {
  await page.bringToFront();
  const choosing = page.waitForFileChooser({ timeout: 5_000 }).catch(() => null);
  await tabTo(page, '.drop button');
  await page.keyboard.press('Enter');
  const chooser = await choosing;
  if (chooser) return chooser;
  const again = page.waitForFileChooser();
  await tabTo(page, '.drop button');
  await page.keyboard.press('Enter');
  return again;
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

/** What browsers ask for by themselves in a fresh profile, extension or not: the time, updates, settings, who is signed in. */
const BROWSERS_THEMSELVES =
  /^(clients2\.google\.com|update\.googleapis\.com|accounts\.google\.com|(.+\.)?mozilla\.(com|org|net)|(.+\.)?firefox\.com)$/;

/** What was asked for beside the browser's own and the connections that it opens ahead to pages that are gone to. */
export function strange(asked: readonly string[], pages: readonly { url: string }[]): string[] {
  const visited = new Set(pages.map(({ url }) => `CONNECT ${new URL(url).host}:443`));
  return asked.filter((line) => {
    const [method = '', target = ''] = line.split(' ');
    const host = /^(?:https?:\/\/)?([^:/]+)/.exec(target)?.[1] ?? '';
    return !visited.has(`${method} ${target}`) && !BROWSERS_THEMSELVES.test(host);
  });
}
