import type { Subject } from '../metrics/subjects';
import { Unreadable } from './cells';
import { linkedSubject } from './links';

/** What to look for in ids and names: every word must be found, and the subject of this id comes first. */
export interface SearchWords {
  words: string[];
  id: string;
}

/** The words of a searched text; what was pasted as a link is looked for by its id. */
export function searchWords(text: string): SearchWords {
  const linked = behindLink(text);
  const id = linked === null ? text : linked.slice(linked.lastIndexOf('/') + 1);
  return { words: linked === null ? text.split(/\s+/) : [id], id };
}

/** The subject that a pasted link leads to; null for anything else, and for a link that names none. */
function behindLink(text: string): Subject | null {
  if (!/[./]/.test(text)) return null;
  try {
    return linkedSubject(text);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
