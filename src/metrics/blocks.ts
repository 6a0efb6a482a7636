import type { Daily } from './daily';
import { type Day, dayNumber } from './days';
import type { CoverageRun } from './evidence';
import { measure as measureOf } from './measures';
import { type SeriesRequest, scaledValue, type Used } from './series-parts';
import type { StoredRow } from './values';

/** Rows over several days count where no day rows do, or instead of them when they are exactly what was asked. */
export function fillRanges(
  daily: Daily,
  rows: readonly StoredRow[],
  blanks: readonly StoredRow[],
  runs: readonly CoverageRun[],
  { measure, span }: SeriesRequest,
  used: Used,
): void {
  const ranges = new Map<string, Known & { from: number; to: number }>();
  const rangeOf = ({ from, to }: { from: Day; to: Day }) => {
    const key = `${from}..${to}`;
    const held = ranges.get(key) ?? {
      ...nothing(),
      from: dayNumber(from) - span.first,
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
    range.rows.push(row);
  }
  for (const { period } of blanks) if (period.kind === 'range') ranges.delete(`${period.from}..${period.to}`);
  const whole = [...ranges.values()].find((range) => range.from === 0 && range.to === span.length - 1);
  if (whole && daily.values.some(Number.isNaN)) daily.values.fill(Number.NaN);
  const longestFirst = [...ranges.values()].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  for (const known of longestFirst) {
    const { from, to, value } = known;
    if (from < 0 || to >= span.length || !isFree(daily, from, to)) continue;
    daily.blocks.push({ from, to, value });
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
  const isPeople = measureOf(measure).unit.startsWith('people');
  const chain: [number, Known][] = bornInside
    ? [[-1, nothing()], ...snapshots.filter(([offset]) => offset >= 0)]
    : snapshots.filter(([offset]) => offset >= -1);
  const steps = isPeople ? (bornInside && chain.length > 1 ? [[chain[0], last] as const] : []) : pairs(chain);
  for (const [before, after] of steps) {
    if (!before || !after) continue;
    const from = before[0] + 1;
    if (!isFree(daily, from, after[0])) continue;
    daily.blocks.push({ from, to: after[0], value: after[1].value - before[1].value });
    rest(before[1], used);
    rest(after[1], used);
  }
}

/** What is known of several days together, with what it rests on: rows, or imports that have none of the subject. */
interface Known {
  value: number;
  rows: StoredRow[];
  covering: string[];
}

function nothing(): Known {
  return { value: 0, rows: [], covering: [] };
}

function rest({ rows, covering }: Known, used: Used): void {
  for (const row of rows) used.row(row);
  if (rows.length === 0) for (const importId of covering) used.covered(importId);
}

function pairs<T>(list: readonly T[]): (readonly [T | undefined, T | undefined])[] {
  return list.slice(1).map((item, at) => [list[at], item] as const);
}

function isFree(daily: Daily, from: number, to: number): boolean {
  for (let day = from; day <= to; day++) if (!Number.isNaN(daily.values[day] ?? 0)) return false;
  return !daily.blocks.some((block) => block.from <= to && from <= block.to);
}
