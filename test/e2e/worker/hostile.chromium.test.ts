import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tempFolder } from '../../support/api';
import { CHROME, ChromiumRig } from './support/chromium-rig';
import { numbersOf, until } from './support/drawn';
import { FONT_HOST, hostileHead, type Loot } from './support/hostile-page';
import { FEED, feedOf, noteId, visitorsOf } from './support/notes';
import { LEAKS, propertyNames, writeTwin } from './support/twins';

const NOTES = [0, 1, 2];
/** So many people more of the last note: its number is wider than the others'. */
const MORE = 7_654_321;
const SHOWN = [visitorsOf(0), visitorsOf(1), visitorsOf(2) + MORE];

const folder = tempFolder();
let rig: ChromiumRig;
beforeAll(async () => {
  rig = await ChromiumRig.open(NOTES.length);
  await rig.load(1, [{ note: 2, visitors: MORE }]);
});
afterAll(async () => {
  await rig?.close();
  folder.remove();
});

/** What a page got hold of that does all it can, on the build that is installed. */
async function attacked(build: string, only?: string): Promise<Loot> {
  const properties = propertyNames(build);
  const { extensionId } = rig;
  const loot: Loot = {};
  // Restyled hosts make a page of their own: there every other attempt would see the other's doing.
  const pages = only === undefined ? [false, true] : [only === 'restyled'];
  for (const restyle of pages) {
    const refused: string[] = [];
    const head = hostileHead({ properties, restyle, extensionId });
    const tab = await rig.tab((url) => (url.href === FEED ? feedOf(NOTES.map(noteId), head) : undefined), refused);
    await tab.goto(FEED);
    const drawn = await until(
      () => rig.read(tab),
      (badges) => JSON.stringify(numbersOf(badges)) === JSON.stringify(SHOWN),
    );
    expect(numbersOf(drawn)).toEqual(SHOWN);
    // A page has time.
    await new Promise((resolve) => setTimeout(resolve, 400));
    for (const x of [900, 480, 60]) await tab.mouse.click(x, 25);
    await typeInto(tab, String(SHOWN[0]));
    const taken = await tab.evaluate(() => (globalThis as unknown as { run(): Promise<Loot> }).run());
    if (restyle) loot.restyled = taken.boxes ?? [];
    else Object.assign(loot, taken);
    loot.fonts = [...(loot.fonts ?? []), ...refused.filter((url) => url.startsWith(FONT_HOST))];
    // Of the pictures the card is no part.
    await tab.mouse.click(900, 600);
    if (only === undefined ? !restyle : only === 'properties')
      loot.properties = (await picture(tab)) === (await peaceful()) ? [] : ['another picture'];
    await tab.close();
  }
  return loot;
}

/** Types a text into the card that a click has opened, and leaves the card open. */
async function typeInto(tab: Page, text: string): Promise<void> {
  const frame = await until(
    () => tab.frames()[1] ?? null,
    (one) => one !== null,
    2_000,
  );
  const field = await frame?.waitForSelector('input', { timeout: 2_000 }).catch(() => null);
  await field?.click();
  await field?.type(text);
}

/** The badges' pixels. */
async function picture(tab: Page): Promise<string> {
  return tab.screenshot({ encoding: 'base64', clip: { x: 0, y: 0, width: 1280, height: 60 } });
}

/** The same of a page that does nothing. */
async function peaceful(): Promise<string> {
  const tab = await rig.feed(NOTES);
  await until(
    () => rig.read(tab),
    (badges) => badges.length === NOTES.length,
  );
  const pixels = await picture(tab);
  await tab.close();
  return pixels;
}

/** The numbers as they may be written. */
const WRITTEN = SHOWN.flatMap((number) => [String(number), number.toLocaleString('en')]);
const BY_BEING_THERE = ['restyled', 'boxes', 'fonts', 'properties', 'resources', 'find'];

/** Whether an attempt told the page anything of what is drawn. */
function learned(attempt: string, loot: Loot): boolean {
  const texts = loot[attempt] ?? [];
  if (BY_BEING_THERE.includes(attempt)) return texts.length > 0;
  return texts.some((text) => WRITTEN.some((number) => decodeURIComponent(text).includes(number)));
}

it('teaches a hostile page no number and no token, and lets it forge none', async () => {
  await rig.install(CHROME);
  const loot = await attacked(CHROME);
  expect(Object.keys(LEAKS).filter((attempt) => learned(attempt, loot))).toEqual([]);
  expect(JSON.stringify(loot)).not.toContain(rig.api.token);
  expect(JSON.stringify(loot)).not.toContain(rig.proxy.address);
  // The page did look, and at the open card too.
  expect(loot.dom?.length).toBe(NOTES.length + 1);
  expect(loot.performance?.join()).toContain('xiaohongshu');
});

it.each(Object.keys(LEAKS))('would be seen: %s succeeds on a twin that leaks so', async (attempt) => {
  const twin = join(folder.path, attempt);
  writeTwin(CHROME, twin, LEAKS[attempt] ?? {});
  await rig.install(twin);
  expect(learned(attempt, await attacked(twin, attempt))).toBe(true);
});
