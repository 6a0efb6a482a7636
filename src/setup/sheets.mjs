import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkNode, ensureDependencies } from './dependencies.mjs';
import { ensureFonts } from './fonts.mjs';
import { ROOT } from './run.mjs';
import { openStage } from './stage.mjs';
import { announce, main, SetupError, say } from './words.mjs';

/**
 * `npm run sheets`: a contact sheet per surface, theme and language, with all the surface's states on it, in
 * `demo/sheets/`. Words after it are surfaces: `npm run sheets badge popup`. `npm run sheets -- --readme` also takes the
 * pictures that README.md shows anew. Ends with an error where something does not fit where it stands.
 */
const SHEETS = join(ROOT, 'demo', 'sheets');
const PICTURES = join(ROOT, 'src', 'demo', 'pictures');
const THEMES = /** @type {const} */ (['light', 'dark']);
const LOCALES = ['zh_CN', 'zh_TW', 'en'];
/** How wide a sheet is, in px. */
const SHEET_WIDTH = 2400;
/** The README shows each surface in its two languages, smaller. */
const README_LOCALES = ['zh_CN', 'en'];
const README_SCALE = 0.7;

/** @typedef {import('./stage.mjs').Surface} Surface */
/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {(typeof THEMES)[number]} Theme */
/** @typedef {import('puppeteer-core').Page} Page */

await main(async () => {
  checkNode();
  await ensureDependencies();
  await ensureFonts();
  await mkdir(SHEETS, { recursive: true });
  const stage = await openStage();
  /** @type {string[]} */
  const faults = [];
  try {
    for (const surface of chosen(stage.surfaces)) {
      for (const locale of LOCALES) faults.push(...(await takeSheets(stage, surface, locale)));
    }
  } finally {
    await stage.close();
  }
  if (faults.length > 0) throw new SetupError(say('sheets_overflow', { faults: faults.join('\n') }));
  return 0;
});

/** Those that were asked for, or all. @param {Surface[]} all @returns {Surface[]} */
function chosen(all) {
  const wanted = process.argv.slice(2).filter((word) => word !== '--readme');
  const unknown = wanted.find((name) => !all.some((surface) => surface.name === name));
  if (unknown !== undefined) {
    throw new SetupError(say('sheets_unknown', { name: unknown, all: all.map(({ name }) => name).join(', ') }));
  }
  return all.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
}

/**
 * Every state in a picture of its own, and all of them on one sheet per theme.
 * @param {Stage} stage @param {Surface} surface @param {string} locale
 * @returns {Promise<string[]>} What does not fit.
 */
async function takeSheets(stage, surface, locale) {
  const { page } = stage;
  const { name, width, states } = surface;
  /** @type {Record<Theme, string[]>} */
  const figures = { light: [], dark: [] };
  const faults = [];
  for (const state of states) {
    for (const fault of await stage.show(surface, state, locale))
      faults.push(`${name} · ${state} · ${locale}: ${fault}`);
    // A window as high as all of it: what sticks to its edges stands where it ends.
    const height = await page.$eval('html', ({ scrollHeight }) => scrollHeight);
    await page.setViewport({ width, height });
    for (const theme of THEMES) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      const picture = await page.screenshot({ encoding: 'base64' });
      figures[theme].push(
        `<figure><img src="data:image/png;base64,${picture}"><figcaption>${state}</figcaption></figure>`,
      );
    }
  }
  for (const theme of THEMES) {
    const file = `${name}-${theme}-${locale}.png`;
    announce('sheets_sheet', { file: `demo/sheets/${file}` });
    await writeFile(join(SHEETS, file), await sheetOf(page, figures[theme], theme));
  }
  if (process.argv.includes('--readme') && README_LOCALES.includes(locale)) {
    await writeFile(join(PICTURES, `${name}-${locale}.webp`), await smallSheetOf(page, figures.light));
  }
  return faults;
}

/** @param {Page} page @param {string[]} figures @param {Theme} theme */
async function sheetOf(page, figures, theme) {
  await layOut(page, figures, theme, 1);
  return page.screenshot({ fullPage: true });
}

/** @param {Page} page @param {string[]} figures */
async function smallSheetOf(page, figures) {
  await layOut(page, figures, 'light', README_SCALE);
  return page.screenshot({ fullPage: true, type: 'webp', quality: 60 });
}

/** @param {Page} page @param {string[]} figures @param {Theme} theme @param {number} deviceScaleFactor */
async function layOut(page, figures, theme, deviceScaleFactor) {
  await page.goto('about:blank');
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  await page.setViewport({ width: SHEET_WIDTH, height: 400, deviceScaleFactor });
  await page.setContent(`<meta charset="utf-8"><meta name="color-scheme" content="${theme}"><style>
    body { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 24px; margin: 24px; font: 14px sans-serif }
    figure { margin: 0 } img { display: block; outline: 1px solid #8886 } figcaption { padding: 6px 0; opacity: .7 }
    </style>${figures.join('')}`);
}
