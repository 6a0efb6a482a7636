import type { RunDraft } from '../metrics/coverage';
import type { Day } from '../metrics/days';
import type { CoverageRun, LiveImport } from '../metrics/evidence';
import type { Scope } from '../metrics/values';
import type { Notice } from './face';

/** A live import whose values for the same days another one wins over. */
interface Replaced {
  id: string;
  fileName: string;
  from: Day;
  to: Day;
  days: number;
}

/**
 * What an import of these runs meets among the live ones: per key the newest as-of wins (domain.md §3.8), so it
 * takes the place of older ones, stands behind newer ones, and of equals nobody can say which is right. Two filtered
 * ones may have no subject in common: of them it is only said what holds where they have.
 */
export function overlaps(
  runs: readonly RunDraft[],
  { asOf, filtered }: { asOf: Day | null; filtered: boolean },
  live: readonly CoverageRun[],
  imports: readonly LiveImport[],
): { replaces: Replaced[]; warnings: Notice[] } {
  const replaces: Replaced[] = [];
  const warnings: Notice[] = [];
  for (const { id, fileName } of imports) {
    const theirs = live.filter((run) => run.importId === id);
    const days = [...sharedDays(runs, theirs)].sort();
    const [from, to] = [days[0], days.at(-1)];
    const theirAsOf = theirs[0]?.asOf;
    if (asOf === null || from === undefined || to === undefined || theirAsOf === undefined) continue;
    const params = { id, file: fileName, from, to, asOf, other: theirAsOf };
    if (filtered && theirs.some((run) => run.filtered)) warnings.push({ code: 'server_import_both_filtered', params });
    else if (theirAsOf < asOf) replaces.push({ id, fileName, from, to, days: days.length });
    else warnings.push({ code: theirAsOf === asOf ? 'server_import_same_as_of' : 'server_import_older', params });
  }
  return { replaces, warnings };
}

/** The days on which both hold values of one scope and measure; ranges and snapshots count by their last day. */
function sharedDays(ours: readonly RunDraft[], theirs: readonly RunDraft[]): Set<Day> {
  const shared = new Set<Day>();
  for (const one of ours) {
    for (const other of theirs) {
      if (scopeKey(one) !== scopeKey(other)) continue;
      if (!one.measures.some((measure) => other.measures.includes(measure))) continue;
      for (const day of common(one.days, other.days)) shared.add(day);
      for (const day of common(one.snapshots, other.snapshots)) shared.add(day);
      const ranges = new Set(other.ranges.map(({ from, to }) => `${from}..${to}`));
      for (const { from, to } of one.ranges) if (ranges.has(`${from}..${to}`)) shared.add(to);
    }
  }
  return shared;
}

function common(some: readonly Day[], others: readonly Day[]): Day[] {
  const set = new Set(others);
  return some.filter((day) => set.has(day));
}

function scopeKey({ source, grain, window, caliber, traffic }: Scope): string {
  return `${source}|${grain}|${window}|${caliber}|${traffic}`;
}
