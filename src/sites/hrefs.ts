import type { Subject } from '../metrics/subjects';
import { type Shapes, subjectOfAddress, subjectOfShapes } from './shapes';

/**
 * What links are mostly written like: a host that is plain, or none, and a path of plain segments. These mean the
 * same to the URL parser and to a glance, and a page has thousands of them; every other is left to the parser.
 */
const PLAIN = /^(?:(?:https?:)?\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?=\/|$)|(?=\/(?!\/)))((?:\/[\w-][\w.-]*)*\/?)$/;

/** The subject of a link as it is written on a page of `base`; null also for a fragment of the page itself, often a button. */
export function subjectOfHref(links: Shapes, href: string, base: URL): Subject | null {
  const end = href.search(/[?#]/);
  if (end === 0 && href[0] === '#') return null;
  const plain = PLAIN.exec(end < 0 ? href : href.slice(0, end));
  const rest = end < 0 ? '' : href.slice(end);
  // Blanks in an address are dropped by the parser, also from the middle of an id.
  if (plain && !/\s/.test(rest)) {
    const [, host = base.hostname, path = ''] = plain;
    const query = (key: string) => new URLSearchParams(rest.split('#')[0]).getAll(key);
    return subjectOfAddress(links, { host, path, query });
  }
  return href !== '' && URL.canParse(href, base) ? subjectOfShapes(links, new URL(href, base)) : null;
}
