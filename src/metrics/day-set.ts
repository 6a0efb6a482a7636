/**
 * Some days of a span, by their place in it. Never changed once made, and handed on as it is by whoever knows the same
 * days: most figures of an answer do, so that comparing them is comparing references.
 */
export interface DaySet {
  /** 1 where the day is in it. */
  readonly has: Uint8Array;
  readonly count: number;
}

/** Every day of a span. */
export function allDays(length: number): DaySet {
  return { has: new Uint8Array(length).fill(1), count: length };
}

export function noDays(length: number): DaySet {
  return { has: new Uint8Array(length), count: 0 };
}

/** @param has is handed over: nobody may change it afterwards */
export function daySet(has: Uint8Array): DaySet {
  let count = 0;
  for (const bit of has) count += bit;
  return { has, count };
}

/** The days that are in both: one of the two as it is, where the other has all of its days. */
export function inBoth(a: DaySet, b: DaySet): DaySet {
  if (a === b || b.count === b.has.length) return a;
  if (a.count === a.has.length) return b;
  let count = 0;
  for (let day = 0; day < a.has.length; day++) count += (a.has[day] ?? 0) & (b.has[day] ?? 0);
  if (count === a.count) return a;
  if (count === b.count) return b;
  return { has: a.has.map((bit, day) => bit & (b.has[day] ?? 0)), count };
}

/** The set and these days, all of them within the span; the set itself where that adds none. */
export function including(set: DaySet, days: readonly number[]): DaySet {
  return changed(set, days, 1);
}

/** The set without these days. */
export function excluding(set: DaySet, days: readonly number[]): DaySet {
  return changed(set, days, 0);
}

function changed(set: DaySet, days: readonly number[], bit: 0 | 1): DaySet {
  if (days.every((day) => set.has[day] === bit)) return set;
  const has = set.has.slice();
  for (const day of days) has[day] = bit;
  return daySet(has);
}

export function areSame(a: DaySet, b: DaySet): boolean {
  return a === b || (a.count === b.count && inBoth(a, b) === a);
}
