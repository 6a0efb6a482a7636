import { subjectOfId } from '../metrics/model/link-shapes';
import type { Subject } from '../metrics/subjects';
import { coverOf, titlesOf } from './covers';
import { type IdKind, READABLE_ATTRIBUTES, type SiteData } from './data';
import type { Spot } from './face';

/**
 * Finding cards. A page is read for signs of subjects, links first and attributes second, in document order.
 * Neighbouring signs of one subject are one card; its root is the element around them that holds no other
 * subject. No class name takes part, so a site that renames its classes changes nothing.
 */

interface Sign {
  element: Element;
  subject: Subject;
}

/** What a card reader knows of its site. */
export interface CardReader {
  /** Elements that may be signs: links and marks. */
  selector: string;
  marks: { selector: string; attribute: string; prefix: string; kind: IdKind }[];
  cards: string;
  never: string;
  /** The subject of a link from its href as it is written on a page of `base`. */
  subjectOfHref(href: string, base: URL): Subject | null;
  baseOf(within: ParentNode): URL;
}

export function cardReader(data: SiteData, subjectOfHref: CardReader['subjectOfHref']): CardReader {
  const marks = data.marks
    .filter(({ attribute }) => READABLE_ATTRIBUTES.includes(attribute))
    .map(({ prefix = '', ...mark }) => ({ ...mark, prefix }));
  return {
    selector: ['a[href]', ...marks.map(({ selector }) => selector)].join(),
    marks,
    cards: data.cards.join(),
    never: data.never.join(),
    subjectOfHref,
    baseOf: rememberBase(),
  };
}

/** What relative links are relative to. It seldom changes, and is asked for with every element. */
function rememberBase(): CardReader['baseOf'] {
  let base = new URL('about:blank');
  return ({ baseURI }) => {
    if (baseURI !== base.href) base = new URL(baseURI);
    return base;
  };
}

/** The cards inside `within`, one spot per root, in document order. */
export function findCards(reader: CardReader, within: ParentNode): Spot[] {
  const signs = readSigns(reader, within);
  const spots: Spot[] = [];
  for (let first = 0; first < signs.length; ) {
    let last = first;
    while (signs[last + 1]?.subject === signs[first]?.subject) last++;
    const root = rootOf(reader, signs, first, last, within);
    const subject = signs[first]?.subject;
    if (root && subject) spots.push(spotOf(subject, root));
    first = last + 1;
  }
  return spots;
}

/** The one subject that an element found as a card is now of, or null. */
export function readCard(reader: CardReader, root: Element): Spot | null {
  const [first, ...rest] = readSigns(reader, root);
  return first && rest.every(({ subject }) => subject === first.subject) ? spotOf(first.subject, root) : null;
}

/** Its picture is looked for when a badge is to stand there: most cards are strangers'. */
function spotOf(subject: Subject, root: Element): Spot {
  return {
    subject,
    root,
    head: false,
    get cover() {
      return coverOf(root);
    },
    get texts() {
      return titlesOf(root);
    },
  };
}

/** Every sign in and on `within`, in document order; inside a marked block only the block speaks. */
function readSigns(reader: CardReader, within: ParentNode): Sign[] {
  const signs: Sign[] = [];
  const base = reader.baseOf(within);
  let block: Element | null = null;
  const elements = within.querySelectorAll(reader.selector);
  // The element itself comes first. By index: an iterator costs as much as the rest.
  for (let index = isElement(within) && within.matches(reader.selector) ? -1 : 0; index < elements.length; index++) {
    const element = index < 0 ? (within as Element) : elements[index];
    if (!element || block?.contains(element) || (reader.never && element.closest(reader.never))) continue;
    const isLink = element.localName === 'a';
    const linked = isLink ? reader.subjectOfHref(element.getAttribute('href') ?? '', base) : null;
    let subject = linked ?? markOf(reader, element);
    if (subject && !isLink) {
      block = element;
      subject = subjectOfBlock(reader, element, subject, base);
    }
    if (subject) signs.push({ element, subject });
  }
  return signs;
}

function isElement(node: ParentNode): node is Element {
  return 'localName' in node;
}

/** The id in an element's own attribute. */
function markOf(reader: CardReader, element: Element): Subject | null {
  for (const { selector, attribute, prefix, kind } of reader.marks) {
    const value = element.getAttribute(attribute);
    if (value?.startsWith(prefix) && element.matches(selector)) return subjectOfId(kind, value.slice(prefix.length));
  }
  return null;
}

/** A marked block's subject: its links' when they agree, for links go where they say; else the mark's if a link says so too. */
function subjectOfBlock(reader: CardReader, block: Element, marked: Subject, base: URL): Subject | null {
  const linked = new Set<Subject>();
  for (const link of block.querySelectorAll('a[href]')) {
    const subject = reader.subjectOfHref(link.getAttribute('href') ?? '', base);
    if (subject) linked.add(subject);
  }
  if (linked.size === 0 || linked.has(marked)) return marked;
  const [only, other] = linked;
  return other === undefined ? (only ?? null) : null;
}

/** The element around the signs `first..last` that holds no other subject's; null when another root will be found for them. */
function rootOf(
  reader: CardReader,
  signs: readonly Sign[],
  first: number,
  last: number,
  within: ParentNode,
): Element | null {
  const start = signs[first]?.element;
  const end = signs[last]?.element;
  if (!start || !end) return null;
  const alone = (candidate: Element) =>
    !candidate.contains(signs[first - 1]?.element ?? null) && !candidate.contains(signs[last + 1]?.element ?? null);
  const card = reader.cards ? start.closest(reader.cards) : null;
  if (card?.contains(end) && alone(card)) {
    // A card that reaches out of what was looked at is judged as a whole.
    if (within.contains(card) || readCard(reader, card)) return card;
  }
  const least = commonAncestor(start, end);
  return alone(least) ? least : start;
}

function commonAncestor(a: Element, b: Element): Element {
  let ancestor = a;
  while (!ancestor.contains(b)) ancestor = ancestor.parentElement ?? a.ownerDocument.documentElement;
  return ancestor;
}
