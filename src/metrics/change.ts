import type { Figure } from './figures';
import { isYoung, whyIncomparable } from './verdict';

/** A change as a share of what was before; or why there is none to be told. */
export type Change = { change: number } | { change: null; why: 'immature' | 'not-comparable' };

/**
 * How a number stands against the same number of an earlier period: only where both are whole, points, and equally
 * mature (domain.md §3.3), and of one kind of GMV (§3.6). Null where one of them is not known, or there was nothing
 * before.
 */
export function changeOf(now: Figure | undefined, before: Figure | undefined): Change | null {
  if (now?.state !== 'known' || before?.state !== 'known') return null;
  if (isYoung(now) || isYoung(before)) return { change: null, why: 'immature' };
  if (now.of !== before.of || (whyIncomparable(now) ?? whyIncomparable(before)))
    return { change: null, why: 'not-comparable' };
  return before.low === 0 ? null : { change: (now.low - before.low) / Math.abs(before.low) };
}
