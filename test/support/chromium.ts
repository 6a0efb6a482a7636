import type { Page } from 'puppeteer-core';
import { type OpenBrowser, openChromium, servePages } from '../../src/demo/show/browser';
import { findBrowser } from '../../src/setup/browsers.mjs';
import { PAGES } from './site-pages';

const EXTENSION = new URL('../../dist/chrome', import.meta.url).pathname;

/** A fresh Chromium with the built extension, not connected to anything. */
export async function launchChromium(): Promise<OpenBrowser> {
  return openChromium({ program: await findBrowser('chromium'), extension: EXTENSION });
}

/** A tab that gets the small workspace's pages under their real host names, and nothing else. */
export async function openSite({ browser }: OpenBrowser, url: string): Promise<{ tab: Page; refused: string[] }> {
  const tab = await browser.newPage();
  const { refused } = await servePages(tab, PAGES);
  await tab.goto(url);
  return { tab, refused };
}
