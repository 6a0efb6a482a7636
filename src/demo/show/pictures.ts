import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

const SCHEMES = ['light', 'dark'] as const;

/** Takes a page's picture as it stands, once in light and once in dark colours: `<name>.png` and `<name>-dark.png`. */
export async function takePictures(page: Page, folder: string, name: string, fullPage = false): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const scheme of SCHEMES) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const path = join(folder, scheme === 'light' ? `${name}.png` : `${name}-dark.png`);
    await page.screenshot({ path: path as `${string}.png`, fullPage });
  }
  await page.emulateMediaFeatures([]);
}
