import { compileShapes, fitsShapes, type Shapes, subjectOfShapes } from '../metrics/model/link-shapes';
import { pageHostOf } from '../metrics/model/site-addresses';
import { cardReader, findCards, readCard } from './cards';
import type { SiteDeclaration } from './data';
import type { PageKind, Site } from './face';
import { findHead } from './heads';
import { subjectOfHref } from './hrefs';

/** A site from its declaration. `foreign`: other sites whose links are subjects here too, such as products under a note. */
export function defineSite(declaration: SiteDeclaration, foreign: readonly SiteDeclaration[] = []): Site {
  const { data, addresses } = declaration;
  const own = compileShapes(data.links, addresses.linkHosts);
  const links: Shapes = new Map([
    ...foreign.flatMap((site) => [...compileShapes(site.data.links, site.addresses.linkHosts)]),
    ...own,
  ]);
  const pages = data.pages.map(({ kind, ...group }) => ({ kind, shapes: compileShapes([group], group.hosts) }));
  const reader = cardReader(data, (href, base) => subjectOfHref(links, href, base));

  const pageKind = (url: URL): PageKind => {
    const subject = subjectOfShapes(own, url);
    if (subject) return subject.startsWith('xhs/note/') ? 'note' : subject.startsWith('xhs/goods/') ? 'goods' : 'item';
    const host = pageHostOf(addresses, url.hostname);
    return (host !== null && pages.find(({ shapes }) => fitsShapes(shapes, url, host))?.kind) || 'other';
  };

  return {
    id: declaration.id,
    subjectOfUrl: (url) => subjectOfShapes(own, url),
    pageKind,
    attributes: [
      ...data.marks.map(({ attribute }) => attribute),
      ...data.heads.flatMap(({ mask }) => mask?.attribute ?? []),
    ],
    feedOf: (document) => (data.feeds.length > 0 ? document.querySelector(data.feeds.join()) : null),
    cards: (within) => findCards(reader, within),
    card: (root) => readCard(reader, root),
    page(document, url, memory) {
      const subject = subjectOfShapes(own, url);
      return subject && findHead(data, document, pageKind(url), subject, memory);
    },
  };
}
