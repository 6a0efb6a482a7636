import { STORED, type StoredMeasure } from '../metrics/measures';
import type { Row } from '../metrics/values';
import { count, exact, fen, isBlank, label, plain, type Quantity, Unreadable, unreadable } from './cells';
import type { Column, HeadingWindow } from './columns';
import type { Notice, ReadRow, TableLine } from './face';
import { type Inexact, inexactIn } from './inexact-cells';

/** The columns of a table by what they mean, laid out once for all of its lines. */
export class ColumnsByRole<Role extends string> {
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

/** Reads a quantity, or finds in which way the cell does not tell it. */
function orInexact(read: (text: string) => Quantity): (text: string) => Quantity | Inexact {
  const held = inexactReaders.get(read);
  if (held) return held;
  const made = (text: string) => {
    try {
      return read(text);
    } catch (error) {
      const inexact = error instanceof Unreadable ? inexactIn(text) : null;
      if (inexact !== null) return inexact;
      throw error;
    }
  };
  inexactReaders.set(read, made);
  return made;
}

/** Every cell of every line is read through one of a few functions. */
const inexactReaders = new WeakMap<(text: string) => Quantity, (text: string) => Quantity | Inexact>();

/** One line of a table, asked by what its columns mean. A blank cell is absent: null, never 0. */
export class LineCells<Role extends string> {
  private readonly inexact: Record<Inexact, string[]> = { hidden: [], range: [] };
  private readonly unread: Notice[] = [];
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

  /** As {@link get}, for what does not say whose the row is: what cannot be read costs its cell, and is remarked on. */
  beside<T>(role: Role, read: (text: string) => T): T | null {
    try {
      return this.read(role, read);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.unread.push(error.notice);
      return null;
    }
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
  ): Pick<ReadRow, 'measures' | 'rounded' | 'hidden' | 'columns'> {
    const { present, zeros } = this.columns.ofWindow(measures, window);
    const values = { ...zeros };
    const rounded: StoredMeasure[] = [];
    const hidden: StoredMeasure[] = [];
    for (const measure of present as (Role & StoredMeasure)[]) {
      const read = units[measure] ?? (STORED[measure].unit === 'fen' ? fen : count);
      const quantity = this.quantity(measure, read, window);
      if (quantity === null || typeof quantity === 'string') delete values[measure];
      else {
        values[measure] = quantity.value;
        if (quantity.rounded) rounded.push(measure);
      }
      if (quantity === 'hidden') hidden.push(measure);
    }
    const row = { measures: values, columns: present };
    if (rounded.length + hidden.length === 0) return row;
    return { ...row, ...(rounded.length > 0 && { rounded }), ...(hidden.length > 0 && { hidden }) };
  }

  /** What is to be known of cells that cost their own value and nothing else (domain.md §3.8). */
  get remarks(): Notice[] {
    const { hidden, range } = this.inexact;
    return [
      ...this.unread,
      ...(hidden.length > 0 ? [{ code: 'export_row_hidden', params: { columns: hidden.join('、') } }] : []),
      ...(range.length > 0 ? [{ code: 'export_row_range', params: { columns: range.join('、') } }] : []),
    ];
  }

  /** A measure's cell. One that is no number is remarked on, and costs its own value only. */
  private quantity(measure: Role, read: (text: string) => Quantity, window: HeadingWindow): Quantity | Inexact | null {
    try {
      const quantity = this.read(measure, orInexact(read), window);
      if (typeof quantity === 'string') this.inexact[quantity].push(this.headingOf(measure, window));
      return quantity;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.note(error);
      return null;
    }
  }

  private note({ notice }: Unreadable): void {
    const { text, column } = notice.params ?? {};
    this.unread.push(
      text === undefined || column === undefined ? notice : { code: 'export_row_unread', params: { column, text } },
    );
  }

  private headingOf(role: Role, window: HeadingWindow): string {
    return this.columns.of(role).find((column) => column.window === window)?.heading ?? role;
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
