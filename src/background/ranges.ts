import type { KnownResponse } from '../api/contract';
import type { RangeChoice, Settings } from '../messages/protocol';
import { type Day, later, shanghaiDay } from '../metrics/days';
import type { Question, Range } from '../metrics/question';

/** The latest day that any source covers: a question's natural end. Without any it is today, of which nothing is known. */
export function latestDay(asOf: KnownResponse['asOf'], now: number): Day {
  const days = Object.values(asOf);
  return days.length > 0 ? days.reduce(later) : shanghaiDay(new Date(now));
}

/** The settings' question over the chosen range, made absolute. */
export function absoluteQuestion(settings: Settings, choice: RangeChoice, to: Day): Question {
  const { window, caliber, costScope } = settings;
  return { range: rangeOf(choice, to), window, caliber, costScope };
}

function rangeOf(choice: RangeChoice, to: Day): Range {
  return choice === 'publication' ? { since: 'publication', to } : { last: choice, to };
}

/** A question as the cache keeps it: all but its natural end, and that end, which moves every day; '' where the days are given. */
export function cacheForm({ range, ...question }: Question): { form: string; to: Day | '' } {
  const { to, ...open } = range;
  const given = 'from' in range;
  const parts = Object.entries({ ...question, ...(given ? range : open) });
  return { form: JSON.stringify(parts.sort(([a], [b]) => (a < b ? -1 : 1))), to: given ? '' : to };
}
