import { isPaidOnce } from '../../metrics/cost-parts';
import { entityOf, type Part } from '../../metrics/cuts';
import type { StoredMeasure } from '../../metrics/measures';
import type { ReadRow } from '../face';

/** A line's parts: of what is counted, and of what a cooperation is paid. */
export interface LineParts {
  counted: readonly Part[];
  paid: readonly Part[];
}

/** Whether a measure is a payment for a cooperation, which stands on every line of its note. */
export function isOfCooperation(measure: StoredMeasure): boolean {
  return measure === 'note_total_price' || isPaidOnce(measure);
}

/**
 * Rows as parts of their wholes. What is paid once stands on every line of its note: only another cooperation is
 * another payment (domain.md §3.6).
 */
export function cutRows(rows: readonly ReadRow[], { counted, paid }: LineParts): ReadRow[] {
  if (counted.length + paid.length === 0) return [...rows];
  return rows.flatMap((row) => {
    const named = row.columns ?? (Object.keys(row.measures) as StoredMeasure[]);
    const isPaid = named.some(isOfCooperation);
    if (!isPaid) return [{ ...row, entity: entityOf(row.entity, counted) }];
    if (named.every(isOfCooperation)) return [{ ...row, entity: entityOf(row.entity, paid) }];
    if (paid.length === 0) return [{ ...row, entity: entityOf(row.entity, counted) }];
    return [
      { ...only(row, named.filter(isOfCooperation)), entity: entityOf(row.entity, paid) },
      {
        ...only(
          row,
          named.filter((measure) => !isOfCooperation(measure)),
        ),
        entity: entityOf(row.entity, counted),
      },
    ];
  });
}

/** A row with some of its measures. */
function only(row: ReadRow, columns: readonly StoredMeasure[]): ReadRow {
  const { measures, rounded, hidden, ...rest } = row;
  const kept = new Set(columns);
  const of = (list: readonly StoredMeasure[] | undefined) => list?.filter((measure) => kept.has(measure)) ?? [];
  const [roundedHere, hiddenHere] = [of(rounded), of(hidden)];
  return {
    ...rest,
    ...(row.columns && { columns }),
    measures: Object.fromEntries(
      columns.flatMap((measure) => {
        const value = measures[measure];
        return value === undefined ? [] : [[measure, value]];
      }),
    ),
    ...(roundedHere.length > 0 && { rounded: roundedHere }),
    ...(hiddenHere.length > 0 && { hidden: hiddenHere }),
  };
}
