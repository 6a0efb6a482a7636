import type { Day } from '../metrics/days';
import type { Verdict } from '../metrics/verdict';
import type { Say } from '../text/fill';
import { snake } from './keys';

/**
 * What a verdict rests on where that is not the whole range, or why there is none (domain.md §3.9); null where nothing
 * is to be told. Of a missing number its own reason is told.
 */
export function verdictNote(verdict: Verdict | undefined, say: Say): string | null {
  if (!verdict) return null;
  if (verdict.verdict !== null) {
    const { basis } = verdict;
    return basis
      ? say('verdict_basis', { days: say('verdict_days', { from: shortDay(basis.from), to: shortDay(basis.to) }) })
      : null;
  }
  const { why } = verdict;
  if (why === 'missing' || why === 'undirected') return null;
  return say('verdict_none', { why: say(`verdict_none_${snake(why)}`) });
}

/** A day without its year: 9/1. */
function shortDay(day: Day): string {
  const [, month, date] = day.split('-');
  return `${Number(month)}/${Number(date)}`;
}
