import { type Day, dayNumber } from './days';
import type { Scope } from './values';

/**
 * Whether a row has all that its window will give it: only a click's day matures, once the window has passed before the
 * row's own export was made (domain.md §3.3). A younger export of other days tells nothing of what this one said.
 */
export function isMature({ caliber, window }: Pick<Scope, 'caliber' | 'window'>, asOf: Day, lastDay: number): boolean {
  return caliber !== 'click' || typeof window !== 'number' || lastDay <= dayNumber(asOf) - window;
}
