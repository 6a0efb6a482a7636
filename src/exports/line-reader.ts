import { STORED, type StoredMeasure } from '../metrics/measures';
import type { Declared, Row } from '../metrics/values';
import { count, exact, fen, isBlank, isRange, label, plain, type Quantity, Unreadable, unreadable } from './cells';
import type { Column, FoundColumns, HeadingWindow } from './columns';
import { ExportError, type Parsed, type ReadRow, type TableLine } from './face';

const TOTAL =
  /^(?:合计|总计|小计|汇总|总和|累计|全部|均值|平均|共\s*\d+\s*[条行])|^(?:sum|total|summary|average)(?![\w-])/i;

const ONLY_TOTAL = /^(?:合计|总计|小计|汇总|总和|均值|平均|平均值|sum|total|summary|average)[:：]?$/i;
const saysOnlyTotal = (text: string) => ONLY_TOTAL.test(text);

/** Whether a cell stands where a key should and says that the row is a sum. */
export function saysTotal(text: string): boolean {
  return TOTAL.test(text);
}

const FOOTNOTE =
  /^(?:[注*※]|备注|说明|数据(?:来源|说明|截止|更新)|来源|(?:导出|下载|统计|更新|生成)时间|导出人|source|note)/i;

/** Whether a line is a remark under the table: one text alone, that says what such remarks say. */
function isFootnote({ cells }: TableLine): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length === 1 && filled.every((cell) => FOOTNOTE.test(cell));
}

/** The columns of a table by what they mean, laid out once for all of its lines. */
class ColumnsByRole<Role extends string> {
  private readonly byRole = new Map<Role, Column<Role>[]>();
  private readonly asked = new WeakMap<readonly StoredMeasure[], Map<HeadingWindow, AskedColumns>>();
  private readonly alike = new Map<string, AskedColumns>();

  constructor(readonly all: readonly Column<Role>[]) {
    for (const column of all) this.byRole.set(column.role, [...this.of(column.role), column]);
  }

  of(role: Role): readonly Column<Role>[] {
    return this.byRole.get(role) ?? [];
  }

  /** Those of some measures that have a column of a window; the same object for the same measures and window. */
  ofWindow(measures: readonly StoredMeasure[], window: HeadingWindow): AskedColumns {
    const byWindow = this.asked.get(measures) ?? new Map<HeadingWindow, AskedColumns>();
    const held = byWindow.get(window);
    if (held) return held;
    const columns = this.interned(measures, window);
    this.asked.set(measures, byWindow.set(window, columns));
    return columns;
  }

  /** Readers may make their list anew for every line: equal lists share what is made of them. */
  private interned(measures: readonly StoredMeasure[], window: HeadingWindow): AskedColumns {
    const key = `${window} ${measures.join()}`;
    const held = this.alike.get(key);
    if (held) return held;
    const roles: ReadonlySet<string> = new Set(this.all.filter((one) => one.window === window).map(({ role }) => role));
    const present = measures.filter((measure) => roles.has(measure));
    const zeros = JSON.parse(JSON.stringify(Object.fromEntries(present.map((measure) => [measure, 0]))));
    const made = { present, zeros };
    this.alike.set(key, made);
    return made;
  }
}

/** Columns that a line is asked for together. */
interface AskedColumns {
  present: readonly StoredMeasure[];
  /**
   * Each of them 0, to be copied and filled. An object that grows by more than a dozen names that the engine has not
   * seen in the code becomes a hash table, four times as slow to make and to read.
   */
  zeros: Row['measures'];
}

/** Reads a quantity, or finds that the cell gives only a range. */
function orRange(read: (text: string) => Quantity): (text: string) => Quantity | 'range' {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      if (error instanceof Unreadable && isRange(text)) return 'range';
      throw error;
    }
  };
}

const COUNT = orRange(count);
const FEN = orRange(fen);

/** One line of a table, asked by what its columns mean. A blank cell is absent: null, never 0. */
export class LineCells<Role extends string> {
  /** Columns whose cell gives only a range, and so no value. */
  readonly ranges: string[] = [];
  /** Why the line is rejected, though it is known whose it is and when: what it would have said is not known. */
  fault: Unreadable | null = null;

  constructor(
    readonly line: TableLine,
    private readonly columns: ColumnsByRole<Role>,
  ) {}

  /** What the columns of a role say, through `read`; null, and the line is rejected, where they cannot be read. */
  get<T>(role: Role, read: (text: string) => T, window?: HeadingWindow): T | null {
    try {
      return this.read(role, read, window);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.fault ??= error;
      return null;
    }
  }

  /** @throws Unreadable when the cell is not what it should be, or two columns of one meaning disagree. */
  private read<T>(role: Role, read: (text: string) => T, window?: HeadingWindow): T | null {
    let value: T | null = null;
    let by: Column<Role> | null = null;
    for (const column of this.columns.of(role)) {
      if (window !== undefined && column.window !== window) continue;
      const text = this.line.cells[column.index] ?? '';
      if (isBlank(text)) continue;
      const other = readCell(text, column.heading, read);
      if (other === null) continue;
      if (by !== null && JSON.stringify(value) !== JSON.stringify(other)) {
        throw unreadable('export_row_two_columns', { one: by.heading, other: column.heading });
      }
      if (by === null) value = other;
      by ??= column;
    }
    return value;
  }

  /** As {@link get}, for a column without which nothing is known of a row. @throws Unreadable for a cell that is none */
  need<T>(role: Role, read: (text: string) => T, ...others: Role[]): T {
    const value = this.read(role, read);
    if (value === null) {
      const there = [role, ...others].flatMap((one) => this.columns.of(one).map(({ heading }) => heading));
      throw unreadable('export_row_blank_key', { column: there.join(' / ') || role });
    }
    return value;
  }

  text(role: Role): string | null {
    return this.get(role, (cell) => exact(plain(cell)));
  }

  /** What no number depends on, such as a title: null where it is blank or damaged, and the row stands. */
  fact(role: Role, read: (text: string) => string | null = label): string | null {
    try {
      return this.read(role, read);
    } catch (error) {
      if (error instanceof Unreadable) return null;
      throw error;
    }
  }

  /** Every measure whose column has this window, as integers; `units` says where a column is not in 元 or whole things. */
  measured(
    measures: readonly (Role & StoredMeasure)[],
    window: HeadingWindow,
    units: Partial<Record<StoredMeasure, (text: string) => Quantity>> = {},
  ): Pick<ReadRow, 'measures' | 'rounded' | 'columns'> {
    const { present, zeros } = this.columns.ofWindow(measures, window);
    const values = { ...zeros };
    const rounded: StoredMeasure[] = [];
    for (const measure of present as (Role & StoredMeasure)[]) {
      const own = units[measure];
      const read = own ? orRange(own) : STORED[measure].unit === 'fen' ? FEN : COUNT;
      const quantity = this.get<Quantity | 'range'>(measure, read, window);
      if (quantity === 'range') this.ranges.push(this.headingOf(measure));
      if (quantity === null || quantity === 'range') delete values[measure];
      else {
        values[measure] = quantity.value;
        if (quantity.rounded) rounded.push(measure);
      }
    }
    return rounded.length === 0
      ? { measures: values, columns: present }
      : { measures: values, columns: present, rounded };
  }

  /**
   * Whether the row is a sum of others: a key says so, or a column that cuts the table finer, or it has no key and
   * another known column does.
   */
  isTotal(keys: readonly Role[], parts: readonly Role[]): boolean {
    if (parts.some((part) => this.columns.of(part).some(({ index }) => saysOnlyTotal(this.line.cells[index] ?? ''))))
      return true;
    let keyless = true;
    for (const key of keys) {
      for (const { index } of this.columns.of(key)) {
        const text = this.line.cells[index] ?? '';
        if (saysTotal(text)) return true;
        keyless &&= isBlank(text);
      }
    }
    return keyless && this.columns.all.some(({ index }) => saysOnlyTotal(this.line.cells[index] ?? ''));
  }

  private headingOf(role: Role): string {
    return this.columns.of(role)[0]?.heading ?? role;
  }
}

/** A cell through `read`; the reason for what cannot be read names its column. */
function readCell<T>(text: string, heading: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw unreadable(error.notice.code, { ...error.notice.params, column: heading });
  }
}

/** What a kind of export makes of its lines. */
export interface LineRules<Role extends string> {
  /** The columns that say whose row it is: where one of them says 合计, the row is no data. */
  keys: readonly Role[];
  /** The columns that cut the table finer than its keys. */
  parts?: readonly Role[];
  /** One data line. An {@link Unreadable} thrown here rejects the whole line. */
  take(cells: LineCells<Role>, declared: Declared): Parsed[];
}

/**
 * Reads line by line: passes over blank lines, sums and headings that come again, rejects a line that is cut
 * or shifted, and turns any unreadable cell into the rejection of its whole line.
 */
export function lineReader<Role extends string>(
  found: FoundColumns<Role>,
  rules: LineRules<Role>,
): (line: TableLine, declared: Declared) => Parsed[] {
  const columns = new ColumnsByRole(found.columns);
  let spareCells: number | null = null;

  /** Rows may have blank cells to spare at their end, if all have as many. Anything else is a shifted or cut row. */
  const hasOtherWidth = ({ cells }: TableLine) => {
    if (cells.length === found.width) {
      spareCells ??= 0;
      return false;
    }
    if (cells.length < found.width - found.blankEnd) return true;
    const beyond = cells.slice(found.width);
    const allBlank = beyond.every((cell) => cell === '');
    spareCells ??= allBlank ? beyond.length : 0;
    return beyond.length > spareCells || !allBlank;
  };

  return (line, declared) => {
    const cells = new LineCells(line, columns);
    const headings = found.headingsAgain(line);
    if (headings === 'other') throw new ExportError('export_other_headings', { line: line.line });
    if (
      line.cells.every((cell) => cell === '') ||
      headings === 'same' ||
      cells.isTotal(rules.keys, rules.parts ?? []) ||
      isFootnote(line)
    ) {
      return [{ type: 'passed', line: line.line }];
    }
    try {
      if (!found.ragged && hasOtherWidth(line)) {
        throw unreadable('export_row_width', { expected: found.width, found: line.cells.length });
      }
      const taken = rules.take(cells, declared);
      if (cells.fault) {
        // Nothing of it is kept but whose it is and when: on a day that other rows cover its 0 would be none (§3.2).
        const blank = taken.flatMap((item) =>
          item.type === 'row' ? [{ ...item.row, rounded: [], measures: {} }] : [],
        );
        const covered = taken.filter(({ type }) => type === 'covered');
        return [...covered, { type: 'rejected', line: line.line, notice: cells.fault.notice, blank }];
      }
      const remarks = [
        ...(cells.ranges.length > 0
          ? [{ code: 'export_row_range', params: { columns: cells.ranges.join('、') } }]
          : []),
        ...(line.unended ? [{ code: 'export_row_unended' }] : []),
      ];
      if (remarks.length === 0) return taken;
      return [...taken, ...remarks.map((notice) => ({ type: 'remark' as const, line: line.line, notice }))];
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return [{ type: 'rejected', line: line.line, notice: (cells.fault ?? error).notice }];
    }
  };
}
