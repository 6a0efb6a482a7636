import * as v from 'valibot';
import { STORED } from '../metrics/measures';
import { AnswerSchema, CellSchema, DaySchema, FigureSchema, PlatformSchema, SubjectSchema } from './contract';

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
    floors: v.array(v.object({ platform: PlatformSchema, task: SubjectSchema, measure: StoredSchema, floor: finite })),
    imports: v.array(v.object({ id: v.string(), fileName: v.string(), declared: v.boolean() })),
  }),
});

/** What each source covers and lacks, and what to export next. */
export const CoverageResponseSchema = v.object({
  revision: v.string(),
  sources: v.array(
    v.object({
      source: v.string(),
      grain: v.string(),
      from: DaySchema,
      to: DaySchema,
      days: finite,
      /** Days between `from` and the newest day of any source that this source does not cover, as ranges. */
      missing: v.array(v.object({ from: DaySchema, to: DaySchema })),
    }),
  ),
  /** Notes with results or spend that the map does not link to any product. */
  unmapped: v.object({ notes: v.array(SubjectSchema), tasks: v.array(SubjectSchema) }),
});

export const LinkSchema = v.object({ from: SubjectSchema, to: v.string() });
export const MapResponseSchema = v.object({ revision: v.string(), links: v.array(LinkSchema) });

/** A measure's bar as the user sets it, in the measure's own unit (fen, ratio). */
export const TargetsSchema = v.record(v.string(), v.object({ good: finite, bad: finite }));
export const TargetsResponseSchema = v.object({ revision: v.string(), targets: TargetsSchema });

export const MarkValueSchema = v.object({
  decision: v.picklist(['boost', 'watch', 'stop']),
  remark: v.pipe(v.string(), v.maxLength(500)),
});
export const MarksResponseSchema = v.object({
  revision: v.string(),
  marks: v.record(v.string(), v.object({ ...MarkValueSchema.entries, at: v.string() })),
});
export const MarksRequestSchema = v.strictObject({ marks: v.record(v.string(), v.nullable(MarkValueSchema)) });

export type DetailResponse = v.InferOutput<typeof DetailResponseSchema>;
export type CoverageResponse = v.InferOutput<typeof CoverageResponseSchema>;
export type MapResponse = v.InferOutput<typeof MapResponseSchema>;
export type TargetsResponse = v.InferOutput<typeof TargetsResponseSchema>;
export type MarksResponse = v.InferOutput<typeof MarksResponseSchema>;
