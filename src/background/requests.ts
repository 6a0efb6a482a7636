import * as v from 'valibot';
import { DaySchema, SubjectSchema } from '../api/contract';
import { MarkValueSchema, PairsRequestSchema, TargetsSchema } from '../api/contract-detail';
import type { ContentQuestions, PageQuestions, SubjectQuestions } from '../messages/protocol';
import { SOURCES } from '../metrics/sources';
import { RangeChoiceSchema, SomeSettingsSchema } from './settings';

/** The longest page reported, or asked about, at once. */
const MOST_SUBJECTS = 1000;

/** A period before, and the points of a trend. */
const MOST_PERIODS = 12;

type Shapes<Q extends { [K in keyof Q]: { request: unknown } }> = {
  [K in keyof Q]: v.GenericSchema<unknown, Q[K]['request']>;
};

const subjects = v.pipe(v.array(SubjectSchema), v.maxLength(MOST_SUBJECTS));
const text = v.pipe(v.string(), v.maxLength(4000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What may be asked about subjects, by pages of known sites and by our own, and what each question looks like. */
export const SUBJECT_SHAPES: Shapes<SubjectQuestions> = {
  detail: v.strictObject({ subject: SubjectSchema }),
  mark: v.strictObject({ subject: SubjectSchema, mark: v.nullable(MarkValueSchema) }),
  declareCaliber: v.strictObject({
    connection: text,
    source: v.picklist(SOURCES),
    caliber: v.nullable(v.picklist(['click', 'conversion'])),
  }),
  open: v.strictObject({ subject: SubjectSchema }),
};

/** What only a content script may ask. */
export const CONTENT_SHAPES: Shapes<ContentQuestions> = {
  hello: v.strictObject({ url: text }),
  badges: v.strictObject({ subjects }),
  card: v.strictObject({ subject: SubjectSchema }),
  present: v.strictObject({
    subjects,
    drawn: count,
    kind: v.pipe(v.string(), v.maxLength(20)),
    recognition: v.picklist(['recognised', 'nothing', 'looking', 'not-expected']),
  }),
};

/** What only the extension's own pages may ask. */
export const PAGE_SHAPES: Shapes<PageQuestions> = {
  state: v.null(),
  connect: v.strictObject({ name: text, address: text, token: text }),
  disconnect: v.nullable(v.strictObject({ id: text })),
  connectFiles: v.strictObject({ id: text, name: text }),
  filesChanged: v.strictObject({ id: text }),
  switchTo: v.strictObject({ id: text }),
  test: v.strictObject({ address: text, token: v.exactOptional(text) }),
  summary: v.strictObject({ range: RangeChoiceSchema }),
  answers: v.strictObject({ subjects, wide: v.boolean() }),
  tasks: v.null(),
  periods: v.strictObject({
    periods: v.pipe(v.array(v.strictObject({ from: DaySchema, to: DaySchema })), v.maxLength(MOST_PERIODS)),
  }),
  coverage: v.null(),
  top: v.null(),
  pairs: v.nullable(v.strictObject({ connection: text, ...PairsRequestSchema.entries })),
  search: v.strictObject({ text: v.pipe(text, v.trim(), v.minLength(1), v.maxLength(200)) }),
  targets: v.null(),
  setTargets: v.strictObject({ targets: TargetsSchema }),
  calibers: v.null(),
  cache: v.strictObject({ clear: v.boolean() }),
  pasted: v.strictObject({ text: v.pipe(v.string(), v.maxLength(1_000_000)) }),
  named: v.strictObject({ text }),
  onPage: v.strictObject({ tabId: count }),
  settings: SomeSettingsSchema,
  sitePatch: v.strictObject({ text: v.nullable(v.pipe(v.string(), v.maxLength(200_000))) }),
};
