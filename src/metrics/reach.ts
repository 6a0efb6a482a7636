import { addDays, type Day, earlier } from './days';
import type { CoverageRun } from './evidence';
import { EvidenceIndex } from './evidence-index';
import type { Question } from './question';

/**
 * The first day whose rows a question can need; null when that is the beginning. "Last n days" ends at the last
 * day that a cell's sources share: at the earliest, the last day of the source that is furthest behind.
 */
export function firstDayOf(question: Question, coverage: readonly CoverageRun[]): Day | null {
  return firstDayIn(question, new EvidenceIndex({ rows: [], coverage, links: [], known: [], labels: [], imports: [] }));
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
