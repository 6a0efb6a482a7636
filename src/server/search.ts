import { MAX_FOUND, type SearchResponse } from '../api/contract-detail';
import { searchWords } from '../exports/search-words';
import type { Reading } from './store/reading';

/** Finds subjects by what stands in their ids and names; what was pasted as a link is looked for by its id. */
export async function search(reading: Reading, text: string): Promise<SearchResponse> {
  const { words, id } = searchWords(text);
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
