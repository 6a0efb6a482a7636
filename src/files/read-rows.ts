import { unpackRows } from '../metrics/packed';
import type { Subject } from '../metrics/subjects';
import type { Period, StoredRow } from '../metrics/values';
import { EVERYTHING, type FilesDatabase, type ImportRecord, under } from './database';

/** One transaction over all that a question reads, so that no import comes or goes within an answer. */
export const reading = (database: FilesDatabase) => database.transaction(EVERYTHING, 'readonly');
export type Reading = ReturnType<typeof reading>;

/** What is live of a set. */
export interface LiveFiles {
  live: ReadonlyMap<string, ImportRecord>;
}

/** The live rows of some subjects whose period passes. */
export async function rowsOf(
  reads: Reading,
  set: string,
  subjects: readonly Subject[],
  { live }: LiveFiles,
  passes: (period: Period) => boolean,
): Promise<StoredRow[]> {
  const store = reads.objectStore('rows');
  const found = await Promise.all(subjects.map((subject) => store.getAll(under(set, subject))));
  const rows: StoredRow[] = [];
  for (const { subject, id, packed } of found.flat()) {
    const asOf = live.get(id)?.asOf;
    if (!asOf) continue;
    for (const row of unpackRows(packed, { subject, importId: id, asOf }, passes)) rows.push(row);
  }
  return rows;
}
