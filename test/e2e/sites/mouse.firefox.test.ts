import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badgeMiddlesInFirefox, connectFirefox, launchFirefox, openSiteInFirefox } from '../../support/firefox';
import { until } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { htmlOfSurface, MOUSE_SUBJECTS, MOUSE_SURFACES, useMouse } from './mouse';

describe('a mouse in Firefox', () => {
  const table: Record<string, unknown>[] = [];
  let api: FakeApi;
  let browser: Browser;
  beforeAll(async () => {
    api = await openFakeApi(MOUSE_SUBJECTS);
    browser = await launchFirefox();
    const token = 'gl_sites_0123456789abcdef0123456789abcdef';
    await connectFirefox(browser, { address: api.address, token, name: 'sites' });
  });
  afterAll(async () => {
    console.table(table);
    await browser?.close();
    await api?.close();
  });

  it.each(MOUSE_SURFACES)('opens and closes the card of a badge: $name', async (surface) => {
    const url = new URL(surface.url).href;
    const tab = await openSiteInFirefox(
      browser,
      url,
      new Map([url, url.split('#')[0] ?? url].map((one) => [one, htmlOfSurface(surface)])),
    );
    await tab.bringToFront();
    const [middle] = await until(
      () => badgeMiddlesInFirefox(tab),
      (drawn) => drawn.length > 0,
    );
    if (!middle) throw new Error('nothing is drawn here');
    const result = await useMouse(tab, middle, async () => tab.frames().length - 1);
    table.push({ browser: 'Firefox', surface: surface.name, ...result, seen: result.seen.join(' ') });
    expect(result).toEqual({ hover: true, leave: true, click: true, 'press beside': true, seen: [] });
    expect(tab.url()).toBe(url);
    await tab.close();
  });
});
