import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ChromiumRig } from './support/chromium-rig';
import { foreign, numbersOf, until } from './support/drawn';
import { cardOf, noteId, visitorsOf } from './support/notes';

const NOTES = [0, 1, 2];

let rig: ChromiumRig;
const errors: string[] = [];
beforeAll(async () => {
  rig = await ChromiumRig.open(10);
});
beforeEach(() => {
  errors.length = 0;
});
afterAll(() => rig?.close());

/** A tab with badges; whatever is said on its console or thrown in it, in whatever world, is written down. */
async function feed(): Promise<Page> {
  const tab = await rig.feed(NOTES);
  const session = await tab.createCDPSession();
  await session.send('Runtime.enable');
  await session.send('Log.enable');
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => errors.push(exceptionDetails.text));
  session.on('Runtime.consoleAPICalled', ({ type, args }) => errors.push(`${type}: ${args.map(({ value }) => value)}`));
  session.on('Log.entryAdded', ({ entry }) => errors.push(entry.text));
  const drawn = await until(
    () => rig.read(tab),
    (badges) => badges.length === NOTES.length,
  );
  expect(numbersOf(drawn)).toEqual(NOTES.map(visitorsOf));
  return tab;
}

/** Adds a card of ours and scrolls: nobody is left to ask. */
const goOn = (tab: Page) =>
  tab.evaluate(
    (html) => {
      document.querySelector('#exploreFeeds')?.insertAdjacentHTML('beforeend', html);
      history.pushState({}, '', '/explore?channel_id=food');
      scrollTo(0, 100);
    },
    cardOf(noteId(5)),
  );

it('answers two tabs that ask the same with one request', async () => {
  rig.proxy.asked.length = 0;
  const held = rig.proxy.hold();
  const first = await rig.feed(NOTES);
  await held;
  const second = await rig.feed(NOTES);
  await new Promise((resolve) => setTimeout(resolve, 500));
  rig.proxy.release();
  for (const tab of [second, first]) {
    // What is not seen is not drawn.
    await tab.bringToFront();
    const drawn = await until(
      () => rig.read(tab),
      (badges) => badges.length === NOTES.length,
    );
    expect(numbersOf(drawn)).toEqual(NOTES.map(visitorsOf));
    await tab.close();
  }
  expect(rig.proxy.asked.filter(({ path }) => path === '/v1/metrics')).toHaveLength(1);
});

it.each([
  { what: 'being disabled', end: () => enable(false), back: () => enable(true) },
  { what: 'an update', end: () => rig.reload(), back: async () => undefined },
])('leaves nothing in two tabs after $what, by itself, and falls silent', async ({ end, back }) => {
  const tabs = [await feed(), await feed()];
  await end();
  for (const tab of tabs) {
    expect(
      await until(
        () => foreign(tab),
        (count) => count === 0,
      ),
    ).toBe(0);
    expect(await rig.read(tab)).toEqual([]);
  }
  for (const tab of tabs) await goOn(tab);
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const tab of tabs) {
    expect(await foreign(tab)).toBe(0);
    expect(await rig.read(tab)).toEqual([]);
  }
  expect(errors).toEqual([]);
  await back();
});

interface ExtensionsPage {
  chrome: { management: { setEnabled(id: string, on: boolean): Promise<void> } };
}

/** As a user does on the browser's own page of extensions. */
async function enable(on: boolean): Promise<void> {
  await rig.leavePage();
  const page = await rig.browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    (id, wanted) => (globalThis as unknown as ExtensionsPage).chrome.management.setEnabled(id, wanted),
    rig.extensionId,
    on,
  );
  await page.close();
}
