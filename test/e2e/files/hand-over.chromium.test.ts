import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tempFolder } from '../../support/api';
import { writeSmallWorkspace } from '../../support/small-workspace';
import { importChosen, launchTrapped, openOptions, openTrap, words } from './support';

interface ExtensionPage {
  chrome: { runtime: { sendMessage(message: unknown): Promise<{ value: { summary: unknown } }> } };
}

const folder = tempFolder();
let trap: Awaited<ReturnType<typeof openTrap>>;
beforeAll(async () => {
  trap = await openTrap();
});
afterAll(async () => {
  await trap.close();
  folder.remove();
});

const choose = async (page: Page, ...paths: string[]) =>
  ((await page.$('.drop input[type="file"]')) as ElementHandle<HTMLInputElement>).uploadFile(...paths);

const summary = (page: Page) =>
  page.evaluate(async () => {
    const { runtime } = (globalThis as unknown as ExtensionPage).chrome;
    return (await runtime.sendMessage({ question: 'summary', request: { range: 30 } })).value.summary;
  });

it('a set is exported in one browser and dropped in another, where it has its name and its numbers', async () => {
  const paths = Object.values(writeSmallWorkspace(join(folder.path, 'exports')));
  const archive = join(folder.path, 'grasslens-客户A.zip');
  const giving = await launchTrapped(trap.port);
  let expected: unknown;
  try {
    const page = await openOptions(giving.browser, giving.extensionId);
    await choose(page, ...paths);
    await page.locator('#files-name').fill('客户A');
    await importChosen(page, paths.length);
    expected = await summary(page);
    const session = await giving.browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder.path });
    await page.locator(`button ::-p-text(${words('files_archive_save')})`).click();
    await page.waitForSelector(`.said ::-p-text(${words('files_archive_saved', { name: '客户A' })})`);
    for (const end = Date.now() + 10_000; !existsSync(archive) && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await giving.browser.close();
  }
  const taking = await launchTrapped(trap.port);
  try {
    const page = await openOptions(taking.browser, taking.extensionId);
    await choose(page, archive);
    await importChosen(page, 1);
    expect(await page.$eval('header .name', (name) => name.textContent)).toBe('客户A');
    expect(await page.$$eval('button[aria-label^="撤销导入"]', (buttons) => buttons.length)).toBe(paths.length);
    expect(expected).toMatchObject({ cells: expect.anything() });
    expect(await summary(page)).toEqual(expected);
  } finally {
    await taking.browser.close();
  }
});
