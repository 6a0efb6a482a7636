import type { Page } from 'puppeteer-core';
import { say } from '../../../../src/text/text';

const opening = (sentence: string) => sentence.slice(0, sentence.indexOf('{'));
/** What every badge's label begins with. */
const OURS = (['badge_spoken', 'badge_spoken_without'] as const).map((key) => opening(say('zh_CN', key)));
const LOADING = say('zh_CN', 'badge_spoken_loading');

/** A badge as a screen reader gets it. */
export interface Drawn {
  label: string;
  state: 'loading' | 'number' | 'without';
  /** The people it names; null where it names none. */
  visitors: number | null;
}

/** The badges among what is spoken of a page. */
export function drawnOf(labels: readonly string[]): Drawn[] {
  return labels
    .filter((label) => label === LOADING || OURS.some((words) => label.startsWith(words)))
    .map((label) => {
      const people = /进店UV ([\d,]+) 人·天/.exec(label)?.[1];
      const visitors = people === undefined ? null : Number(people.replaceAll(',', ''));
      return { label, visitors, state: label === LOADING ? 'loading' : visitors === null ? 'without' : 'number' };
    });
}

/** The numbers drawn, in the page's order. */
export const numbersOf = (drawn: readonly Drawn[]) => drawn.map(({ visitors }) => visitors);

/** Waits until a value is what is expected, and gives the last one. */
export async function until<T>(
  read: () => Promise<T> | T,
  fits: (value: T) => boolean,
  timeoutMs = 15_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (fits(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Elements of the page's that hold something which is not the page's own. */
export const foreign = (tab: Page): Promise<number> =>
  tab.evaluate(
    () =>
      document.querySelectorAll('.note-item > :not(div:first-child), .note-item > div > :not(a, .footer), a.cover > *')
        .length,
  );

/** A seeded source of numbers in [0, 1), so that a run can be had again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
