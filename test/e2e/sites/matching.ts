import type { Page } from 'puppeteer-core';
import { type Drawn, readDrawn, until } from './extension';
import type { FakeApi } from './fake-api';

interface Place {
  subject: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What does not fit between the badges of a page and the elements that say which badge they must have. */
export interface Mismatch {
  /** Elements with no badge of their subject. */
  without: string[];
  /** Badges that stand on no element of their subject. */
  astray: string[];
  /** Elements with more than one badge. */
  double: string[];
}

export const NO_MISMATCH: Mismatch = { without: [], astray: [], double: [] };

/** A badge after a title may stand under it. */
const REACH = 48;

/** Compares where badges are drawn with where the page's `data-for` elements are. */
export async function mismatch(tab: Page, api: FakeApi): Promise<Mismatch> {
  const drawn = await readDrawn(tab, api);
  const places = await tab.evaluate(() =>
    [...document.querySelectorAll('[data-for]')]
      .filter((element) => element.checkVisibility())
      .map((element): Place => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { subject: element.getAttribute('data-for') ?? '', left, top, right, bottom };
      }),
  );
  const on = (badge: Drawn, { left, top, right, bottom }: Place) =>
    badge.left >= left - 1 && badge.left <= right && badge.top >= top - 1 && badge.top <= bottom + REACH;
  const badgesOf = (place: Place) => drawn.filter((badge) => badge.subject === place.subject && on(badge, place));
  return {
    without: places.filter((place) => badgesOf(place).length === 0).map(({ subject }) => subject),
    double: places.filter((place) => badgesOf(place).length > 1).map(({ subject }) => subject),
    astray: drawn
      .filter((badge) => !places.some((place) => place.subject === badge.subject && on(badge, place)))
      .map(({ subject, label }) => subject ?? label),
  };
}

/** Waits until every badge is on its element and every element has its badge; gives what is left over. */
export function settledMismatch(tab: Page, api: FakeApi): Promise<Mismatch> {
  return until(
    () => mismatch(tab, api),
    ({ without, astray, double }) => without.length + astray.length + double.length === 0,
    8_000,
  );
}

/** What the page itself saw of layout shifts since it was loaded: how much, and what moved from where to where. */
export function shifts(tab: Page): Promise<string[]> {
  return tab.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts);
}
