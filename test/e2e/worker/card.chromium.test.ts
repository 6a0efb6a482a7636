import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ChromiumRig } from './support/chromium-rig';
import { until } from './support/drawn';
import { noteId } from './support/notes';

const NOTE = `xhs/note/${noteId(0)}`;
const ITEM = '600000000001';
/** On the first card's badge, beside it, and far from all. */
const ON_BADGE = { x: 60, y: 30 };
const FAR = { x: 900, y: 800 };

let rig: ChromiumRig;
let tab: Page;

/** What the page gets to see of what is done in a card. */
const SEEN = ['click', 'pointerdown', 'keydown', 'keyup', 'input', 'beforeinput', 'wheel', 'focusin'];

beforeAll(async () => {
  rig = await ChromiumRig.open(3);
  await api('/v1/map', { links: [{ from: NOTE, to: `taobao/item/${ITEM}` }] });
  await rig.ring('refresh');
  tab = await rig.feed([0, 1, 2]);
  await tab.evaluate((types) => {
    const seen: string[] = [];
    const shifts: number[] = [];
    Object.assign(globalThis, { seen, shifts });
    for (const type of types) addEventListener(type, () => seen.push(type), true);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(entry.startTime);
    }).observe({ type: 'layout-shift', buffered: true });
  }, SEEN);
  expect(
    await until(
      () => rig.read(tab),
      (badges) => badges.length === 3,
    ),
  ).toHaveLength(3);
});
afterAll(() => rig?.close());
beforeEach(async () => {
  await tab.bringToFront();
  await tab.mouse.click(FAR.x, FAR.y);
  await closed();
});

async function api(path: string, body: unknown = null) {
  const headers = { authorization: `Bearer ${rig.api.token}`, 'content-type': 'application/json' };
  const init = body === null ? { headers } : { method: 'PUT', headers, body: JSON.stringify(body) };
  return (await fetch(rig.api.address + path, init)).json();
}

/** The card's own document, once it says something. */
async function opened(): Promise<Frame> {
  const frame = await until(
    async () => {
      const [, one] = tab.frames();
      return one && (await one.$('.row').catch(() => null)) ? one : null;
    },
    (one) => one !== null,
  );
  if (!frame) throw new Error('no card opened');
  return frame;
}

async function closed(): Promise<void> {
  const frames = await until(
    () => tab.frames().length,
    (count) => count === 1,
  );
  expect(frames).toBe(1);
}

const focused = (frame: Frame) => frame.evaluate(() => document.activeElement?.getAttribute('aria-label'));
const labels = async () => (await rig.read(tab)).map(({ label }) => label);

/** Tabs through the page until a badge has the keyboard. */
async function tabToBadge(): Promise<void> {
  for (let step = 0; step < 12; step += 1) {
    await tab.keyboard.press('Tab');
    if (await tab.evaluate(() => document.activeElement?.matches('div:empty'))) return;
  }
  throw new Error('no badge took the keyboard');
}

it('opens where the pointer rests on the badge, says all that is known, and goes when the pointer leaves', async () => {
  await tab.mouse.move(ON_BADGE.x, ON_BADGE.y);
  const frame = await opened();
  const sentences = await frame.$$eval('.row', (rows) => rows.map((row) => row.getAttribute('aria-label')));
  expect(sentences.filter((text) => text?.startsWith('进店UV：'))[0]).toMatch(/^进店UV：10,007 人·天/);
  expect(sentences.join()).toContain('关联商品：1。');
  expect(await tab.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual([]);
  // Through what it stands beside into the card it stays.
  await tab.mouse.move(300, 150, { steps: 8 });
  await tab.mouse.move(600, 200, { steps: 8 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(tab.frames()).toHaveLength(2);
  await tab.mouse.move(FAR.x, FAR.y, { steps: 8 });
  await closed();
});

it('opens by the keyboard, is marked by it, and gives it back; the badge and the API have the mark', async () => {
  await tabToBadge();
  await tab.keyboard.press('Enter');
  const frame = await opened();
  await until(
    () => focused(frame),
    (name) => name === '关闭',
  );
  await tab.keyboard.press('Tab');
  expect(await focused(frame)).toBe('加投');
  await tab.keyboard.press('Enter');
  expect((await until(labels, (all) => all.some((label) => label.includes('已标记加投')))).join()).toContain(
    '已标记加投',
  );
  expect(Object.values((await api('/v1/marks')).marks)).toMatchObject([{ decision: 'boost' }]);
  // What it says now is another, the keyboard is where it was.
  await until(
    () => frame.$eval('[aria-pressed=true]', (one) => one.getAttribute('aria-label')).catch(() => null),
    (pressed) => pressed === '加投',
  );
  expect(await focused(frame)).toBe('加投');
  await tab.keyboard.press('Escape');
  await closed();
  expect(await tab.evaluate(() => document.activeElement?.matches('div:empty'))).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(tab.frames()).toHaveLength(1);
});

it('is a document of its own: of what is pressed and typed in it the page learns nothing', async () => {
  await tab.mouse.click(ON_BADGE.x, ON_BADGE.y);
  // The press was for the badge, not for the link under it.
  expect(tab.url()).toMatch(/\/explore$/);
  const frame = await opened();
  await tab.evaluate(() => (globalThis as unknown as { seen: string[] }).seen.splice(0));
  await frame.click('input');
  await tab.keyboard.type('10007 people');
  await frame.click('.body');
  await tab.mouse.wheel({ deltaY: 100 });
  const learned = await tab.evaluate(() => [window.length, (globalThis as unknown as { seen: string[] }).seen]);
  expect(learned).toEqual([0, []]);
});

it('opens a product’s page in a tab of its own, for a real press only', async () => {
  await tab.mouse.click(ON_BADGE.x, ON_BADGE.y);
  const frame = await opened();
  await frame.$eval('button.row', (one) => one.dispatchEvent(new MouseEvent('click', { bubbles: true })));
  const before = rig.browser.targets().length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(rig.browser.targets()).toHaveLength(before);
  await frame.click('button.row');
  const target = await rig.browser.waitForTarget((one) => one.url() === `https://item.taobao.com/item.htm?id=${ITEM}`);
  expect(tab.url()).toMatch(/\/explore$/);
  await (await target.page())?.close();
});

it('passes axe-core, in light and in dark', async () => {
  const axe = readFileSync(new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
  await tab.mouse.click(ON_BADGE.x, ON_BADGE.y);
  const frame = await opened();
  await frame.evaluate(axe);
  for (const value of ['light', 'dark']) {
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    const { violations } = await frame.evaluate(() =>
      (globalThis as unknown as { axe: { run(on: unknown, options: object): Promise<AxeResults> } }).axe.run(document, {
        // What concerns a page as a whole: this is a part of one.
        rules: {
          'document-title': { enabled: false },
          region: { enabled: false },
          'landmark-one-main': { enabled: false },
          'page-has-heading-one': { enabled: false },
        },
      }),
    );
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
});

it('is as tall as what it says, in a room that is the same for the page; a press beside it closes it', async () => {
  const boxes = async (frame: Frame) =>
    frame.evaluate(() => {
      const { top, height } = document.querySelector('.card')?.getBoundingClientRect() ?? { top: 0, height: 0 };
      return { room: innerHeight, top, height };
    });
  await tab.mouse.click(ON_BADGE.x, ON_BADGE.y);
  const full = await boxes(await opened());
  // All of the room, but for its margins of 4 above and 12 below.
  expect(full).toEqual({ room: 480, top: 4, height: 464 });
  await tab.mouse.click(FAR.x, FAR.y);
  await closed();

  await rig.proxy.become('401', `/v1/subjects/xhs/note/${noteId(1)}`);
  const failed = async (y: number) => {
    // The second card's badge: a card is 420 wide.
    await tab.mouse.click(420 + ON_BADGE.x, y);
    const frame = await until(
      async () => {
        const [, one] = tab.frames();
        return one && (await one.$('.card').catch(() => null)) ? one : null;
      },
      (one) => one !== null,
    );
    if (!frame) throw new Error('no card opened');
    return boxes(frame);
  };
  const short = await failed(ON_BADGE.y);
  expect(short).toMatchObject({ room: 480, top: 4 });
  expect(short.height).toBeLessThan(200);
  expect(await tab.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual([]);
  // It stands to the right of the second card's picture, which ends at 840.
  await tab.mouse.click(1000, 440);
  await closed();

  // Low in the window it stands as low as what it is about, though its room does not fit there.
  const low = await tab.evaluate(() => {
    document.body.style.paddingTop = `${innerHeight - 250}px`;
    return innerHeight - 250;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const lower = await failed(low + ON_BADGE.y);
  expect(lower.room).toBe(480);
  expect(lower.top).toBeGreaterThan(200);
  expect(lower.top + lower.height).toBeLessThanOrEqual(468);
});
