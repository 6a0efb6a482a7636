import type { Subject } from '../metrics/subjects';
import type { PageKind, SiteId } from './data';

/**
 * The face of this room: one declaration per site, pure functions of a URL and a Document. Nothing here
 * watches, draws or asks; `content/` does. Selectors and URL shapes are data (`SiteData`), so that a patch
 * can replace them without a release; the grammar of ids and the hosts are code and never patched.
 */

export type { PageKind, SiteId };

/** What containers were known to be of, so that one that a page leaves as it was is not taken for another's. */
export type HeadMemory = WeakMap<Element, { subject: Subject; print: string }>;

/** A place on the page where a subject was found and where its badge belongs. */
export interface Spot {
  subject: Subject;
  /** The element that is this subject on the page: a card, or the page's own head. One badge per root. */
  root: Element;
  /** The page's own head, and not a card. */
  head: boolean;
  /** The picture that its badge may stand over; null while there is none that is large and shown. */
  readonly cover: Element | null;
  /** The texts that its badge may stand after, best first. */
  readonly texts: readonly Element[];
}

export interface Site {
  id: SiteId;
  /** The subject that a URL names, or null: parsed, exact host, anchored path, exact query keys. */
  subjectOfUrl(url: URL): Subject | null;
  pageKind(url: URL): PageKind;
  /** Attributes beside `href` whose change can make a card another subject's. */
  attributes: readonly string[];
  /** Where cards live, so that watching can be scoped; null when the page has no such container (yet). */
  feedOf(document: Document): Element | null;
  /**
   * Cards inside `within` (an added node or the whole document), one per root, each with its badge's place.
   * A root may lie around `within`, when that is a late part of a card.
   */
  cards(within: ParentNode): Spot[];
  /** What the element found as a card is now: its spot, or null when it is no single subject's card any more. */
  card(root: Element): Spot | null;
  /** The page's own subject (note page, note overlay, item page), where it has one and its place exists. */
  page(document: Document, url: URL, memory: HeadMemory): Spot | null;
}
