import type { SampledColumn } from '../files/client';
import {
  isMeasure,
  type MAPPED_UNITS,
  MAPPING_VERSION,
  type MappedColumn,
  type MappedDimension,
  type Mapping,
  roleOf,
  windowOf,
} from '../metrics/mapping';
import { STORED, STORED_MEASURES, type StoredMeasure } from '../metrics/measures';
import type { Source } from '../metrics/sources';
import type { Grain } from '../metrics/values';

export type Unit = (typeof MAPPED_UNITS)[number];

/** What is chosen for one column. */
export interface ColumnDraft extends SampledColumn {
  as: MappedDimension | StoredMeasure;
  unit: Unit;
  window: 7 | 15 | 30 | null;
}

/** A mapping on its way: for the file of this number. */
export interface MappingDraft {
  number: number;
  name: string;
  source: Source;
  grain: Grain;
  period: Mapping['period'];
  caliber: 'click' | 'conversion' | null;
  columns: readonly ColumnDraft[];
}

/** What can be begun with for a table: nothing is guessed, but what an earlier mapping says. */
export function draftOf(number: number, name: string, columns: readonly SampledColumn[], of?: Mapping): MappingDraft {
  return {
    number,
    name: of?.name ?? name.slice(0, 60),
    source: of?.source ?? 'mapped',
    grain: of?.grain ?? 'note',
    period: of?.period ?? 'day',
    caliber: of?.caliber ?? null,
    columns: columns.map((column) => {
      const held = of?.columns[column.heading] ?? 'ignore';
      return { ...column, as: roleOf(held), unit: unitOf(held), window: windowOf(held) };
    }),
  };
}

/** The measures that a source can have. */
export function measuresOf(source: Source): StoredMeasure[] {
  return STORED_MEASURES.filter((measure) => (STORED[measure].sources as readonly Source[]).includes(source));
}

export function isMoney({ as }: ColumnDraft): boolean {
  return isMeasure(as) && STORED[as].unit === 'fen';
}

/** The draft as a mapping is written; whether it can work is for the reading side to say. */
export function mappingOf({ name, source, grain, period, caliber, columns }: MappingDraft): unknown {
  return {
    grasslens: MAPPING_VERSION,
    name: name.trim(),
    source,
    grain,
    period,
    ...(caliber && { caliber }),
    columns: Object.fromEntries(columns.map((column) => [column.heading, columnOf(column)])),
  };
}

function columnOf(column: ColumnDraft): unknown {
  const { as, unit, window } = column;
  if (!isMeasure(as)) return as;
  return { as, ...(window && { window }), ...(isMoney(column) && unit !== 'yuan' && { unit }) };
}

function unitOf(column: MappedColumn): Unit {
  return typeof column === 'object' && column.as !== 'sampling' ? (column.unit ?? 'yuan') : 'yuan';
}
