import type { Day } from './days';
import type { CoverageRun } from './evidence';
import type { StoredMeasure } from './measures';
import type { Declared, Row, Scope } from './values';

/** Everything of a run but what only the import knows. */
export type RunDraft = Omit<CoverageRun, 'importId' | 'asOf' | 'filtered'>;

interface Growing {
  scope: Scope;
  measures: Set<StoredMeasure>;
  /** Lists of columns that rows came with, each once: a table has a few, shared by its rows. */
  columns: Set<readonly StoredMeasure[]>;
  days: Set<Day>;
  ranges: Map<string, { from: Day; to: Day }>;
  snapshots: Set<Day>;
}

/** Gathers what an import covers while its rows stream by; memory grows with days, not with rows. */
export class CoverageBuilder {
  private readonly growing: Growing[] = [];

  /** @param columns The measures that the row's table has a column for under the row's scope. */
  add(row: Row, columns?: readonly StoredMeasure[]): void {
    const run = this.runOf(row);
    if (columns) run.columns.add(columns);
    for (const measure in row.measures) run.measures.add(measure as StoredMeasure);
    const { kind, from, to } = row.period;
    if (kind === 'day') run.days.add(to);
    else if (kind === 'range') run.ranges.set(`${from}..${to}`, { from, to });
    else run.snapshots.add(to);
  }

  /** How many scopes there are. */
  get scopes(): number {
    return this.growing.length;
  }

  runs(): RunDraft[] {
    return this.growing.map(({ scope, measures, columns, days, ranges, snapshots }) => ({
      ...scope,
      measures: [...measures].sort(),
      ...blanksOf(columns, measures),
      days: [...days].sort(),
      ranges: [...ranges.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1)),
      snapshots: [...snapshots].sort(),
    }));
  }

  /** The last day that any row speaks of: an import's as-of where the file states none. Null without rows. */
  lastDay(): Day | null {
    let last: Day | null = null;
    for (const { days, ranges, snapshots } of this.growing) {
      for (const day of [...days, ...[...ranges.values()].map((range) => range.to), ...snapshots]) {
        if (last === null || day > last) last = day;
      }
    }
    return last;
  }

  /** An import has a few scopes and millions of rows: comparing is cheaper than making a key. */
  private runOf({ source, grain, window, caliber, traffic }: Row): Growing {
    for (const run of this.growing) {
      const { scope } = run;
      if (
        scope.window === window &&
        scope.traffic === traffic &&
        scope.grain === grain &&
        scope.caliber === caliber &&
        scope.source === source
      ) {
        return run;
      }
    }
    const run = {
      scope: { source, grain, window, caliber, traffic },
      measures: new Set<StoredMeasure>(),
      columns: new Set<readonly StoredMeasure[]>(),
      days: new Set<Day>(),
      ranges: new Map<string, { from: Day; to: Day }>(),
      snapshots: new Set<Day>(),
    };
    this.growing.push(run);
    return run;
  }
}

/** The measures that have a column and that no row states (domain.md §3.8). */
function blanksOf(
  columns: Iterable<readonly StoredMeasure[]>,
  stated: ReadonlySet<StoredMeasure>,
): Pick<RunDraft, 'blanks'> {
  const blanks = new Set([...columns].flat().filter((measure) => !stated.has(measure)));
  return blanks.size === 0 ? {} : { blanks: [...blanks].sort() };
}

/** What an import's runs prove once it is live. */
export function toCoverageRun(run: RunDraft, of: { id: string; asOf: Day | null; declared: Declared }): CoverageRun {
  return { ...run, importId: of.id, asOf: of.asOf ?? '', filtered: of.declared.filtered === true };
}

/** The last day that a run speaks of; null where it speaks of none. */
export function lastDayOf({ days, ranges, snapshots }: Pick<RunDraft, 'days' | 'ranges' | 'snapshots'>): Day | null {
  return [days.at(-1), snapshots.at(-1), ...ranges.map(({ to }) => to)].reduce<Day | null>(
    (last, day) => (day !== undefined && (last === null || day > last) ? day : last),
    null,
  );
}

/** The last day that each source covers, by source. */
export function lastDays(coverage: readonly CoverageRun[]): Record<string, Day> {
  const last: Record<string, Day> = {};
  for (const run of coverage) {
    const day = lastDayOf(run);
    if (day !== null && day > (last[run.source] ?? '')) last[run.source] = day;
  }
  return last;
}
