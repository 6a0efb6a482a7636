import { type DaySpan, daySpan } from './daily';
import { addDays, type Day, dayNumber, earlier, later } from './days';
import type { EvidenceIndex } from './evidence-index';
import type { MissingReason } from './figures';
import type { Question } from './question';
import type { Source } from './sources';
import type { Grain } from './values';

/**
 * The last day that all of these sources cover; those never imported do not count. Null when none was.
 * @param grainsOf the grains of a source that count
 */
export function commonAsOf(
  index: EvidenceIndex,
  sources: readonly Source[],
  question: Question,
  grainsOf: (source: Source) => readonly Grain[] | undefined,
): Day | null {
  let asOf: Day | null = null;
  for (const source of sources) {
    const last = index.lastDay(source, question, grainsOf(source));
    if (last !== null) asOf = asOf === null ? last : earlier(asOf, last);
  }
  return asOf;
}

/**
 * The days to answer for (§3.3): a range ends at the as-of, "last n" counts back from there and never before birth.
 * Null when no day is left, with the reason.
 */
export function spanOf(question: Question, asOf: Day | null, birth: Day | null): DaySpan | MissingReason {
  const { range } = question;
  if (asOf === null) return 'not-covered';
  const to = earlier(range.to, asOf);
  const from = firstOf(range, to, birth);
  if (from === null) return 'not-covered';
  if (from <= to) return daySpan(from, to);
  // Platforms report one to two days late (T+1, T+2): younger than that is on its way, not absent.
  return dayNumber(range.to) - dayNumber(asOf) <= 2 ? 'pending' : 'not-covered';
}

function firstOf(range: Question['range'], to: Day, birth: Day | null): Day | null {
  if ('from' in range) return range.from;
  if ('since' in range) return birth;
  const first = addDays(to, 1 - range.last);
  return birth === null ? first : later(first, birth);
}
