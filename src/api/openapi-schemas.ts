import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { CutsSchema, MAX_CUT_ANSWER, MAX_CUT_HEADING } from '../metrics/declared-cuts';
import { linkEndPattern } from '../metrics/links';
import { MappedColumnSchema, MappingSchema } from '../metrics/mapping';
import { SOURCES } from '../metrics/sources';
import { subjectPattern } from '../metrics/subjects';
import {
  AnswerSchema,
  CellSchema,
  DaySchema,
  FigureSchema,
  ImportListSchema,
  ImportProgressSchema,
  ImportQuerySchema,
  ImportReportSchema,
  ImportSchema,
  KnownResponseSchema,
  MetricsRequestSchema,
  MetricsResponseSchema,
  ProblemSchema,
  QuestionSchema,
  SubjectSchema,
  SummaryResponseSchema,
} from './contract';
import {
  CalibersRequestSchema,
  CalibersResponseSchema,
  CoverageResponseSchema,
  DetailResponseSchema,
  DIRECTED,
  JUDGED,
  LinkSchema,
  MapRequestSchema,
  MapResponseSchema,
  MarksRequestSchema,
  MarksResponseSchema,
  MarkValueSchema,
  PairsRequestSchema,
  PairsResponseSchema,
  SearchResponseSchema,
  SetTargetsSchema,
  TargetSchema,
  TargetsRequestSchema,
  TargetsResponseSchema,
  TargetsSchema,
  TopResponseSchema,
  WaterlinesSchema,
} from './contract-detail';
import { MappingsRequestSchema, MappingsResponseSchema, SentMappingSchema } from './contract-mappings';
import { ShopVerdictsSchema, VerdictSchema, WaterlineSchema } from './contract-verdicts';

/** The contract's schemas as JSON Schema, for the OpenAPI document. */

const SCHEMAS = {
  Day: DaySchema,
  Subject: SubjectSchema,
  Question: QuestionSchema,
  MetricsRequest: MetricsRequestSchema,
  MetricsResponse: MetricsResponseSchema,
  Answer: AnswerSchema,
  Verdict: VerdictSchema,
  Cell: CellSchema,
  Figure: FigureSchema,
  SummaryResponse: SummaryResponseSchema,
  KnownResponse: KnownResponseSchema,
  DetailResponse: DetailResponseSchema,
  CoverageResponse: CoverageResponseSchema,
  SearchResponse: SearchResponseSchema,
  TopResponse: TopResponseSchema,
  Link: LinkSchema,
  MapRequest: MapRequestSchema,
  MapResponse: MapResponseSchema,
  PairsRequest: PairsRequestSchema,
  PairsResponse: PairsResponseSchema,
  Target: TargetSchema,
  Targets: TargetsSchema,
  TargetsRequest: TargetsRequestSchema,
  TargetsResponse: TargetsResponseSchema,
  Waterline: WaterlineSchema,
  Waterlines: WaterlinesSchema,
  MarkValue: MarkValueSchema,
  MarksRequest: MarksRequestSchema,
  MarksResponse: MarksResponseSchema,
  CalibersRequest: CalibersRequestSchema,
  CalibersResponse: CalibersResponseSchema,
  MappedColumn: MappedColumnSchema,
  Mapping: MappingSchema,
  MappingsRequest: MappingsRequestSchema,
  MappingsResponse: MappingsResponseSchema,
  ImportQuery: ImportQuerySchema,
  ImportReport: ImportReportSchema,
  Import: ImportSchema,
  ImportList: ImportListSchema,
  ImportProgress: ImportProgressSchema,
  Problem: ProblemSchema,
};
export type Name = keyof typeof SCHEMAS;

export const ref = (name: Name) => ({ $ref: `#/components/schemas/${name}` });
export const jsonOf = (name: Name) => ({ 'application/json': { schema: ref(name) } });

/** The keys that a record may have cannot be turned into JSON Schema by themselves. */
const keyed = (keys: object, value: object) => ({
  type: 'object' as const,
  propertyNames: keys,
  additionalProperties: value,
});
const orNull = (name: Name) => ({ anyOf: [ref(name), { type: 'null' }] });
const subject = { type: 'string' as const, pattern: `^(?:${subjectPattern()})$` };
/** The checks of ours that a format or a pattern says as well. */
const CHECKS: Record<string, object> = {
  'not a calendar day': { format: 'date', description: 'Asia/Shanghai' },
  'not a subject key or group': { pattern: linkEndPattern() },
};
const RECORDS = new Map<object, () => object>([
  [CellSchema.entries.figures, () => keyed({ enum: CellSchema.entries.figures.key.options }, ref('Figure'))],
  [ShopVerdictsSchema, () => keyed({ enum: CellSchema.entries.figures.key.options }, ref('Verdict'))],
  [TargetsSchema.pipe[0], () => keyed({ enum: DIRECTED }, ref('Target'))],
  [SetTargetsSchema.pipe[0], () => keyed({ enum: JUDGED }, ref('Target'))],
  [WaterlinesSchema, () => keyed({ enum: DIRECTED }, orNull('Waterline'))],
  [MappingSchema.entries.columns.pipe[0], () => keyed({ minLength: 1, maxLength: 100 }, ref('MappedColumn'))],
  [
    CutsSchema.pipe[0],
    () => keyed({ minLength: 1, maxLength: MAX_CUT_HEADING }, { type: 'string', maxLength: MAX_CUT_ANSWER }),
  ],
  [SentMappingSchema, () => ref('Mapping')],
  [CalibersRequestSchema.entries.calibers, () => keyed({ enum: SOURCES }, { enum: ['click', 'conversion', null] })],
  [
    CalibersResponseSchema.entries.calibers,
    () =>
      keyed(
        { enum: SOURCES },
        {
          type: 'object',
          properties: { caliber: { enum: ['click', 'conversion'] }, by: { enum: ['user', 'exports'] } },
          required: ['caliber', 'by'],
        },
      ),
  ],
  [MarksRequestSchema.entries.marks.pipe[0], () => keyed(subject, orNull('MarkValue'))],
]);

/** What valibot checks with code of ours is said by form here. */
export function components() {
  return toJsonSchemaDefs(SCHEMAS, {
    target: 'draft-2020-12',
    typeMode: 'input',
    ignoreActions: ['finite', 'trim'],
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    overrideSchema: ({ valibotSchema }) => {
      if (valibotSchema === SubjectSchema) return subject;
      return RECORDS.get(valibotSchema)?.();
    },
    // A check of ours is said in words where JSON Schema has none; its lengths are code points.
    overrideAction: ({ valibotAction, jsonSchema }) => {
      if (valibotAction.type === 'max_code_points' && 'requirement' in valibotAction)
        return { ...jsonSchema, maxLength: Number(valibotAction.requirement) };
      if (valibotAction.type !== 'check' || !('message' in valibotAction)) return undefined;
      const message = String(valibotAction.message);
      return { ...jsonSchema, ...(CHECKS[message] ?? { description: `Refused where it is ${message}` }) };
    },
  });
}
