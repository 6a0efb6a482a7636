import { type Calibers, isCaliberOpen } from './calibers';
import { dayNumber } from './days';
import type { CoverageRun } from './evidence';
import type { StoredMeasure } from './measures';
import { pendingDays } from './pending';
import type { Source } from './sources';
import type { StoredRow } from './values';

/** Subjects whose rows are compared: a bound on the work, and any of them proves as much as all. */
export const MOST_COMPARED = 40;
/** Rows that are compared, for stores to bound what they read. */
export const MOST_COMPARED_ROWS = 50_000;
/** One day may stay equal because nobody bought. */
const FEWEST_UNCHANGED = 2;

/** The imports whose rows may prove whose day they are: of a source without an answer, several of several as-ofs. */
export function importsToCompare(coverage: readonly CoverageRun[], answered: Calibers): string[] {
  const bySource = new Map<Source, Map<string, string>>();
  for (const run of coverage) {
    if (!isCaliberOpen(run) || answered[run.source]) continue;
    bySource.set(run.source, (bySource.get(run.source) ?? new Map<string, string>()).set(run.importId, run.asOf));
  }
  const several = [...bySource.values()].filter((imports) => new Set(imports.values()).size > 1);
  return [...new Set(several.flatMap((imports) => [...imports.keys()]))].sort();
}

/**
 * Whose day the rows of sources are, as their own exports prove it: a day that a later as-of restated is a click's,
 * days that stayed equal over all of their window are a conversion's (domain.md §3.3).
 * @param rows of open caliber, in any order
 */
export function proveCalibers(rows: readonly StoredRow[], coverage: readonly CoverageRun[]): Calibers {
  const restated = new Set<Source>();
  const unchanged = new Map<Source, Set<string>>();
  for (const key of keysOf(rows)) {
    const [first] = key;
    if (!first) continue;
    const proof = proofOf(key, coverage);
    if (proof === 'restated') restated.add(first.source);
    if (proof === 'unchanged') {
      unchanged.set(first.source, (unchanged.get(first.source) ?? new Set()).add(first.period.to));
    }
  }
  const calibers: Calibers = {};
  for (const [source, days] of unchanged) {
    if (days.size >= FEWEST_UNCHANGED) calibers[source] = { caliber: 'conversion', by: 'exports' };
  }
  for (const source of restated) calibers[source] = { caliber: 'click', by: 'exports' };
  return calibers;
}

/** Rows that report the same thing of the same day, the oldest export first. */
function keysOf(rows: readonly StoredRow[]): Iterable<StoredRow[]> {
  const keys = new Map<string, StoredRow[]>();
  for (const row of rows) {
    if (row.period.kind !== 'day' || !isCaliberOpen(row)) continue;
    const { subject, entity, source, grain, window, traffic, period } = row;
    const key = `${source}|${grain}|${window}|${traffic}|${subject}|${entity}|${period.to}`;
    const held = keys.get(key);
    if (held) held.push(row);
    else keys.set(key, [row]);
  }
  for (const key of keys.values()) key.sort((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0));
  return keys.values();
}

function proofOf(key: readonly StoredRow[], coverage: readonly CoverageRun[]): 'restated' | 'unchanged' | null {
  const open = key.filter((row) => isOpenAt(row, row.asOf));
  const [oldest] = open;
  const newest = key.at(-1);
  if (!oldest || !newest || oldest.asOf === newest.asOf) return null;
  const window = Number(oldest.window);
  const isOfWindow = dayNumber(newest.asOf) - dayNumber(oldest.asOf) >= window;
  let isCounted = false;
  for (const row of open) {
    for (const later of key) {
      if (later.asOf <= row.asOf) continue;
      for (const value of sharedMeasures(row, later, coverage)) {
        if (value.before !== value.after) return 'restated';
        isCounted ||= value.after > 0;
      }
    }
  }
  return isOfWindow && isCounted ? 'unchanged' : null;
}

/** Whether the window of a row's day had not passed when it was exported. */
function isOpenAt({ period, window }: StoredRow, asOf: string): boolean {
  return dayNumber(period.to) > dayNumber(asOf) - Number(window);
}

/** What both rows state, but for zeros that the platform had not returned yet. */
function* sharedMeasures(
  row: StoredRow,
  later: StoredRow,
  coverage: readonly CoverageRun[],
): Generator<{ before: number; after: number }> {
  const run = coverage.find(
    (one) => one.importId === row.importId && one.grain === row.grain && one.window === row.window,
  );
  for (const name in row.measures) {
    const measure = name as StoredMeasure;
    const [before, after] = [row.measures[measure], later.measures[measure]];
    if (before === undefined || after === undefined || row.sampling !== later.sampling) continue;
    if (run && pendingDays(run, measure).includes(row.period.to)) continue;
    yield { before, after };
  }
}
