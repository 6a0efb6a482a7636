import type { Context } from 'hono';
import * as v from 'valibot';
import { ImportQuerySchema, MAX_DAYS, QuestionSchema } from '../../api/contract';
import { JUDGED } from '../../api/contract-detail';
import { questionOfQuery } from '../../api/query';
import { cutsIn } from '../../metrics/declared-cuts';
import { hasEscapedNul } from '../db/json-text';
import { breakIn } from '../json-break';
import { Refusal } from '../refusal';

/** What came in, checked by the contract; each refusal says where it is wrong and what belongs there. */

/** @throws Refusal `server_bad_field` */
export function checked<Schema extends v.GenericSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  // valibot takes a list for an object without entries.
  if (Array.isArray(input)) throw new Refusal('server_bad_field', { where: '/', got: 'Array', want: 'Object' });
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = issue.path?.map(({ key }) => String(key)).join('.') ?? '';
  throw new Refusal('server_bad_field', {
    where: where === '' ? '/' : where,
    got: issue.received.slice(0, 80),
    want: wanted(where, issue),
  });
}

/** What a check of our own asks for: such a check has only an English sentence. */
const FORMS: Record<string, string> = {
  'not a calendar day': 'YYYY-MM-DD',
  'the days run backwards': '{from, to}, from ≤ to',
  'too many days': `{from, to}, ≤ ${MAX_DAYS} d`,
  'not a subject key': 'xhs/note/…, taobao/item/…, jd/sku/…',
  'not a subject key or group': 'taobao/item/…, jd/sku/…, taobao/task/…, group/…',
  'not an edge of the map': 'note → task | product, task → product, product → group/…',
  'never judged': JUDGED.join(' | '),
  'good and bad the wrong way round': 'higher is better: good ≥ bad; lower is better: good ≤ bad',
};

/** A union's own words are of no use: they name the types of JavaScript. */
function wanted(where: string, issue: v.BaseIssue<unknown>): string {
  if (where === 'range' && FORMS[issue.message] === undefined)
    return '{from, to} | {last, to} | {since: "publication", to}';
  return FORMS[issue.message] ?? issue.expected ?? issue.message;
}

/** That nothing in an address is NUL, which no database holds. @throws Refusal `server_bad_field` */
export function checkAddress(url: string): void {
  if (url.includes('%00')) throw new Refusal('server_bad_field', { where: 'URL', got: '%00', want: '≠ %00' });
}

/** The body as JSON. @throws Refusal `server_bad_json` saying where it breaks, `server_bad_field` for a NUL in it */
export async function jsonBody(c: Context): Promise<unknown> {
  const text = await c.req.text();
  const body = parsed(text);
  if (hasEscapedNul(text)) {
    throw new Refusal('server_bad_field', { where: '/', got: '\\u0000', want: '≠ \\u0000' });
  }
  return body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('server_bad_json', breakIn(text));
  }
}

export function questionInQuery(c: Context) {
  return checked(QuestionSchema, questionOfQuery(c.req.query()));
}

/** What an import is asked for with. */
export function importInQuery(c: Context) {
  const { window, filtered, preview, cut, ...rest } = c.req.query();
  const answers = c.req.queries('cut') ?? [];
  const cuts = cutsIn(answers);
  if (cuts === null)
    throw new Refusal('server_bad_field', {
      where: 'cut',
      got: answers.join(' ').slice(0, 80),
      want: '列=sum|first|…',
    });
  return checked(ImportQuerySchema, {
    ...rest,
    ...(window !== undefined && { window: /^\d+$/.test(window) ? Number(window) : window }),
    ...(filtered !== undefined && { filtered: flag(filtered) }),
    ...(preview !== undefined && { preview: flag(preview) }),
    ...(cut !== undefined && { cuts }),
  });
}

function flag(text: string): boolean | string {
  return text === 'true' ? true : text === 'false' ? false : text;
}
