import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDemo } from '../../../src/demo/files/write';
import { DEMO_PAGES } from '../../../src/demo/pages/pages';
import { tempFolder } from '../../support/api';
import {
  answerFileChooser,
  launchFirefox,
  openOwnPage,
  openSiteInFirefox,
  waitForBadgesInFirefox,
} from '../../support/firefox';
import { expectSeen, importChosen, openTrap, tabTo } from './support';

const folder = tempFolder();
let paths: string[];
beforeAll(async () => {
  paths = await writeDemo(folder.path);
});
afterAll(() => folder.remove());

/**
 * Drops files on the drop zone. Firefox lets nobody drag the system's files into it by WebDriver, so that the events
 * and what they carry are made in the page; what they reach is ours.
 */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const carried = files.map((path) => ({ name: basename(path), base64: readFileSync(path, 'base64') }));
  await page.evaluate((made) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of made) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name));
    }
    const zone = document.querySelector('.drop');
    for (const type of ['dragenter', 'dragover', 'drop']) {
      zone?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, carried);
}

it.each(['by keyboard', 'by drag'] as const)(
  'from first install the demo’s exports %s become badges in Firefox, and nobody is asked',
  async (how) => {
    const trap = await openTrap();
    // To this machine as well.
    const prefs = { 'network.proxy.allow_hijacking_localhost': true };
    const browser = await launchFirefox({ proxyPort: trap.port, prefs });
    try {
      const options = await openOwnPage(browser, 'src/options/options.html', '.drop');
      await options.locator('label ::-p-text(中文)').click();
      if (how === 'by keyboard') {
        await answerFileChooser(browser, paths);
        await tabTo(options, '.drop button');
        await options.keyboard.press('Enter');
      } else await drop(options, paths);
      await importChosen(options, paths.length);
      const pages = new Map(DEMO_PAGES.map(({ url, html }) => [url, html]));
      for (const page of DEMO_PAGES) {
        const tab = await openSiteInFirefox(browser, page.url, pages);
        expect([page.name, (await waitForBadgesInFirefox(tab, page.badges)).length]).toEqual([page.name, page.badges]);
        await tab.close();
      }
      // Of any kind, of whoever in the browser.
      expect(trap.asked).toEqual([]);
      await expectSeen(options, trap);
    } finally {
      await browser.close();
      await trap.close();
    }
  },
);
