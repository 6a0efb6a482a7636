import { addDays, type Day, eachDay, earlier, later } from './days';
import type { CoverageRun } from './evidence';
import type { StoredMeasure } from './measures';
import { isEventSource } from './sources';
import type { Declared, Row, Scope } from './values';

/** Everything of a run but what only the import knows. */
export type RunDraft = Omit<CoverageRun, 'importId' | 'asOf' | 'filtered' | 'events'>;

/** Platforms return results up to T+2: as many last days may be printed as 0 before they are returned (§3.3). */
const MOST_PENDING = 3;
/** On a day of which something was shown or paid for, results can be expected. */
const EXPOSURES: ReadonlySet<StoredMeasure> = new Set(['spend', 'impressions']);
interface Growing {
  scope: Scope;
  measures: Set<StoredMeasure>;
  /** Lists of columns that rows came with, each once: a table has a few, shared by its rows. */
  columns: Set<readonly StoredMeasure[]>;
  /** The last day on which any row has more than 0, by measure. */
  lastPositive: Map<StoredMeasure, Day>;
  /** Days on which something was shown or paid for. */
  exposed: Set<Day>;
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
    const { kind, from, to } = row.period;
    for (const name in row.measures) {
      const measure = name as StoredMeasure;
      run.measures.add(measure);
      if (kind === 'day' && (row.measures[measure] ?? 0) > 0) this.addPositive(run, measure, to);
    }
    if (kind === 'day') run.days.add(to);
    else if (kind === 'range') run.ranges.set(`${from}..${to}`, { from, to });
    else run.snapshots.add(to);
  }

  /** A scope whose file had columns for these measures. */
  addColumns(scope: Scope, columns: readonly StoredMeasure[]): void {
    this.runOf(scope).columns.add(columns);
  }

  /** How many scopes there are. */
  get scopes(): number {
    return this.growing.length;
  }

  /** @param asOf of the import; zeros of its last days may not have been returned yet */
  runs(asOf: Day | null): RunDraft[] {
    return this.growing.map((run) => {
      const { scope, measures, columns, days, ranges, snapshots, exposed } = run;
      const pending = asOf === null ? [] : this.pendingOf(run, asOf);
      return {
        ...scope,
        measures: [...measures].sort(),
        ...blanksOf(columns, measures),
        days: [...days].sort(),
        ranges: [...ranges.values()].sort((a, b) =>
          a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1,
        ),
        snapshots: [...snapshots].sort(),
        ...(pending.length > 0 && { pending }),
        ...(exposed.size > 0 && { exposed: [...exposed].sort() }),
      };
    });
  }

  private addPositive({ lastPositive, exposed }: Growing, measure: StoredMeasure, day: Day): void {
    const last = lastPositive.get(measure);
    if (last === undefined || day > last) lastPositive.set(measure, day);
    if (EXPOSURES.has(measure)) exposed.add(day);
  }

  /**
   * Last days that are 0 in every row though earlier days have more than 0: where something was shown or paid for on
   * them, which another export may say, the platform has not returned them yet (§3.3).
   */
  private pendingOf({ scope, measures, lastPositive, days }: Growing, asOf: Day): NonNullable<RunDraft['pending']> {
    if (typeof scope.window !== 'number') return [];
    const first = addDays(asOf, 1 - MOST_PENDING);
    const latest = [...days].filter((day) => day >= first && day <= asOf).sort();
    return [...measures].sort().flatMap((measure) => {
      const last = lastPositive.get(measure);
      const pending = last === undefined ? [] : latest.filter((day) => day > last);
      return pending.length === 0 ? [] : [{ measure, days: pending }];
    });
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
  private runOf({ source, grain, window, caliber, traffic }: Scope): Growing {
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
      lastPositive: new Map<StoredMeasure, Day>(),
      exposed: new Set<Day>(),
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
  const { filtered = false, since = null } = of.declared;
  const events = isEventSource(run.source) ? { events: { since } } : {};
  return { ...run, ...events, importId: of.id, asOf: of.asOf ?? '', filtered };
}

/** The last day that a run covers; null where it covers none. */
export function lastDayOf(run: Pick<CoverageRun, 'days' | 'ranges' | 'snapshots' | 'events' | 'asOf'>): Day | null {
  const { days, ranges, snapshots, events, asOf } = run;
  return [days.at(-1), snapshots.at(-1), ...ranges.map(({ to }) => to), ...(events ? [asOf] : [])].reduce<Day | null>(
    (last, day) => (day && (last === null || day > last) ? day : last),
    null,
  );
}

/**
 * The days of a run within `from..to` on which a subject without a row has a real 0, unless the run was filtered. A
 * list of events has rows only where something happened, and covers every day up to its as-of (§3.2).
 * @param from null: the beginning, which for a list of events is its first event
 */
export function daysCovered({ days, events, asOf }: CoverageRun, from: Day | null, to: Day): readonly Day[] {
  if (!events) return days.filter((day) => day <= to && (from === null || day >= from));
  const [first = asOf, last = asOf] = [days[0], days.at(-1)];
  const begins = [from ?? first, events.since].reduce<Day>((day, one) => (one !== null && one > day ? one : day), '');
  const ends = later(last, asOf);
  return eachDay(begins, earlier(ends, to));
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
