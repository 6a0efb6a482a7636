import { MAX_CUTS } from '../metrics/declared-cuts';
import { MAX_FILE_NAME, MAX_TRAFFIC } from './contract';
import { ref } from './openapi-schemas';

/** A parameter in a query string, for the OpenAPI document. */
export const query = (name: string, schema: object, description: string, required = false) => ({
  name,
  in: 'query',
  required,
  schema,
  description,
});

/** How an import is asked for. */
export const IMPORT_QUERY = [
  query('filename', { type: 'string', minLength: 1, maxLength: MAX_FILE_NAME, default: 'upload' }, 'Shown in reports'),
  query('preview', { type: 'boolean', default: false }, 'Say what would be taken; store nothing'),
  query('kind', { type: 'string' }, 'The reader to use, where a file could be two kinds'),
  query('sheet', { type: 'string' }, 'The sheet to read, where a workbook has several'),
  query('mapping', { type: 'string' }, 'A Mapping as JSON: read by it, and recognise nothing'),
  query('window', { enum: [7, 15, 30] }, 'Declared: the attribution window chosen in the console'),
  query('caliber', { enum: ['click', 'conversion'] }, 'Declared: whose day a row is'),
  query(
    'traffic',
    { type: 'string', maxLength: MAX_TRAFFIC, pattern: '\\S' },
    'Declared: the traffic kind; `all` for the total',
  ),
  query('filtered', { type: 'boolean' }, 'Declared: the export was filtered in the console and proves no zero'),
  query('asOf', ref('Day'), 'Declared: 数据更新日, where the file states none'),
  {
    ...query(
      'cut',
      { type: 'array', items: { type: 'string', pattern: '^[^=]+=' }, maxItems: MAX_CUTS },
      'Declared, once for each column that cuts the table: `列=sum`, `列=first`, or `列=值` for the rows that count',
    ),
    style: 'form',
    explode: true,
  },
];
