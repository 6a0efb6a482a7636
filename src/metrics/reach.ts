import type { Calibers } from './calibers';
import { addDays, type Day, earlier } from './days';
import type { CoverageRun } from './evidence';
import { EvidenceIndex } from './evidence-index';
import type { Question } from './question';

/**
 * The first day whose rows a question can need; null when that is the beginning. "Last n days" ends at the last
 * day that a cell's sources share: at the earliest, the last day of the source that is furthest behind.
 */
export function firstDayOf(
  question: Question,
  { coverage, calibers }: { coverage: readonly CoverageRun[]; calibers: Calibers },
): Day | null {
  const nothing = { rows: [], links: [], known: [], labels: [], imports: [] };
  return firstDayIn(question, new EvidenceIndex({ ...nothing, coverage, calibers }));
}

/** {@link firstDayOf} over evidence that is laid out already. */
export function firstDayIn({ range, window, caliber }: Question, index: EvidenceIndex): Day | null {
  if ('from' in range) return range.from;
  if ('since' in range) return null;
  const end = [...index.sources]
    .flatMap((source) => index.lastDaysOf(source, { window, caliber }))
    .reduce(earlier, range.to);
  return addDays(end, 1 - range.last);
}
