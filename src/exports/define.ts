import type { StoredMeasure } from '../metrics/measures';
import type { Source } from '../metrics/sources';
import type { Declared } from '../metrics/values';
import { detectBy, type FoundColumns, findColumns, type Vocabulary } from './columns';
import type { Parsed, Reader, TableHead, Undeclared } from './face';
import { Facts } from './facts';
import { type LineCells, lineReader } from './line-reader';
import { measuresOf } from './roles';

/** One table of a kind: what was found in it, and what its lines share. */
export interface Table<Role extends string> {
  head: TableHead;
  found: FoundColumns<Role>;
  /** The measures that have a column. */
  measures: (Role & StoredMeasure)[];
  /** For titles, names and links, which a table repeats on every row. */
  facts: Facts;
  /** The workspace's secret, for hashing what must not be kept readable. */
  secret: string | undefined;
}

/** What a kind of export says about itself. A reader is one file with one of these. */
export interface ExportKind<Role extends string> {
  kind: string;
  source: Source | null;
  name: { zh: string; en: string };
  vocabulary: Vocabulary<Role>;
  /** Whether something beside the headings speaks against this kind, where two kinds share their headings. */
  unlikely?(head: TableHead): boolean;
  /** The columns that say whose row it is: where one of them says 合计, the row is no data. */
  keys: readonly Role[];
  /** What a table of this kind leaves open. */
  undeclared(table: Table<Role>): Undeclared[];
  /**
   * Sets up one table and gives what each of its data lines becomes. An `Unreadable` thrown for a line rejects
   * it whole.
   */
  lines(table: Table<Role>): (cells: LineCells<Role>, declared: Declared) => Parsed[];
}

export function defineReader<Role extends string>(kind: ExportKind<Role>): Reader {
  const byHeadings = detectBy(kind.vocabulary);
  return {
    kind: kind.kind,
    source: kind.source,
    name: kind.name,
    detect(head) {
      const detection = byHeadings(head);
      return kind.unlikely?.(head) ? { ...detection, confidence: detection.confidence / 2 } : detection;
    },
    prepare(head, secret) {
      const found = findColumns(kind.kind, head, kind.vocabulary);
      const table = { head, found, measures: measuresOf(found), facts: new Facts(), secret };
      return {
        columns: found.report,
        undeclared: kind.undeclared(table),
        firstLine: found.headingLine + 1,
        read: lineReader(found, { keys: kind.keys, take: kind.lines(table) }),
      };
    },
  };
}
