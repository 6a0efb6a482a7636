import { cardReader, findCards, readCard } from './cards';
import type { SiteDeclaration } from './data';
import type { PageKind, Site } from './face';
import { findHead } from './heads';
import { subjectOfHref } from './hrefs';
import { compileShapes, fitsShapes, type Shapes, subjectOfShapes } from './shapes';

/** A site from its declaration. `foreign`: other sites whose links are subjects here too, such as products under a note. */
export function defineSite(declaration: SiteDeclaration, foreign: readonly SiteDeclaration[] = []): Site {
  const { data } = declaration;
  const own = compileShapes(data.links, declaration.linkHosts);
  const links: Shapes = new Map([
    ...foreign.flatMap((site) => [...compileShapes(site.data.links, site.linkHosts)]),
    ...own,
  ]);
  const pages = data.pages.map(({ kind, ...group }) => ({ kind, shapes: compileShapes([group], group.hosts) }));
  const reader = cardReader(data, (href, base) => subjectOfHref(links, href, base));

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
    feedOf: (document) => (data.feeds.length > 0 ? document.querySelector(data.feeds.join()) : null),
    cards: (within) => findCards(reader, within),
    card: (root) => readCard(reader, root),
    page(document, url) {
      const subject = subjectOfShapes(own, url);
      return subject && findHead(data, document, pageKind(url), subject);
    },
  };
}
