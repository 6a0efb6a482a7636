/** Calendar days in Asia/Shanghai, as `YYYY-MM-DD`: they sort as strings and cross every boundary as they are. */
export type Day = string;

const MS_PER_DAY = 86_400_000;
/** Shanghai has had no daylight saving since 1991, so its offset is one number. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Whether the text is a real calendar day (2026-02-30 is not). */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Every row of an answer asks for its day's number, and there are only so many days: parsing each once is 5 × faster. */
const numbers = new Map<Day, number>();

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  let number = numbers.get(day);
  if (number === undefined) {
    number = Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
    numbers.set(day, number);
  }
  return number;
}

export function dayOf(number: number): Day {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

export function addDays(day: Day, count: number): Day {
  return dayOf(dayNumber(day) + count);
}

/** The day it is in Shanghai at an instant. */
export function shanghaiDay(at: Date): Day {
  return new Date(at.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** How many days `from..to` has, both ends included; 0 when it runs backwards. */
export function countDays(from: Day, to: Day): number {
  return Math.max(0, dayNumber(to) - dayNumber(from) + 1);
}

/** Every day of `from..to`, in order. */
export function eachDay(from: Day, to: Day): Day[] {
  const first = dayNumber(from);
  return Array.from({ length: countDays(from, to) }, (_, index) => dayOf(first + index));
}

export function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

export function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
