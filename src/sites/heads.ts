import type { Subject } from '../metrics/subjects';
import type { SiteData } from './data';
import type { PageKind, Spot } from './face';

/** CSS pixels; a badge of two platforms is about this wide. */
const MIN_PICTURE = 200;

/** Where on the page the subject that its URL names belongs, or null while no such place is displayed. */
export function findHead(data: SiteData, document: Document, kind: PageKind, subject: Subject): Spot | null {
  for (const head of data.heads) {
    if (!head.kinds.includes(kind)) continue;
    const within = document.querySelector(head.within);
    if (!within || !isDisplayed(within)) continue;
    const picture = head.over
      ?.map((selector) => document.querySelector(selector))
      .find((found) => found && isSeen(found));
    if (picture) return { subject, root: within, anchor: blockAround(picture), place: 'over', target: picture };
    const target = firstDisplayed(within, head.after);
    if (target) return { subject, root: within, anchor: target.parentElement ?? within, place: 'after', target };
    // The element is surely the subject's, only its text is not found: its corner will do. The body's would not.
    if (within !== document.body) return { subject, root: within, anchor: within, place: 'over', target: within };
  }
  return null;
}

/** The first element, selector by selector, that is displayed; one with a text before one without. */
function firstDisplayed(within: Element, selectors: readonly string[]): Element | null {
  const displayed = selectors.flatMap((selector) => [...within.querySelectorAll(selector)].filter(isDisplayed));
  return displayed.find((element) => element.textContent?.trim()) ?? displayed[0] ?? null;
}

/** Displayed and large enough to carry a badge: a slot that is yet to be filled is not. */
function isSeen(element: Element): boolean {
  if (!isDisplayed(element)) return false;
  const { width, height } = element.getBoundingClientRect();
  return width >= MIN_PICTURE && height >= MIN_PICTURE;
}

/** A picture holds no children. */
function blockAround(picture: Element): Element {
  return picture.nodeName === 'IMG' ? (picture.parentElement ?? picture) : picture;
}

/** Pages keep titles in boxes that are not displayed (a head for scrolling, a slot to be filled). */
function isDisplayed(element: Element): boolean {
  return element.checkVisibility?.() ?? true;
}
