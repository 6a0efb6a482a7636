import type { StoredMeasure } from '../../metrics/measures';
import type { Declared } from '../../metrics/values';
import { isBlank, plain } from '../cells';
import { headingKey } from '../columns';
import type { CutQuestion } from '../face';
import type { PlacedColumn } from './columns';
import { shortHash } from './hashes';
import { ROWS } from './questions';
import { ToldValues } from './told-values';
import { ALL_PARTS } from './vocabulary';

/** A longer value is kept by its beginning and its hash. */
const LONGEST_VALUE = 60;
const NUMBER = /^[+-]?[\d,.]+%?$/;

/** A cell as a value of its column; '' for every way of leaving it blank. */
export function cellValue(cell: string): string {
  if (isBlank(cell)) return '';
  const value = plain(cell);
  if (value.length <= LONGEST_VALUE) return value;
  return `${Array.from(value.slice(0, LONGEST_VALUE - 20)).join('')}~${shortHash(value).toString(36)}`;
}

/** A column that may have to be asked about, with what stands in it. */
export class AskedColumn {
  readonly told = new ToldValues();
  /** Lines that it alone, or with others, tells from an earlier one of their key. */
  apart = 0;
  /** Whether anything but numbers stands in it. */
  private hasWords = false;
  answer: string | null = null;

  constructor(
    readonly column: PlacedColumn,
    private readonly why: CutQuestion['why'],
  ) {}

  /** Takes note of a value; whether its row counts by the answer. */
  add(value: string, amount: number | null): boolean {
    this.told.add(value, amount);
    this.hasWords ||= value !== '' && !NUMBER.test(value);
    return this.answer === null || this.isMethod || this.answer === value;
  }

  private get isMethod(): boolean {
    return this.answer === 'sum' || this.answer === 'first';
  }

  /** Whether it stays unread without an answer, or was answered. */
  isOpen(): boolean {
    if (this.answer !== null) return true;
    if (this.why === 'alternative') return this.told.count > 1;
    if (this.why === 'total' && this.apart === 0) return isTotalBesideParts(this.told);
    return this.apart > 0;
  }

  /** Whether only numbers stand in a column that tells rows apart: a quantity that nobody reads differs wherever rows do. */
  get isWeak(): boolean {
    return this.apart > 0 && !this.hasWords && this.column.heading !== ROWS;
  }

  question(figures: {
    measure: { key: StoredMeasure; heading: string } | null;
    sum: number | null;
    first: number | null;
  }) {
    // A known cut that tells apart what should be one row is a column like any other.
    const why = this.why === 'total' && this.apart > 0 ? 'unknown' : this.why;
    return { column: this.column.heading, why, ...this.told.listed, ...figures, answer: this.answer };
  }
}

function isTotalBesideParts(told: ToldValues): boolean {
  return told.has((value) => ALL_PARTS.test(value)) && told.has((value) => value !== '' && !ALL_PARTS.test(value));
}

/** What was answered, by the key of the heading it is about. */
export function answersIn({ cuts = {} }: Declared): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(cuts).map(([heading, answer]) => {
      const isMethod = answer === 'sum' || answer === 'first';
      return [headingKey(heading), isMethod ? answer : cellValue(answer)] as const;
    }),
  );
}
