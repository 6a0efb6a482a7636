import type { Block, Daily } from './daily';
import { excluding, noDays } from './day-set';
import { type Day, dayNumber, later } from './days';
import type { CoverageRun } from './evidence';
import { isOfPeople } from './measures';
import { type SeriesRequest, scaledUp, scaledValue, type Used } from './series-parts';
import type { StoredRow } from './values';

/** Rows over several days count where no day rows do, or instead of them when they are exactly what was asked. */
export function fillRanges(
  daily: Daily,
  rows: readonly StoredRow[],
  blanks: readonly StoredRow[],
  runs: readonly CoverageRun[],
  { measure, span, birth }: SeriesRequest,
  used: Used,
): void {
  // Before its birth there was nothing of a note: a range that begins earlier is known of its life, where that is asked about.
  const begins = ({ from, to }: { from: Day; to: Day }) =>
    birth !== null && birth >= span.from && birth <= to ? later(from, span.from) : from;
  const ranges = new Map<string, Known & { from: number; to: number }>();
  const rangeOf = ({ from, to }: { from: Day; to: Day }) => {
    const key = `${from}..${to}`;
    const held = ranges.get(key) ?? {
      ...nothing(),
      from: dayNumber(begins({ from, to })) - span.first,
      to: dayNumber(to) - span.first,
    };
    ranges.set(key, held);
    return held;
  };
  for (const run of runs) {
    if (!run.filtered) for (const range of run.ranges) rangeOf(range).covering.push(run.importId);
  }
  for (const row of rows) {
    if (row.period.kind !== 'range') continue;
    const range = rangeOf(row.period);
    range.value += scaledValue(row, measure);
    range.scaled += scaledUp(row, measure);
    range.rows.push(row);
  }
  for (const { period } of blanks) if (period.kind === 'range') ranges.delete(`${period.from}..${period.to}`);
  const isTold = ({ rows }: Known) => rows.length > 0 || daily.amounts.size === 0;
  const whole = [...ranges.values()].find((range) => range.from === 0 && range.to === span.length - 1 && isTold(range));
  if (whole && daily.known.count < span.length) {
    daily.known = noDays(span.length);
    daily.amounts.clear();
  }
  const isPeople = isOfPeople(measure);
  const longestFirst = [...ranges.values()].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  for (const known of longestFirst) {
    // People of a period are neither those of its days together nor to be added to others' (§3.4).
    if (isPeople && known !== whole) continue;
    if (known.from < 0 || known.to >= span.length || !fill(daily, known, isPeople, known.rows.length > 0)) continue;
    rest(known, used);
  }
}

/**
 * Snapshots say "so far": what lies between two of them is their difference, and the first counts from birth.
 * People have no difference: the same person may be in both, so only the whole life is known (§3.3).
 */
export function fillSnapshots(
  daily: Daily,
  rows: readonly StoredRow[],
  blanks: readonly StoredRow[],
  runs: readonly CoverageRun[],
  { measure, span, birth }: SeriesRequest,
  used: Used,
): void {
  const byDay = new Map<number, Known>();
  const on = (day: Day) => {
    const offset = dayNumber(day) - span.first;
    const held = byDay.get(offset) ?? nothing();
    byDay.set(offset, held);
    return held;
  };
  for (const row of rows) {
    if (row.period.kind !== 'lifetime') continue;
    const held = on(row.period.to);
    held.value += scaledValue(row, measure);
    held.scaled += scaledUp(row, measure);
    held.rows.push(row);
  }
  // A source that has snapshots but never one with this subject covers it with nothing.
  if (byDay.size === 0 && !blanks.some(({ period }) => period.kind === 'lifetime')) {
    for (const run of runs) {
      for (const day of run.filtered ? [] : run.snapshots) on(day).covering.push(run.importId);
    }
  }
  for (const { period } of blanks) {
    if (period.kind === 'lifetime') byDay.delete(dayNumber(period.to) - span.first);
  }
  const snapshots = [...byDay].sort(([a], [b]) => a - b).filter(([offset]) => offset < span.length);
  const last = snapshots.at(-1);
  if (!last) return;
  const bornInside = birth !== null && dayNumber(birth) >= span.first;
  const isPeople = isOfPeople(measure);
  const chain: [number, Known][] = bornInside
    ? [[-1, nothing()], ...snapshots.filter(([offset]) => offset >= 0)]
    : snapshots.filter(([offset]) => offset >= -1);
  const steps = isPeople ? (bornInside && chain.length > 1 ? [[chain[0], last] as const] : []) : pairs(chain);
  for (const [before, after] of steps) {
    if (!before || !after) continue;
    const between = {
      ...{ from: before[0] + 1, to: after[0] },
      ...{ value: after[1].value - before[1].value, scaled: after[1].scaled - before[1].scaled },
    };
    // Less than before is no count: one of the two is wrong, and nobody knows which.
    if (between.value < 0 || !fill(daily, between, isPeople, after[1].rows.length > 0)) continue;
    rest(before[1], used);
    rest(after[1], used);
  }
}

/** What is known of several days together, with what it rests on: rows, or imports that have none of the subject. */
interface Known {
  value: number;
  scaled: number;
  rows: StoredRow[];
  covering: string[];
}

function nothing(): Known {
  return { value: 0, scaled: 0, rows: [], covering: [] };
}

function rest({ rows, covering }: Known, used: Used): void {
  for (const row of rows) used.row(row);
  if (rows.length === 0) for (const importId of covering) used.covered(importId);
}

function pairs<T>(list: readonly T[]): (readonly [T | undefined, T | undefined])[] {
  return list.slice(1).map((item, at) => [list[at], item] as const);
}

/**
 * Puts what is known of several days together on those of them that are not known by themselves: the days that are
 * have their part of it. Only where what is left for the others is no less than nothing;
 * of people only where no day is known, because those of a day may be those of the others.
 * @param isStated whether rows say it: that its days have no row is then no 0 of them
 */
function fill(
  daily: Daily,
  { from, to, value, scaled }: Omit<Block, 'days'>,
  isPeople: boolean,
  isStated: boolean,
): boolean {
  if (daily.blocks.some((block) => block.from <= to && from <= block.to)) return false;
  const days = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const told = days.reduce((sum, day) => sum + (daily.amounts.get(day) ?? 0), 0);
  if (isStated && !days.some((day) => daily.amounts.has(day))) daily.known = excluding(daily.known, days);
  const unknown = days.filter((day) => daily.known.has[day] === 0);
  const [first, last] = [unknown[0], unknown.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (isPeople && unknown.length < days.length) return false;
  const left = value - told;
  if (left < 0 && unknown.length < days.length) return false;
  const leftScaled = days.reduce((sum, day) => sum - (daily.scaled.get(day) ?? 0), scaled);
  daily.blocks.push({ from: first, to: last, days: unknown, value: left, scaled: leftScaled });
  return true;
}
