import type { Names } from './labels';
import type { Subject } from './subjects';
import type { Link } from './values';

/** How many links are changed at once, and how many of those held are listed. */
export const MAX_PAIRS = 200;

/** A link with what its ends are called. */
export interface TitledLink extends Link {
  fromTitle: string | null;
  toTitle: string | null;
}

/** Links to add to those that people made themselves, and links to take away; all others stay. */
export interface PairChange {
  add: readonly Link[];
  remove: readonly Link[];
}

/** The links that people made themselves: how many, and the first of them. */
export interface Pairs {
  count: number;
  first: TitledLink[];
}

export function titled(links: readonly Link[], names: ReadonlyMap<Subject, Names>): TitledLink[] {
  const title = (subject: string) => names.get(subject)?.title ?? null;
  return links.map(({ from, to }) => ({ from, to, fromTitle: title(from), toTitle: title(to) }));
}
