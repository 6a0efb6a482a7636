import type { Day } from '../metrics/days';
import type { Mapping } from '../metrics/mapping';
import type { StoredMeasure } from '../metrics/measures';
import type { Source } from '../metrics/sources';
import type { Declared, Label, Link, Row, Scope } from '../metrics/values';

/**
 * The face of this room. A reader is one file; it knows one kind of export by its headings and turns rows of
 * cells into values. It never sees encodings, spreadsheets or where the result goes.
 */

/** One line of a table after decoding: `line` is its 1-based number in the file, headings counted. */
export interface TableLine {
  line: number;
  cells: readonly string[];
  /** The last line of a text without a line end: if the file was cut off, it was here. */
  unended?: true;
}

/** The first lines of a table, for detection; readers find their heading row in it (banner and multi-row headings happen). */
export interface TableHead {
  fileName: string;
  sheet: string | null;
  lines: readonly TableLine[];
}

/** Where a column of the file went. */
export interface ColumnReport {
  heading: string;
  /** What we read it as: a measure, or a dimension such as `date`; null when not understood (reported, never guessed). */
  as: StoredMeasure | string | null;
}

/** By what a table is known to be a platform's: its headings or what the user wrote, its ids, or nothing. */
export type Proven = 'own' | 'ids' | null;

export interface Detection {
  /** 0 = not this kind … 1 = certain. */
  confidence: number;
  /** The headings that decided it, for the sentence that explains it. */
  because: string[];
  /** By what the table is known to be of this platform; null where only words that others have too say so. */
  proven: Proven;
  /** The columns for want of which it is none of this kind. */
  lacks: string[];
}

/** What the file does not say and the user may declare. */
export type Undeclared = 'window' | 'caliber' | 'traffic' | 'filtered' | 'asOf';

/** A message as key and parameters; the words are in `_locales` under this key. */
export interface Notice {
  code: string;
  params?: Record<string, string | number>;
}

/** A row, and the measures that its table has a column for under the row's scope, stated by it or not. */
export interface ReadRow extends Row {
  columns?: readonly StoredMeasure[];
}

/** A column that tells rows of one key apart, or states one total in several ways, and what each answer would come to. */
export interface CutQuestion {
  /** Its heading; `rows` where no column tells the rows apart. */
  column: string;
  /**
   * `unknown`: nobody here knows the column. `alternative`: each of its values states the same total. `total`: a known
   * cut with a row of all its parts beside them. `rows`: rows of one key with other figures, told apart by nothing.
   */
  why: 'unknown' | 'alternative' | 'total' | 'rows';
  /** What stands in it, with what the main measure comes to under each. */
  values: { value: string; amount: number | null }[];
  /** How many more values there are, at least. */
  more: number;
  /** The measure that the amounts are of, and its heading in the file. */
  measure: { key: StoredMeasure; heading: string } | null;
  /** What it comes to if rows of one key are added, and if the first of them counts. */
  sum: number | null;
  first: number | null;
  /** What was answered: `sum`, `first`, or the value whose rows count. */
  answer: string | null;
}

/** What a reader makes of a table, one item at a time. */
export type Parsed =
  | { type: 'row'; row: ReadRow }
  | { type: 'link'; link: Link }
  | { type: 'label'; label: Label }
  /** The measures that a file had a column for under a scope, as an archive reports them. */
  | { type: 'columns'; scope: Scope; columns: readonly StoredMeasure[] }
  /** A row that was not taken, with its number and why. Of it is kept at most whose it is and when (`blank`): no 0. */
  | { type: 'rejected'; line: number; notice: Notice; blank?: ReadRow[] }
  /** A row that is no data: blank, 合计. Counted, not an error. */
  | { type: 'passed'; line: number }
  /** Something to know about a row that was taken. */
  | { type: 'remark'; line: number; notice: Notice };

/** A reader set up for one table: its columns are found, its questions known. */
export interface PreparedReader {
  columns: ColumnReport[];
  /** What this file does not say. */
  undeclared: Undeclared[];
  /** First data line (headings and banners before it are skipped). */
  firstLine: number;
  /** The file's own 数据更新日, where it states one for the whole file: of those in a column the newest so far read. */
  readonly asOf: Day | null;
  /** Whether such files are a selection, which proves no 0, whatever anybody says of them. */
  selects?: true;
  /** The headings that an answer about cuts may name; none where each line is an event of its own. */
  cuttable?: readonly string[];
  /** What the lines read so far leave open about how their table is cut (domain.md §3.8). */
  readonly cuts?: readonly CutQuestion[];
  read(line: TableLine, declared: Declared): Parsed[];
}

export interface Reader {
  /** The kind's own id: `xinghe-content`, `juguang-note`, `jd-seeding-task`, `map`. */
  kind: string;
  /** null for the map. */
  source: Source | null;
  name: { zh: string; en: string };
  /** The saved mapping that it reads by, where it is one of those. */
  mapping?: Mapping;
  detect(head: TableHead): Detection;
  /**
   * `secret` is the workspace's own, for kinds that keep a keyed hash of something personal.
   * @throws ExportError when a column without which nothing can be read is missing.
   */
  prepare(head: TableHead, secret?: string): PreparedReader;
}

/** A file-level refusal: nothing of the file is taken. */
export class ExportError extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, string | number> = {},
  ) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'ExportError';
  }
}

/** A file as any caller has it; `bytes` may be called more than once (detection, then reading). */
export interface ExportFile {
  name: string;
  size: number;
  bytes(): AsyncIterable<Uint8Array>;
}

/** A file that was recognised and can now be read. */
export interface OpenedExport {
  reader: Reader;
  detection: Detection;
  prepared: PreparedReader;
  encoding: string;
  /** Batches, so that a 200 MB csv never stands in memory whole. @throws ExportError on a file that breaks midway. */
  parsed(declared: Declared): AsyncGenerator<Parsed[]>;
  /** Nothing in the table says of which platform it is: the user did, now or of an earlier one with these headings. */
  chosen?: true;
}
