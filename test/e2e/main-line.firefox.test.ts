import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../src/text/text';
import { type RunningApi, startApi, tempFolder } from '../support/api';
import {
  connectFirefox,
  evaluateInside,
  launchFirefox,
  openOwnPage,
  openSiteInFirefox,
  readBadgesInFirefox,
  waitForBadgesInFirefox,
} from '../support/firefox';
import { URLS } from '../support/site-pages';
import { writeSmallWorkspace } from '../support/small-workspace';

interface ExtensionTabs {
  tabs: { query(which: { active: boolean }): Promise<{ id?: number }[]> };
}

/** The numbers and their arithmetic are those of main-line.chromium.test.ts. */
const folder = tempFolder();
let api: RunningApi;
let browser: Browser;

beforeAll(async () => {
  const files = writeSmallWorkspace(`${folder.path}/files`);
  api = await startApi(`${folder.path}/data`, Object.values(files));
  browser = await launchFirefox();
});
afterAll(async () => {
  await browser?.close();
  await api?.stop();
  folder.remove();
});

describe('the same line in Firefox', () => {
  it('draws nothing before there is a data source', async () => {
    const tab = await openSiteInFirefox(browser, URLS.feed);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await readBadgesInFirefox(tab)).toEqual([]);
    await tab.close();
  });

  it('connects through its options page, and draws each page’s numbers', async () => {
    await connectFirefox(browser, { address: api.address, token: api.token, name: '测试' });

    const feed = await openSiteInFirefox(browser, URLS.feed);
    const badges = await waitForBadgesInFirefox(feed, 2);
    expect(badges).toHaveLength(2);
    expect(badges[0]).toMatch(/进店UV 600 人·天，进店UV成本 12\.50 元.*商详UV 280 人·天，商详UV成本 25\.00 元/);
    expect(badges[1]).toMatch(/进店UV 300 人·天，进店UV成本 5\.00 元/);

    const tmall = await openSiteInFirefox(browser, URLS.tmall);
    const [taobaoBadge = ''] = await waitForBadgesInFirefox(tmall, 1);
    expect(taobaoBadge).toMatch(/进店UV 600 到 900 人·天/);
    expect(taobaoBadge).not.toMatch(/京东|商详/);

    const jd = await openSiteInFirefox(browser, URLS.jd);
    const [jdBadge = ''] = await waitForBadgesInFirefox(jd, 1);
    expect(jdBadge).toMatch(/商详UV 280 人·天/);
    expect(jdBadge).not.toMatch(/淘宝|天猫|进店/);
  });

  it('shows the page’s subjects in its sidebar', async () => {
    // The sidebar itself, as the browser opens it: no page, so that only its title is in reach.
    const title = await evaluateInside(
      browser,
      `(async () => {
        await SidebarController.show('grasslens_grasslens_app-sidebar-action');
        const inner = () => SidebarController.browser.contentDocument?.getElementById('webext-panels-browser');
        for (let tries = 0; tries < 100; tries += 1) {
          const found = inner();
          if (found?.contentTitle?.includes(' · ')) return [found.currentURI.pathQueryRef, found.contentTitle].join(' ');
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return 'nothing';
      })()`,
    );
    expect(title).toBe(`/src/panel/panel.html ${say('zh_CN', 'panel_name')} · ${new URL(api.address).host}`);

    const feed = await openSiteInFirefox(browser, URLS.feed);
    await waitForBadgesInFirefox(feed, 2);
    const own = await openOwnPage(browser, 'src/options/options.html', '#address');
    await feed.bringToFront();
    const tabId = await own.evaluate(async () => {
      const { tabs } = (globalThis as unknown as { browser: ExtensionTabs }).browser;
      return (await tabs.query({ active: true }))[0]?.id;
    });
    const panel = await openOwnPage(browser, `src/panel/panel.html?tab=${tabId}`, 'tbody tr');
    // In a window as narrow as a sidebar nothing is scrolled sideways.
    await panel.setViewport({ width: 360, height: 800 });
    const rows = () =>
      panel.$$eval('tbody tr', (lines) =>
        lines.map((line) =>
          [...line.querySelectorAll('.title, .figure .number > [aria-hidden]')]
            .slice(0, 3)
            .map(({ textContent }) => textContent),
        ),
      );
    await expect.poll(rows).toEqual([
      ['两边都卖的笔记', '¥7,000.00', '600'],
      ['只卖淘宝的笔记', '¥1,500.00', '300'],
    ]);
    const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await panel.evaluate(beyond)).toBe(0);
    for (const page of [panel, own, feed]) await page.close();
  });

  it('shows the totals in its popup', async () => {
    const popup = await openOwnPage(browser, 'src/popup/popup.html', '.overview');
    const text = () => popup.$eval('.overview', (section) => section.textContent ?? '');
    await expect.poll(text).toMatch(/8,400\.00 元.*21,000\.00 到 23,800\.00 元.*2\.50 到 2\.83/);
  });
});
