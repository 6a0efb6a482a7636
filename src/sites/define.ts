import type { Subject } from '../metrics/subjects';
import { cardReader, findCards, readCard } from './cards';
import type { SiteDeclaration } from './data';
import type { PageKind, Site } from './face';
import { findHead } from './heads';
import { compileShapes, fitsShapes, type Shapes, subjectOfShapes } from './shapes';

/** Links seen lately by how they are written: a page says the same ones again and again. */
const REMEMBERED_LINKS = 4000;

/** A site from its declaration. `foreign`: other sites whose links are subjects here too, such as products under a note. */
export function defineSite(declaration: SiteDeclaration, foreign: readonly SiteDeclaration[] = []): Site {
  const { data } = declaration;
  const own = compileShapes(data.links, declaration.linkHosts);
  const links: Shapes = new Map([
    ...foreign.flatMap((site) => [...compileShapes(site.data.links, site.linkHosts)]),
    ...own,
  ]);
  const pages = data.pages.map(({ kind, ...group }) => ({ kind, shapes: compileShapes([group], group.hosts) }));
  const reader = cardReader(data, rememberLinks(links));

  const pageKind = (url: URL): PageKind => {
    const subject = subjectOfShapes(own, url);
    if (subject) return subject.startsWith('xhs/note/') ? 'note' : subject.startsWith('xhs/goods/') ? 'goods' : 'item';
    const parent = url.hostname.replace(/^[^.]+/, '*');
    return pages.find(({ shapes }) => fitsShapes(shapes, url) || fitsShapes(shapes, url, parent))?.kind ?? 'other';
  };

  return {
    id: declaration.id,
    subjectOfUrl: (url) => subjectOfShapes(own, url),
    pageKind,
    attributes: data.marks.map(({ attribute }) => attribute),
    feedOf: (document) => document.querySelector(data.feeds.join()),
    cards: (within) => findCards(reader, within),
    card: (root) => readCard(reader, root),
    page(document, url) {
      const subject = subjectOfShapes(own, url);
      return subject && findHead(data, document, pageKind(url), subject);
    },
  };
}

/** Reads a link's subject, without parsing again what was parsed lately. */
function rememberLinks(links: Shapes): (link: HTMLAnchorElement) => Subject | null {
  const seen = new Map<string, Subject | null>();
  return (link) => {
    // A fragment of this very page, often a button, names no product though its resolved URL does.
    if (/^(#|\s*$)/.test(link.getAttribute('href') ?? '')) return null;
    const { href } = link;
    const known = seen.get(href);
    if (known !== undefined) return known;
    if (seen.size >= REMEMBERED_LINKS) seen.clear();
    const url = URL.canParse(href) ? new URL(href) : null;
    const subject = url && subjectOfShapes(links, url);
    seen.set(href, subject);
    return subject;
  };
}
