import { COST_PARTS } from '../metrics/cost-parts';
import { MAX_LAST, MEASURES } from './contract';
import { MAX_QUERY } from './contract-detail';
import { IMPORT_QUERY, query } from './openapi-queries';
import { jsonOf, type Name, ref } from './openapi-schemas';

/** Every call of the API, for the OpenAPI document. */

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});
const waiting = (description: string) => ({
  ...problem(description),
  headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } },
});
const BAD = problem('The question is not of the contract; `detail` says where');
const PROBLEMS = {
  '400': BAD,
  '401': problem('No token, or not one of ours'),
  '429': waiting('Too many questions with this token'),
  '500': problem('A fault of ours'),
  '503': waiting('The database does not answer right now'),
};
const TOO_LARGE = { '413': problem('A larger body than any question or answer of ours') };
const FULL = { '507': problem('The disk is full; nothing was stored') };
const SWEPT = { '409': problem('It stood still for so long that it was cleared; send it again') };
const NO_IMPORT = { '404': problem('There is no such import') };
/** @param more statuses beside those that every call may have */
const answered = (name: Name, description: string, more: object = {}) => ({
  responses: { '200': { description, content: jsonOf(name) }, ...more, ...PROBLEMS },
});
/** One parameter with commas in it. */
const list = (name: string, items: readonly string[], description: string) => ({
  ...query(name, { type: 'array', items: { enum: items }, minItems: 1 }, description),
  style: 'form',
  explode: false,
});
const within = (name: string, schema: object) => ({ name, in: 'path', required: true, schema });

/** A question in a query string: one of `from`+`to`, `last`+`to`, `since`+`to` is its range. */
const QUESTION_QUERY = [
  query('to', ref('Day'), 'Last day asked for', true),
  query('from', ref('Day'), 'First day, for a range of days'),
  query('last', { type: 'integer', minimum: 1, maximum: MAX_LAST }, 'So many days up to the last covered one'),
  query('since', { const: 'publication' }, 'From publication'),
  query('window', { enum: [7, 15, 30], default: 15 }, 'Attribution window in days'),
  query('caliber', { enum: ['source', 'click', 'conversion'], default: 'source' }, 'Whose day a row is'),
  list('costScope', COST_PARTS, 'What counts as cost; juguang when absent'),
  list('measures', MEASURES, 'Those of the badge when absent'),
];

const IMPORTED = { ...jsonOf('Import'), 'application/x-ndjson': {} };
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const PARTS = object(
  Object.fromEntries(
    ['links', 'pages', 'marks', 'cards', 'never', 'feeds', 'heads'].map((part) => [part, { type: 'array' }]),
  ),
);
const SITES = {
  'application/json': {
    schema: object({ version: { const: 1 }, sites: object({ xhs: PARTS, taobao: PARTS, jd: PARTS }) }, [
      'version',
      'sites',
    ]),
  },
};
const HEALTH = { 'application/json': { schema: { type: 'object' } } };

export const paths = {
  '/v1/metrics': {
    post: {
      summary: 'One answer for a screenful of subjects; null for a subject that is not ours',
      requestBody: { required: true, content: jsonOf('MetricsRequest') },
      ...answered('MetricsResponse', 'Answers by subject; with `verdicts` also how their numbers stand', TOO_LARGE),
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
  '/v1/subjects/{platform}/{kind}/{id}': {
    get: {
      summary: 'Everything about one subject: daily series, funnel, counterparts, floors, provenance',
      parameters: [
        within('platform', { enum: ['xhs', 'taobao', 'jd'] }),
        within('kind', { enum: ['note', 'goods', 'item', 'sku', 'task'] }),
        within('id', { type: 'string' }),
        ...QUESTION_QUERY,
      ],
      responses: {
        '200': { description: 'The detail', content: jsonOf('DetailResponse') },
        '404': problem('No live import names it'),
        ...PROBLEMS,
      },
    },
  },
  '/v1/coverage': {
    get: {
      summary: 'Which days each source covers and lacks, and which notes and tasks lead to no product or note',
      ...answered('CoverageResponse', 'By source and grain'),
    },
  },
  '/v1/search': {
    get: {
      summary: 'Find by title, 达人, task, id or link',
      parameters: [
        query(
          'q',
          { type: 'string', maxLength: MAX_QUERY, pattern: '\\S' },
          'Words, each of which must be found',
          true,
        ),
      ],
      ...answered('SearchResponse', 'At most 20'),
    },
  },
  '/v1/top': {
    get: {
      summary: 'The best notes and products by GMV, ROI and cost per visitor, and how many are not ranked and why',
      parameters: QUESTION_QUERY,
      ...answered('TopResponse', 'At most 5 of each'),
    },
  },
  '/v1/map': {
    get: {
      summary: 'Which note and task belongs to which product, and which products are one group',
      ...answered('MapResponse', 'The live map'),
    },
    put: {
      summary: 'Replace the links that were put by API; those from files stay. One import, which can be undone',
      requestBody: { required: true, content: jsonOf('MapRequest') },
      ...answered('MapResponse', 'The live map', { ...SWEPT, ...TOO_LARGE, ...FULL }),
    },
  },
  '/v1/map/pairs': {
    get: {
      summary: 'The links that were put by API or made pair by pair, the first of them with their titles',
      ...answered('PairsResponse', 'How many, and at most 200'),
    },
    patch: {
      summary: 'Add links to those that were put by API and take others away; all others stay',
      requestBody: { required: true, content: jsonOf('PairsRequest') },
      ...answered('PairsResponse', 'As after it', {
        ...SWEPT,
        ...TOO_LARGE,
        '422': problem('More links than a map may have; nothing was changed'),
        ...FULL,
      }),
    },
  },
  '/v1/map/template': {
    get: {
      summary: 'A map to fill in: notes and tasks that lead to no product or note',
      responses: { '200': { description: 'For a spreadsheet', content: { 'text/csv': {} } }, ...PROBLEMS },
    },
  },
  '/v1/mappings': {
    get: {
      summary: 'Saved column mappings: how to read tables that are not known by themselves',
      ...answered('MappingsResponse', 'By name'),
    },
    put: {
      summary: 'Save mappings under their names and take away those named; what was imported by them stays',
      requestBody: { required: true, content: jsonOf('MappingsRequest') },
      ...answered('MappingsResponse', 'All mappings', {
        '404': problem('A mapping to take away that is not there; nothing was saved'),
        ...TOO_LARGE,
        '422': problem('A mapping that cannot work, or too many; nothing was saved'),
        ...FULL,
      }),
    },
  },
  '/v1/targets': {
    get: {
      summary: 'Targets by measure; with a question also the workspace’s own P25 and P75',
      parameters: QUESTION_QUERY.map((parameter) => ({ ...parameter, required: false })),
      ...answered('TargetsResponse', 'Targets and water lines'),
    },
    put: {
      summary: 'Set these targets and no others',
      requestBody: { required: true, content: jsonOf('TargetsRequest') },
      ...answered('TargetsResponse', 'The targets', { ...TOO_LARGE, ...FULL }),
    },
  },
  '/v1/marks': {
    get: { summary: 'Decisions by subject: boost, watch or stop, with a remark', ...answered('MarksResponse', 'All') },
    put: {
      summary: 'Set or, with null, take away the marks of some subjects',
      requestBody: { required: true, content: jsonOf('MarksRequest') },
      ...answered('MarksResponse', 'All marks', { ...TOO_LARGE, ...FULL }),
    },
  },
  '/v1/calibers': {
    get: {
      summary: 'Whose day the rows of sources are, where their files do not say',
      ...answered('CalibersResponse', 'By source, and the sources that leave it open'),
    },
    put: {
      summary: 'Answer it for some sources or, with null, take an answer away',
      requestBody: { required: true, content: jsonOf('CalibersRequest') },
      ...answered('CalibersResponse', 'All answers', { ...TOO_LARGE, ...FULL }),
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
        '200': { description: 'A preview, a file that was live already, or lines', content: IMPORTED },
        '201': { description: 'Live', content: jsonOf('Import') },
        ...SWEPT,
        '413': problem('Larger than 1 GiB'),
        '422': problem('Not an export we can read, or without a usable row; nothing was imported'),
        ...FULL,
        ...PROBLEMS,
      },
    },
    get: { summary: 'All imports, newest first', ...answered('ImportList', 'Without the rejected lines one by one') },
  },
  '/v1/imports/{id}': {
    parameters: [within('id', { type: 'string' })],
    get: { summary: 'One import with its whole report', ...answered('Import', 'The import', NO_IMPORT) },
    delete: {
      summary: 'Take an import back: the answers are at once as if it had never been',
      ...answered('Import', 'The import, undone', {
        ...NO_IMPORT,
        '409': problem('It is still loading'),
        ...FULL,
      }),
    },
  },
  '/v1/sites': {
    get: {
      summary: 'Where to look on pages that have changed since a release: data only, and `sites` empty for no change',
      responses: {
        '200': { description: 'Each part takes the place of the release’s own', content: SITES },
        ...PROBLEMS,
      },
    },
  },
  '/v1/openapi.json': {
    get: {
      summary: 'This document',
      security: [],
      responses: { '200': { description: 'OpenAPI 3.1', content: { 'application/json': {} } }, '400': BAD },
    },
  },
  '/healthz': {
    get: {
      summary: 'Alive, and the database answers; also during an import',
      security: [],
      responses: {
        '200': { description: 'Well', content: HEALTH },
        '400': BAD,
        '503': { description: 'The database fails', content: HEALTH },
      },
    },
  },
};
