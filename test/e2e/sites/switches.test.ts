import type { CDPSession, Page } from 'puppeteer-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Subject } from '../../../src/metrics/subjects';
import { type Extension, openExtension, readDrawn, until } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { NO_MISMATCH, settledMismatch } from './matching';
import { div, el, htmlOf, noteId, picture, range, type Tree } from './surfaces/tree';
import { noteCard, XHS_STYLE } from './surfaces/xhs';

const FEED = 'https://www.xiaohongshu.com/explore';
const OURS: Subject[] = range(10).map((n) => `xhs/note/${noteId(n)}`);
const feed = (...cards: Tree[]): Tree =>
  div({ id: 'exploreFeeds', class: 'feeds-container', style: 'position:relative;height:4000px' }, ...cards);

let api: FakeApi;
let extension: Extension;
beforeEach(async () => {
  api = await openFakeApi(OURS);
  extension = await openExtension(api);
});
afterEach(async () => {
  await extension?.close();
  await api?.close();
});

async function openFeed(numbers: number[]): Promise<Page> {
  const body = [feed(...numbers.map((n) => noteCard(n)))];
  const tab = await extension.tab(() => htmlOf({ style: XHS_STYLE, body }));
  await tab.goto(FEED);
  return tab;
}

const markup = (tab: Page) => tab.evaluate(() => document.documentElement.outerHTML);
/** Whether the feed holds what the page put there and nothing else: a card has 13 elements. */
const isBare = (tab: Page, cards: number) =>
  tab.evaluate((count) => document.querySelectorAll('#exploreFeeds *').length === count * 13, cards);

it('asks for a screenful at once, about our own subjects only, and leaves strangers bare', async () => {
  // 10 of ours and 10 strangers, in one screen and the next.
  const tab = await openFeed(range(20));
  const drawn = await until(
    () => readDrawn(tab, api),
    (badges) => badges.length === 10,
  );
  expect(drawn.map(({ subject }) => subject).sort()).toEqual([...OURS].sort());
  expect(api.asked.flat().sort()).toEqual([...OURS].sort());
  expect(api.asked).toHaveLength(1);
});

it('takes everything away at once when switched off, for this site or for all, and comes back', async () => {
  const tab = await openFeed(range(10));
  expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
  for (const [off, on] of [
    [{ off: ['xhs'] }, { off: [] }],
    [{ enabled: false }, { enabled: true }],
  ]) {
    await extension.ask('settings', off);
    expect(await until(() => isBare(tab, 10), Boolean)).toBe(true);
    expect(await readDrawn(tab, api)).toEqual([]);
    await extension.ask('settings', on);
    expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
  }
  // Another site's switch is not ours.
  await extension.ask('settings', { off: ['jd', 'taobao'] });
  expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
});

it('takes everything away at once in quiet mode, goes on finding what is there, and comes back', async () => {
  const tab = await openFeed(range(10));
  expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
  await extension.ask('settings', { quiet: true });
  expect(await until(() => isBare(tab, 10), Boolean)).toBe(true);
  const asked = api.asked.length;

  // A page opened in it is never touched, and known all the same.
  const quiet = await openFeed(range(10));
  const before = await markup(quiet);
  const found = await until(
    () => extension.onPage(quiet) as Promise<{ recognised: number; answers: unknown[] } | null>,
    (page) => page?.recognised === 10,
  );
  expect(found).toMatchObject({ recognised: 10, recognition: 'recognised' });
  expect(found?.answers).toHaveLength(10);
  expect(await markup(quiet)).toBe(before);
  expect(api.asked.length).toBe(asked);

  await extension.ask('settings', { quiet: false });
  expect(await settledMismatch(quiet, api)).toEqual(NO_MISMATCH);
});

it('does nothing at all without a source: no observer, no message, no change in the page', async () => {
  await extension.ask('disconnect', null);
  const tab = await extension.tab(() =>
    htmlOf({ style: XHS_STYLE, body: [feed(...range(10).map((n) => noteCard(n)))] }),
  );
  const worlds = await ownWorlds(tab);
  await tab.goto(FEED);
  const before = await markup(tab);
  await tab.mouse.wheel({ deltaY: 500 });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await markup(tab)).toBe(before);
  expect(await worlds.count('MutationObserver')).toBe(0);
  expect(await worlds.count('IntersectionObserver')).toBe(0);
  expect(await worlds.count('ResizeObserver')).toBe(0);

  // The same page begins to work when a source is connected, without being loaded again.
  const { address } = api;
  await extension.ask('connect', { name: 'sites', address, token: 'gl_sites_0123456789abcdef0123456789abcdef' });
  expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
  // One for the page, and for each badge one that takes it back before it is painted where it does not belong.
  expect(await worlds.count('MutationObserver')).toBe(1 + 10);
});

it('asks anew when the page comes back from the back/forward cache, or something changed', async () => {
  const tab = await openFeed(range(10));
  expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
  const asked = api.asked.length;
  await extension.ask('settings', { window: 30 });
  await until(
    async () => api.asked.length,
    (count) => count > asked,
  );
  expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
  expect(api.asked.length).toBeGreaterThan(asked);

  await tab.evaluate(() => {
    document.querySelector('section')?.remove();
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
});

it('finds cards where a pasted patch says, at once, and no longer when it is taken back', async () => {
  // The site has moved its notes to a path that this release does not know.
  const moved = (n: number): Tree =>
    el('section', { 'data-for': `xhs/note/${noteId(n)}` }, el('a', { href: `/n/${noteId(n)}` }, picture));
  const tab = await extension.tab(() => htmlOf({ style: '', body: [feed(...range(4).map(moved))] }));
  await tab.goto(FEED);
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(await readDrawn(tab, api)).toEqual([]);
  const links = [{ hosts: ['www.xiaohongshu.com'], shapes: ['/n/{note}'] }];
  await extension.ask('sitePatch', { text: JSON.stringify({ version: 1, sites: { xhs: { links } } }) });
  expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
  await extension.ask('sitePatch', { text: '' });
  expect(
    await until(
      () => readDrawn(tab, api),
      (drawn) => drawn.length === 0,
    ),
  ).toEqual([]);
});

it('clears up after itself when the extension is gone from under it', async () => {
  const tab = await openFeed(range(10));
  const errors: unknown[] = [];
  tab.on('pageerror', (error) => errors.push(error));
  expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
  await extension.reload();
  // The next thing to ask about finds nobody to ask.
  await tab.evaluate((tree) => {
    const page = globalThis as unknown as { add(tree: unknown, parent: Element | null): void };
    page.add(tree, document.querySelector('#exploreFeeds'));
  }, noteCard(11));
  expect(await until(() => isBare(tab, 11), Boolean)).toBe(true);
  expect(errors).toEqual([]);
});

/** Looks into the world that the content script runs in: how many objects of a kind live there. */
async function ownWorlds(tab: Page) {
  const session: CDPSession = await tab.createCDPSession();
  let contextId = 0;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension:')) contextId = context.id;
  });
  await session.send('Runtime.enable');
  return {
    async count(kind: string): Promise<number> {
      const expression = `${kind}.prototype`;
      const { result } = await session.send('Runtime.evaluate', { expression, contextId });
      const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
      const { result: properties } = await session.send('Runtime.getProperties', {
        objectId: objects.objectId ?? '',
        ownProperties: true,
      });
      return properties.find(({ name }) => name === 'length')?.value?.value;
    },
  };
}
