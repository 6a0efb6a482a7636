import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findBrowser } from './browsers.mjs';
import { ROOT, runTool } from './run.mjs';
import { announce, SetupError, say } from './words.mjs';

/** @typedef {{ name: string, width: number, states: string[] }} Surface */
/** @typedef {import('puppeteer-core').Page} Page */
/**
 * Every surface in every state it can be in, on pages of an extension, one at a time.
 * `show` puts a surface on the page; what does not fit there is in what it resolves to.
 * @typedef {{ page: Page, surfaces: Surface[], show(surface: Surface, state: string, locale: string): Promise<string[]>, close(): Promise<void> }} Stage
 */

const FOLDER = join(ROOT, 'dist', 'sheets');

/** Builds the stage and opens it in a browser of its own. @returns {Promise<Stage>} @throws {SetupError} */
export async function openStage() {
  const executablePath = await findBrowser('chromium');
  announce('sheets_stage');
  const code = await runTool('vite/bin/vite.js', ['build', '--mode', 'sheets', '--logLevel', 'warn']);
  if (code !== 0) throw new SetupError(say('build_failed', { target: 'dist/sheets' }));
  const browser = await puppeteer.launch({
    executablePath,
    pipe: true,
    enableExtensions: true,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const address = `chrome-extension://${await browser.installExtension(FOLDER)}/test/sheets/stage.html`;
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForSelector('body[data-all]');
    /** @param {string} name */
    const said = async (name) => JSON.parse(await page.$eval('body', (body, key) => body.dataset[key] ?? '', name));
    return {
      page,
      surfaces: await said('all'),
      async show({ name, width }, state, locale) {
        await page.setViewport({ width, height: 100 });
        await page.goto(`${address}?${encodeURIComponent(`${name}/${state}/${locale}`)}`);
        await page.waitForSelector('body[data-ready]');
        return said('overflow');
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
