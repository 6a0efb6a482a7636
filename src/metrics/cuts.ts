import type { StoredMeasure } from './measures';
import type { StoredRow } from './values';

/**
 * A platform's report may be exported whole or cut: by placement, by plan, by hour. The parts of one cut add up to the
 * whole, and to what every other cut of it adds up to, so that a whole is taken from one of them (domain.md §3.6).
 */
export interface Part {
  /** What the report is cut by: a column that it has. */
  by: string;
  value: string;
}

/** What a cut row's entity has in it and no other's. */
export const CUT = ' ÷';

/**
 * The entity of a row: its own id ('' for a subject's own row) and, of a report that is cut, which part it is.
 * @param entity an id, or the entity of a part that is cut further
 */
export function entityOf(entity: string, parts: readonly Part[]): string {
  if (parts.length === 0) return entity;
  const by = parts.map((part) => part.by).join(',');
  const values = parts.map(({ value }) => value).join('|');
  const cut = entity.indexOf(CUT);
  if (cut < 0) return `${entity}${CUT}${by} ${values}`;
  const end = entity.indexOf(' ', cut + CUT.length);
  return `${entity.slice(0, end)},${by}${entity.slice(end)}|${values}`;
}

/** Rows by key, without those that say once more, in another cut, what rows beside them say of the same days. */
export function oneCut(
  keys: readonly (readonly StoredRow[])[],
  measure: StoredMeasure,
  isFiltered: (importId: string) => boolean,
): readonly (readonly StoredRow[])[] {
  if (!keys.some(([row]) => row?.entity.includes(CUT))) return keys;
  const wholes = new Map<string, StoredRow[][]>();
  for (const rows of keys) {
    const stating = rows.filter((row) => row.measures[measure] !== undefined);
    const [row] = stating;
    if (!row) continue;
    const whole = wholeOf(row);
    const held = wholes.get(whole);
    if (held) held.push(stating);
    else wholes.set(whole, [stating]);
  }
  return [...wholes.values()].flatMap((whole) => ofOneCut(whole, isFiltered));
}

/**
 * Of the ways that a whole is cut one that was exported whole, of these the newest as-of; of equals the coarsest, of
 * which the fewest parts can be absent.
 */
function ofOneCut(keys: readonly StoredRow[][], isFiltered: (importId: string) => boolean): StoredRow[][] {
  const columns = new Map<string, Set<string>>();
  const asOf = new Map<string, string>();
  for (const { importId, entity, asOf: day } of keys.flat()) {
    const held = columns.get(importId) ?? new Set();
    columns.set(importId, held);
    for (const by of columnsIn(entity)) held.add(by);
    asOf.set(importId, day);
  }
  const cutOf = new Map([...columns].map(([importId, held]) => [importId, [...held].sort().join()]));
  const best = [...cutOf]
    .map(([importId, cut]) => ({
      cut,
      filtered: isFiltered(importId),
      asOf: asOf.get(importId) ?? '',
      columns: columns.get(importId)?.size ?? 0,
    }))
    .reduce((a, b) => {
      if (a.filtered !== b.filtered) return b.filtered ? a : b;
      if (a.asOf !== b.asOf) return a.asOf > b.asOf ? a : b;
      if (a.columns !== b.columns) return a.columns < b.columns ? a : b;
      return a.cut <= b.cut ? a : b;
    });
  return keys
    .map((rows) => rows.filter(({ importId }) => cutOf.get(importId) === best.cut))
    .filter((rows) => rows.length > 0);
}

/** The blank rows that count: where another cut of a day covers it, only the blanks of that cut do. */
export function blanksOf(blanks: readonly StoredRow[], winners: readonly StoredRow[]): readonly StoredRow[] {
  if (blanks.length === 0) return blanks;
  const told = new Map(winners.map((row) => [wholeOf(row), columnsIn(row.entity).join()]));
  return blanks.filter(
    (row) => (told.get(wholeOf(row)) ?? columnsIn(row.entity).join()) === columnsIn(row.entity).join(),
  );
}

/** Rows of one period beside each other, where each is de-duplicated by itself: of all of them nothing is known (§3.4). */
export function repeated(rows: readonly StoredRow[]): StoredRow[] {
  const byPeriod = new Map<string, StoredRow[]>();
  for (const row of rows) {
    const { kind, from, to } = row.period;
    const key = `${kind}|${from}|${to}`;
    byPeriod.set(key, [...(byPeriod.get(key) ?? []), row]);
  }
  return [...byPeriod.values()].flatMap((beside) => (beside.length > 1 ? beside : []));
}

/** A row's own id, whether or not it is cut. */
export function idOf({ entity }: Pick<StoredRow, 'entity'>): string {
  return entity.split(CUT)[0] ?? '';
}

/** What a row, cut or not, is a part of. */
function wholeOf(row: StoredRow): string {
  const { kind, from, to } = row.period;
  return `${kind}|${from}|${to}|${idOf(row)}`;
}

/** The columns that a row's report is cut by. */
function columnsIn(entity: string): string[] {
  const cut = entity.split(CUT)[1];
  return cut === undefined ? [] : cut.slice(0, cut.indexOf(' ')).split(',');
}
