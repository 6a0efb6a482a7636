import type { Subject } from '../metrics/subjects';
import { Unreadable } from './cells';
import { linkedSubject } from './links';

/** What to look for in ids and names: every word must be found, and the subject of this id comes first. */
export interface SearchWords {
  words: string[];
  id: string;
}

/** Every word is compared with every subject: the longest ones leave the fewest. */
const MOST_WORDS = 8;

/** The words of a searched text, at most {@link MOST_WORDS}; what was pasted as a link is looked for by its id. */
export function searchWords(text: string): SearchWords {
  const linked = behindLink(text);
  const id = linked === null ? text : linked.slice(linked.lastIndexOf('/') + 1);
  return { words: linked === null ? distinctWords(text) : [id], id };
}

/** The longest words of a text; a word that is part of another one finds nothing more. */
function distinctWords(text: string): string[] {
  const byLength = [...new Set(text.split(/\s+/))].sort((a, b) => b.length - a.length);
  const words: string[] = [];
  for (const word of byLength) {
    if (words.length === MOST_WORDS) break;
    if (!words.some((longer) => longer.includes(word))) words.push(word);
  }
  return words;
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
