import * as v from 'valibot';
import { STORED, STORED_MEASURES, type StoredMeasure } from '../metrics/measures';
import { type Grain, SOURCES, type Source } from '../metrics/values';
import { headingKey } from './columns';
import { ExportError } from './face';

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

const HeadingSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const WindowSchema = v.picklist([7, 15, 30]);
const ColumnSchema = v.union([
  v.picklist(MAPPED_DIMENSIONS),
  v.picklist(STORED_MEASURES),
  v.strictObject({
    as: v.picklist(STORED_MEASURES),
    /** The attribution window that this column is counted in. */
    window: v.exactOptional(WindowSchema),
    /** What a money column's number is in: 元 unless said. */
    unit: v.exactOptional(v.picklist(['yuan', 'fen', 'wan'])),
  }),
  v.strictObject({
    as: v.literal('sampling'),
    /** How a share without a sign is written: 50 (unless said) or 0.5. */
    bare: v.picklist(['percent', 'fraction']),
  }),
]);

/** The grains a mapped row can have, and the columns one of which then says whose it is; none: the whole workspace's. */
const OWNERS = {
  note: ['note'],
  creative: ['note'],
  order: ['note', 'taobaoTask', 'jdTask'],
  task: ['taobaoTask', 'jdTask'],
  product: ['taobaoItem', 'jdSku'],
  plan: [],
  account: [],
  store: [],
} as const satisfies Record<Grain, readonly MappedDimension[]>;
const NEEDS_ENTITY: readonly Grain[] = ['creative', 'plan', 'account'];

const MappingSchema = v.strictObject({
  /** Marks the file for what it is. */
  grasslens: v.literal('mapping/1'),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  /** Whose numbers these are: an agency's own sheet of 聚光 spend is 聚光's. */
  source: v.optional(v.picklist(SOURCES), 'mapped'),
  grain: v.optional(v.picklist(Object.keys(OWNERS) as Grain[]), 'note'),
  /** `lifetime`: each row says "so far", up to its date. */
  period: v.optional(v.picklist(['day', 'lifetime']), 'day'),
  window: v.exactOptional(WindowSchema),
  caliber: v.exactOptional(v.picklist(['click', 'conversion'])),
  traffic: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))),
  /** Heading → what it is. Headings that are not here are reported and not read. */
  columns: v.record(HeadingSchema, ColumnSchema),
});

/** A saved way of reading a table that no reader knows: plain JSON, to be kept, shared and imported with. */
export type Mapping = v.InferOutput<typeof MappingSchema>;
export type MappedColumn = Mapping['columns'][string];

/**
 * A mapping from outside.
 * @throws ExportError with what is wrong and where.
 */
export function parseMapping(json: unknown): Mapping {
  const result = v.safeParse(MappingSchema, json);
  if (!result.success) {
    const issue = result.issues[0];
    throw new ExportError('export_mapping_shape', { where: v.getDotPath(issue) ?? '·', received: issue.received });
  }
  check(result.output);
  return result.output;
}

function check(mapping: Mapping): void {
  const { columns, grain, source } = mapping;
  const seen = new Map<string, string>();
  for (const heading of Object.keys(columns)) {
    const twin = seen.get(headingKey(heading));
    if (twin !== undefined) throw new ExportError('export_mapping_same', { one: twin, other: heading });
    seen.set(headingKey(heading), heading);
  }
  const roles = Object.values(columns).map(roleOf);
  const measures = roles.filter(isMeasure);
  if (measures.length === 0) throw new ExportError('export_mapping_no_measure');
  for (const measure of measures) {
    const sources: readonly Source[] = STORED[measure].sources;
    if (!sources.includes(source)) {
      throw new ExportError('export_mapping_source', { measure, source, sources: sources.join(', ') });
    }
  }
  const needed: (readonly MappedDimension[])[] = [['date']];
  if (OWNERS[grain].length > 0) needed.push(OWNERS[grain]);
  if (NEEDS_ENTITY.includes(grain)) needed.push(['entity']);
  for (const group of needed) {
    if (!group.some((dimension) => roles.includes(dimension))) {
      throw new ExportError('export_mapping_needs', { grain, column: group.join(' / ') });
    }
  }
}

/** What a column is, whatever way it is written. */
export function roleOf(column: MappedColumn): MappedDimension | StoredMeasure {
  return typeof column === 'string' ? column : column.as;
}

export function isMeasure(role: string): role is StoredMeasure {
  return role in STORED;
}

/** The columns one of which says whose a row of a grain is. */
export function ownersOf(grain: Grain): readonly MappedDimension[] {
  return OWNERS[grain];
}
