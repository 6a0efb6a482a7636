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
 * The marks of a figure over some days. A part that may still grow, or is scaled from a sample, marks it only where one
 * of these days does: a ratio uses no others (domain.md §3.3).
 */
export function marksOf(parts: readonly Part[], days: DaySet, extra: readonly Mark[], isPartial: boolean): Mark[] {
  const marks = new Set<Mark>(extra);
  for (const part of parts) {
    for (const mark of part.marks) if (isOfDays(part.groups, mark, days)) marks.add(mark);
    if (part.lacks.length > 0) marks.add('cost-incomplete');
  }
  if (isPartial) marks.add('partial');
  return [...marks].sort();
}

function isOfDays(groups: Part['groups'], mark: Mark, days: DaySet): boolean {
  const isYoung = YOUNG.has(mark);
  if (!isYoung && mark !== 'sampled') return true;
  return groups.some((members) =>
    members.some((member) => member.marks.has(mark) && (isYoung ? isYoungOn : isSampledOn)(member, days)),
  );
}

function isYoungOn({ immature }: Daily, { has }: DaySet): boolean {
  for (const day of immature) if (has[day] === 1) return true;
  return false;
}

/** What is known of several days together goes whole, sampled or not. */
function isSampledOn({ scaled, blocks }: Daily, { has }: DaySet): boolean {
  if (blocks.length > 0) return true;
  for (const day of scaled.keys()) if (has[day] === 1) return true;
  return false;
}
