import type { Day } from '../../../src/metrics/days';
import { type KnownFigure, type Mark, MISSING_REASONS, type MissingReason } from '../../../src/metrics/figures';
import type { DayCell } from './day-cells';

/** What the law says of a figure. */
export type Reading =
  | {
      low: number;
      high: number;
      /** Null where the law does not decide it. */
      bound: KnownFigure['bound'] | null;
      covered: number | null;
      must: Mark[];
      mustNot: Mark[];
      /** Whether only the marks and days are decided. */
      unsure: boolean;
    }
  | { reasons: readonly MissingReason[] };

/** A member's days. */
export type Line = Map<Day, DayCell>;
export type Ends = { low: number; high: number; marks: Mark[]; unsure: boolean };

/** A number of any set of the days on which it is known. */
export interface Quantity {
  days: Set<Day>;
  ends(days: readonly Day[]): Ends | 'silent';
  bound: KnownFigure['bound'] | null;
  marks: Mark[];
  /** Marks that the law leaves open. */
  open: Mark[];
  reasons: readonly MissingReason[];
  /** Totals and members are not divided by each other. */
  by?: 'totals' | 'members';
  /** A cost of which a part belongs to a day before the range. */
  beforehand?: true;
  filtered?: true;
}
export type Some = Quantity[] | 'silent';

/** Reasons between which the law does not choose. */
const LACKS: MissingReason[] = [
  'not-in-source',
  'not-requested',
  'not-covered',
  'unknown-attribute',
  'task-only',
  'lifetime-only',
  'not-mapped',
  'filtered-only',
];
export const AKIN: Partial<Record<MissingReason, MissingReason[]>> = {
  'not-in-source': LACKS,
  'not-covered': ['not-covered', 'task-only', 'filtered-only', 'not-requested', 'unknown-attribute'],
  'filtered-only': [
    'filtered-only',
    'pending',
    'not-mapped',
    'not-in-source',
    'not-requested',
    'unknown-attribute',
    'task-only',
  ],
};
/** A number of which no day is known. */
export function nothing(reasons: readonly MissingReason[]): Quantity {
  return { days: new Set(), ends: () => 'silent', bound: 'exact', marks: [], open: [], reasons };
}

/** Why two parts have no day in common: the reasons of the one that has none, any where each has its own. */
export function whyNoDay(a: Quantity, b: Quantity): readonly MissingReason[] {
  if (a.days.size > 0 && b.days.size > 0) return MISSING_REASONS;
  return [...(a.days.size > 0 ? [] : a.reasons), ...(b.days.size > 0 ? [] : b.reasons)];
}

/** Two parts over the days that both tell. */
export function added(one: Quantity, other: Quantity): Quantity {
  const bounds = [one.bound, other.bound];
  return {
    days: new Set([...one.days].filter((day) => other.days.has(day))),
    bound: bounds.includes(null) ? null : bounds.includes('at-least') ? 'at-least' : 'exact',
    marks: [...one.marks, ...other.marks],
    open: [...one.open, ...other.open],
    reasons: [...one.reasons, ...other.reasons],
    ...(one.beforehand || other.beforehand ? { beforehand: true } : {}),
    ...(one.filtered || other.filtered ? { filtered: true } : {}),
    ends: (days) => {
      const [a, b] = [one.ends(days), other.ends(days)];
      if (a === 'silent' || b === 'silent') return 'silent';
      return {
        low: a.low + b.low,
        high: a.high + b.high,
        marks: [...a.marks, ...b.marks],
        unsure: a.unsure || b.unsure,
      };
    },
  };
}

export function isValue(cell: DayCell | undefined): cell is Extract<DayCell, { value: number }> {
  return typeof cell === 'object' && 'value' in cell;
}

export function isWhy(cell: DayCell): cell is { why: MissingReason } {
  return typeof cell === 'object' && 'why' in cell;
}

export function numberOf(cell: DayCell | undefined): number | null {
  return isValue(cell) ? cell.value : null;
}
