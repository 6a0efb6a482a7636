import type { Day } from './days';
import type { CoverageRun } from './evidence';
import type { StoredMeasure } from './measures';

/** The last days of a measure that a run prints as 0, perhaps before they are returned (domain.md §3.3). */
export function pendingDays({ pending }: CoverageRun, measure: StoredMeasure): readonly Day[] {
  return pending?.find((one) => one.measure === measure)?.days ?? [];
}

/** The days on which any of the imports has spend or impressions. */
export function exposedDays(coverage: readonly CoverageRun[]): ReadonlySet<Day> {
  return new Set(coverage.flatMap(({ exposed = [] }) => exposed));
}

/** A run whose zeros are pending only where something was shown or paid for: else nothing happened on the day. */
export function withoutUnexposed(run: CoverageRun, exposed: ReadonlySet<Day>): CoverageRun {
  if (!run.pending) return run;
  const pending = run.pending.flatMap(({ measure, days }) => {
    const kept = days.filter((day) => exposed.has(day));
    return kept.length === 0 ? [] : [{ measure, days: kept }];
  });
  return { ...run, pending };
}
