import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findBrowser } from './browsers.mjs';
import { checkNode, ensureDependencies } from './dependencies.mjs';
import { ensureFonts } from './fonts.mjs';
import { ROOT, runTool } from './run.mjs';
import { announce, main, SetupError, say } from './words.mjs';

/**
 * `npm run sheets`: a contact sheet per surface, theme and language, with all the surface's states on it, in
 * `demo/sheets/`. Words after it are surfaces: `npm run sheets badge popup`.
 */
const STAGE = join(ROOT, 'dist', 'sheets');
const SHEETS = join(ROOT, 'demo', 'sheets');
/** Nothing answers there: what the stage asks for is answered from its folder. */
const HOST = 'https://sheets.invalid/';
const THEMES = /** @type {const} */ (['light', 'dark']);
const LOCALES = ['zh_CN', 'zh_TW', 'en'];
/** @type {Record<string, string>} */
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };
/** How wide a sheet is, in px. */
const SHEET_WIDTH = 2400;

/** @typedef {{ name: string, width: number, states: string[] }} Surface */
/** @typedef {import('puppeteer-core').Page} Page */

await main(async () => {
  checkNode();
  await ensureDependencies();
  const executablePath = await findBrowser('chromium');
  await ensureFonts();
  announce('sheets_stage');
  const code = await runTool('vite/bin/vite.js', ['build', '--mode', 'sheets', '--logLevel', 'warn']);
  if (code !== 0) throw new SetupError(say('build_failed', { target: 'dist/sheets' }));
  await mkdir(SHEETS, { recursive: true });

  const browser = await puppeteer.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await serve(page);
    for (const surface of await surfaces(page)) {
      for (const locale of LOCALES) {
        for (const theme of THEMES) {
          const file = `${surface.name}-${theme}-${locale}.png`;
          announce('sheets_sheet', { file: `demo/sheets/${file}` });
          await writeFile(join(SHEETS, file), await sheet(page, surface, locale, theme));
        }
      }
    }
  } finally {
    await browser.close();
  }
  return 0;
});

/** Answers all that the page asks for from the stage's folder, and nothing else. @param {Page} page */
async function serve(page) {
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    const url = new URL(request.url());
    if (url.protocol === 'data:') return void request.continue();
    const path = normalize(url.pathname).slice(1);
    const body = url.href.startsWith(HOST) && (await readFile(join(STAGE, path)).catch(() => null));
    if (!body) return void request.abort();
    void request.respond({ contentType: TYPES[path.split('.').pop() ?? ''] ?? '', body });
  });
}

/** @param {Page} page @param {string} address The surface, its state and the language. @param {number} width */
async function open(page, address, width) {
  await page.setViewport({ width, height: 100 });
  // The same address with another fragment would not load it anew.
  await page.goto('about:blank');
  await page.goto(`${HOST}test/sheets/stage.html#${encodeURIComponent(address)}`);
  await page.waitForSelector(address === '' ? 'body[data-all]' : 'body[data-ready]');
}

/** Those that were asked for, or all. @param {Page} page @returns {Promise<Surface[]>} */
async function surfaces(page) {
  await open(page, '', 400);
  /** @type {Surface[]} */
  const all = JSON.parse(await page.$eval('body', (body) => body.getAttribute('data-all') ?? ''));
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !all.some((surface) => surface.name === name));
  if (unknown !== undefined) {
    throw new SetupError(say('sheets_unknown', { name: unknown, all: all.map(({ name }) => name).join(', ') }));
  }
  return all.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
}

/**
 * Every state in a picture of its own, and all of them on one.
 * @param {Page} page @param {Surface} surface @param {string} locale @param {'light' | 'dark'} theme
 */
async function sheet(page, { name, width, states }, locale, theme) {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  const figures = [];
  for (const state of states) {
    await open(page, `${name}/${state}/${locale}`, width);
    // A window as high as all of it: what sticks to its edges stands where it ends.
    const height = await page.$eval('html', ({ scrollHeight }) => scrollHeight);
    await page.setViewport({ width, height });
    const picture = await page.screenshot({ encoding: 'base64' });
    figures.push(`<figure><img src="data:image/png;base64,${picture}"><figcaption>${state}</figcaption></figure>`);
  }
  await page.goto('about:blank');
  await page.setViewport({ width: SHEET_WIDTH, height: 400 });
  await page.setContent(`<meta charset="utf-8"><meta name="color-scheme" content="${theme}"><style>
    body { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 24px; margin: 24px; font: 14px sans-serif }
    figure { margin: 0 } img { display: block; outline: 1px solid #8886 } figcaption { padding: 6px 0; opacity: .7 }
    </style>${figures.join('')}`);
  return page.screenshot({ fullPage: true });
}
