import * as v from 'valibot';
import { QuestionSchema } from '../../../../src/api/contract';

/** The shape of a `case.json`: files, and what must come of them. A key that the runner does not know is refused. */

const number = v.number();
const names = v.array(v.string());
/** What must be true of a figure beside its value. */
const beside = {
  bound: v.exactOptional(v.picklist(['exact', 'at-least', 'at-most'])),
  reasonNot: v.exactOptional(names),
  marks: v.exactOptional(names),
  marksNot: v.exactOptional(names),
  marked: v.exactOptional(v.boolean()),
  markedBeyond: v.exactOptional(names),
  marksOnly: v.exactOptional(names),
  days: v.exactOptional(v.tuple([number, number])),
  of: v.exactOptional(v.string()),
};

/** A value and what stands beside it: which of the first keys are there says how the value is compared. */
export interface WantedFigure extends v.InferOutput<typeof BesideSchema> {
  value?: number;
  from?: number;
  to?: number;
  atLeast?: number;
  atMost?: number;
  missing?: true | string[];
  notExact?: true;
}
export type Wanted = number | string | boolean | null | WantedFigure | { absentOr: Wanted } | Wanted[];

const BesideSchema = v.strictObject(beside);
const WantedFigureSchema = v.strictObject({
  ...beside,
  value: v.exactOptional(number),
  from: v.exactOptional(number),
  to: v.exactOptional(number),
  atLeast: v.exactOptional(number),
  atMost: v.exactOptional(number),
  missing: v.exactOptional(v.union([v.literal(true), names])),
  notExact: v.exactOptional(v.literal(true)),
});
const WantedSchema: v.GenericSchema<Wanted> = v.lazy(() =>
  v.union([
    number,
    v.string(),
    v.boolean(),
    v.null(),
    v.array(WantedSchema),
    v.strictObject({ absentOr: WantedSchema }),
    WantedFigureSchema,
  ]),
);

const OUTCOMES = ['live', 'refused', 'asked', 'not-exact'] as const;
const OutcomeSchema = v.picklist(OUTCOMES);
const ImportExpectSchema = v.strictObject({
  import: v.string(),
  outcome: v.exactOptional(v.union([OutcomeSchema, v.array(OutcomeSchema)])),
  rejected: v.exactOptional(number),
  undeclaredNot: v.exactOptional(names),
  kindNot: v.exactOptional(names),
  says: v.exactOptional(v.string()),
  saysNot: v.exactOptional(v.string()),
  always: v.exactOptional(v.boolean()),
});

const { range, window, caliber, costScope } = QuestionSchema.entries;
const AskSchema = v.pipe(
  v.strictObject({
    subject: v.exactOptional(v.string()),
    summary: v.exactOptional(v.boolean()),
    detail: v.exactOptional(v.boolean()),
    ...{ range, window, caliber, costScope },
  }),
  v.check(({ subject, summary }) => (subject !== undefined) !== (summary === true), 'a subject or the summary'),
);
const AnswerExpectSchema = v.strictObject({ ask: AskSchema, path: v.string(), is: WantedSchema });

export type Expect =
  | v.InferOutput<typeof ImportExpectSchema>
  | v.InferOutput<typeof AnswerExpectSchema>
  | { anyOf: Expect[][] };
const ExpectSchema: v.GenericSchema<unknown, Expect> = v.lazy((input) => {
  const has = (key: string) => typeof input === 'object' && input !== null && key in input;
  if (has('anyOf')) return v.strictObject({ anyOf: v.array(v.array(ExpectSchema)) });
  return has('import') ? ImportExpectSchema : AnswerExpectSchema;
});

const CaseFileSchema = v.strictObject({
  name: v.string(),
  /** What is declared with the file, by the names of the import's query. */
  declare: v.exactOptional(v.record(v.string(), v.unknown()), {}),
});
export const CaseSchema = v.strictObject({
  kind: v.string(),
  law: v.string(),
  files: v.array(CaseFileSchema),
  undo: v.exactOptional(names, []),
  expect: v.array(ExpectSchema),
  note: v.exactOptional(v.string()),
});
export const DrawnSchema = v.strictObject({
  subject: v.string(),
  measure: v.string(),
  zh_CN: v.exactOptional(v.string()),
  never: v.exactOptional(names, []),
});

export type Case = v.InferOutput<typeof CaseSchema>;
export type CaseFile = v.InferOutput<typeof CaseFileSchema>;
export type ImportExpect = v.InferOutput<typeof ImportExpectSchema>;
export type AnswerExpect = v.InferOutput<typeof AnswerExpectSchema>;
export type Ask = v.InferOutput<typeof AskSchema>;
export type Drawn = v.InferOutput<typeof DrawnSchema>;
