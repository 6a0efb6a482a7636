import { fillRanges, fillSnapshots } from './blocks';
import { blanksOf, oneCut, repeated } from './cuts';
import { type Daily, type DaySpan, UNSCALED } from './daily';
import { type DaySet, daySet, excluding, including } from './day-set';
import { dayNumber } from './days';
import type { CoverageRun } from './evidence';
import type { EvidenceIndex } from './evidence-index';
import type { Mark } from './figures';
import { isMature } from './maturity';
import { STORED, type StoredDefinition, type StoredMeasure } from './measures';
import { type Attributes, type SeriesRequest, scaledUp, scaledValue, Used } from './series-parts';
import { COARSE, type StoredRow } from './values';

const UNMARKED: ReadonlySet<Mark> = new Set();

/**
 * What every subject's series begins with: which days of the span live imports prove to be 0. The same for all measures
 * that the same runs tell.
 */
export interface Ground {
  runs: readonly CoverageRun[];
  proved: DaySet;
  /** The days of the span, by their place in it, of which a 0 may still grow: no export of it was made late enough. */
  growing: ReadonlySet<number>;
  /** The imports that prove a day of the span. */
  imports: ReadonlySet<string>;
  /** Where the rows of a subject are found. */
  rows: string;
  /** Whether anything is known of several days only together. */
  hasBlocks: boolean;
}

/** The runs that tell a measure under a scope. */
export function runsTelling(
  index: EvidenceIndex,
  { source, grain, measure, scope }: Pick<SeriesRequest, 'source' | 'grain' | 'measure' | 'scope'>,
): CoverageRun[] {
  return index.runsOf(source, grain).filter((run) => sameScope(run, scope) && run.measures.includes(measure));
}

/** @param rows where the rows of a subject are found */
export function groundOf(runs: readonly CoverageRun[], rows: string, span: DaySpan): Ground {
  const proved = new Uint8Array(span.length);
  const grown = new Uint8Array(span.length);
  const imports = new Set<string>();
  for (const run of runs) {
    if (run.filtered) continue;
    let proves = false;
    for (const day of run.days) {
      const number = dayNumber(day);
      const offset = number - span.first;
      if (offset < 0 || offset >= span.length) continue;
      proved[offset] = 1;
      proves = true;
      if (grown[offset] === 0 && isMature(run, run.asOf, number)) grown[offset] = 1;
    }
    if (proves) imports.add(run.importId);
  }
  const growing = new Set<number>();
  for (let day = 0; day < span.length; day++) if (proved[day] === 1 && grown[day] === 0) growing.add(day);
  const hasBlocks = runs.some(({ ranges, snapshots }) => ranges.length + snapshots.length > 0);
  return { runs, proved: daySet(proved), growing, imports, rows, hasBlocks };
}

/**
 * One measure of one subject, day by day: the newest as-of wins each key, a covered day without a row is a real
 * 0, an uncovered one is unknown, and so is a day of which a row leaves the cell blank (domain.md §3.2, §3.8). Ranges
 * and snapshot differences fill as blocks what no day row states.
 */
export function seriesOf(
  index: EvidenceIndex,
  request: SeriesRequest,
  { runs, proved, growing, imports, rows: under, hasBlocks }: Ground,
): Daily {
  const { measure, span, keeps } = request;
  const daily: Daily = { known: proved, amounts: new Map(), blocks: [], marks: UNMARKED, imports, scaled: UNSCALED };
  const used = new Used(daily, measure, index);
  const winners: StoredRow[] = [];
  const isFiltered = (importId: string) => runs.some((run) => run.filtered && run.importId === importId);
  const held = index.keysOf(request.subject, under);
  const keys = keeps ? held.filter(keeps) : held;
  for (const rows of oneCut(keys, measure, isFiltered)) {
    const winner = newest(rows, measure, used);
    // What is coarser than a subject is many things: an export of some of them is not the whole of its days.
    if (winner && (request.subject !== COARSE || isProven(runs, winner))) winners.push(winner);
  }
  const { distinct }: StoredDefinition = STORED[measure];
  const blanks = [...blanksOf(keys, measure, winners), ...(distinct ? repeated(winners) : [])];
  fillDays(daily, winners, request, used);
  emptyDays(daily, blanks, span);
  markGrowing(daily, winners, growing, span, used);
  if (hasBlocks) {
    fillRanges(daily, winners, blanks, runs, request, used);
    fillSnapshots(daily, winners, blanks, runs, request, used);
  }
  return daily;
}

/** Whether a whole export covers a row's period. */
function isProven(runs: readonly CoverageRun[], { period: { kind, from, to } }: StoredRow): boolean {
  return runs.some(
    (run) =>
      !run.filtered &&
      (kind === 'day'
        ? run.days.includes(to)
        : kind === 'range'
          ? run.ranges.some((range) => range.from === from && range.to === to)
          : run.snapshots.includes(to)),
  );
}

function sameScope(a: Attributes, b: Attributes): boolean {
  return a.window === b.window && a.caliber === b.caliber && a.traffic === b.traffic;
}

/**
 * Of the rows of one key the newest as-of that states the measure. Where two exports of one as-of disagree, the
 * larger value wins and the figure says so: windowed counts are restated upwards until their window closes, and
 * the order of import must not matter. Where they say the same it rests on all of them.
 */
function newest(rows: readonly StoredRow[], measure: StoredMeasure, used: Used): StoredRow | null {
  let winner: StoredRow | null = null;
  let alike: StoredRow[] = [];
  let disagree = false;
  for (const row of rows) {
    if (row.measures[measure] === undefined) continue;
    if (winner === null || row.asOf > winner.asOf) {
      winner = row;
      alike = [];
      disagree = false;
      continue;
    }
    if (row.asOf < winner.asOf) continue;
    const difference = scaledValue(row, measure) - scaledValue(winner, measure);
    if (difference === 0) {
      alike.push(row);
      continue;
    }
    disagree = true;
    if (difference > 0) {
      winner = row;
      alike = [];
    }
  }
  if (winner && disagree) used.dispute(winner);
  if (winner && alike.length > 0) used.bear(winner, alike);
  return winner;
}

function fillDays(daily: Daily, rows: readonly StoredRow[], { measure, span }: SeriesRequest, used: Used): void {
  const scaled = new Map<number, number>();
  for (const row of rows) {
    if (row.period.kind !== 'day') continue;
    const offset = dayNumber(row.period.to) - span.first;
    if (offset < 0 || offset >= span.length) continue;
    daily.amounts.set(offset, (daily.amounts.get(offset) ?? 0) + scaledValue(row, measure));
    if (row.sampling !== null) scaled.set(offset, (scaled.get(offset) ?? 0) + scaledUp(row, measure));
    used.row(row);
  }
  daily.known = including(daily.known, [...daily.amounts.keys()]);
  // Fractions add up to something else in another order, and the order of import must not matter.
  if (scaled.size > 0) {
    daily.scaled = scaled;
    daily.amounts = new Map([...daily.amounts].sort(([a], [b]) => a - b));
  }
}

/** A 0 that no row states may grow, where no export of its day was made late enough. */
function markGrowing(
  { known }: Daily,
  rows: readonly StoredRow[],
  growing: ReadonlySet<number>,
  span: DaySpan,
  used: Used,
): void {
  if (growing.size === 0) return;
  const stated = new Set(rows.map(({ period: { kind, to } }) => (kind === 'day' ? dayNumber(to) - span.first : null)));
  for (const day of growing) if (!stated.has(day) && known.has[day] === 1) used.mark('immature');
}

/** A part of a day is not known, so that the day is not. */
function emptyDays(daily: Daily, blanks: readonly StoredRow[], span: DaySpan): void {
  const days = blanks
    .flatMap(({ period }) => (period.kind === 'day' ? dayNumber(period.to) - span.first : []))
    .filter((offset) => offset >= 0 && offset < span.length);
  for (const day of days) daily.amounts.delete(day);
  daily.known = excluding(daily.known, days);
}
