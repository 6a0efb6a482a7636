import { type Shapes, subjectOfAddress, subjectOfShapes, valuesOf } from '../metrics/model/link-shapes';
import type { Subject } from '../metrics/subjects';

/** A plain host before a path: no port, no user, no capital letter, nothing to be decoded. */
const HOST = /^(?:https?:)?\/\/([a-z\d-]+(?:\.[a-z\d-]+)+)(?=\/)/;
/** What may make a path mean something else than it says: blanks are dropped, `\` is `/`, dots go up. */
const NOT_PLAIN = /[\s\\]|\/\.|%2e/i;

/**
 * The subject of a link as it is written on a page of `base`; null also for a fragment of the page itself, often a
 * button. Most links are plain: they mean the same to the URL parser and to a glance, and a page has thousands.
 */
export function subjectOfHref(links: Shapes, href: string, base: URL): Subject | null {
  if (href === '' || href.startsWith('#')) return null;
  const rooted = href.startsWith('/') && href[1] !== '/' && href[1] !== '\\';
  const named = rooted ? null : HOST.exec(href);
  if (rooted || named) {
    const start = named?.[0].length ?? 0;
    const end = endOfPath(href);
    const path = href.slice(start, end);
    let sure = true;
    const query = (key: string) => {
      const rest = href.slice(end);
      sure = !/\s/.test(rest);
      return valuesOf(new URLSearchParams(rest.split('#', 1)[0]), key);
    };
    const subject = subjectOfAddress(links, { host: named?.[1] ?? base.hostname, path, query });
    if (sure && (subject || !NOT_PLAIN.test(path))) return subject;
  }
  return URL.canParse(href, base) ? subjectOfShapes(links, new URL(href, base)) : null;
}

function endOfPath(href: string): number {
  const query = href.indexOf('?');
  const fragment = href.indexOf('#');
  if (query < 0) return fragment < 0 ? href.length : fragment;
  return fragment < 0 ? query : Math.min(query, fragment);
}
