import type { Browser, ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDemo } from '../../../src/demo/files/write';
import { DEMO_PAGES } from '../../../src/demo/pages/pages';
import { tempFolder } from '../../support/api';
import { launchFirefox, openOwnPage, openSiteInFirefox, waitForBadgesInFirefox } from '../../support/firefox';
import { importChosen, openTrap, strange } from './support';

const folder = tempFolder();
let trap: Awaited<ReturnType<typeof openTrap>>;
let browser: Browser;
beforeAll(async () => {
  trap = await openTrap();
  browser = await launchFirefox({ proxyPort: trap.port });
});
afterAll(async () => {
  await browser?.close();
  await trap.close();
  folder.remove();
});

it('from first install the demo’s exports become badges in Firefox, and nobody is asked', async () => {
  const paths = await writeDemo(folder.path);
  const options = await openOwnPage(browser, 'src/options/options.html', '.drop');
  await options.locator('label ::-p-text(中文)').click();
  const input = (await options.$('.drop input[type="file"]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(...paths);
  await importChosen(options, paths.length);
  const pages = new Map(DEMO_PAGES.map(({ url, html }) => [url, html]));
  for (const page of DEMO_PAGES) {
    const tab = await openSiteInFirefox(browser, page.url, pages);
    expect([page.name, (await waitForBadgesInFirefox(tab, page.badges)).length]).toEqual([page.name, page.badges]);
    await tab.close();
  }
  expect(strange(trap.asked, DEMO_PAGES)).toEqual([]);
});
