import type { Day } from '../metrics/days';
import type { CoverageRun, LiveImport } from '../metrics/evidence';
import { type Mapping, mappingKey } from '../metrics/mapping';
import type { Declared, Link } from '../metrics/values';
import { headingKey } from './columns';
import type { KindAnswer } from './detect';
import type { Notice, OpenedExport } from './face';
import type { Gathered } from './gathered';
import { groupConflicts } from './groups';
import { overlaps } from './overlap';
import { trafficIn } from './roles';

/** A file that was read to its end, and what was said of it. */
export interface ReadFile {
  /** `sheet`: the one asked for, where the file is a workbook of several. */
  file: { fileName: string; sha256: string; bytes: number; sheet: string | null };
  opened: OpenedExport;
  declared: Declared;
  warnings: readonly Notice[];
  gathered: Gathered;
}

/** What an import meets. `links` are those that will be live beside it. */
export interface Live {
  coverage: readonly CoverageRun[];
  imports: readonly LiveImport[];
  links: readonly Link[];
}

/** All that is to be known of an import before and after it is live. */
export function reportOf({ file, opened, declared, warnings, gathered }: ReadFile, { coverage, imports, links }: Live) {
  const { period } = gathered;
  const asOf: Day | null = declared.asOf ?? opened.prepared.asOf ?? period?.to ?? null;
  const met = overlaps(gathered.coverage.runs(asOf), { asOf, filtered: declared.filtered === true }, coverage, imports);
  const early: Notice[] =
    asOf !== null && period !== null && asOf < period.to
      ? [{ code: 'server_as_of_early', params: { asOf, last: period.to } }]
      : [];
  return {
    ...file,
    encoding: opened.encoding,
    kind: opened.reader.kind,
    name: opened.reader.name,
    source: opened.reader.source,
    ...(opened.reader.mapping && { mapping: opened.reader.mapping }),
    ...(opened.chosen && { chosen: opened.chosen }),
    because: opened.detection.because,
    columns: opened.prepared.columns,
    undeclared: opened.prepared.undeclared,
    cuts: [...(opened.prepared.cuts ?? [])],
    declared,
    asOf,
    period,
    counts: gathered.totals,
    rejected: gathered.rejected,
    remarks: gathered.remarks,
    replaces: met.replaces,
    warnings: [...warnings, ...early, ...met.warnings, ...groupConflicts(gathered.links, links)],
  };
}

/** What the file says itself cannot be declared otherwise; whoever tries is told. As-of and filter are the user's to say. */
export function applicable(
  declared: Declared,
  { prepared, reader }: OpenedExport,
): { declared: Declared; warnings: Notice[] } {
  const kept: Declared = { ...declared };
  const warnings: Notice[] = [];
  for (const what of ['window', 'caliber', 'traffic'] as const) {
    const value = kept[what];
    if (value === undefined || prepared.undeclared.includes(what)) continue;
    delete kept[what];
    warnings.push({ code: `server_declared_needless_${what}`, params: { value } });
  }
  const cuts = Object.entries({ ...reader.mapping?.cuts, ...kept.cuts });
  const known = new Set((prepared.cuttable ?? []).map(headingKey));
  const used = cuts.filter(([heading]) => known.has(headingKey(heading)));
  for (const [column] of cuts) {
    if (!known.has(headingKey(column))) warnings.push({ code: 'server_declared_needless_cut', params: { column } });
  }
  delete kept.cuts;
  if (used.length > 0) kept.cuts = Object.fromEntries(used);
  if (kept.traffic !== undefined) kept.traffic = trafficIn(kept.traffic);
  if (prepared.selects) kept.filtered = true;
  if (!kept.filtered) delete kept.filtered;
  return { declared: kept, warnings };
}

/** What the user said of tables that prove nothing, as the reports of live imports have it, the newest first. */
export function kindAnswers(reports: Iterable<KindReport | null>): KindAnswer[] {
  return [...reports].flatMap((report) =>
    report?.chosen ? [{ kind: report.kind, headings: report.columns.map(({ heading }) => heading) }] : [],
  );
}

interface KindReport {
  kind: string;
  chosen?: true;
  columns: readonly { heading: string }[];
}

/** Whether two readings of files give the same values: the very same content, read and declared alike. */
export function isSameReading(one: Reading, other: Reading): boolean {
  return (
    one.sha256 === other.sha256 &&
    one.kind === other.kind &&
    one.sheet === other.sheet &&
    declaredKey(one.declared) === declaredKey(other.declared) &&
    mappingKeyOf(one) === mappingKeyOf(other)
  );
}

interface Reading {
  sha256: string;
  kind: string;
  sheet: string | null;
  declared: Declared;
  /** What it was read by, where that was a saved mapping: it may have changed since. */
  mapping: Mapping | undefined;
}

function mappingKeyOf({ mapping }: Reading): string | null {
  return mapping ? mappingKey(mapping) : null;
}

function declaredKey({ window, caliber, traffic, filtered, asOf, since, cuts = {} }: Declared): string {
  return JSON.stringify([window, caliber, traffic, filtered, asOf, since, Object.entries(cuts).sort()]);
}
