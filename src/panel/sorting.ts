import { measure } from '../metrics/measures';
import type { Answer } from '../metrics/question';
import { rankedBy, whyUnranked } from '../metrics/ranking';
import type { Verdicts } from '../metrics/verdicts';
import { type Column, figureOf } from './columns';

export interface Sorting {
  column: Column;
  direction: 'ascending' | 'descending';
}

/** Rows in order; from `unranked` on they take no part in it: not whole, not mature, or too few people. */
export interface Sorted<T> {
  rows: T[];
  /** Where the unranked begin; the number of rows where all are ranked, or none is asked to be. */
  unranked: number;
}

/** Sorts what may be ranked; the rest stands below in the order given. */
export function sortRows<T extends { answer: Answer | null; verdicts?: Verdicts }>(
  rows: readonly T[],
  sorting: Sorting | null,
): Sorted<T> {
  if (!sorting) return { rows: [...rows], unranked: rows.length };
  const { column, direction } = sorting;
  const sign = direction === 'ascending' ? 1 : -1;
  const { measure: key, platform } = column;
  const placeOf = (row: T) => {
    const figure = figureOf(row.answer, column);
    return figure?.state === 'known' ? rankedBy(key, figure) : 0;
  };
  const may = (row: T) => whyUnranked(key, figureOf(row.answer, column), row.verdicts?.[platform]?.[key]) === null;
  const ranked = rows.filter(may).sort((a, b) => sign * (placeOf(a) - placeOf(b)));
  return { rows: [...ranked, ...rows.filter((row) => !may(row))], unranked: ranked.length };
}

/** A column that is chosen first shows its best first; chosen again it turns round, and then stands as it came. */
export function nextSorting(before: Sorting | null, column: Column): Sorting | null {
  const first = measure(column.measure).better === 'lower' ? 'ascending' : 'descending';
  if (before?.column.id !== column.id) return { column, direction: first };
  return before.direction === first ? turned(before) : null;
}

/** The same from the other end. */
export function turned({ column, direction }: Sorting): Sorting {
  return { column, direction: direction === 'ascending' ? 'descending' : 'ascending' };
}
