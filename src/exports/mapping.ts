import * as v from 'valibot';
import {
  isMeasure,
  MAPPED_DIMENSIONS,
  MAPPING_VERSION,
  type Mapping,
  MappingSchema,
  NEEDS_ENTITY,
  OWNERS,
  roleOf,
  windowOf,
} from '../metrics/mapping';
import { STORED } from '../metrics/measures';
import type { Source } from '../metrics/sources';
import { headingKey } from './columns';
import { ExportError } from './face';

/**
 * A mapping from outside.
 * @throws ExportError with what is wrong and where.
 */
export function parseMapping(json: unknown): Mapping {
  const version = isRecord(json) ? json.grasslens : undefined;
  if (typeof version !== 'string' || !version.startsWith('mapping/')) throw new ExportError('export_mapping_none');
  if (version !== MAPPING_VERSION) {
    throw new ExportError('export_mapping_version', { found: version.slice(0, 40), known: MAPPING_VERSION });
  }
  const result = v.safeParse(MappingSchema, json);
  if (!result.success) throw misshapen(result.issues[0]);
  check(result.output);
  return result.output;
}

/** A mapping file's text. @throws ExportError as {@link parseMapping}, and for what is no JSON */
export function readMapping(text: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new ExportError('export_mapping_none');
  }
  return parseMapping(json);
}

/** A mapping as a file to be kept and shared. */
export function mappingFile(mapping: Mapping): string {
  return `${JSON.stringify(mapping, null, 2)}\n`;
}

function misshapen(issue: v.BaseIssue<unknown>): ExportError {
  const [first, column] = issue.path ?? [];
  if (first?.key === 'columns' && column !== undefined) {
    const as = isRecord(column.value) ? column.value.as : column.value;
    // A column may be called anything, and so may what it is said to be.
    const heading = String(column.key).slice(0, SHOWN);
    if (!isRole(as)) return new ExportError('export_mapping_unknown', { heading, as: String(as).slice(0, SHOWN) });
  }
  return new ExportError('export_mapping_shape', {
    where: (v.getDotPath(issue) ?? '·').slice(0, SHOWN),
    received: issue.received.slice(0, SHOWN),
  });
}

/** How much of a strange file is repeated in the sentence about it. */
const SHOWN = 80;

function isRole(as: unknown): boolean {
  return typeof as === 'string' && (isMeasure(as) || (MAPPED_DIMENSIONS as readonly string[]).includes(as));
}

function check(mapping: Mapping): void {
  const { columns, grain, source } = mapping;
  const byHeading = new Map<string, string>();
  const byRole = new Map<string, string>();
  for (const [heading, column] of Object.entries(columns)) {
    const twin = byHeading.get(headingKey(heading));
    if (twin !== undefined) throw new ExportError('export_mapping_same', { one: twin, other: heading });
    byHeading.set(headingKey(heading), heading);
    const role = roleOf(column);
    if (role === 'ignore') continue;
    const key = `${role} ${windowOf(column) ?? ''}`;
    const rival = byRole.get(key);
    if (rival !== undefined) throw new ExportError('export_mapping_twice', { one: rival, other: heading, as: role });
    byRole.set(key, heading);
  }
  const roles = Object.values(columns).map(roleOf);
  const measures = roles.filter(isMeasure);
  if (measures.length === 0) throw new ExportError('export_mapping_no_measure');
  for (const measure of measures) {
    const sources: readonly Source[] = STORED[measure].sources;
    if (!sources.includes(source)) {
      throw new ExportError('export_mapping_source', { measure, source, sources: sources.join(', ') });
    }
  }
  const needed: (readonly string[])[] = [['date']];
  if (OWNERS[grain].length > 0) needed.push(OWNERS[grain]);
  if (NEEDS_ENTITY.includes(grain)) needed.push(['entity']);
  for (const group of needed) {
    if (!group.some((dimension) => roles.some((role) => role === dimension))) {
      throw new ExportError('export_mapping_needs', { grain, column: group.join(' / ') });
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
