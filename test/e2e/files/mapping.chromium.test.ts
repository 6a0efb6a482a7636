import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tempFolder } from '../../support/api';
import { violations } from '../../support/axe';
import { drag, importChosen, launchTrapped, openOptions, openTrap, words } from './support';

interface ExtensionPage {
  chrome: { runtime: { sendMessage(message: unknown): Promise<{ value: { answers: Record<string, unknown> } }> } };
}

const NOTE = '682c4de7000000002300e845';
const folder = tempFolder();
let trap: Awaited<ReturnType<typeof openTrap>>;
let open: Awaited<ReturnType<typeof launchTrapped>>;
let page: Page;
beforeAll(async () => {
  trap = await openTrap();
  open = await launchTrapped(trap.port);
  page = await openOptions(open.browser, open.extensionId);
});
afterAll(async () => {
  await open?.browser.close();
  await trap.close();
  folder.remove();
});

/** Where `npm run soak` or a person looks at it: `SHOTS=<folder>`. */
async function shot(name: string): Promise<void> {
  const shots = process.env.SHOTS;
  if (shots) await page.screenshot({ path: join(shots, `files-${name}.png`) as `${string}.png`, fullPage: true });
}

const choose = async (path: string) =>
  ((await page.$('.drop input[type="file"]')) as ElementHandle<HTMLInputElement>).uploadFile(path);

/** Chooses in the list with this label as a keyboard does: focus, then the option's first letters. */
async function pick(label: string, text: string): Promise<void> {
  const select = await page.waitForSelector(`::-p-aria([name="${label}"][role="combobox"])`);
  await select?.focus();
  const value = await select?.evaluate(
    (list, wanted) => [...(list as HTMLSelectElement).options].find((one) => one.textContent === wanted)?.value,
    text,
  );
  expect([label, value]).toEqual([label, expect.any(String)]);
  await (select as ElementHandle<HTMLSelectElement> | null)?.select(value ?? '');
}

/** Of which kinds what belongs to the connection is: the note and its product. */
const kindsOfOurs = (at: Page) =>
  at.evaluate(
    async (subjects) => {
      const { runtime } = (globalThis as unknown as ExtensionPage).chrome;
      const { value } = await runtime.sendMessage({ question: 'answers', request: { subjects, wide: false } });
      return subjects.filter((one) => value.answers[one] !== null).map((one) => one.replace(/\/[^/]*$/, ''));
    },
    [`xhs/note/${NOTE}`, 'taobao/item/712345678901', 'jd/sku/712345678901'],
  );

/** Whether the page is wider than its window. */
const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it('a table that nobody knows is described by keyboard, imported, and known the next time', async () => {
  const ud = (name: string, day: string) => {
    const path = join(folder.path, name);
    writeFileSync(path, `投放日期,笔记编号,花了多少,备注\n${day},${NOTE},1.5,x\n`);
    return path;
  };
  await choose(ud('七月UD.csv', '2026-07-01'));
  const begin = await page.waitForSelector(`button ::-p-text(${words('mapping_begin')})`);
  await begin?.evaluate((text) => text.closest('button')?.focus());
  await page.keyboard.press('Enter');
  await page.waitForSelector('.mapping');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('mapping-title');

  // Saved too early it is refused in words, and nothing that was chosen is lost.
  await pick(words('mapping_as', { heading: '投放日期' }), words('mapping_as_date'));
  await page.locator(`.mapping button[type="submit"]`).click();
  await page.waitForSelector(`.mapping .bad ::-p-text(${words('export_mapping_no_measure')})`);
  await pick(words('mapping_as', { heading: '笔记编号' }), words('mapping_as_note'));
  await pick(words('mapping_as', { heading: '花了多少' }), 'UD消耗');
  await pick(words('mapping_unit', { heading: '花了多少' }), words('mapping_unit_wan'));

  for (const [scheme, width] of [
    ['light', 800],
    ['dark', 320],
  ] as const) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setViewport({ width, height: 800 });
    expect([scheme, await violations(page), await overflow()]).toEqual([scheme, [], 0]);
    await shot(`mapping-${scheme}-${width}`);
  }
  await page.focus('.mapping button[type="submit"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.said ::-p-text(${words('mapping_saved', { name: '七月UD' })})`);
  // Another page of the extension is at it: this one says that it waits, and goes on by itself.
  const other = await open.browser.newPage();
  await other.goto(page.url());
  await other.evaluate(
    () =>
      new Promise<void>((held) => {
        void navigator.locks.request('grasslens-files', () => {
          held();
          return new Promise<void>((free) => Object.assign(globalThis, { free }));
        });
      }),
  );
  await page.bringToFront();
  const imported = importChosen(page, 1);
  await page.waitForSelector(`.said ::-p-text(${words('files_waiting')})`);
  await other.evaluate(() => (globalThis as unknown as { free(): void }).free());
  await imported;
  expect(await page.$eval('.said', ({ textContent }) => textContent)).not.toContain(words('files_waiting'));
  await other.close();

  // The note has no product yet: it is said by keyboard, and the product is one of ours from then on.
  await page.focus('[aria-labelledby="pairs"] input');
  await page.keyboard.type('https://detail.tmall.com/item.htm?id=712345678901');
  await page.keyboard.press('Enter');
  const pair = { from: NOTE, to: '淘宝/天猫 712345678901' };
  await page.waitForSelector(`.said ::-p-text(${words('pairs_saved', pair)})`);
  await page.waitForSelector(`::-p-text(${words('pairs_all')})`);
  expect(await kindsOfOurs(page)).toEqual(['xhs/note', 'taobao/item']);

  // A folder of exports is as good as its files; what a system leaves in it is none of them.
  mkdirSync(join(folder.path, '八月', '第一周'), { recursive: true });
  writeFileSync(join(folder.path, '八月', '.DS_Store'), 'x');
  ud('八月/第一周/八月UD.csv', '2026-08-01');
  await drag(page, [join(folder.path, '八月')]);
  await page.waitForSelector(`.files ::-p-text(八月UD.csv)`);
  expect(await page.$$eval('button[aria-label^="不导入 "]', (buttons) => buttons.length)).toBe(1);
  await page.waitForSelector(`.files ::-p-text(七月UD)`);
  await page.waitForSelector(`button ::-p-text(${words('mapping_change')})`);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await page.locator('label ::-p-text(English)').click();
  await page.waitForSelector('html[lang="en"]');
  expect([await violations(page), await overflow()]).toEqual([[], 0]);
  await shot('list-dark-320-en');
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  await page.setViewport({ width: 800, height: 800 });
  await shot('list-light-800-en');
});
