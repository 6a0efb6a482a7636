import * as v from 'valibot';
import { COST_PARTS } from '../metrics/cost-parts';
import { countDays, isDay } from '../metrics/days';
import { CutsSchema } from '../metrics/declared-cuts';
import { MARKS, MISSING_REASONS } from '../metrics/figures';
import { FLAVOURS } from '../metrics/flavours';
import { MappingSchema } from '../metrics/mapping';
import { COMPOSED, DERIVED, type MeasureKey, STORED, STORED_MEASURES } from '../metrics/measures';
import { table, words } from '../metrics/schemas';
import { SOURCES } from '../metrics/sources';
import { isSubject, type Subject } from '../metrics/subjects';
import { GRAINS } from '../metrics/values';
import { VerdictsSchema } from './contract-verdicts';

/**
 * The metrics API's contract, published as OpenAPI 3.1: the server answers by it and the client checks by it
 * before anything is stored. The shapes are those of `metrics/question` and `metrics/figures`.
 */
export const API_VERSION = 1;

export const DaySchema = v.pipe(v.string(), v.check(isDay, 'not a calendar day'));
export const SubjectSchema = v.custom<Subject>(isSubject, 'not a subject key');
/** Ten years. Every series of an answer has a number for each day. */
export const MAX_DAYS = 3660;
/** Three years, counted back. */
export const MAX_LAST = 1100;
export const RangeSchema = v.union([
  v.pipe(
    v.strictObject({ from: DaySchema, to: DaySchema }),
    v.check(({ from, to }) => from <= to, 'the days run backwards'),
    v.check(({ from, to }) => countDays(from, to) <= MAX_DAYS, 'too many days'),
  ),
  v.strictObject({ last: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_LAST)), to: DaySchema }),
  v.strictObject({ since: v.literal('publication'), to: DaySchema }),
]);

export const MEASURES = Object.keys({ ...STORED, ...COMPOSED, ...DERIVED }) as MeasureKey[];
const questionEntries = {
  range: RangeSchema,
  window: v.optional(v.picklist([7, 15, 30]), 15),
  caliber: v.optional(v.picklist(['source', 'click', 'conversion']), 'source'),
  costScope: v.optional(v.pipe(v.array(v.picklist(COST_PARTS)), v.minLength(1)), ['juguang']),
  measures: v.exactOptional(v.array(v.picklist(MEASURES))),
};
export const QuestionSchema = v.strictObject(questionEntries);
export const MAX_SUBJECTS = 200;
export const MetricsRequestSchema = v.strictObject({
  subjects: v.pipe(v.array(SubjectSchema), v.minLength(1), v.maxLength(MAX_SUBJECTS)),
  /** Whether to say how the numbers stand against targets and water lines, too. */
  verdicts: v.optional(v.boolean(), false),
  ...questionEntries,
});

const finite = v.pipe(v.number(), v.finite());
const ProvenanceSchema = v.object({
  source: v.picklist(SOURCES),
  grain: v.picklist(GRAINS),
  window: v.union([v.literal(7), v.literal(15), v.literal(30), v.literal('none'), v.literal('unknown')]),
  caliber: v.picklist(['click', 'conversion', 'none', 'unknown']),
  traffic: v.string(),
  asOf: v.nullable(DaySchema),
  imports: v.array(v.string()),
});
const MarkSchema = v.picklist(MARKS);
const valueEntries = {
  low: finite,
  high: finite,
  bound: v.picklist(['exact', 'at-least', 'at-most']),
  /** Which flavour stands for it, where it is a choice (roi, gmv). */
  of: v.exactOptional(v.picklist(FLAVOURS)),
  days: v.object({ covered: finite, asked: finite }),
  /** Raw counts behind a ratio of people, for the small-sample guard. */
  sample: v.exactOptional(v.object({ successes: finite, trials: finite })),
  marks: v.array(MarkSchema),
};
export const FigureSchema = v.variant('state', [
  v.object({
    state: v.literal('known'),
    ...valueEntries,
    /** The first stretches of days that it lacks, where it does not cover all that was asked. */
    lacking: v.exactOptional(v.array(v.object({ from: DaySchema, to: DaySchema }))),
    lacks: v.exactOptional(v.array(v.picklist(COST_PARTS))),
    /** The same over the mature days alone, where the range has others too: what a verdict rests on. */
    mature: v.exactOptional(v.object({ ...valueEntries, range: v.object({ from: DaySchema, to: DaySchema }) })),
    /** Places in the cell's `provenance`. */
    provenance: v.array(finite),
  }),
  v.object({
    state: v.literal('missing'),
    reason: v.picklist(MISSING_REASONS),
    count: v.exactOptional(finite),
    /** Which export lacks, for `not-imported` and `filtered-only`. */
    source: v.exactOptional(v.picklist(SOURCES)),
    marks: v.array(MarkSchema),
    /** Places in the cell's `provenance`. */
    provenance: v.array(finite),
  }),
]);
export const PlatformSchema = v.picklist(['xhs', 'taobao', 'jd']);
export const CellSchema = v.object({
  platform: PlatformSchema,
  range: v.nullable(v.object({ from: DaySchema, to: DaySchema })),
  asOf: v.nullable(DaySchema),
  figures: table(v.picklist(MEASURES), FigureSchema),
  provenance: v.array(ProvenanceSchema),
});
export const AnswerSchema = v.object({
  subject: SubjectSchema,
  title: v.nullable(v.string()),
  group: v.nullable(v.object({ name: v.string(), members: finite })),
  linked: finite,
  marks: v.array(MarkSchema),
  /** Why a note has no shop's cell: nothing leads to a product, or no shop's report was ever imported. */
  unlinked: v.exactOptional(
    v.object({ reason: v.picklist(['not-mapped', 'not-imported']), source: v.exactOptional(v.picklist(SOURCES)) }),
  ),
  cells: v.array(CellSchema),
});
export const MetricsResponseSchema = v.object({
  /** Changes whenever an import is made live or undone. */
  revision: v.string(),
  answers: table(v.string(), v.nullable(AnswerSchema)),
  /** By subject, shop and measure; where they were asked for. */
  verdicts: v.exactOptional(table(v.string(), VerdictsSchema)),
});
export const SummaryResponseSchema = v.object({
  revision: v.string(),
  subjects: v.object({ notes: finite, products: finite }),
  cells: v.array(CellSchema),
});
/** The compact set of the workspace's subjects. Membership is decided on the asker's side (design.md, decision 4). */
export const KnownResponseSchema = v.object({
  version: v.literal(API_VERSION),
  workspace: v.string(),
  revision: v.string(),
  /** The last day that each source covers, by source; the latest of them is a question's natural `to`. */
  asOf: table(v.string(), DaySchema),
  /** Ids by `platform/kind`. */
  subjects: table(v.string(), v.array(v.string())),
});
/** What the file does not say and the user may declare at import; unknown otherwise, never guessed. */
export const UNDECLARED = ['window', 'caliber', 'traffic', 'filtered', 'asOf'] as const;
/** The longest name of a kind of traffic, and of a file, in characters. */
export const MAX_TRAFFIC = 40;
export const MAX_FILE_NAME = 255;
export const DeclaredSchema = v.strictObject({
  window: v.exactOptional(v.picklist([7, 15, 30])),
  caliber: v.exactOptional(v.picklist(['click', 'conversion'])),
  traffic: v.exactOptional(words(MAX_TRAFFIC)),
  filtered: v.exactOptional(v.boolean()),
  asOf: v.exactOptional(DaySchema),
  /** The first day that a list of events covers, where it does not reach back to the beginning. */
  since: v.exactOptional(DaySchema),
  cuts: v.exactOptional(CutsSchema),
});
/** How an import is asked for; the file itself is the request's body. */
export const ImportQuerySchema = v.strictObject({
  ...DeclaredSchema.entries,
  filename: v.optional(v.pipe(v.string(), v.minLength(1), v.maxCodePoints(MAX_FILE_NAME)), 'upload'),
  /** Say what the file is and what would be taken; store nothing. */
  preview: v.optional(v.boolean(), false),
  /** The reader to use, where a file could be two kinds. */
  kind: v.exactOptional(v.string()),
  sheet: v.exactOptional(v.string()),
  /** A column mapping as JSON: the file is read by it and by nothing else. */
  mapping: v.exactOptional(v.string()),
});
/** A sentence by its stable code; `message` is it in the asker's language. */
export const NoticeSchema = v.object({
  code: v.string(),
  params: v.exactOptional(table(v.string(), v.union([v.string(), finite]))),
  message: v.exactOptional(v.string()),
});
const LineNoticesSchema = v.object({
  byReason: v.array(v.object({ ...NoticeSchema.entries, count: finite })),
  first: v.array(v.object({ ...NoticeSchema.entries, line: finite })),
});
export const CutQuestionSchema = v.object({
  /** Its heading; `rows` where no column tells rows of one key apart. */
  column: v.string(),
  why: v.picklist(['unknown', 'alternative', 'total', 'rows']),
  values: v.array(v.object({ value: v.string(), amount: v.nullable(finite) })),
  /** How many more values there are, at least. */
  more: finite,
  /** What the amounts are of. */
  measure: v.nullable(v.object({ key: v.picklist(STORED_MEASURES), heading: v.string() })),
  /** What it comes to if rows of one key are added, and if the first of them counts. */
  sum: v.nullable(finite),
  first: v.nullable(finite),
  /** `sum`, `first`, or the value whose rows count. */
  answer: v.nullable(v.string()),
});
export const ImportReportSchema = v.object({
  fileName: v.string(),
  sha256: v.string(),
  bytes: finite,
  encoding: v.string(),
  /** The sheet asked for, where the file is a workbook of several. */
  sheet: v.nullable(v.string()),
  /** What the file is: the reader's own id, its names, and the headings that decided it. */
  kind: v.string(),
  name: v.object({ zh: v.string(), en: v.string() }),
  source: v.nullable(v.picklist(SOURCES)),
  /** The column mapping it was read by, where it was one. */
  mapping: v.exactOptional(MappingSchema),
  /** Nothing in the file says of which platform it is: whoever imported it, or one with its headings, did. */
  chosen: v.exactOptional(v.literal(true)),
  because: v.array(v.string()),
  /** Where each column went; `as: null` was not understood. */
  columns: v.array(v.object({ heading: v.string(), as: v.nullable(v.string()) })),
  undeclared: v.array(v.picklist(UNDECLARED)),
  /** Columns that cut the table finer than its key and need the user's answer; one that has none keeps the file out. */
  cuts: v.exactOptional(v.array(CutQuestionSchema)),
  declared: DeclaredSchema,
  asOf: v.nullable(DaySchema),
  period: v.nullable(v.object({ from: DaySchema, to: DaySchema })),
  /** `lines` of the file were taken and became `values` stored rows; `passed` were no data (blank, totals). */
  counts: v.object({
    lines: finite,
    values: finite,
    links: finite,
    labels: finite,
    subjects: finite,
    passed: finite,
    rejected: finite,
  }),
  /** Rows that were not taken, and why. */
  rejected: LineNoticesSchema,
  /** What is to be known of rows that were taken. */
  remarks: LineNoticesSchema,
  /** Live imports whose values for the same days this one wins over. */
  replaces: v.array(v.object({ id: v.string(), fileName: v.string(), from: DaySchema, to: DaySchema, days: finite })),
  warnings: v.array(NoticeSchema),
});
/** What came of an archive of a whole set: imports of their own, live at one moment, and what the team had decided. */
export const ArchiveSchema = v.object({
  /** What the set was called, and when it was handed over. */
  name: v.string(),
  createdAt: v.string(),
  imports: v.array(
    v.object({
      /** null in a preview. */
      id: v.nullable(v.string()),
      /** It was live already: nothing was done. */
      already: v.boolean(),
      fileName: v.string(),
      name: v.object({ zh: v.string(), en: v.string() }),
      period: v.nullable(v.object({ from: DaySchema, to: DaySchema })),
      values: finite,
    }),
  ),
  targets: finite,
  marks: finite,
  mappings: finite,
});
export const ImportSchema = v.object({
  /** null: a preview, of which nothing is stored. */
  id: v.nullable(v.string()),
  state: v.picklist(['preview', 'loading', 'live', 'undone']),
  /** This very file, declared alike, was live already: nothing was done. */
  already: v.boolean(),
  fileName: v.string(),
  createdAt: v.nullable(v.string()),
  /** null while loading. A list leaves out the `first` lines. */
  report: v.nullable(ImportReportSchema),
  /** Where the file was an archive; it has no report of its own. */
  archive: v.exactOptional(ArchiveSchema),
});
export const ImportListSchema = v.object({ revision: v.string(), imports: v.array(ImportSchema) });
/** The lines of an import asked for as `application/x-ndjson`: how far it is, and at last what came of it. */
export const ImportProgressSchema = v.object({ bytes: finite, of: finite, values: finite });

/** RFC 9457. `code` is stable; `detail` is in the asker's language. */
export const ProblemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: finite,
  code: v.string(),
  detail: v.optional(v.string()),
});

export type MetricsRequest = v.InferOutput<typeof MetricsRequestSchema>;
export type MetricsResponse = v.InferOutput<typeof MetricsResponseSchema>;
export type SummaryResponse = v.InferOutput<typeof SummaryResponseSchema>;
export type KnownResponse = v.InferOutput<typeof KnownResponseSchema>;
export type Problem = v.InferOutput<typeof ProblemSchema>;
export type Notice = v.InferOutput<typeof NoticeSchema>;
export type ImportReport = v.InferOutput<typeof ImportReportSchema>;
export type ImportAnswer = v.InferOutput<typeof ImportSchema>;
export type ImportList = v.InferOutput<typeof ImportListSchema>;
export type ImportProgress = v.InferOutput<typeof ImportProgressSchema>;
