import { parseSubject, type Subject } from '../subjects';
import { OWN_PAGES } from './site-addresses';

/** The address of a subject's own page, or null where it has none: a task. */
export function pageOf(subject: Subject): string | null {
  const parts = parseSubject(subject);
  if (!parts || parts.kind === 'task') return null;
  return OWN_PAGES[parts.kind].replace('{id}', parts.id);
}
