import { splitBlanks, whyBlank } from './blank-cells';
import { fillRanges, fillSnapshots } from './blocks';
import { daysCovered } from './coverage';
import { blanksOf, oneCut, repeated } from './cuts';
import { ALL_MATURE, type Daily, type DaySpan, type GapReason, NO_GAPS, UNSCALED } from './daily';
import { type DaySet, daySet, excluding, including } from './day-set';
import { addDays, dayNumber } from './days';
import type { CoverageRun } from './evidence';
import type { EvidenceIndex } from './evidence-index';
import type { Mark } from './figures';
import { isMature } from './maturity';
import { STORED, type StoredDefinition, type StoredMeasure } from './measures';
import { pendingDays } from './pending';
import { type Attributes, type SeriesRequest, scaledUp, scaledValue, Used } from './series-parts';
import { COARSE, type StoredRow } from './values';

const UNMARKED: ReadonlySet<Mark> = new Set();

/**
 * What every subject's series begins with: which days of the span live imports prove to be 0. The same for all measures
 * that the same runs cover.
 */
export interface Ground {
  runs: readonly CoverageRun[];
  proved: DaySet;
  /** The days of the span, by their place in it, of which a 0 may still grow: no export of it was made late enough. */
  growing: ReadonlySet<number>;
  /** Days of which the newest export prints zeros that the platform has not returned yet. */
  pending: ReadonlyMap<number, GapReason>;
  /** The imports that prove a day of the span. */
  imports: ReadonlySet<string>;
  /** Where the rows of a subject are found. */
  rows: string;
  /** Whether anything is known of several days only together. */
  hasBlocks: boolean;
  /** How the rows' unknown caliber was answered, where it was. */
  answered: Extract<Mark, 'declared' | 'inferred'> | null;
}

/** The runs that have a column for a measure under a scope. */
export function runsTelling(
  index: EvidenceIndex,
  { source, grain, measure, scope }: Pick<SeriesRequest, 'source' | 'grain' | 'measure' | 'scope'>,
): CoverageRun[] {
  return index
    .runsOf(source, grain)
    .filter((run) => sameScope(run, scope) && (run.measures.includes(measure) || run.blanks?.includes(measure)));
}

/** @param rows where the rows of a subject are found */
export function groundOf(
  runs: readonly CoverageRun[],
  measure: StoredMeasure,
  rows: string,
  span: DaySpan,
): Omit<Ground, 'answered'> {
  const proved = new Uint8Array(span.length);
  const grown = new Uint8Array(span.length);
  const imports = new Set<string>();
  const pending = pendingIn(runs, measure, span);
  for (const run of runs) {
    if (run.filtered || !run.measures.includes(measure)) continue;
    let proves = false;
    for (const day of daysCovered(run, span.from, span.to)) {
      const number = dayNumber(day);
      const offset = number - span.first;
      if (pending.has(offset)) continue;
      proved[offset] = 1;
      proves = true;
      if (grown[offset] === 0 && isMature(run, run.asOf, number)) grown[offset] = 1;
    }
    if (proves) imports.add(run.importId);
  }
  const growing = new Set<number>();
  for (let day = 0; day < span.length; day++) if (proved[day] === 1 && grown[day] === 0) growing.add(day);
  const hasBlocks = runs.some(({ ranges, snapshots }) => ranges.length + snapshots.length > 0);
  return { runs, proved: daySet(proved), growing, pending, imports, rows, hasBlocks };
}

/** A day is pending where its newest export says so: a later one returns it. */
function pendingIn(runs: readonly CoverageRun[], measure: StoredMeasure, span: DaySpan): Ground['pending'] {
  const pending = new Map<number, GapReason>();
  for (const run of runs) {
    if (run.filtered) continue;
    for (const day of pendingDays(run, measure)) {
      const offset = dayNumber(day) - span.first;
      if (offset < 0 || offset >= span.length) continue;
      const isReturned = runs.some(
        (other) =>
          !other.filtered &&
          other.asOf >= run.asOf &&
          daysCovered(other, day, day).length > 0 &&
          !pendingDays(other, measure).includes(day),
      );
      if (!isReturned) pending.set(offset, 'pending');
    }
  }
  return pending.size === 0 ? NO_GAPS : pending;
}

/**
 * One measure of one subject, day by day: the newest as-of wins each key, a covered day without a row is a real
 * 0, an uncovered one is unknown, and so is a day of which a row leaves the cell blank (domain.md §3.2, §3.8). Ranges
 * and snapshot differences fill as blocks what no day row states.
 */
export function seriesOf(index: EvidenceIndex, request: SeriesRequest, ground: Ground): Daily {
  const { proved, imports, rows: under, hasBlocks } = ground;
  const { measure, span, keeps } = request;
  const daily: Daily = {
    ...{ known: proved, amounts: new Map(), blocks: [], scaled: UNSCALED },
    ...{ marks: UNMARKED, immature: ALL_MATURE, gaps: ground.pending, atLeast: false, imports },
  };
  const used = new Used(daily, measure, index, span.first);
  const winners: StoredRow[] = [];
  // A run with nothing but blanks has its place among the rows and proves nothing.
  const runs = ground.runs.filter((run) => run.measures.includes(request.measure));
  const isFiltered = (importId: string) => runs.some((run) => run.filtered && run.importId === importId);
  const held = index.keysOf(request.subject, under);
  const keys = keeps ? held.filter(keeps) : held;
  const { stating, blanks } = splitBlanks(keys, measure, (row) => index.hasColumn(row, under, measure));
  const isPending = pendingRows(runs, measure);
  const pending: StoredRow[] = [];
  for (const rows of oneCut(stating, measure, isFiltered)) {
    const late = isPending && latestPending(rows, measure, isPending);
    if (late) pending.push(late);
    const winner = late ? null : newest(isPending ? rows.filter((row) => !isPending(row)) : rows, measure, used);
    if (!winner) continue;
    // What is coarser than a subject is many things: an export of some of them is not the whole of its days.
    if (request.subject !== COARSE || isProven(runs, winner)) winners.push(winner);
  }
  const { distinct }: StoredDefinition = STORED[measure];
  const counting = blanksOf(blanks, winners);
  const unclear = [...counting, ...pending, ...(distinct ? repeated(winners) : [])];
  fillDays(daily, winners, request, used);
  emptyDays(daily, unclear, span);
  const inColumn = counting.filter((row) => index.hasColumn(row, under, measure));
  nameGaps(daily, inColumn, (row) => whyBlank(row, measure), span);
  nameGaps(daily, pending, () => 'pending', span);
  markGrowing(daily, winners, ground, span, used);
  if (hasBlocks) {
    fillRanges(daily, winners, unclear, runs, request, used);
    fillSnapshots(daily, winners, unclear, runs, request, used);
  }
  if (ground.answered) used.mark(ground.answered);
  if (winners.length > 0 && runs.every((run) => run.filtered)) {
    daily.atLeast = true;
    used.mark('filtered-only');
  }
  return daily;
}

/** Whether a row is of a day that its import prints as 0 before it is returned; null where none is. */
function pendingRows(runs: readonly CoverageRun[], measure: StoredMeasure): ((row: StoredRow) => boolean) | null {
  const byImport = new Map(
    runs.flatMap((run) => {
      const days = pendingDays(run, measure);
      return days.length === 0 ? [] : [[run.importId, days] as const];
    }),
  );
  if (byImport.size === 0) return null;
  return ({ importId, period }) => period.kind === 'day' && (byImport.get(importId)?.includes(period.to) ?? false);
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

/** The newest row of a key, where every row of its as-of is of a day that is not returned yet. */
function latestPending(
  rows: readonly StoredRow[],
  measure: StoredMeasure,
  isPending: (row: StoredRow) => boolean,
): StoredRow | null {
  const stating = rows.filter((row) => row.measures[measure] !== undefined);
  const asOf = stating.reduce((last, row) => (row.asOf > last ? row.asOf : last), '');
  const latest = stating.filter((row) => row.asOf === asOf);
  return latest.every(isPending) ? (latest[0] ?? null) : null;
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
  { growing, runs }: Ground,
  { first, from }: DaySpan,
  used: Used,
): void {
  if (growing.size === 0) return;
  const stated = new Set(rows.map(({ period: { kind, to } }) => (kind === 'day' ? dayNumber(to) - first : null)));
  const caliber = runs[0]?.caliber ?? 'unknown';
  for (const offset of growing) {
    if (stated.has(offset) || known.has[offset] !== 1) continue;
    const day = addDays(from, offset);
    used.growing(caliber, day, day);
  }
}

/** A part of a day is not known, so that the day is not. */
function emptyDays(daily: Daily, blanks: readonly StoredRow[], span: DaySpan): void {
  const days = offsetsOf(blanks, span).map(({ offset }) => offset);
  for (const day of days) daily.amounts.delete(day);
  daily.known = excluding(daily.known, days);
}

/** Why days with a blank cell are not known. */
function nameGaps(daily: Daily, blanks: readonly StoredRow[], why: (row: StoredRow) => GapReason, span: DaySpan): void {
  const gaps = offsetsOf(blanks, span);
  if (gaps.length === 0) return;
  daily.gaps = new Map([...daily.gaps, ...gaps.map(({ offset, row }) => [offset, why(row)] as const)]);
}

/** The day rows of a span, with their places in it. */
function offsetsOf(rows: readonly StoredRow[], span: DaySpan): { offset: number; row: StoredRow }[] {
  return rows.flatMap((row) => {
    const offset = row.period.kind === 'day' ? dayNumber(row.period.to) - span.first : -1;
    return offset >= 0 && offset < span.length ? [{ offset, row }] : [];
  });
}
