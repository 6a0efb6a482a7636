import type { Daily } from './daily';
import type { DaySet } from './day-set';
import type { Mark } from './figures';

/** What of a quantity its figure's marks rest on. */
interface Part {
  groups: readonly (readonly Daily[])[];
  marks: ReadonlySet<Mark>;
  lacks: readonly unknown[];
}

/** Marks of days whose window had not passed when they were exported. */
const YOUNG: ReadonlySet<Mark> = new Set(['immature', 'maybe-immature']);

/** Whether a mark stays on a figure of the mature days alone. */
export const isOfMature = (mark: Mark) => !YOUNG.has(mark) && mark !== 'partial';

/**
 * The marks of a figure over some days. A part that may still grow marks it only where one of these days may: a ratio
 * uses no others (domain.md §3.3).
 */
export function marksOf(parts: readonly Part[], days: DaySet, extra: readonly Mark[], isPartial: boolean): Mark[] {
  const marks = new Set<Mark>(extra);
  for (const part of parts) {
    for (const mark of part.marks) if (!YOUNG.has(mark) || isYoungOn(part.groups, mark, days)) marks.add(mark);
    if (part.lacks.length > 0) marks.add('cost-incomplete');
  }
  if (isPartial) marks.add('partial');
  return [...marks].sort();
}

function isYoungOn(groups: Part['groups'], mark: Mark, { has }: DaySet): boolean {
  for (const member of groups.flat()) {
    if (!member.marks.has(mark)) continue;
    for (const day of member.immature) if (has[day] === 1) return true;
  }
  return false;
}
