import { type Day, dayNumber } from './days';
import type { Scope } from './values';

/**
 * Whether a row has all that its window will give it: only a click's day matures, once the window has passed before the
 * row's own export was made (domain.md §3.3). Of unknown caliber it may be a click's day. A younger export of other days
 * proves nothing about this one.
 */
export function isMature({ caliber, window }: Pick<Scope, 'caliber' | 'window'>, asOf: Day, lastDay: number): boolean {
  return (
    (caliber !== 'click' && caliber !== 'unknown') || typeof window !== 'number' || lastDay <= dayNumber(asOf) - window
  );
}
