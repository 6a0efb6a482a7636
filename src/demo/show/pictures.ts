import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

const SCHEMES = ['light', 'dark'] as const;

export interface Framing {
  /** All of the page, and not only what the window shows of it. */
  fullPage?: boolean;
  /** No wider than this element: a popup's window may be wider than its page. */
  element?: string;
}

/** Takes a page's picture as it stands, once in light and once in dark colours: `<name>.png` and `<name>-dark.png`. */
export async function takePictures(
  page: Page,
  folder: string,
  name: string,
  { fullPage = false, element }: Framing = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Of a tab behind another one Chromium may make no frame, and its picture never comes (github.com/puppeteer/puppeteer/issues/12712).
  await page.bringToFront();
  const clip = element === undefined ? undefined : await seenOf(page, element);
  for (const scheme of SCHEMES) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const path = join(folder, scheme === 'light' ? `${name}.png` : `${name}-dark.png`);
    await page.screenshot({ path: path as `${string}.png`, fullPage, ...(clip && { clip }) });
  }
  await page.emulateMediaFeatures([]);
}

/** What the window shows of an element that begins in its corner. */
async function seenOf(page: Page, selector: string) {
  const width = await page.$eval(selector, ({ clientWidth }) => clientWidth);
  return { x: 0, y: 0, width, height: Number(await page.evaluate('innerHeight')) };
}
