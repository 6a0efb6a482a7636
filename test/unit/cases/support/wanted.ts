import type { Figure, KnownFigure } from '../../../../src/metrics/figures';
import type { Wanted, WantedFigure } from './format';

/** A figure of an answer, a plain value of it, or undefined where there is none. */
export type Got = Figure | number | string | boolean | null | undefined;

/** Numbers that were reckoned in another order differ in their last digits. */
const NEAR = 1e-9;
const equal = (one: number, other: number) => Math.abs(one - other) <= NEAR * Math.max(1, Math.abs(other));

/** Whether what was answered is what is wanted. */
export function holds(wanted: Wanted, got: Got): boolean {
  if (Array.isArray(wanted)) return wanted.some((one) => holds(one, got));
  if (typeof wanted === 'number') return holds({ value: wanted }, got);
  if (wanted === null) return got === null || got === undefined;
  if (typeof wanted !== 'object') return got === wanted;
  if ('absentOr' in wanted) return got === undefined || holds(wanted.absentOr, got);
  if (typeof got === 'number') return isNumber(wanted, got);
  return isFigure(got) && isValue(wanted, got) && isBeside(wanted, got);
}

/** A plain number (a bar, a floor, a count) is a point, and its own bound. */
function isNumber({ value, atLeast, atMost, from, to, ...beside }: WantedFigure, got: number): boolean {
  const ends = [value, atLeast, atMost, from, to].flatMap((end) => end ?? []);
  return ends.length > 0 && Object.keys(beside).length === 0 && ends.every((end) => equal(got, end));
}

function isFigure(got: Got): got is Figure {
  return typeof got === 'object' && got !== null && 'state' in got;
}

function isValue(wanted: WantedFigure, got: Figure): boolean {
  const { value, from = value, to = value, atLeast, atMost, missing, notExact, bound = 'exact' } = wanted;
  if (missing !== undefined) return got.state === 'missing' && (missing === true || missing.includes(got.reason));
  if (notExact) return got.state === 'missing' || got.bound !== 'exact' || got.low !== got.high;
  if (got.state === 'missing') return from === undefined && to === undefined && !hasEnd(wanted) && !wanted.bound;
  if (atLeast !== undefined) return got.bound === 'at-least' && equal(got.low, atLeast);
  if (atMost !== undefined) return got.bound === 'at-most' && equal(got.high, atMost);
  if (from === undefined && to === undefined) return wanted.bound === undefined || got.bound === wanted.bound;
  return got.bound === bound && isEnd(from, got.low) && isEnd(to, got.high) && isPoint(wanted, got);
}

const hasEnd = ({ atLeast, atMost }: WantedFigure) => atLeast !== undefined || atMost !== undefined;
const isEnd = (wanted: number | undefined, got: number) => wanted === undefined || equal(got, wanted);
const isPoint = ({ value }: WantedFigure, { low, high }: KnownFigure) => value === undefined || low === high;

function isBeside(wanted: WantedFigure, got: Figure): boolean {
  const { marks = [], marksNot = [], marked, markedBeyond, marksOnly, days, of, reasonNot = [] } = wanted;
  const has = (mark: string) => got.marks.some((one) => one === mark);
  const beyond = (known: readonly string[]) => got.marks.some((mark) => !known.includes(mark));
  return (
    marks.every(has) &&
    !marksNot.some(has) &&
    (marked === undefined || marked === got.marks.length > 0) &&
    (markedBeyond === undefined || beyond(markedBeyond)) &&
    (marksOnly === undefined || !beyond(marksOnly)) &&
    (days === undefined || (got.state === 'known' && got.days.covered === days[0] && got.days.asked === days[1])) &&
    (of === undefined || (got.state === 'known' && got.of === of)) &&
    !(got.state === 'missing' && reasonNot.includes(got.reason))
  );
}

/** An answer in a few words, for what a failed test says. */
export function inShort(got: Got): string {
  if (!isFigure(got)) return got === undefined ? 'no figure' : JSON.stringify(got);
  const { marks } = got;
  if (got.state === 'missing') return JSON.stringify({ missing: got.reason, source: got.source, marks });
  const { low, high, bound, of, days } = got;
  return JSON.stringify({ low, high, bound, of, days: [days.covered, days.asked], marks });
}
