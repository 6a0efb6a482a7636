import type { Locale } from '../text/text';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago an instant was, in words: 「2小时前」, “2h ago”. Less than a minute is said as one. */
export function ago(then: number, now: number, locale: Locale): string {
  const words = new Intl.RelativeTimeFormat(locale.replace('_', '-'), { style: 'narrow' });
  const age = Math.max(now - then, MINUTE);
  if (age < HOUR) return words.format(-Math.floor(age / MINUTE), 'minute');
  if (age < 2 * DAY) return words.format(-Math.floor(age / HOUR), 'hour');
  return words.format(-Math.floor(age / DAY), 'day');
}

/** A time of day to the second, in words of the locale: 「14:05:09」. */
export function timeOf(at: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale.replace('_', '-'), { timeStyle: 'medium' }).format(at);
}
