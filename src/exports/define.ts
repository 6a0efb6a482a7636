import type { Day } from '../metrics/days';
import type { StoredMeasure } from '../metrics/measures';
import type { Source } from '../metrics/sources';
import type { Declared } from '../metrics/values';
import { momentOf } from './cells';
import { detectBy, type FoundColumns, findColumns, headingKey, type Vocabulary } from './columns';
import { CutLines } from './cuts/cut-lines';
import { cutHeading, isAlternative } from './cuts/headings';
import type { Parsed, Reader, TableHead, TableLine, Undeclared } from './face';
import { Facts } from './facts';
import type { LineCells } from './line-cells';
import { lineReader } from './line-reader';
import { bannerDay } from './periods';
import { AS_OF_NAMES, measuresOf } from './roles';
import { type TotalKeys, totalRows } from './total-rows';

/** One table of a kind: what was found in it, and what its lines share. */
export interface Table<Role extends string> {
  head: TableHead;
  found: FoundColumns<Role>;
  /** The measures that have a column. */
  measures: (Role & StoredMeasure)[];
  /** For titles, names and links, which a table repeats on every row. */
  facts: Facts;
  /** Whether a line is a sum of others. */
  isTotal(line: TableLine): boolean;
  /** The workspace's secret, for hashing what must not be kept readable. */
  secret: string | undefined;
}

/** What a kind of export says about itself. A reader is one file with one of these. */
export interface ExportKind<Role extends string> extends TotalKeys<Role> {
  kind: string;
  source: Source | null;
  name: { zh: string; en: string };
  vocabulary: Vocabulary<Role>;
  /** Whether something beside the headings speaks against this kind, where two kinds share their headings. */
  unlikely?(head: TableHead): boolean;
  /** Each line is an event, told apart by what it is: no column cuts such a table. */
  events?: true;
  /** Exports of this kind are a selection: a subject without a row has no 0. */
  selects?: true;
  /** What a table of this kind leaves open. */
  undeclared(table: Table<Role>): Undeclared[];
  /**
   * Sets up one table and gives what each of its data lines becomes. An `Unreadable` thrown for a line rejects
   * it whole.
   */
  lines(table: Table<Role>): (cells: LineCells<Role>, declared: Declared) => Parsed[];
}

const AS_OF = new Set(AS_OF_NAMES.map(headingKey));
const isAsOf = (heading: string) => AS_OF.has(headingKey(heading));

/** The 数据更新日 that a file states for all its rows: the newest in a column of its own, else its banner's. */
class AsOf {
  private readonly at: number;
  private newest: Day | null = null;

  constructor(
    private readonly head: TableHead,
    private readonly found: FoundColumns<string>,
  ) {
    const headings = head.lines.find(({ line }) => line === found.headingLine)?.cells ?? [];
    this.at = headings.findIndex(isAsOf);
  }

  see({ cells }: TableLine): void {
    if (this.at < 0) return;
    for (const day of dayIn(cells[this.at] ?? '')) if (this.newest === null || day > this.newest) this.newest = day;
  }

  get day(): Day | null {
    return this.newest ?? bannerDay(this.head, this.found.headingLine);
  }
}

function dayIn(text: string): Day[] {
  try {
    return [momentOf(text).day];
  } catch {
    return [];
  }
}

function isKnownCut(heading: string): boolean {
  return cutHeading(heading) !== null || isAlternative(heading);
}

/** What a column is that is read for every kind of export alike. */
function asIn(heading: string): string | null {
  if (isAsOf(heading)) return 'asOf';
  return cutHeading(heading)?.base ?? (isAlternative(heading) ? 'alternative' : null);
}

export function defineReader<Role extends string>(kind: ExportKind<Role>): Reader {
  const vocabulary = { ...kind.vocabulary, knows: isKnownCut };
  const byHeadings = detectBy(vocabulary);
  return {
    kind: kind.kind,
    source: kind.source,
    name: kind.name,
    detect(head) {
      const detection = byHeadings(head);
      return kind.unlikely?.(head) ? { ...detection, confidence: detection.confidence / 2 } : detection;
    },
    prepare(head, secret) {
      const found = findColumns(kind.kind, head, vocabulary);
      const isTotal = totalRows(found, kind);
      const table = { head, found, measures: measuresOf(found), facts: new Facts(), isTotal, secret };
      const asOf = new AsOf(head, found);
      const cuts = new CutLines(found, table.measures, kind);
      const read = lineReader(found, { isTotal, take: kind.lines(table) });
      return {
        columns: found.report.map(({ heading, as }) => ({ heading, as: as ?? asIn(heading) })),
        get asOf() {
          return asOf.day;
        },
        undeclared: kind.undeclared(table),
        firstLine: found.headingLine + 1,
        ...(kind.selects && { selects: true }),
        cuttable: cuts.headings,
        get cuts() {
          return cuts.questions;
        },
        read(line, declared) {
          asOf.see(line);
          return cuts.read(line, read(line, declared), declared);
        },
      };
    },
  };
}
