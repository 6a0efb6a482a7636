import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBadges, waitForBadges } from '../../../src/demo/show/badges';
import { type OpenBrowser, servePages } from '../../../src/demo/show/browser';
import { closePopup, openPopup } from '../../../src/demo/show/extension-pages';
import { tempFolder } from '../../support/api';
import { PAGES, URLS } from '../../support/site-pages';
import { writeSmallWorkspace } from '../../support/small-workspace';
import { importChosen, launchTrapped, openOptions, openTrap, words } from './support';

const folder = tempFolder();
let trap: Awaited<ReturnType<typeof openTrap>>;
let open: OpenBrowser;
beforeAll(async () => {
  trap = await openTrap();
  open = await launchTrapped(trap.port);
});
afterAll(async () => {
  await open?.browser.close();
  await trap.close();
  folder.remove();
});

const choose = async (page: Page, ...paths: string[]) =>
  ((await page.$('.drop input[type="file"]')) as ElementHandle<HTMLInputElement>).uploadFile(...paths);

it('of two clients in one browser, neither’s numbers stand under the other’s name', async () => {
  const a = Object.values(writeSmallWorkspace(join(folder.path, 'a')));
  // Client B has the same notes; every day of 星河 brought it 7 people where A had 40.
  const b = Object.values(writeSmallWorkspace(join(folder.path, 'b')));
  for (const path of b.filter((one) => one.includes('xinghe'))) {
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(',1000,40,', ',1000,7,'));
  }
  const options = await openOptions(open.browser, open.extensionId);
  await choose(options, ...a);
  await options.locator('#files-name').fill('客户A');
  await importChosen(options, a.length);

  await options.locator('#files-name').fill('客户B');
  await options.locator(`button ::-p-text(${words('files_new')})`).click();
  await options.waitForSelector(`::-p-text(${words('files_none')})`);
  await choose(options, ...b);
  await importChosen(options, b.length);

  const tab = await open.browser.newPage();
  await servePages(tab, PAGES);
  await tab.goto(URLS.note);
  // 15 × 7 = 105 people for B, 15 × 40 = 600 for A.
  const of = { 客户A: /进店UV 600 人·天/, 客户B: /进店UV 105 人·天/ };
  const shown = async (name: keyof typeof of) => {
    const end = Date.now() + 10_000;
    let badges: string[] = [];
    while (!of[name].test(badges[0] ?? '') && Date.now() < end) badges = await waitForBadges(tab, 1);
    expect(badges[0]).toMatch(of[name]);
    expect(badges[0]).toContain(words('badge_spoken_connection', { name }));
  };
  await shown('客户B');
  for (const name of ['客户A', '客户B', '客户A'] as const) {
    const other = name === '客户A' ? of.客户B : of.客户A;
    const popup = await openPopup(open, tab);
    const id = await popup.$$eval(
      'select.name option',
      (choices, wanted) => choices.find(({ textContent }) => textContent === wanted)?.getAttribute('value') ?? '',
      name,
    );
    await popup.select('select.name', id);
    await popup.waitForFunction((wanted) => document.querySelector('h1')?.textContent === wanted, {}, name);
    // Under the new name, at every moment from now on: nothing of the other in popup or page.
    for (let look = 0; look < 10; look++) {
      const { title, listed } = await popup.evaluate(() => ({
        title: document.querySelector('h1')?.textContent,
        listed: document.querySelector('.on-page')?.textContent ?? '',
      }));
      expect([title, other.test(listed)]).toEqual([name, false]);
      for (const badge of await readBadges(tab)) expect(badge).not.toMatch(other);
    }
    await closePopup(popup, open.browser);
    await shown(name);
  }
});
