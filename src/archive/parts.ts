import * as v from 'valibot';
import { DaySchema, SubjectSchema } from '../api/contract';
import type { Parsed } from '../exports';
import type { RunDraft } from '../metrics/coverage';
import { isDay } from '../metrics/days';
import { isEdge } from '../metrics/links';
import { STORED_MEASURES, type StoredMeasure } from '../metrics/measures';
import { type PackedRows, unpackRows } from '../metrics/packed';
import { SOURCES } from '../metrics/sources';
import type { Subject } from '../metrics/subjects';
import { COARSE, GRAINS, type Label, type Link, type Scope } from '../metrics/values';

/** What an import holds, a line at a time: rows of one subject, labels, or links. */
export type Part =
  | { subject: Subject; packed: PackedRows[] }
  | { labels: Label[] }
  | { links: Link[] }
  /** The measures that the file had a column for under a scope, where no row states some of them. */
  | { scope: Scope; columns: StoredMeasure[] };

const text = v.pipe(v.string(), v.maxLength(500));
const measures = v.pipe(
  v.array(v.picklist(STORED_MEASURES)),
  v.check((all) => new Set(all).size === all.length),
);
const ScopeSchema = v.strictObject({
  source: v.picklist(SOURCES),
  grain: v.picklist(GRAINS),
  window: v.picklist([7, 15, 30, 'none', 'unknown']),
  caliber: v.picklist(['click', 'conversion', 'none', 'unknown']),
  traffic: text,
});
const PackedSchema = v.pipe(
  v.strictObject({
    scope: ScopeSchema,
    kind: v.picklist(['day', 'range', 'lifetime']),
    sampling: v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
    rounded: measures,
    hidden: v.exactOptional(measures),
    measures,
    rows: v.array(v.array(v.union([v.string(), v.number()]))),
  }),
  v.check(({ kind, rows, measures: { length } }) => rows.every((cells) => areCells(cells, kind, length))),
);
const PartSchema = v.union([
  v.strictObject({ subject: v.union([SubjectSchema, v.literal(COARSE)]), packed: v.array(PackedSchema) }),
  v.strictObject({
    labels: v.array(
      v.variant('name', [
        v.strictObject({ subject: SubjectSchema, name: v.literal('published'), value: DaySchema }),
        v.strictObject({
          subject: SubjectSchema,
          name: v.picklist(['title', 'kol', 'task', 'traffic-note']),
          value: v.pipe(v.string(), v.maxLength(5_000)),
        }),
      ]),
    ),
  }),
  v.strictObject({
    links: v.array(
      v.pipe(v.strictObject({ from: SubjectSchema, to: v.pipe(v.string(), v.maxLength(500)) }), v.check(isEdge)),
    ),
  }),
  v.strictObject({ scope: ScopeSchema, columns: measures }),
]);

/** The columns of an import's runs, where some of them have a column that no row states. */
export function* columnParts(runs: readonly RunDraft[]): Generator<Part> {
  for (const { source, grain, window, caliber, traffic, measures, blanks } of runs) {
    if (blanks) yield { scope: { source, grain, window, caliber, traffic }, columns: [...measures, ...blanks] };
  }
}

/**
 * A line as a reader would have given what it holds.
 * @returns null where it is none
 */
export function parsedPart(line: string): Parsed[] | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return null;
  }
  const result = v.safeParse(PartSchema, json, { abortEarly: true });
  if (!result.success) return null;
  const part = result.output;
  if ('labels' in part) return part.labels.map((label) => ({ type: 'label', label }));
  if ('links' in part) return part.links.map((link) => ({ type: 'link', link: link as Link }));
  if ('columns' in part) return [{ type: 'columns', ...part }];
  const of = { subject: part.subject, importId: '', asOf: '' };
  return Array.from(
    unpackRows(part.packed, of, () => true),
    ({ importId: _id, asOf: _asOf, ...row }) => {
      return { type: 'row', row };
    },
  );
}

function areCells([line, entity, ...others]: (string | number)[], kind: string, count: number): boolean {
  const [from = '', to = '', ...values] = others;
  return (
    isCount(line) &&
    typeof entity === 'string' &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    isDay(from) &&
    isDay(to) &&
    (kind === 'day' ? from === to : from <= to) &&
    values.length === count &&
    values.every(isCount)
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
