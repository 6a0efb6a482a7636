import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { numbersOf, seeded, until } from './drawn';
import { FONT_HOST } from './hostile-css';
import { hostileHead, type Loot } from './hostile-page';
import { cardOf, FEED, feedOf, noteId, strangerId, visitorsOf } from './notes';
import type { Rig } from './rig';
import { FORGERIES, LEAKS, type Leak, propertyNames, writeTwin } from './twins';

export const NOTES = [0, 1, 2];
/** So many people more of the last note: its number is wider than the others'. */
const MORE = 7_654_321;
const SHOWN = [visitorsOf(0), visitorsOf(1), visitorsOf(2) + MORE];

/** Three cards beside each other, and room for what is clicked. */
const SCREEN = { width: 1440, height: 900 };

/** The numbers as they may be written. */
const WRITTEN = SHOWN.flatMap((number) => [String(number), number.toLocaleString('en')]);
const BY_BEING_THERE = [
  'restyled',
  'boxes',
  'fonts',
  'properties',
  'resources',
  'find',
  'states',
  'covered',
  'paints',
  'shifts',
  'measured',
  'animations',
  'faces',
  ...Object.keys(FORGERIES),
];

/**
 * Each attempt has its twin; of so many attempts, those whose twins are tried now: a seeded share, and all in a soak.
 */
export function twinsOf(attempts: readonly string[], share: number): string[] {
  const seed = Number(process.env.SEED ?? 20261122);
  console.log(`seed ${seed}`);
  const random = seeded(seed);
  return attempts.filter(() => random() < share || process.env.SOAK);
}

/** What the page gets hold of in the window of one world. */
interface HostileWindow {
  run(): Promise<Loot>;
  forge: Record<string, (stranger: string) => Promise<void>>;
}

/** A page that does all it can, in one browser against builds of ours. */
export class Attack {
  constructor(
    private readonly rig: Rig,
    private readonly build: string,
    private readonly folder: string,
  ) {}

  async prepare(): Promise<void> {
    await this.rig.load(1, [{ note: 2, visitors: MORE }]);
  }

  /** Everything against the shipped build: nothing is learned, nothing forged, and the page did look. */
  async onShipped(attempts: readonly string[]): Promise<void> {
    await this.rig.install(this.build);
    const loot = await this.loot(this.build);
    const learned = attempts.filter((attempt) => this.learned(attempt, loot));
    expect(Object.fromEntries(learned.map((attempt) => [attempt, loot[attempt]]))).toEqual({});
    expect(JSON.stringify(loot)).not.toContain(this.rig.api.token);
    expect(JSON.stringify(loot)).not.toContain(this.rig.proxy.address);
    // The open card is looked at too.
    expect(loot.dom?.length).toBe(NOTES.length + 1);
    expect(loot.performance?.join()).toContain('xiaohongshu');
  }

  /** One attempt against a twin that leaks just so. */
  async onTwin(attempt: string): Promise<boolean> {
    const twin = join(this.folder, attempt);
    mkdirSync(twin, { recursive: true });
    const leak: Leak = LEAKS[attempt] ?? FORGERIES[attempt] ?? {};
    writeTwin(this.build, twin, leak, this.rig.api.token);
    await this.rig.install(twin);
    return this.learned(attempt, await this.loot(twin, attempt));
  }

  /** Whether an attempt told the page anything of what is drawn, or changed it. */
  private learned(attempt: string, loot: Loot): boolean {
    if (attempt === 'token') return JSON.stringify(loot).includes(this.rig.api.token);
    const texts = loot[attempt] ?? [];
    if (BY_BEING_THERE.includes(attempt)) return texts.length > 0;
    return texts.some((text) => WRITTEN.some((number) => decoded(text).includes(number)));
  }

  /** What a page got hold of on the build that is installed. */
  private async loot(build: string, only?: string): Promise<Loot> {
    const properties = propertyNames(build);
    const { base } = this.rig;
    const loot: Loot = {};
    // Restyled hosts make a page of their own: there every other attempt would see the other's doing.
    const pages = only === undefined ? [false, true] : [only === 'restyled'];
    for (const restyle of pages) {
      const refused: string[] = [];
      const head = hostileHead({ properties, restyle, base });
      const tab = await this.rig.tab(
        (url) => (url.href === FEED ? feedOf(NOTES.map(noteId), head) : undefined),
        refused,
      );
      await tab.setViewport(SCREEN);
      await tab.goto(FEED);
      const before = await this.drawn(tab);
      // A page has time.
      await new Promise((resolve) => setTimeout(resolve, 400));
      await goAbout(tab);
      for (const x of [900, 480, 60]) await tab.mouse.click(x, 25);
      await typeInto(tab, String(SHOWN[0]));
      const taken = await tab.evaluate(() => (globalThis as unknown as HostileWindow).run());
      if (restyle) loot.restyled = taken.boxes ?? [];
      else Object.assign(loot, taken);
      loot.fonts = [...(loot.fonts ?? []), ...refused.filter((url) => url.startsWith(FONT_HOST))];
      // Of the pictures the card is no part, nor of what is forged.
      await tab.mouse.click(900, 600);
      if (only === undefined ? !restyle : only === 'properties')
        loot.properties = (await picture(tab)) === (await this.peaceful()) ? [] : ['another picture'];
      let left: readonly string[] = before;
      if (!restyle)
        for (const name of Object.keys(FORGERIES))
          if (only === undefined || only === name) {
            left = leftBy(name, left);
            loot[name] = await this.forged(tab, name, left);
          }
      await tab.close();
    }
    return loot;
  }

  /** What is drawn on a page once all of it is. */
  private async drawn(tab: Page): Promise<string[]> {
    const fits = (numbers: readonly (number | null)[]) => [...new Set(numbers)].join() === SHOWN.join();
    const badges = await until(
      () => this.rig.read(tab),
      (all) => fits(numbersOf(all)),
    );
    expect([...new Set(numbersOf(badges))]).toEqual(SHOWN);
    // A twin may draw some more, a moment later.
    await new Promise((resolve) => setTimeout(resolve, 150));
    return (await this.rig.read(tab)).map(({ label }) => label);
  }

  /** What stands there after a forgery that should not: out of order, altered, or of a note that is gone. */
  private async forged(tab: Page, name: string, expected: readonly string[]): Promise<string[]> {
    await tab.evaluate(
      (which, stranger) => (globalThis as unknown as HostileWindow).forge[which]?.(stranger),
      name,
      cardOf(strangerId(1)),
    );
    await new Promise((resolve) => setTimeout(resolve, 700));
    const after = (await this.rig.read(tab)).map(({ label }) => label);
    return JSON.stringify(after) === JSON.stringify(expected) ? [] : after;
  }

  /** The badges' pixels on a page that does nothing. */
  private async peaceful(): Promise<string> {
    const tab = await this.rig.feed(NOTES);
    await tab.setViewport(SCREEN);
    await until(
      () => this.rig.read(tab),
      (badges) => badges.length === NOTES.length,
    );
    const pixels = await picture(tab);
    await tab.close();
    return pixels;
  }
}

/** What a forgery may leave: it takes one note off the page; the others are as they were. */
function leftBy(forgery: string, labels: readonly string[]): readonly string[] {
  const gone = { replayed: SHOWN.at(-1), lulled: SHOWN[0] }[forgery]?.toLocaleString('en');
  return gone === undefined ? labels : labels.filter((label) => !label.includes(gone));
}

/** What people do on a page: the keyboard goes through it, all is selected, copied, pasted and dragged. */
async function goAbout(tab: Page): Promise<void> {
  for (let step = 0; step < 4; step += 1) await tab.keyboard.press('Tab');
  await tab.mouse.move(60, 25);
  await tab.mouse.move(900, 800, { steps: 3 });
  const chord = async (key: 'KeyA' | 'KeyC' | 'KeyV') => {
    await tab.keyboard.down('Control');
    await tab.keyboard.press(key);
    await tab.keyboard.up('Control');
  };
  await chord('KeyA');
  await chord('KeyC');
  await tab.mouse.move(2, 244);
  await tab.mouse.down();
  await tab.mouse.move(60, 500, { steps: 4 });
  await tab.mouse.up();
  await tab.evaluate(() => {
    const field = document.createElement('textarea');
    field.style.cssText = 'position:fixed;bottom:0;right:0;width:9px;height:9px';
    document.body.append(field);
    field.focus();
  });
  await chord('KeyV');
  await tab.evaluate(() => {
    document.querySelector('textarea')?.remove();
    getSelection()?.removeAllRanges();
  });
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

/** The pixels of the cards' upper edges. */
function picture(tab: Page): Promise<string> {
  return tab.screenshot({ encoding: 'base64', clip: { x: 0, y: 0, width: 1280, height: 60 } });
}

/** A text that may be part of an address. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
