import type { Day } from './days';
import type { CoverageRun } from './evidence';
import type { StoredMeasure } from './measures';

/** The days of a measure that a run prints as 0 before they are returned (domain.md §3.3). */
export function pendingDays({ pending }: CoverageRun, measure: StoredMeasure): readonly Day[] {
  return pending?.find((one) => one.measure === measure)?.days ?? [];
}
