import type { Part } from '../../metrics/cuts';
import { STORED, type StoredMeasure } from '../../metrics/measures';
import { keyOfEntity } from '../../metrics/orders';
import { kindOf } from '../../metrics/subjects';
import { COARSE, type Declared } from '../../metrics/values';
import { type FoundColumns, headingKey } from '../columns';
import { DistinctCount } from '../distinct-count';
import type { CutQuestion, Parsed, ReadRow, TableLine } from '../face';
import { AskedColumn, answersIn, cellValue } from './asked-columns';
import { byOf, type ColumnClasses, type ColumnUse, classesOf, type PlacedColumn, useOf } from './columns';
import { shortHash } from './hashes';
import { KeyTable } from './key-table';
import { cutRows, isOfCooperation, type LineParts } from './parts';
import { ROWS } from './questions';

/** So many columns are looked at to tell rows of one key apart; what else differs makes them other rows of it. */
const MAX_WATCHED = 16;
const NO_CLASSES: ColumnClasses = { cuts: [], alternatives: [], unknown: [], quantities: [] };
const ROWS_COLUMN: PlacedColumn = { index: -1, heading: ROWS };

/** What is done for rows of one kind of owner. */
interface Layout extends ColumnUse {
  /** Columns that were answered `sum`, as parts beside the known ones. */
  added: PlacedColumn[];
  /** Columns of which it is noted what stands in them. */
  told: AskedColumn[];
  table: KeyTable;
  /** What two rows must have alike to be one row that stands there twice. */
  compared: readonly number[];
}

/** What one line is, with its columns known. */
interface Place {
  layout: Layout;
  parts: LineParts;
  place: number;
  times: number;
}

/**
 * Reads what cuts a table finer than its key, line by line: parts of known cuts get entities of their own, alternatives
 * are locked, and what nobody knows is asked about (domain.md §3.8).
 */
export class CutLines {
  private readonly classes: ColumnClasses;
  private readonly asked: AskedColumn[];
  private readonly layouts = new Map<string, Layout>();
  private readonly firsts = new DistinctCount();
  private readonly measure: { key: StoredMeasure; heading: string } | null;
  private answers: ReadonlyMap<string, string> | null = null;
  private sum: number | null = null;
  private first: number | null = null;

  /** @param kind the columns that say whose row it is, and whether each line is an event that nothing cuts */
  constructor(
    found: FoundColumns<string>,
    measures: readonly StoredMeasure[],
    { keys, events }: { keys: readonly string[]; events?: true },
  ) {
    this.classes = events ? NO_CLASSES : classesOf(found, keys);
    const { cuts, alternatives, unknown } = this.classes;
    this.asked = [
      ...alternatives.map((column) => new AskedColumn(column, 'alternative')),
      ...cuts.map((column) => new AskedColumn(column, 'total')),
      ...unknown.map((column) => new AskedColumn(column, 'unknown')),
      new AskedColumn(ROWS_COLUMN, 'rows'),
    ];
    const key = measures.find((measure) => STORED[measure].unit === 'fen') ?? measures[0];
    const heading = found.columns.find(({ role }) => role === key)?.heading;
    this.measure = key === undefined || heading === undefined ? null : { key, heading };
  }

  /** The headings that an answer may be about. */
  get headings(): string[] {
    return this.asked.map(({ column }) => column.heading);
  }

  /** What only the user can say, what was said, and what each answer comes to. */
  get questions(): CutQuestion[] {
    const open = this.asked.filter((one) => one.isOpen());
    const hasStrong = open.some((one) => one.apart > 0 && !one.isWeak);
    const { measure, sum, first } = this;
    return open
      .filter((one) => one.answer !== null || !one.isWeak || !hasStrong)
      .sort((a, b) => b.apart - a.apart)
      .map((one) => one.question({ measure, sum, first }));
  }

  /** What a line's items are, with its cells known. */
  read(line: TableLine, items: readonly Parsed[], declared: Declared): Parsed[] {
    this.take(declared);
    const rows = items.flatMap((item) => (item.type === 'row' ? [item.row] : []));
    const [row] =
      rows.length > 0 ? rows : items.flatMap((item) => (item.type === 'rejected' ? (item.blank ?? []) : []));
    if (!row) return [...items];
    const layout = this.layoutOf(row);
    const parts = partsOf(line, layout);
    if (!rows.some(statesAny)) return withParts(items, parts);
    const amount = this.amountOf(rows);
    const key = keyOf(row, parts.counted.slice(0, layout.parts.length));
    const isChosen = layout.told.map((one) => one.add(valueIn(line, one.column), amount)).every(Boolean);
    this.sum = plus(this.sum, amount);
    const isFirst = this.answers?.size ? this.firsts.add(key) : null;
    if (isFirst === true) this.first = plus(this.first, amount);
    if (!isChosen) return [{ type: 'passed', line: line.line }];
    // Rows under two alternatives are no rows of one key: which of them counts is asked about.
    const apart = [...layout.added, ...this.classes.alternatives].map((column) => valueIn(line, column));
    const { place, times } = layout.table.add([key, ...apart].join('\t'));
    if (isFirst === null && times === 1) this.first = plus(this.first, amount);
    return this.taken(line, items, { layout, parts, place, times });
  }

  private take(declared: Declared): void {
    if (this.answers !== null) return;
    this.answers = answersIn(declared);
    for (const one of this.asked) one.answer = this.answers.get(headingKey(one.column.heading)) ?? null;
  }

  private answerOf({ heading }: PlacedColumn): string | null {
    return this.answers?.get(headingKey(heading)) ?? null;
  }

  private taken(line: TableLine, items: readonly Parsed[], { layout, parts, place, times }: Place): Parsed[] {
    const { table, watched, compared } = layout;
    const alike = compared.reduce((hash, index) => shortHash(cellValue(line.cells[index] ?? ''), hash), 0);
    const values = watched.map((column) => shortHash(valueIn(line, column)));
    if (times === 1) {
      table.set(place, 0, alike);
      for (const [at, value] of values.entries()) table.set(place, at + 1, value);
      return withParts(items, parts);
    }
    const isAlike = table.get(place, 0) === alike >>> 0;
    // Another payment for a note that is told once more as it was.
    if (layout.paidParts.length > 0 && isAlike) return withParts(items, parts);
    const apart = watched.filter((_, at) => table.get(place, at + 1) !== values[at]);
    if (apart.length === 0 && isAlike) {
      return [...withParts(items, parts), { type: 'remark', line: line.line, notice: { code: 'export_row_again' } }];
    }
    const telling = apart.length > 0 ? apart : [ROWS_COLUMN];
    for (const { index } of telling) this.askedAt(index).apart += 1;
    if (telling.some((column) => this.answerOf(column) === 'first')) return [{ type: 'passed', line: line.line }];
    if (apart.length > 0 || this.answerOf(ROWS_COLUMN) !== 'sum') return withParts(items, parts);
    const again: Part = { by: 'row', value: String(times) };
    return withParts(items, { ...parts, counted: [...parts.counted, again] });
  }

  private askedAt(index: number): AskedColumn {
    const found = this.asked.find(({ column }) => column.index === index);
    if (!found) throw new Error(`no column at ${index}`);
    return found;
  }

  private layoutOf(row: ReadRow): Layout {
    const isPaid = measuresOf(row).some(isOfCooperation);
    const owner = row.subject === COARSE ? COARSE : kindOf(row.subject);
    const name = `${row.grain} ${owner} ${isPaid}`;
    const held = this.layouts.get(name);
    if (held) return held;
    const use = useOf(this.classes, row, isPaid);
    const isFirst = (column: PlacedColumn) => this.answerOf(column) === 'first';
    const asked = [...use.watched, ...use.parts.filter(isFirst)];
    const added = asked.filter((column) => this.answerOf(column) === 'sum');
    const watched = asked.filter((column) => !added.includes(column));
    const paidParts = use.paidParts;
    const { quantities, cuts, alternatives } = this.classes;
    const toldAt = new Set([...cuts, ...alternatives, ...watched, ...added].map(({ index }) => index));
    const layout: Layout = {
      parts: use.parts.filter((column) => !isFirst(column)),
      paidParts,
      added: added.sort((a, b) => (byOf(a.heading) < byOf(b.heading) ? -1 : 1)),
      watched: watched.slice(0, MAX_WATCHED),
      told: this.asked.filter(({ column }) => toldAt.has(column.index)),
      table: new KeyTable(1 + Math.min(watched.length, MAX_WATCHED)),
      compared: (paidParts.length > 0
        ? quantities.filter(({ isCounted }) => isCounted)
        : [...quantities, ...watched.slice(MAX_WATCHED)]
      ).map(({ index }) => index),
    };
    this.layouts.set(name, layout);
    return layout;
  }

  private amountOf(rows: readonly ReadRow[]): number | null {
    const key = this.measure?.key;
    if (key === undefined) return null;
    return rows.find(({ measures }) => measures[key] !== undefined)?.measures[key] ?? null;
  }
}

function partsOf(line: TableLine, { parts, paidParts, added }: Layout): LineParts {
  const known = (list: Layout['parts']) =>
    list.map((column): Part => {
      const value = valueIn(line, column);
      return {
        by: column.by,
        value: value === '' && column.name !== null ? cellValue(line.cells[column.name] ?? '') : value,
      };
    });
  const more = added.map((column): Part => ({ by: byOf(column.heading), value: valueIn(line, column) }));
  return { counted: [...known(parts), ...more], paid: known(paidParts) };
}

function valueIn({ cells }: TableLine, { index }: PlacedColumn): string {
  return cellValue(cells[index] ?? '');
}

/** Items with their rows as parts of what they are of. */
function withParts(items: readonly Parsed[], parts: LineParts): Parsed[] {
  return items.flatMap((item): Parsed[] => {
    if (item.type === 'row') return cutRows([item.row], parts).map((row) => ({ type: 'row', row }));
    if (item.type === 'rejected' && item.blank) return [{ ...item, blank: cutRows(item.blank, parts) }];
    return [item];
  });
}

/** What two rows have in common of which one wins. */
function keyOf(
  { subject, entity, source, grain, window, caliber, traffic, period }: ReadRow,
  parts: readonly Part[],
): string {
  const scope = `${source}|${grain}|${window}|${caliber}|${traffic}`;
  const part = parts.map(({ value }) => value).join('\t');
  return `${subject}|${keyOfEntity(entity)}|${scope}|${period.kind}|${period.from}|${period.to}|${part}`;
}

function measuresOf({ columns, measures }: ReadRow): readonly StoredMeasure[] {
  return columns ?? (Object.keys(measures) as StoredMeasure[]);
}

/** A row of nothing but blank cells says nothing that another could say otherwise. */
function statesAny({ measures }: ReadRow): boolean {
  for (const _ in measures) return true;
  return false;
}

function plus(sum: number | null, amount: number | null): number | null {
  return amount === null ? sum : (sum ?? 0) + amount;
}
