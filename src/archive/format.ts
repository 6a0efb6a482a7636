import * as v from 'valibot';
import { ImportReportSchema, SubjectSchema } from '../api/contract';
import { CaliberAnswersSchema, MarkValueSchema, TargetsSchema } from '../api/contract-detail';
import { ExportError } from '../exports';
import { MappingSchema } from '../metrics/mapping';
import { table } from '../metrics/schemas';

/**
 * A whole set as one file, to be handed over: a zip of `grasslens.json`, which says what there is, and under
 * `imports/` each live import's values as lines of JSON. It is read wherever files are imported.
 */
export const ARCHIVE_VERSION = 'archive/1';
export const MANIFEST = 'grasslens.json';
export const FOLDER = 'imports/';

const MB = 1024 * 1024;
/** The file is held in memory while its values stream by. */
export const MAX_ARCHIVE_MB = 256;
export const MAX_EXPANDED_MB = 4096;
/** Values shrink to a twentieth or so; a zip bomb to a thousandth. */
export const MAX_RATIO = 400;
/** Below this nothing can bomb, and a nearly empty set shrinks as much as it likes. */
export const UNSUSPECTED_BYTES = 16 * MB;
export const MAX_IMPORTS = 5_000;
/** The longest line, in characters. */
export const MAX_LINE = 32 * MB;

/** Kinds that know an order again by a hash under the set's own key. */
const KEYED: readonly (string | null)[] = ['tborders', 'jdorders'];

const ArchivedImportSchema = v.strictObject({
  /** As in the set that it comes from; another where it goes. */
  id: v.pipe(v.string(), v.regex(/^\d{6,12}$/)),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  report: ImportReportSchema,
});
export const ManifestSchema = v.strictObject({
  grasslens: v.literal(ARCHIVE_VERSION),
  /** What the set was called. */
  name: v.pipe(v.string(), v.maxLength(100)),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  /** The key of hashed order numbers, so that an order is known again in the next export. */
  secret: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{32,128}$/))),
  /** Live imports, the oldest first. */
  imports: v.pipe(
    v.array(ArchivedImportSchema),
    v.maxLength(MAX_IMPORTS),
    v.check((all) => all.every(({ id }, at) => at === 0 || (all[at - 1]?.id ?? '') < id), 'not in order'),
  ),
  mappings: v.pipe(v.array(MappingSchema), v.maxLength(1_000)),
  targets: TargetsSchema,
  /** Whose day the rows of sources are, as the user answered; absent from archives of earlier builds. */
  calibers: v.optional(CaliberAnswersSchema, {}),
  marks: table(SubjectSchema, v.strictObject({ ...MarkValueSchema.entries, at: v.pipe(v.string(), v.isoTimestamp()) })),
});
export type Manifest = v.InferOutput<typeof ManifestSchema>;
export type ArchivedImport = v.InferOutput<typeof ArchivedImportSchema>;

/** Where an import's values are. */
export function entryOf(id: string): string {
  return `${FOLDER}${id}.jsonl`;
}

/** Whether an import knows orders by a hash under the set's key. */
export function isKeyed({ source }: { source: string | null }): boolean {
  return KEYED.includes(source);
}

/**
 * The key of a set that takes these imports; null: its own.
 * @param own the set's key, if it has one, and whether any of its live imports rests on it
 * @throws ArchiveError `archive_orders` where both rest on keys that differ: one order would count as two
 */
export function keyFor(
  { secret, imports }: Pick<Manifest, 'secret'> & { imports: readonly Pick<ArchivedImport, 'report'>[] },
  own: { secret: string | null; isUsed: boolean },
): string | null {
  if (secret === null || secret === own.secret) return null;
  if (!own.isUsed) return secret;
  if (imports.some(({ report }) => isKeyed(report))) throw new ArchiveError('archive_orders');
  return null;
}

/** Why nothing of an archive is taken; the words are under `code`. */
export class ArchiveError extends ExportError {
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code, params);
    this.name = 'ArchiveError';
  }
}

/** An archive that is not as it was written. */
export function damaged(where: string): ArchiveError {
  return new ArchiveError('archive_damaged', { where });
}
