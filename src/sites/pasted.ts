import { subjectOfId } from '../metrics/model/link-shapes';
import { isShortLink, linkIn, subjectOfLink } from '../metrics/model/links-in-text';
import { isSubject, type Subject } from '../metrics/subjects';

/** Why a pasted line names no subject. `short`: where it leads is known only to whoever opens it. */
export type NotPasted = 'short' | 'which-shop' | 'unreadable';

/** Reads a pasted line: a link, a note's id, or a subject's key as an export has it. */
export function readLine(line: string): { subject: Subject } | { problem: NotPasted } {
  const text = line.trim();
  if (isSubject(text)) return { subject: text };
  const note = subjectOfId('note', text);
  if (note) return { subject: note };
  if (/^\d{5,19}$/.test(text)) return { problem: 'which-shop' };
  const url = linkIn(text);
  if (!url) return { problem: 'unreadable' };
  if (isShortLink(url)) return { problem: 'short' };
  const subject = subjectOfLink(url);
  return subject ? { subject } : { problem: 'unreadable' };
}
