import type { Subject } from '../metrics/subjects';
import type { SiteData } from './data';
import type { HeadMemory, PageKind, Spot } from './face';

/** CSS pixels; a badge of two platforms is about this wide. */
const MIN_PICTURE = 200;
/** Of a text that tells a container's content from another's. */
const PRINT = 300;

type Head = SiteData['heads'][number];

/** Where on the page the subject that its URL names belongs, or null while no such place is displayed. */
export function findHead(
  data: SiteData,
  document: Document,
  kind: PageKind,
  subject: Subject,
  memory: HeadMemory,
): Spot | null {
  for (const head of data.heads) {
    if (!head.kinds.includes(kind)) continue;
    const within = containerOf(head, document, subject, memory);
    if (!within) continue;
    const scope = head.mask ? within : document;
    const cover = head.over?.map((selector) => scope.querySelector(selector)).find((found) => found && isSeen(found));
    const texts = displayedIn(within, head.after);
    const spot = { subject, root: within, head: true, cover: cover ?? null, texts };
    if (cover || texts.length > 0) return spot;
    // The element is surely the subject's, only its text is not found: its corner will do. The body's would not.
    if (within !== document.body) return { ...spot, cover: within };
  }
  return null;
}

/**
 * The displayed container of the subject. Of several, one in a mask that names the subject comes first, then one that
 * was the subject's before, then one not seen before. One that was another's counts only once its content has changed.
 */
function containerOf(head: Head, document: Document, subject: Subject, memory: HeadMemory): Element | null {
  const all = [...document.querySelectorAll(head.within)].filter(isDisplayed);
  if (!head.mask) return all[0] ?? null;
  const { mask } = head;
  const id = subject.slice(subject.lastIndexOf('/') + 1);
  const ranked = all.flatMap((element) => {
    const named = element.closest(mask.selector)?.getAttribute(mask.attribute)?.toLowerCase();
    if (named && named !== id) return [];
    const print = printOf(element, head);
    const known = memory.get(element);
    const isOthers = known !== undefined && known.subject !== subject;
    if (!named && isOthers && known.print === print) return [];
    const rank = named ? 0 : isOthers ? 3 : known ? 1 : 2;
    return [{ element, print, rank }];
  });
  // Of two that are as likely the later is in front.
  const best = ranked.reverse().sort((a, b) => a.rank - b.rank)[0];
  if (!best) return null;
  memory.set(best.element, { subject, print: best.print });
  return best.element;
}

/** What a container says: another subject's says something else. */
function printOf(container: Element, head: Head): string {
  const texts = head.after.slice(0, 2).map((selector) => container.querySelector(selector)?.textContent ?? '');
  if (texts.some((text) => text.trim() !== '')) return texts.map((text) => text.trim().slice(0, PRINT)).join('\n');
  const picture = container.querySelector('img[src],video[src]');
  return picture?.getAttribute('src')?.slice(0, PRINT) ?? '';
}

/** The elements, selector by selector, that are displayed; those with a text before those without. */
function displayedIn(within: Element, selectors: readonly string[]): Element[] {
  const displayed = selectors.flatMap((selector) =>
    [...within.querySelectorAll(selector)].slice(0, 20).filter(isDisplayed),
  );
  const hasText = (element: Element) => (element.textContent?.trim() ? 0 : 1);
  return [...new Set(displayed)].sort((a, b) => hasText(a) - hasText(b)).slice(0, 6);
}

/** Displayed and large enough to carry a badge: a slot that is yet to be filled is not. */
function isSeen(element: Element): boolean {
  if (!isDisplayed(element)) return false;
  const { width, height } = element.getBoundingClientRect();
  return width >= MIN_PICTURE && height >= MIN_PICTURE;
}

/** Pages keep titles in boxes that are not displayed (a head for scrolling, a slot to be filled). */
function isDisplayed(element: Element): boolean {
  return element.checkVisibility?.() ?? true;
}
