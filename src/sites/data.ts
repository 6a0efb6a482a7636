import type { IdKind, LinkGroup, PageGroup, PageKind, SiteAddresses } from '../metrics/model/site-addresses';
import type { Platform } from '../metrics/subjects';

export type { IdKind, PageKind };
export type SiteId = Platform;

/**
 * The part of a site that changes when the site does, as plain data. A patch from outside can replace it
 * (patch.ts); what it can never do is in code: name other hosts, read other attributes, or widen what an id is.
 */
export interface SiteData {
  /** Which URLs name a subject. */
  links: LinkGroup[];
  /** What the pages without a subject of their own are. */
  pages: PageGroup[];
  /** Elements that carry an id where a link does not: `prefix` is cut off the attribute's value. */
  marks: { selector: string; attribute: string; prefix?: string; kind: IdKind }[];
  /** A card's outermost element, if it holds one subject only. Else the least element around its links is the card. */
  cards: string[];
  /** Inside these nothing is a card: variants to choose, menus. */
  never: string[];
  /** Containers to which cards are added, most specific first. */
  feeds: string[];
  /**
   * The head of a page with a subject of its own: the element that stands for it, the picture in whose corner its
   * badge covers nothing that is read, and the texts it stands after where there is no such picture.
   */
  heads: {
    kinds: PageKind[];
    within: string;
    /** What may lie around one of several containers and names its subject: the page below stays as it was. */
    mask?: { selector: string; attribute: string };
    over?: string[];
    after: string[];
  }[];
}

/** A site's declaration: what is fixed beside what can be patched. */
export interface SiteDeclaration {
  id: SiteId;
  /** Its hosts and the shapes of its addresses. */
  addresses: SiteAddresses;
  data: SiteData;
}

/** The attributes that a mark or a mask may read. */
export const READABLE_ATTRIBUTES: readonly string[] = [
  'id',
  'data-id',
  'data-nid',
  'data-sku',
  'data-item-id',
  'data-itemid',
  'data-note-id',
  'note-id',
  'data-goods-id',
  'data-spm-act-id',
];
