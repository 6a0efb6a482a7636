import type { GapReason } from './daily';
import type { StoredMeasure } from './measures';
import type { StoredRow } from './values';

type Keys = readonly (readonly StoredRow[])[];

/** Keys of which a row states the measure, and of each other key the row that leaves it blank. */
export interface SplitKeys {
  stating: Keys;
  blanks: StoredRow[];
}

/**
 * Separates blank cells. The newest row of a key decides for every measure that its export has a column for: an older
 * figure never fills its blank (domain.md §3.8). An export without the column leaves older figures as they are; where
 * no row states the measure, the key is blank, which is no 0.
 */
export function splitBlanks(keys: Keys, measure: StoredMeasure, hasColumn: (row: StoredRow) => boolean): SplitKeys {
  const blanks: StoredRow[] = [];
  const isStating = (rows: readonly StoredRow[]) => {
    const blank = blankOf(rows, measure, hasColumn);
    if (blank) blanks.push(blank);
    return blank === null;
  };
  const stating = keys.filter(isStating);
  return { stating: blanks.length === 0 ? keys : stating, blanks };
}

/** The row that leaves a key's cell blank; null where the key states the measure. */
function blankOf(
  rows: readonly StoredRow[],
  measure: StoredMeasure,
  hasColumn: (row: StoredRow) => boolean,
): StoredRow | null {
  const [only] = rows;
  if (only && rows.length === 1) return only.measures[measure] === undefined ? only : null;
  let newest: StoredRow | null = null;
  let isStated = false;
  let isAnyStated = false;
  for (const row of rows) {
    const states = row.measures[measure] !== undefined;
    isAnyStated ||= states;
    if (!states && !hasColumn(row)) continue;
    if (newest && row.asOf < newest.asOf) continue;
    isStated = newest?.asOf === row.asOf ? isStated || states : states;
    newest = row;
  }
  return isStated || (isAnyStated && newest === null) ? null : (newest ?? only ?? null);
}

/** Why a row's cell is blank. */
export function whyBlank({ hidden }: StoredRow, measure: StoredMeasure): GapReason {
  return hidden?.includes(measure) ? 'hidden' : 'blank';
}
