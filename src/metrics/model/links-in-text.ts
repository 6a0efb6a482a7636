import type { Subject } from '../subjects';
import { compileShapes, subjectOfShapes } from './link-shapes';
import { SHORT_LINK_HOSTS, SITE_ADDRESSES } from './site-addresses';

/** A link in what people paste, often in the middle of what an app's "share" has copied; up to Chinese punctuation. */
const LINK =
  /(?:https?:)?\/\/[^\s"'<>，。；：！？、（）【】《》]+|xhsdiscover:\/\/[^\s"'<>，。；：！？、（）【】《》]+/i;
/** The same without its scheme. */
const BARE_LINK = /^[a-z\d-]+(?:\.[a-z\d-]+)+[/?#]\S*$/i;

/** The first link in a text, or null. */
export function linkIn(text: string): URL | null {
  const link = LINK.exec(text)?.[0] ?? (BARE_LINK.test(text) ? `//${text}` : null);
  if (link === null) return null;
  const complete = link.startsWith('//') ? `https:${link}` : link;
  return URL.canParse(complete) ? new URL(complete) : null;
}

/** Whether a link leads somewhere only after a request. */
export function isShortLink({ hostname }: URL): boolean {
  return SHORT_LINK_HOSTS.includes(hostname.replace(/\.$/, ''));
}

const ALL_LINKS = new Map(
  Object.values(SITE_ADDRESSES).flatMap(({ links, linkHosts }) => [...compileShapes(links, linkHosts)]),
);

/** The subject that a link of any of the sites names, as this release reads them. */
export function subjectOfLink(url: URL): Subject | null {
  return subjectOfShapes(ALL_LINKS, url);
}
