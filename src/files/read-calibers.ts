import { importsToCompare, MOST_COMPARED, MOST_COMPARED_ROWS, proveCalibers } from '../metrics/caliber-proof';
import { answeredBy, type Calibers, isCaliberOpen } from '../metrics/calibers';
import type { CoverageRun } from '../metrics/evidence';
import type { Subject } from '../metrics/subjects';
import type { Period } from '../metrics/values';
import { type SetRecord, under } from './database';
import { type LiveFiles, type Reading, rowsOf } from './read-rows';

/** The user's answers, and for the other sources what their own exports prove. */
export async function calibersOf(
  reads: Reading,
  { id: set, calibers: answers = {} }: SetRecord,
  live: LiveFiles['live'],
  coverage: readonly CoverageRun[],
): Promise<Calibers> {
  const calibers = answeredBy(answers);
  const open = new Set(importsToCompare(coverage, calibers));
  if (open.size < 2) return calibers;
  const imports = new Map<Subject, number>();
  for (const [, subject, id] of await reads.objectStore('names').getAllKeys(under(set))) {
    if (open.has(id)) imports.set(subject, (imports.get(subject) ?? 0) + 1);
  }
  const several = [...imports].flatMap(([subject, count]) => (count > 1 ? [subject] : [])).sort();
  const only = { live: new Map([...live].filter(([id]) => open.has(id))) };
  const rows = await rowsOf(reads, set, several.slice(0, MOST_COMPARED), only, isOfDay);
  return { ...proveCalibers(rows.filter(isCaliberOpen).slice(0, MOST_COMPARED_ROWS), coverage), ...calibers };
}

const isOfDay = ({ kind }: Period) => kind === 'day';
