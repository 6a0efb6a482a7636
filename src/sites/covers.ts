/**
 * Finding what a card shows of itself: its picture, and the words that link to it. The layout is read, so this is for
 * cards that are to carry a badge, which few are.
 */

import { OWN_NODES } from './own-nodes';

/** CSS pixels; a smaller picture is an icon or a person's. */
const MIN_PICTURE = 40;
/** A picture of at least so much is a cover, whatever the card's own width. */
const SURE_COVER = 120;
/** Elements of one card that are looked at. */
const MOST = 200;

const MEDIA = 'img,video,canvas,[style*="background"]';

/** The picture of a card: what is large and shown, an image, a video or a background; null while there is none. */
export function coverOf(root: Element): Element | null {
  const width = root.getBoundingClientRect().width || 1;
  const isLarge = (element: Element) => {
    const box = element.getBoundingClientRect();
    return (
      box.height >= MIN_PICTURE && (box.width >= SURE_COVER || (box.width >= MIN_PICTURE && box.width * 2 >= width))
    );
  };
  const media = largest(root.querySelectorAll(MEDIA));
  if (media && isLarge(media)) return media;
  const blank = [...root.querySelectorAll('a,div,span,i')]
    .slice(0, MOST)
    .filter((element) => !element.textContent?.trim() && !OWN_NODES.has(element) && isBlock(element));
  const block = largest([...blank, ...(root.textContent?.trim() ? [] : [root])]);
  if (block && isLarge(block) && areaOf(block) >= SURE_COVER ** 2) return block;
  return media && Math.min(...sidesOf(media)) >= MIN_PICTURE ? media : null;
}

/** The words of a card: the longest that link to what it is of, else its last words. */
export function titlesOf(root: Element): Element[] {
  const length = (element: Element) => element.textContent?.trim().length ?? 0;
  const isSeen = (element: Element) => length(element) > 0 && sidesOf(element)[1] > 0;
  if (root.localName === 'a') return isSeen(root) ? [root] : [];
  const [link] = [...root.querySelectorAll('a[href]')]
    .slice(0, MOST)
    .filter(isSeen)
    .sort((a, b) => length(b) - length(a));
  if (link) return [link];
  const words = [...root.querySelectorAll('*')]
    .slice(0, MOST)
    .filter((element) => !element.firstElementChild && isSeen(element));
  return words.slice(-1);
}

function largest(elements: Iterable<Element>): Element | null {
  let best: Element | null = null;
  let most = 0;
  let looked = 0;
  for (const element of elements) {
    if (++looked > MOST) break;
    const area = areaOf(element);
    if (area > most) [best, most] = [element, area];
  }
  return best;
}

function sidesOf(element: Element): [width: number, height: number] {
  const { width, height } = element.getBoundingClientRect();
  return [width, height];
}

function areaOf(element: Element): number {
  const [width, height] = sidesOf(element);
  return width * height;
}

function isBlock(element: Element): boolean {
  return element.ownerDocument.defaultView?.getComputedStyle(element).display !== 'inline';
}
