import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDemo } from '../../../src/demo/files/write';
import { DEMO_PAGES } from '../../../src/demo/pages/pages';
import { waitForBadges } from '../../../src/demo/show/badges';
import { servePages } from '../../../src/demo/show/browser';
import { tempFolder } from '../../support/api';
import { chooserByKeyboard, drag, expectSeen, importChosen, launchTrapped, openOptions, openTrap } from './support';

const folder = tempFolder();
let paths: string[];
beforeAll(async () => {
  paths = await writeDemo(folder.path);
});
afterAll(() => folder.remove());

describe('from first install, with no server', () => {
  it.each(['by keyboard', 'by drag'] as const)(
    'the demo’s exports %s become badges, and nobody is asked',
    async (how) => {
      const trap = await openTrap();
      const { browser, extensionId } = await launchTrapped(trap.port);
      try {
        const options = await openOptions(browser, extensionId);
        if (how === 'by keyboard') {
          await (await chooserByKeyboard(options)).accept(paths);
        } else {
          await drag(options, paths);
        }
        await importChosen(options, paths.length);
        const refused: string[] = [];
        for (const page of DEMO_PAGES) {
          const tab = await browser.newPage();
          await servePages(tab, new Map(DEMO_PAGES.map(({ url, html }) => [url, html])), refused);
          await tab.goto(page.url);
          expect([page.name, (await waitForBadges(tab, page.badges)).length]).toEqual([page.name, page.badges]);
          await tab.close();
        }
        expect(refused).toEqual([]);
        // Of any kind, of whoever in the browser.
        expect(trap.asked).toEqual([]);
        await expectSeen(options, trap);
      } finally {
        await browser.close();
        await trap.close();
      }
    },
  );
});
