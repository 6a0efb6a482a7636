import type { Subject } from '../metrics/subjects';

/**
 * The face of this room: one declaration per site, pure functions of a URL and a Document. Nothing here
 * watches, draws or asks; `content/` does. Selectors and URL shapes are data (`SiteData`), so that a patch
 * can replace them without a release; the grammar of ids and the hosts are code and never patched.
 */

/** A place on the page where a subject was found and where its badge belongs. */
export interface Spot {
  subject: Subject;
  /** The element that is this subject on the page: a card, or the page's own head. One badge per root. */
  root: Element;
  /** The badge goes into this element (absolutely placed in the nearest block, no part in the page's layout). */
  anchor: Element;
  /** `over`: in the corner over the card's cover. `after`: just after the anchor's text, on a note or product page. */
  place: 'over' | 'after';
}

export type PageKind = 'feed' | 'search' | 'profile' | 'note' | 'goods' | 'item' | 'list' | 'shop' | 'home' | 'other';

export interface Site {
  id: 'xhs' | 'taobao' | 'jd';
  /** Exact host names, lower case. The manifest's matches are made from these. */
  hosts: readonly string[];
  /** The subject that a URL names, or null: parsed, exact host, anchored path, exact query keys. */
  subjectOfUrl(url: URL): Subject | null;
  pageKind(url: URL): PageKind;
  /** Where cards live, so that watching can be scoped; null when the page has no such container (yet). */
  feedOf(document: Document): Element | null;
  /** Cards inside `within` (an added node or the whole document), each with its badge's place. Duplicates by root are the site's to remove. */
  cards(within: ParentNode, base: URL): Spot[];
  /** The page's own subject (note page, note overlay, item page), where it has one and its place exists. */
  page(document: Document, url: URL): Spot | null;
}
