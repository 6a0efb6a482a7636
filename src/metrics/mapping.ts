import * as v from 'valibot';
import { CutsSchema } from './declared-cuts';
import { STORED, STORED_MEASURES, type StoredMeasure } from './measures';
import { table, words } from './schemas';
import { SOURCES } from './sources';
import type { Grain } from './values';

/** What a column of a mapped table can be, beside a measure. */
export const MAPPED_DIMENSIONS = [
  'date',
  'note',
  'taobaoItem',
  'jdSku',
  'taobaoTask',
  'jdTask',
  'entity',
  'window',
  'traffic',
  'sampling',
  'title',
  'kol',
  'published',
  'ignore',
] as const;
export type MappedDimension = (typeof MAPPED_DIMENSIONS)[number];

/** Marks the file for what it is, and says by which rules it is written. */
export const MAPPING_VERSION = 'mapping/1';
export const MAPPED_UNITS = ['yuan', 'fen', 'wan'] as const;
/** No export has more columns that anybody would map. */
export const MAX_MAPPED_COLUMNS = 200;

/** The grains a mapped row can have, and the columns one of which then says whose it is; none: the whole workspace's. */
export const OWNERS = {
  note: ['note'],
  creative: ['note'],
  order: ['note', 'taobaoTask', 'jdTask'],
  task: ['taobaoTask', 'jdTask'],
  product: ['taobaoItem', 'jdSku'],
  plan: [],
  account: [],
  store: [],
} as const satisfies Record<Grain, readonly MappedDimension[]>;
/** Several rows of these grains share one subject and day: a column must tell them apart. */
export const NEEDS_ENTITY: readonly Grain[] = ['creative', 'plan', 'account'];

export const MappingNameSchema = words(60);
const HeadingSchema = v.pipe(v.string(), v.minLength(1), v.maxCodePoints(100));
const WindowSchema = v.picklist([7, 15, 30]);
export const MappedColumnSchema = v.union([
  v.picklist(MAPPED_DIMENSIONS),
  v.picklist(STORED_MEASURES),
  v.strictObject({
    as: v.picklist(STORED_MEASURES),
    /** The attribution window that this column is counted in. */
    window: v.exactOptional(WindowSchema),
    /** What a money column's number is in: 元 unless said. */
    unit: v.exactOptional(v.picklist(MAPPED_UNITS)),
  }),
  v.strictObject({
    as: v.literal('sampling'),
    /** How a share without a sign is written: 50 (unless said) or 0.5. */
    bare: v.picklist(['percent', 'fraction']),
  }),
]);

export const MappingSchema = v.strictObject({
  grasslens: v.literal(MAPPING_VERSION),
  name: MappingNameSchema,
  /** Whose numbers these are: an agency's own sheet of 聚光 spend is 聚光's. */
  source: v.optional(v.picklist(SOURCES), 'mapped'),
  grain: v.optional(v.picklist(Object.keys(OWNERS) as Grain[]), 'note'),
  /** `lifetime`: each row says "so far", up to its date. */
  period: v.optional(v.picklist(['day', 'lifetime']), 'day'),
  window: v.exactOptional(WindowSchema),
  caliber: v.exactOptional(v.picklist(['click', 'conversion'])),
  traffic: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxCodePoints(60))),
  /** What is to be done where columns cut the table finer than its key. */
  cuts: v.exactOptional(CutsSchema),
  /** Heading → what it is. Headings that are not here are reported and not read. */
  columns: v.pipe(table(HeadingSchema, MappedColumnSchema), v.maxEntries(MAX_MAPPED_COLUMNS)),
});

/** A saved way of reading a table that no reader knows: plain JSON, to be kept, shared and imported with. */
export type Mapping = v.InferOutput<typeof MappingSchema>;
export type MappedColumn = Mapping['columns'][string];

/** What a column is, whatever way it is written. */
export function roleOf(column: MappedColumn): MappedDimension | StoredMeasure {
  return typeof column === 'string' ? column : column.as;
}

/** The attribution window that a column names for itself. */
export function windowOf(column: MappedColumn): 7 | 15 | 30 | null {
  return typeof column === 'object' && column.as !== 'sampling' ? (column.window ?? null) : null;
}

export function isMeasure(role: string): role is StoredMeasure {
  return Object.hasOwn(STORED, role);
}

/** One text for all ways of writing the same mapping: two imports of a file by it are the same reading. */
export function mappingKey({ columns, cuts = {}, ...rest }: Mapping): string {
  const parts = (value: object) => Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  const read = Object.entries(columns).map(([heading, column]) => [
    heading,
    typeof column === 'string' ? [['as', column]] : parts(column),
  ]);
  return JSON.stringify([
    parts({ ...rest, ...(Object.keys(cuts).length > 0 && { cuts: parts(cuts) }) }),
    read.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  ]);
}
