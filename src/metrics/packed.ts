import type { StoredMeasure } from './measures';
import type { Period, Row, Scope, StoredRow } from './values';

type Cell = string | number;

/** Rows of one subject that say the same kind of thing, so that it is said once: most of a row is its scope. */
export interface PackedRows {
  scope: Scope;
  kind: Period['kind'];
  sampling: number | null;
  rounded: StoredMeasure[];
  /** Of cells that hide a small number; absent where there are none, and from earlier builds. */
  hidden?: StoredMeasure[];
  measures: StoredMeasure[];
  /** Line, entity, first and last day, and the measures' numbers. */
  rows: Cell[][];
}

/** Packs rows of one subject. */
export function packRows(rows: readonly Row[]): PackedRows[] {
  const groups = new Map<string, PackedRows>();
  for (const row of rows) {
    const { source, grain, window, caliber, traffic, sampling, period, rounded = [], hidden = [] } = row;
    const stated = Object.entries(row.measures);
    const measures = stated.map(([measure]) => measure as StoredMeasure);
    const scope = { source, grain, window, caliber, traffic };
    const key = JSON.stringify([scope, period.kind, sampling, rounded, hidden, measures]);
    const group = groups.get(key) ?? {
      ...{ scope, kind: period.kind, sampling, rounded, measures, rows: [] },
      ...(hidden.length > 0 && { hidden }),
    };
    groups.set(key, group);
    group.rows.push([row.line, row.entity, period.from, period.to, ...stated.map(([, value]) => value)]);
  }
  return [...groups.values()];
}

/** The rows of a subject as an import's, those whose period passes. */
export function* unpackRows(
  packed: readonly PackedRows[],
  of: Pick<StoredRow, 'subject' | 'importId' | 'asOf'>,
  passes: (period: Period) => boolean,
): Generator<StoredRow> {
  for (const { scope, kind, sampling, rounded, hidden, measures, rows } of packed) {
    for (const [line, entity, from, to, ...values] of rows) {
      const period: Period = { kind, from: String(from), to: String(to) };
      if (!passes(period)) continue;
      yield {
        ...of,
        ...scope,
        line: Number(line),
        entity: String(entity),
        period,
        sampling,
        ...(rounded.length > 0 && { rounded }),
        ...(hidden && { hidden }),
        measures: Object.fromEntries(measures.map((measure, at) => [measure, Number(values[at])])),
      };
    }
  }
}
