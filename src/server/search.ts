import { MAX_FOUND, type SearchResponse } from '../api/contract-detail';
import { Unreadable } from '../exports/cells';
import { linkedProduct, noteIn } from '../exports/links';
import type { Subject } from '../metrics/subjects';
import type { Reading } from './store/reading';

/** Finds subjects by what stands in their ids and names; what was pasted as a link is looked for by its id. */
export async function search(reading: Reading, text: string): Promise<SearchResponse> {
  const linked = behindLink(text);
  const id = linked === null ? text : linked.slice(linked.lastIndexOf('/') + 1);
  const words = linked === null ? text.split(/\s+/) : [id];
  const found = await reading.names.search(words, id, MAX_FOUND + 1);
  const names = await reading.names.namesOf(found);
  return {
    revision: reading.revision,
    found: found.slice(0, MAX_FOUND).map((subject) => {
      const { title = null, kol = null, task = null } = names.get(subject) ?? {};
      return { subject, title, kol, task };
    }),
    more: found.length > MAX_FOUND,
  };
}

/** The subject that a pasted link leads to; null for anything else, and for a link that names none. */
function behindLink(text: string): Subject | null {
  if (!/[./]/.test(text)) return null;
  try {
    return linkedProduct(text)?.product ?? noteIn(text);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
