import { allDays, type DaySet, daySet, inBoth } from './day-set';
import { type Day, dayNumber } from './days';
import type { Mark, MissingReason } from './figures';

/** A value that only exists for several days together: a 聚光 SUMMARY row, the difference of two snapshots. */
export interface Block {
  /** Offsets into the range, both included. */
  from: number;
  to: number;
  /** Those of them that are known only here; the others are known by themselves, and have their part of it. */
  days: readonly number[];
  value: number;
  /** How much of it is not counted but scaled up from a sample. */
  scaled: number;
}

/**
 * One measure of one subject under one scope over a range: a number per day that is known, and blocks over days that
 * are known only together.
 */
export interface Daily {
  /** The days that are known by themselves. */
  known: DaySet;
  /** What stands on known days, by their place in the span; one that is not among them has a real 0. */
  amounts: Map<number, number>;
  blocks: Block[];
  marks: ReadonlySet<Mark>;
  /** Days that may still grow, because their window had not passed when they were exported (§3.3). */
  immature: ReadonlySet<number>;
  /** Why days that rows or exports speak of are not known, by day. */
  gaps: ReadonlyMap<number, GapReason>;
  /** Only filtered exports cover it: the truth is at least this. */
  atLeast: boolean;
  imports: ReadonlySet<string>;
  /** How much of the amounts was not counted but scaled up from a sample, by day. */
  scaled: ReadonlyMap<number, number>;
}

/** Why a day that an export covers is not known: what the export has in the cell. */
export type GapReason = Extract<MissingReason, 'pending' | 'hidden' | 'blank'>;

export const NO_GAPS: ReadonlyMap<number, GapReason> = new Map();
export const ALL_MATURE: ReadonlySet<number> = new Set();

/** What a daily begins with: nothing of it is of a sample. */
export const UNSCALED: ReadonlyMap<number, number> = new Map();

/** The days of a question, once it is absolute. */
export interface DaySpan {
  from: Day;
  to: Day;
  first: number;
  length: number;
  all: DaySet;
}

export function daySpan(from: Day, to: Day): DaySpan {
  const first = dayNumber(from);
  const length = Math.max(0, dayNumber(to) - first + 1);
  return { from, to, first, length, all: allDays(length) };
}

/** What a day has by itself; null where that is not known. */
export function amountOn({ known, amounts }: Daily, day: number): number | null {
  return known.has[day] === 1 ? (amounts.get(day) ?? 0) : null;
}

/** Which days a daily knows, blocks included. */
export function knownDays({ known, blocks }: Daily): DaySet {
  if (blocks.length === 0) return known;
  const has = known.has.slice();
  for (const { days } of blocks) for (const day of days) has[day] = 1;
  return daySet(has);
}

/** What some dailies together know: the days that none of them lacks, and the blocks that go whole or not at all. */
export interface Common {
  days: DaySet;
  blocks: readonly Block[];
}

export function commonOf(dailies: readonly Daily[], { all }: DaySpan): Common {
  return { days: dailies.map(knownDays).reduce(inBoth, all), blocks: dailies.flatMap((daily) => daily.blocks) };
}

/**
 * The days that all of them know, blocks kept whole: a block that sticks out of the others' days is dropped,
 * which may uncover days of another's block, so it is repeated until nothing changes.
 */
export function daysOfAll(all: readonly Common[], span: DaySpan): DaySet {
  const days = all.map((one) => one.days).reduce(inBoth, span.all);
  const blocks = all.flatMap((one) => one.blocks);
  if (blocks.length === 0) return days;
  const common = days.has.slice();
  for (let changed = true; changed; ) {
    changed = false;
    for (const { days } of blocks) {
      if (days.every((day) => common[day] === 1) || days.every((day) => common[day] === 0)) continue;
      for (const day of days) common[day] = 0;
      changed = true;
    }
  }
  return daySet(common);
}

/** The sum over these days, which must come from {@link daysOfAll} of this daily and others. */
export function sumDays({ amounts, blocks }: Daily, { has }: DaySet): number {
  let total = 0;
  for (const [day, amount] of amounts) if (has[day] === 1) total += amount;
  for (const block of blocks) if (has[block.from] === 1) total += block.value;
  return total;
}

/** How many were really counted on these days: the sum without what was scaled up (§3.4). */
export function countDays(daily: Daily, days: DaySet): number {
  let counted = sumDays(daily, days);
  for (const [day, amount] of daily.scaled) if (days.has[day] === 1) counted -= amount;
  for (const { from, scaled } of daily.blocks) if (days.has[from] === 1) counted -= scaled;
  return counted;
}
