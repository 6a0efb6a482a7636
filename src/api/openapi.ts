import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import {
  AnswerSchema,
  API_VERSION,
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

/** The contract as OpenAPI 3.1, made from the very schemas that the server answers by. */

const SCHEMAS = {
  Day: DaySchema,
  Subject: SubjectSchema,
  Question: QuestionSchema,
  MetricsRequest: MetricsRequestSchema,
  MetricsResponse: MetricsResponseSchema,
  Answer: AnswerSchema,
  Cell: CellSchema,
  Figure: FigureSchema,
  SummaryResponse: SummaryResponseSchema,
  KnownResponse: KnownResponseSchema,
  ImportQuery: ImportQuerySchema,
  ImportReport: ImportReportSchema,
  Import: ImportSchema,
  ImportList: ImportListSchema,
  ImportProgress: ImportProgressSchema,
  Problem: ProblemSchema,
};
type Name = keyof typeof SCHEMAS;

const ref = (name: Name) => ({ $ref: `#/components/schemas/${name}` });
const jsonOf = (name: Name) => ({ 'application/json': { schema: ref(name) } });

/** The keys that a record may have cannot be turned into JSON Schema by themselves. */
const figures = {
  type: 'object' as const,
  propertyNames: { enum: [...CellSchema.entries.figures.key.options] },
  additionalProperties: ref('Figure'),
};

/** What valibot checks with code of ours is said by form here. */
function components() {
  return toJsonSchemaDefs(SCHEMAS, {
    target: 'draft-2020-12',
    typeMode: 'input',
    ignoreActions: ['finite', 'trim'],
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    overrideSchema: ({ valibotSchema }) => {
      if (valibotSchema === SubjectSchema) return { type: 'string', pattern: '^[a-z]+/[a-z]+/[^/]+$' };
      if (valibotSchema === CellSchema.entries.figures) return figures;
      return undefined;
    },
    // The one check of ours on a text: that it is a day of the calendar.
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === 'check' ? { ...jsonSchema, format: 'date', description: 'Asia/Shanghai' } : undefined,
  });
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});
const waiting = (description: string) => ({
  ...problem(description),
  headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } },
});
const PROBLEMS = {
  '400': problem('The question is not of the contract; `detail` says where'),
  '401': problem('No token, or not one of ours'),
  '429': waiting('Too many questions with this token'),
  '503': waiting('The database does not answer right now'),
};
const answered = (name: Name, description: string) => ({
  responses: { '200': { description, content: jsonOf(name) }, ...PROBLEMS },
});
const query = (name: string, schema: object, description: string, required = false) => ({
  name,
  in: 'query',
  required,
  schema,
  description,
});
const importId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

/** A question in a query string: one of `from`+`to`, `last`+`to`, `since`+`to` is its range. */
const QUESTION_QUERY = [
  query('to', ref('Day'), 'Last day asked for', true),
  query('from', ref('Day'), 'First day, for a range of days'),
  query('last', { type: 'integer', minimum: 1 }, 'So many days up to the last covered one'),
  query('since', { const: 'publication' }, 'From publication'),
  query('window', { enum: [7, 15, 30], default: 15 }, 'Attribution window in days'),
  query('caliber', { enum: ['source', 'click', 'conversion'], default: 'source' }, 'Whose day a row is'),
  query('costScope', { type: 'string', default: 'juguang' }, 'Comma list of quote, service, juguang, shutiao, ud'),
  query('measures', { type: 'string' }, 'Comma list of measures; those of the badge when absent'),
];

const IMPORT_QUERY = [
  query('filename', { type: 'string', default: 'upload' }, 'Shown in reports'),
  query('preview', { type: 'boolean', default: false }, 'Say what would be taken; store nothing'),
  query('kind', { type: 'string' }, 'The reader to use, where a file could be two kinds'),
  query('sheet', { type: 'string' }, 'The sheet to read, where a workbook has several'),
  query('window', { enum: [7, 15, 30] }, 'Declared: the attribution window chosen in the console'),
  query('caliber', { enum: ['click', 'conversion'] }, 'Declared: whose day a row is'),
  query('traffic', { type: 'string' }, 'Declared: the traffic kind; `all` for the total'),
  query('filtered', { type: 'boolean' }, 'Declared: the export was filtered in the console and proves no zero'),
  query('asOf', ref('Day'), 'Declared: 数据更新日, where the file states none'),
];

const paths = {
  '/v1/metrics': {
    post: {
      summary: 'One answer for a screenful of subjects; null for a subject that is not ours',
      requestBody: { required: true, content: jsonOf('MetricsRequest') },
      ...answered('MetricsResponse', 'Answers by subject'),
    },
  },
  '/v1/summary': {
    get: {
      summary: 'The whole workspace over one question',
      parameters: QUESTION_QUERY,
      ...answered('SummaryResponse', 'Totals with bands'),
    },
  },
  '/v1/known': {
    get: {
      summary: 'The compact set of the workspace’s subjects; ask with If-None-Match',
      responses: {
        '200': {
          description: 'All subjects',
          headers: { ETag: { schema: { type: 'string' } } },
          content: jsonOf('KnownResponse'),
        },
        '304': { description: 'Nothing has changed' },
        ...PROBLEMS,
      },
    },
  },
  '/v1/imports': {
    post: {
      summary: 'Import one export file, or preview it. All of it is taken, or nothing',
      description:
        'The body is the file as it is, up to 1 GiB. With `Accept: application/x-ndjson` lines of `{"progress": …}` ' +
        'come first and `{"import": …}` or `{"problem": …}` last.',
      parameters: IMPORT_QUERY,
      requestBody: { required: true, content: { 'application/octet-stream': {} } },
      responses: {
        '200': { description: 'A preview, or a file that was live already', content: jsonOf('Import') },
        '201': { description: 'Live', content: jsonOf('Import') },
        '413': problem('Larger than 1 GiB'),
        '422': problem('Not an export we can read, or without a usable row; nothing was imported'),
        ...PROBLEMS,
      },
    },
    get: { summary: 'All imports, newest first', ...answered('ImportList', 'Without the rejected lines one by one') },
  },
  '/v1/imports/{id}': {
    parameters: [importId],
    get: { summary: 'One import with its whole report', ...answered('Import', 'The import') },
    delete: {
      summary: 'Take an import back: the answers are at once as if it had never been',
      ...answered('Import', 'The import, undone'),
    },
  },
  '/healthz': {
    get: {
      summary: 'Alive, and the database answers; also during an import',
      security: [],
      responses: { '200': { description: 'Well' }, '503': { description: 'The database fails' } },
    },
  },
};

/** The whole document, as `/v1/openapi.json` serves it. */
export function openapi() {
  return {
    openapi: '3.1.0',
    info: { title: 'GrassLens metrics API', version: String(API_VERSION), license: { name: 'Apache-2.0' } },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: '`gl_<workspace>_<secret>`' } },
      schemas: components(),
    },
  };
}
