import type { Subject } from '../metrics/subjects';
import type { SiteData } from './data';
import type { PageKind, Spot } from './face';

/** Where on the page the subject that its URL names belongs, or null while no such place is displayed. */
export function findHead(data: SiteData, document: Document, kind: PageKind, subject: Subject): Spot | null {
  for (const head of data.heads) {
    if (!head.kinds.includes(kind)) continue;
    const within = document.querySelector(head.within);
    if (!within || !isDisplayed(within)) continue;
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

/** Pages keep titles in boxes that are not displayed (a head for scrolling, a slot to be filled). */
function isDisplayed(element: Element): boolean {
  return element.checkVisibility?.() ?? true;
}
