import { parseSubject, type Subject } from '../subjects';
import { type IdKind, SITE_ADDRESSES } from './site-addresses';

/** The address of a subject's own page, or null where it has none: a task. */
export function pageOf(subject: Subject): string | null {
  const parts = parseSubject(subject);
  const page = parts && SITE_ADDRESSES[parts.platform].own[parts.kind as IdKind];
  return parts && page ? page.replace(/\{\w+\}/, parts.id) : null;
}
