import { type Day, dayNumber } from './days';
import type { Mark } from './figures';

/** A value that only exists for several days together: a 聚光 SUMMARY row, the difference of two snapshots. */
export interface Block {
  /** Offsets into the range, both included. */
  from: number;
  to: number;
  value: number;
}

/**
 * One measure of one subject under one scope over a range: a number per day, NaN where the day is unknown,
 * and blocks over days that are known only together. A known 0 is a real 0.
 */
export interface Daily {
  values: Float64Array;
  blocks: Block[];
  marks: ReadonlySet<Mark>;
  imports: ReadonlySet<string>;
  /** The smallest sampling ratio behind it, 1 where nothing was sampled: a sum times this is no more than the raw count. */
  thinnest: number;
}

/** The days of a question, once it is absolute. */
export interface DaySpan {
  from: Day;
  to: Day;
  first: number;
  length: number;
}

export function daySpan(from: Day, to: Day): DaySpan {
  const first = dayNumber(from);
  return { from, to, first, length: Math.max(0, dayNumber(to) - first + 1) };
}

export function unknownDaily(length: number): Daily {
  return {
    values: new Float64Array(length).fill(Number.NaN),
    blocks: [],
    marks: new Set(),
    imports: new Set(),
    thinnest: 1,
  };
}

/** Which days a daily knows, blocks included. */
export function knownDays(daily: Daily): boolean[] {
  const known = new Array<boolean>(daily.values.length);
  for (let day = 0; day < known.length; day++) known[day] = !Number.isNaN(daily.values[day]);
  for (const block of daily.blocks) known.fill(true, block.from, block.to + 1);
  return known;
}

/** What some dailies together know: the days that none of them lacks, and the blocks that go whole or not at all. */
export interface Common {
  days: readonly boolean[];
  blocks: readonly Block[];
}

export function commonOf(dailies: readonly Daily[], length: number): Common {
  const days = new Array<boolean>(length).fill(true);
  for (const daily of dailies) {
    if (daily.blocks.length === 0) {
      for (let day = 0; day < length; day++) if (Number.isNaN(daily.values[day])) days[day] = false;
      continue;
    }
    const known = knownDays(daily);
    for (let day = 0; day < length; day++) if (!known[day]) days[day] = false;
  }
  return { days, blocks: dailies.flatMap((daily) => daily.blocks) };
}

/** The days that all of them know, see {@link daysOfAll}. */
export function commonDays(dailies: readonly Daily[], length: number): readonly boolean[] {
  return daysOfAll([commonOf(dailies, length)], length);
}

/**
 * The days that all of them know, blocks kept whole: a block that sticks out of the others' days is dropped,
 * which may uncover days of another's block, so it is repeated until nothing changes.
 */
export function daysOfAll(all: readonly Common[], length: number): readonly boolean[] {
  const [only] = all;
  const blocks = all.flatMap((one) => one.blocks);
  if (only && all.length === 1 && blocks.length === 0) return only.days;
  const common = new Array<boolean>(length).fill(true);
  for (const { days } of all) for (let day = 0; day < length; day++) if (!days[day]) common[day] = false;
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to } of blocks) {
      const inside = common.slice(from, to + 1);
      if (inside.includes(true) && inside.includes(false)) {
        common.fill(false, from, to + 1);
        changed = true;
      }
    }
  }
  return common;
}

/** The sum over the days that are `true`; the days must come from {@link commonDays} of this daily and others. */
export function sumDays(daily: Daily, days: readonly boolean[]): number {
  let total = 0;
  for (let day = 0; day < days.length; day++) {
    const value = daily.values[day] ?? Number.NaN;
    if (days[day] && !Number.isNaN(value)) total += value;
  }
  for (const block of daily.blocks) if (days[block.from]) total += block.value;
  return total;
}

/** How many days a daily knows, blocks included. */
export function countKnownDays(daily: Daily): number {
  if (daily.blocks.length > 0) return countTrue(knownDays(daily));
  let count = 0;
  for (const value of daily.values) if (!Number.isNaN(value)) count++;
  return count;
}

export function countTrue(days: readonly boolean[]): number {
  let count = 0;
  for (const day of days) if (day) count++;
  return count;
}
