import type { Subject } from '../metrics/subjects';
import { type Address, type Shapes, subjectOfAddress, subjectOfShapes } from './shapes';

/**
 * What links are mostly written like: a host that is plain, or none, and a path of plain segments. These mean the
 * same to the URL parser and to a glance, and a page has thousands of them; every other is left to the parser.
 */
const PLAIN =
  /^(?:(?:https?:)?\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?=[/?#]|$)|(?=\/(?!\/)))((?:\/[\w-][\w.-]*)*\/?)(?:\?([^#\s]*))?(?:#\S*)?$/;

/** The subject of a link as it is written on a page of `base`; null also for a fragment of the page itself, often a button. */
export function subjectOfHref(links: Shapes, href: string, base: URL): Subject | null {
  if (href.startsWith('#') || href === '') return null;
  const plain = PLAIN.exec(href);
  if (plain) {
    const [, host = base.hostname, path = '', query = ''] = plain;
    const address: Address = { host, path, query: (key) => new URLSearchParams(query).getAll(key) };
    return subjectOfAddress(links, address);
  }
  return URL.canParse(href, base) ? subjectOfShapes(links, new URL(href, base)) : null;
}
