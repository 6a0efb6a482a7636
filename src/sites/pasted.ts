import { SHORT_LINK_HOSTS } from '../metrics/short-links';
import { isSubject, type Subject } from '../metrics/subjects';
import type { SiteDeclaration } from './data';
import { compileShapes, subjectOfId, subjectOfShapes } from './shapes';

/** Why a pasted line names no subject. `short`: where it leads is known only to whoever opens it. */
export type NotPasted = 'short' | 'which-shop' | 'unreadable';

/** A link in what people paste, often in the middle of what an app's "share" has copied; up to Chinese punctuation. */
const LINK = /(?:https?:)?\/\/[^\s"'<>，。；：！？、（）【】《》]+|xhsdiscover:\/\/\S+/i;
/** The same without its scheme. */
const BARE_LINK = /^[a-z\d-]+(?:\.[a-z\d-]+)+[/?]\S*$/i;

/** Reads pasted lines by what is known of the sites: a link, a note's id, or a subject's key as an export has it. */
export function pastedReader(declarations: readonly SiteDeclaration[]) {
  const sites = declarations.map(({ data, linkHosts }) => compileShapes(data.links, linkHosts));
  return (line: string): { subject: Subject } | { problem: NotPasted } => {
    const text = line.trim();
    if (isSubject(text)) return { subject: text };
    const note = /^[0-9a-f]{24}$/i.test(text) ? subjectOfId('note', text) : null;
    if (note) return { subject: note };
    if (/^\d{5,19}$/.test(text)) return { problem: 'which-shop' };
    const url = urlIn(text);
    if (!url) return { problem: 'unreadable' };
    const host = url.hostname.replace(/\.$/, '');
    if (SHORT_LINK_HOSTS.includes(host)) return { problem: 'short' };
    for (const shapes of sites) {
      const subject = subjectOfShapes(shapes, url);
      if (subject) return { subject };
    }
    return { problem: 'unreadable' };
  };
}

function urlIn(text: string): URL | null {
  const link = LINK.exec(text)?.[0] ?? (BARE_LINK.test(text) ? `//${text}` : null);
  if (link === null) return null;
  const whole = link.startsWith('//') ? `https:${link}` : link;
  return URL.canParse(whole) ? new URL(whole) : null;
}
