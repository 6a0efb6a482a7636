import type { ImportAnswer, ImportReport } from '../api/contract';
import { isSameReading } from '../exports';
import type { Declared } from '../metrics/values';
import { ArchiveError } from './format';
import type { OpenedArchive, ReadableImport } from './read';

/** What is asked of an import beside its file, none of which an archive leaves open. */
interface Wishes {
  declared: Declared;
  kind?: string;
  sheet?: string;
  mapping?: unknown;
}

/** @throws ArchiveError `archive_as_it_is` where something is declared of an archive: each of its imports has its own */
export function refuseWishes({ declared, kind, sheet, mapping }: Wishes): void {
  const isPlain = kind === undefined && sheet === undefined && mapping === undefined;
  if (!isPlain || Object.keys(declared).length > 0) throw new ArchiveError('archive_as_it_is');
}

/** An import of an archive and, where the very same is live in the set already, that one's id there. */
export interface Wanted {
  one: ReadableImport;
  already: string | null;
}

/** Which imports of an archive a set has already. */
export function wantedOf(
  { imports }: OpenedArchive,
  live: Iterable<{ id: string; report: ImportReport | null }>,
): Wanted[] {
  const held = [...live];
  return imports.map((one) => {
    const same = held.find(({ report }) => report && isSameReading(readingOf(report), readingOf(one.report)));
    return { one, already: same?.id ?? null };
  });
}

function readingOf({ sha256, kind, sheet, declared, mapping }: ImportReport) {
  return { sha256, kind, sheet, declared, mapping };
}

/** An import's report where it goes: what it replaces has other ids there, or did not come along. */
export function reportThere(report: ImportReport, ids: ReadonlyMap<string, string>): ImportReport {
  const replaces = report.replaces.flatMap((other) => {
    const id = ids.get(other.id);
    return id === undefined ? [] : [{ ...other, id }];
  });
  return { ...report, replaces };
}

/** What is said of an archive. @param ids What its imports are called where they went; null in a preview. */
export function archiveAnswer(
  fileName: string,
  archive: OpenedArchive,
  wanted: readonly Wanted[],
  ids: ReadonlyMap<string, string> | null,
): ImportAnswer {
  const { name, createdAt, targets, marks, mappings } = archive;
  return {
    id: null,
    state: ids ? 'live' : 'preview',
    already: wanted.every(({ already }) => already !== null) && wanted.length > 0,
    fileName,
    createdAt: null,
    report: null,
    archive: {
      name,
      createdAt,
      imports: wanted.map(({ one: { id, report }, already }) => ({
        id: already ?? ids?.get(id) ?? null,
        already: already !== null,
        fileName: report.fileName,
        name: report.name,
        period: report.period,
        values: report.counts.values,
      })),
      targets: Object.keys(targets).length,
      marks: Object.keys(marks).length,
      mappings: mappings.length,
    },
  };
}
