import { windowIn } from './cells';
import type { ColumnReport, Detection, Proven, TableHead, TableLine } from './face';
import { ExportError } from './face';
import { type Proof, provenBy } from './proof';

/** The words a kind of export uses for its columns. Columns are found by these, never by their number. */
export interface Vocabulary<Role extends string> {
  /** Every heading seen for a column, in any version of the export. */
  names: Readonly<Record<Role, readonly string[]>>;
  /** Columns whose heading may carry a window: `行业商品GMV（30日）` is `行业商品GMV` with 30. */
  windowed?: readonly NoInfer<Role>[];
  /** The window of a column whose heading does not say it. */
  windowOf?(role: Role, heading: string): HeadingWindow;
  /** Nothing can be read without one column of each of these groups. */
  needs: readonly (readonly NoInfer<Role>[])[];
  /** Headings that prove another kind of export: names, or the shape of their keys. */
  never?: readonly (string | RegExp)[];
  /** What makes a table this platform's, or `user` where what the user wrote does. */
  proof: Proof<NoInfer<Role>> | 'user';
  /** A heading that stands there twice says two things, and which is which is not known: neither column is read. */
  unclearTwice?: true;
  /** Whether a heading is understood though no role is of it: it counts for the kind, and stands for its column. */
  knows?(heading: string): boolean;
  /** What the first column is where it has no heading. */
  unnamedFirst?: NoInfer<Role>;
}

export type HeadingWindow = 7 | 15 | 30 | null;

export interface Column<Role extends string> {
  role: Role;
  window: HeadingWindow;
  heading: string;
  index: number;
}

export interface FoundColumns<Role extends string> {
  columns: Column<Role>[];
  /** The heading of every column, read or not; '' where it has none. */
  headings: readonly string[];
  report: ColumnReport[];
  /** The line of the headings themselves. */
  headingLine: number;
  /** Cells in the heading row, and how many of them at the end are blank. */
  width: number;
  blankEnd: number;
  /** A sheet's rows leave out blank cells; a text's never do, so there a missing cell means a cut row. */
  ragged: boolean;
  /** Whether a line is a heading row again, of the same columns or of others; null for data. */
  headingsAgain(line: TableLine): 'same' | 'other' | null;
}

/** Headings stand within the first lines, below any banner. */
const HEADING_LINES = 20;
/** Rows over which one heading reaches, beside its last. */
const ROWS_ABOVE = 2;

const UNIT_NAME = '元|人|次|个|件|单|笔|篇|人次|人民币|人民币元|rmb|cny|¥|%';
const UNIT = new RegExp(`\\((?:单位:?)?(?:${UNIT_NAME})\\)$|[/_:-](?:单位:?)?(?:元|次|人)$`);
/** What people put around a heading: quotes, and the star of a column that must be filled. */
const AROUND = /^["'“”‘’*]+|["'“”‘’*]+$/g;

/** `去重后…` says first what other versions say last. */
const DISTINCT_FIRST = /^去重后?[-_:]?(.+)$/;

/**
 * A heading without what changes from version to version: case, width, kinds of brackets, spaces, stars, and a unit
 * that changes nothing (`(元)`; a `(万元)` stays, so that it is never read as 元).
 */
export function headingKey(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[【〔「『〈《[{]/g, '(')
    .replace(/[】〕」』〉》\]}]/g, ')')
    .replace(AROUND, '')
    .replace(UNIT, '')
    .replace(DISTINCT_FIRST, '$1(去重)')
    .replace('(去重后)', '(去重)');
}

const WINDOW = /[-_/]?\(?(去重)?(?:点击)?后?近?(\d+)[日天](?:设备)?(?:归因)?\)?/;

/** The window in a heading and the heading without it: `站外活跃行为uv(去重后30日归因)` → 30, `站外活跃行为uv(去重)`. */
function withoutWindow(key: string): { base: string; window: HeadingWindow } | null {
  const match = WINDOW.exec(key);
  if (!match) return null;
  const days = match[2] ?? '';
  if (days !== '7' && days !== '15' && days !== '30') return null;
  const base = key.slice(0, match.index) + (match[1] ? '(去重)' : '') + key.slice(match.index + match[0].length);
  return { base, window: windowIn(days) };
}

/** Days, ids and amounts: no heading has four digits in a row. */
const DATA = /\d{4}/;

const hasDigit = (cell: string) => /\d/.test(cell);

interface HeadingRow<Role extends string> {
  line: TableLine;
  columns: Column<Role>[];
}

/** Looks headings up in a vocabulary. */
class Matcher<Role extends string> {
  private readonly roles = new Map<string, Role>();
  private readonly windowed: ReadonlySet<Role>;
  private readonly never: ReadonlySet<string>;
  private readonly neverLike: readonly RegExp[];

  constructor(private readonly vocabulary: Vocabulary<Role>) {
    for (const role of Object.keys(vocabulary.names) as Role[]) {
      for (const name of vocabulary.names[role]) this.roles.set(headingKey(name), role);
    }
    this.windowed = new Set(vocabulary.windowed);
    const never = vocabulary.never ?? [];
    this.never = new Set(never.filter((one) => typeof one === 'string').map(headingKey));
    this.neverLike = never.filter((one) => typeof one !== 'string');
  }

  columnsOf(line: TableLine): Column<Role>[] {
    const keys = line.cells.map(headingKey);
    const { unnamedFirst, unclearTwice, needs } = this.vocabulary;
    return line.cells.flatMap((heading, index) => {
      const key = keys[index] ?? '';
      if (key === '' && index === 0 && unnamedFirst) return [{ role: unnamedFirst, window: null, heading, index }];
      const match = this.match(key);
      if (match === null) return [];
      const unclear = unclearTwice && keys.indexOf(key) !== keys.lastIndexOf(key) && !needs.flat().includes(match.role);
      return unclear ? [] : [{ ...match, heading, index }];
    });
  }

  private match(key: string): { role: Role; window: HeadingWindow } | null {
    const role = this.roles.get(key);
    if (role !== undefined) return { role, window: this.vocabulary.windowOf?.(role, key) ?? null };
    const split = withoutWindow(key);
    const base = split === null ? undefined : this.roles.get(split.base);
    return split === null || base === undefined || !this.windowed.has(base)
      ? null
      : { role: base, window: split.window };
  }

  /** The groups of `needs` that no column of their own answers. */
  missing(columns: readonly Column<Role>[]): (readonly Role[])[] {
    const { needs } = this.vocabulary;
    const found = new Set(columns.map(({ role }) => role));
    const missing = needs.filter((group) => !group.some((role) => found.has(role)));
    const answers = new Set(needs.flat().filter((role) => found.has(role)));
    return missing.length === 0 && answers.size < needs.length ? needs.slice(-1) : missing;
  }

  /** The heading of another kind, if there is one. */
  foreign(line: TableLine): string | undefined {
    return line.cells.find((heading) => {
      const key = headingKey(heading);
      return this.never.has(key) || this.neverLike.some((shape) => shape.test(key));
    });
  }

  /** By what the table under these headings is known to be the platform's. */
  proven(head: TableHead, { line, columns }: HeadingRow<Role>): Proven {
    const { proof } = this.vocabulary;
    if (proof === 'user') return 'own';
    const below = head.lines.filter((one) => one.line > line.line);
    return provenBy(proof, line.cells.map(headingKey), columns, below);
  }

  /** Two exports put one below the other have their headings twice, and perhaps not in the same order. */
  headingsAgain(line: TableLine, columns: readonly Column<Role>[]): 'same' | 'other' | null {
    const probes = columns.slice(0, 3);
    if (!probes.some(({ index }) => this.isHeading(line.cells[index] ?? ''))) return null;
    const again = this.columnsOf(line);
    // Of another kind's headings some are ours too; no row of data is without any digit.
    if (this.missing(again).length > 0) return again.length > 1 && !line.cells.some(hasDigit) ? 'other' : null;
    const places = (list: readonly Column<Role>[]) =>
      list.map(({ role, window, index }) => `${index} ${role} ${window}`).join();
    return places(again) === places(columns) ? 'same' : 'other';
  }

  private isHeading(cell: string): boolean {
    return !DATA.test(cell) && this.match(headingKey(cell)) !== null;
  }

  /**
   * A line, and in its blank cells the headings that stand above them: a spreadsheet's heading may reach over two
   * rows or three, and only its first row holds the words.
   */
  private withHeadingsAbove(lines: readonly TableLine[], at: number): TableLine {
    const [line, ...above] = lines.slice(Math.max(0, at - ROWS_ABOVE), at + 1).reverse();
    if (line === undefined || line.cells.every((cell) => this.match(headingKey(cell)) === null)) {
      return line ?? { line: 0, cells: [] };
    }
    const width = Math.max(...[line, ...above].map(({ cells }) => cells.length));
    const cells = Array.from({ length: width }, (_, column) => {
      const own = line.cells[column] ?? '';
      if (own !== '') return own;
      const words = above.map((one) => one.cells[column] ?? '').find((cell) => cell !== '') ?? '';
      return this.isHeading(words) || (!DATA.test(words) && this.vocabulary.knows?.(words)) ? words : '';
    });
    return {
      ...line,
      cells: cells.slice(0, Math.max(line.cells.length, cells.findLastIndex((cell) => cell !== '') + 1)),
    };
  }

  /** The line that is most like a heading row of this kind. */
  headingRow(head: TableHead): HeadingRow<Role> | null {
    let best: HeadingRow<Role> | null = null;
    for (const at of head.lines.slice(0, HEADING_LINES).keys()) {
      const line = this.withHeadingsAbove(head.lines, at);
      const columns = this.columnsOf(line);
      if (columns.length > (best?.columns.length ?? 0)) best = { line, columns };
    }
    return best;
  }
}

/** How sure a vocabulary can be that a table is of its kind: all that it needs is there, and little is strange. */
export function detectBy<Role extends string>(vocabulary: Vocabulary<Role>): (head: TableHead) => Detection {
  const matcher = new Matcher(vocabulary);
  return (head) => {
    const row = matcher.headingRow(head);
    if (row === null || matcher.foreign(row.line) !== undefined) return NOT_THIS;
    const needed = new Set(vocabulary.needs.flat());
    const because = row.columns.filter(({ role }) => needed.has(role)).map(({ heading }) => heading);
    const missing = matcher.missing(row.columns);
    const known = { because, proven: matcher.proven(head, row) };
    if (missing.length > 0) {
      const lacks = missing.map((group) => group.map((role) => vocabulary.names[role][0]).join(' / '));
      return { ...known, confidence: 0, lacks };
    }
    const headings = row.line.cells.filter((cell) => cell !== '').length;
    const read = new Set(row.columns.map(({ index }) => index));
    const cuts = row.line.cells.filter((cell, at) => !read.has(at) && cell !== '' && vocabulary.knows?.(cell)).length;
    return { ...known, confidence: 0.5 + (0.5 * (row.columns.length + cuts)) / headings, lacks: [] };
  };
}

const NOT_THIS: Detection = { confidence: 0, because: [], proven: null, lacks: [] };

/** @throws ExportError when a column without which nothing can be read is not there, or one of another kind is. */
export function findColumns<Role extends string>(
  kind: string,
  head: TableHead,
  vocabulary: Vocabulary<Role>,
): FoundColumns<Role> {
  const matcher = new Matcher(vocabulary);
  const row = matcher.headingRow(head);
  const missing = matcher.missing(row?.columns ?? [])[0];
  if (row === null || missing !== undefined) {
    const names = (missing ?? vocabulary.needs[0] ?? []).map((role) => vocabulary.names[role][0]);
    throw new ExportError('export_missing_column', { kind, column: names.join(' / ') });
  }
  const { line, columns } = row;
  const foreign = matcher.foreign(line);
  if (foreign !== undefined) throw new ExportError('export_other_kind', { kind, heading: foreign });
  const roles = new Map(columns.map(({ index, role }) => [index, role]));
  const lastNamed = line.cells.findLastIndex((cell) => cell !== '');
  return {
    columns,
    headings: line.cells,
    report: line.cells.flatMap((heading, index) => (heading === '' ? [] : [{ heading, as: roles.get(index) ?? null }])),
    headingLine: line.line,
    width: line.cells.length,
    blankEnd: line.cells.length - 1 - lastNamed,
    ragged: head.sheet !== null,
    headingsAgain: (again) => matcher.headingsAgain(again, columns),
  };
}
