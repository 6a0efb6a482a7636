import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectFirefox, launchFirefox, openSiteInFirefox, readBadgesInFirefox } from '../../support/firefox';
import { sayNotRun, sharedSites } from '../../support/shared-sites';
import { until } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { everythingIn, expectedOf, savedRows } from './saved-rows';

const shared = sharedSites();

describe('saved pages of the real sites in Firefox', () => {
  if (!shared) {
    it('are kept elsewhere', () => {
      sayNotRun('the saved pages of the real sites in Firefox');
      expect(process.env.SITES ?? '').toBe('');
    });
    return;
  }
  const rows = savedRows(shared);
  const table: Record<string, unknown>[] = [];
  let api: FakeApi;
  let browser: Browser;
  beforeAll(async () => {
    api = await openFakeApi(everythingIn(rows));
    browser = await launchFirefox();
    const token = 'gl_sites_0123456789abcdef0123456789abcdef';
    await connectFirefox(browser, { address: api.address, token, name: 'sites' });
  });
  afterAll(async () => {
    console.table(table);
    await browser?.close();
    await api?.close();
  });

  it.each(rows)('$file', async (row) => {
    const expected = expectedOf(row);
    const url = new URL(row.url).href;
    // A window of several screens: what comes into sight by scrolling comes at once.
    const tab = await openSiteInFirefox(browser, url, new Map([[url, row.html]]), { width: 1280, height: 12_000 });
    const read = async () => {
      const numbers = (await readBadgesInFirefox(tab)).map((label) => /\d{1,3}(,\d{3}){2}/.exec(label)?.[0] ?? '');
      return new Set(numbers.map((number) => api.subjectOf(Number(number.replaceAll(',', ''))) ?? 'unknown'));
    };
    const found = await until(read, (drawn) => drawn.size >= expected.size && expected.size > 0, 6_000);
    await tab.close();

    const wrong = [...found].filter((subject) => !expected.has(subject));
    const missing = [...expected].filter((subject) => !found.has(subject));
    const right = expected.size - missing.length;
    table.push({ page: row.file, found: right, expected: expected.size, wrong: wrong.length });
    expect({ wrong, missing }).toEqual({ wrong: [], missing: [] });
  });
});
