import * as v from 'valibot';
import { isEdge, isLinkEnd } from '../metrics/links';
import { DECISIONS, MAX_REMARK } from '../metrics/marks';
import { COMPOSED, DERIVED, type MeasureKey, measure, STORED } from '../metrics/measures';
import { MAX_PAIRS } from '../metrics/pairs';
import { MOST_BEST, RANKED_MEASURES, UNRANKED } from '../metrics/ranking';
import { table, words } from '../metrics/schemas';
import { SOURCES } from '../metrics/sources';
import { GRAINS } from '../metrics/values';
import { isBarInOrder, isJudged } from '../metrics/verdict';
import { AnswerSchema, CellSchema, DaySchema, FigureSchema, PlatformSchema, SubjectSchema } from './contract';
import { WaterlineSchema } from './contract-verdicts';

/** The parts of the contract beyond badge and popup: a subject's detail, coverage, the map, targets and marks. */
const finite = v.pipe(v.number(), v.finite());
const StoredSchema = v.picklist(Object.keys(STORED) as (keyof typeof STORED)[]);
const nullable = v.array(v.nullable(finite));

export const DetailResponseSchema = v.object({
  revision: v.string(),
  detail: v.object({
    ...AnswerSchema.entries,
    series: v.array(
      v.object({ platform: PlatformSchema, measure: StoredSchema, from: DaySchema, low: nullable, high: nullable }),
    ),
    funnels: v.array(
      v.object({
        platform: v.picklist(['taobao', 'jd']),
        steps: v.array(
          v.object({
            measure: StoredSchema,
            branch: v.picklist(['trunk', 'link', 'search']),
            figure: FigureSchema,
            rate: v.nullable(v.object({ of: StoredSchema, figure: FigureSchema })),
          }),
        ),
        provenance: CellSchema.entries.provenance,
      }),
    ),
    counterparts: v.array(
      v.object({
        answer: AnswerSchema,
        shares: v.array(
          v.object({
            platform: PlatformSchema,
            measure: v.picklist(['gmv_task', 'visitors', 'item_viewers']),
            share: finite,
          }),
        ),
      }),
    ),
    /** What is known of it that is no number. */
    facts: v.object({
      kol: v.nullable(v.string()),
      published: v.nullable(DaySchema),
      tasks: v.array(v.object({ subject: SubjectSchema, title: v.nullable(v.string()), answer: AnswerSchema })),
    }),
    floors: v.array(v.object({ platform: PlatformSchema, task: SubjectSchema, measure: StoredSchema, floor: finite })),
    imports: v.array(v.object({ id: v.string(), fileName: v.string(), declared: v.boolean() })),
  }),
});

const UnmappedSchema = v.object({
  count: finite,
  first: v.array(v.object({ subject: SubjectSchema, title: v.nullable(v.string()) })),
});

/** What each source covers and lacks, and what to export next. */
export const CoverageResponseSchema = v.object({
  revision: v.string(),
  sources: v.array(
    v.object({
      source: v.picklist(SOURCES),
      grain: v.picklist(GRAINS),
      from: DaySchema,
      to: DaySchema,
      days: finite,
      /** Days between `from` and the newest day of any source that this source does not cover, as ranges. */
      missing: v.array(v.object({ from: DaySchema, to: DaySchema })),
    }),
  ),
  /**
   * Notes and tasks with results or spend that the map does not lead to any product, and tasks that no note leads to
   * though none of their report’s rows are of notes; the template names them all.
   */
  unmapped: v.object({
    notes: UnmappedSchema,
    tasks: UnmappedSchema,
    // An API of before does not tell.
    noteless: v.optional(UnmappedSchema, { count: 0, first: [] }),
  }),
});

export const MAX_QUERY = 200;
/** Looks through titles, 达人, task names and ids; every word must be found. A link to a note or product is its id. */
export const SearchQuerySchema = v.strictObject({ q: words(MAX_QUERY) });
export const MAX_FOUND = 20;
export const SearchResponseSchema = v.object({
  revision: v.string(),
  found: v.pipe(
    v.array(
      v.object({
        subject: SubjectSchema,
        title: v.nullable(v.string()),
        kol: v.nullable(v.string()),
        task: v.nullable(v.string()),
      }),
    ),
    v.maxLength(MAX_FOUND),
  ),
  /** Whether there are more than these. */
  more: v.boolean(),
});

const RankingSchema = v.object({
  /** The shop whose figures are ranked; null: all that a subject sold. */
  shop: v.nullable(v.picklist(['taobao', 'jd'])),
  measure: v.picklist(RANKED_MEASURES),
  best: v.pipe(v.array(SubjectSchema), v.maxLength(MOST_BEST)),
  /** How many were ranked, and how many were not and why. */
  ranked: finite,
  unranked: v.array(v.object({ why: v.picklist(UNRANKED), count: finite })),
});
/** The best of the workspace's notes and products by each number that they are ranked by. */
export const TopResponseSchema = v.object({
  revision: v.string(),
  notes: v.array(RankingSchema),
  products: v.array(RankingSchema),
});

/** One edge of the map; its end is a subject or `group/<name>`. */
export const LinkEndSchema = v.pipe(v.string(), v.check(isLinkEnd, 'not a subject key or group'));
export const LinkSchema = v.object({ from: SubjectSchema, to: LinkEndSchema });
const PutLinkSchema = v.pipe(
  v.strictObject({ from: SubjectSchema, to: LinkEndSchema }),
  v.check(isEdge, 'not an edge of the map'),
);
export const MAX_LINKS = 50_000;
export const MapRequestSchema = v.strictObject({ links: v.pipe(v.array(PutLinkSchema), v.maxLength(MAX_LINKS)) });
export const MapResponseSchema = v.object({
  revision: v.string(),
  /** The whole live map, from files and by API. */
  links: v.array(LinkSchema),
  /** Those that were put by API, which the next PUT replaces. */
  put: v.array(LinkSchema),
  /** The import by which they were put: undoing it brings back what was put before. */
  import: v.nullable(v.string()),
});

/** What `links` asks for, one by one: what is not named stays as it is. */
export const PairsRequestSchema = v.strictObject({
  add: v.pipe(v.array(PutLinkSchema), v.maxLength(MAX_PAIRS)),
  remove: v.pipe(v.array(PutLinkSchema), v.maxLength(MAX_PAIRS)),
});
export const PairsResponseSchema = v.object({
  revision: v.string(),
  /** How many links were made by hand or put by API; the first of them by their keys. */
  count: finite,
  first: v.pipe(
    v.array(v.object({ ...LinkSchema.entries, fromTitle: v.nullable(v.string()), toTitle: v.nullable(v.string()) })),
    v.maxLength(MAX_PAIRS),
  ),
});

/** Measures that can be good or bad. */
export const DIRECTED = (Object.keys({ ...STORED, ...COMPOSED, ...DERIVED }) as MeasureKey[]).filter(
  (key) => measure(key).better !== 'neutral',
);
/** A measure's bars as the user sets them, in the measure's own unit (fen, ratio). */
export const TargetSchema = v.strictObject({ good: v.pipe(finite, v.minValue(0)), bad: v.pipe(finite, v.minValue(0)) });
const IN_ORDER = v.check<
  Partial<Record<MeasureKey, { good: number; bad: number }>>,
  'good and bad the wrong way round'
>(
  (targets) => DIRECTED.every((key) => !targets[key] || isBarInOrder(key, targets[key])),
  'good and bad the wrong way round',
);
/** What may be kept: also what an earlier release took and never judged. */
export const TargetsSchema = v.pipe(table(v.picklist(DIRECTED), TargetSchema), IN_ORDER);
/** Measures of which a target can say something. */
export const JUDGED = DIRECTED.filter(isJudged);
export const SetTargetsSchema = v.pipe(table(v.picklist(JUDGED, 'never judged'), TargetSchema), IN_ORDER);
export const TargetsRequestSchema = v.strictObject({ targets: SetTargetsSchema });
export const WaterlinesSchema = table(v.picklist(DIRECTED), v.nullable(WaterlineSchema));
export const TargetsResponseSchema = v.object({
  revision: v.string(),
  targets: TargetsSchema,
  /** P25 and P75 over the workspace's own comparable notes, per shop; null with too few of them, and without a question. */
  waterlines: v.nullable(v.object({ taobao: WaterlinesSchema, jd: WaterlinesSchema })),
});

export const MarkValueSchema = v.strictObject({
  decision: v.picklist(DECISIONS),
  remark: v.optional(v.pipe(v.string(), v.maxCodePoints(MAX_REMARK), v.trim()), ''),
});
export const MAX_MARKED = 200;
/** Marks by subject; null takes one away, and what is not named stays as it is. */
export const MarksRequestSchema = v.strictObject({
  marks: v.pipe(table(SubjectSchema, v.nullable(MarkValueSchema)), v.maxEntries(MAX_MARKED)),
});
export const MarksResponseSchema = v.object({
  revision: v.string(),
  marks: table(v.string(), v.object({ ...MarkValueSchema.entries, at: v.string() })),
});

/** Whose day a source's rows are, where its files do not say: the click's or the conversion's. */
const CaliberSchema = v.picklist(['click', 'conversion']);
export const CaliberAnswersSchema = table(v.picklist(SOURCES), CaliberSchema);
/** Answers by source; null takes one away, and what is not named stays as it is. */
export const CalibersRequestSchema = v.strictObject({
  calibers: table(v.picklist(SOURCES), v.nullable(CaliberSchema)),
});
export const CalibersResponseSchema = v.object({
  revision: v.string(),
  /** By the user, or as restated or unchanged days of the workspace's own exports prove it. */
  calibers: table(v.picklist(SOURCES), v.object({ caliber: CaliberSchema, by: v.picklist(['user', 'exports']) })),
  /** Sources of which the user may be asked: their files leave it open. */
  open: v.array(v.picklist(SOURCES)),
});

export type CaliberAnswers = v.InferOutput<typeof CaliberAnswersSchema>;
export type CalibersRequest = v.InferOutput<typeof CalibersRequestSchema>;
export type CalibersResponse = v.InferOutput<typeof CalibersResponseSchema>;
export type DetailResponse = v.InferOutput<typeof DetailResponseSchema>;
export type CoverageResponse = v.InferOutput<typeof CoverageResponseSchema>;
export type SearchResponse = v.InferOutput<typeof SearchResponseSchema>;
export type TopResponse = v.InferOutput<typeof TopResponseSchema>;
export type MapResponse = v.InferOutput<typeof MapResponseSchema>;
export type PairsRequest = v.InferOutput<typeof PairsRequestSchema>;
export type PairsResponse = v.InferOutput<typeof PairsResponseSchema>;
export type TargetsResponse = v.InferOutput<typeof TargetsResponseSchema>;
export type Targets = v.InferOutput<typeof TargetsSchema>;
export type MarksRequest = v.InferOutput<typeof MarksRequestSchema>;
export type MarksResponse = v.InferOutput<typeof MarksResponseSchema>;
