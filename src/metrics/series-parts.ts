import type { Daily, DaySpan } from './daily';
import { type Day, dayNumber } from './days';
import type { EvidenceIndex } from './evidence-index';
import type { Mark } from './figures';
import { isMature } from './maturity';
import { isOfPeople, type StoredMeasure } from './measures';
import type { Keeps } from './orders';
import type { Source } from './sources';
import type { Subject } from './subjects';
import type { Caliber, Grain, Scope, StoredRow } from './values';

export type Attributes = Pick<Scope, 'window' | 'caliber' | 'traffic'>;

export interface SeriesRequest {
  subject: Subject;
  source: Source;
  grain: Grain;
  measure: StoredMeasure;
  scope: Attributes;
  span: DaySpan;
  /** The subject's first day of life, where a lifetime value begins; null when not known. */
  birth: Day | null;
  /** Which of the subject's rows, by key, count; null where all do. */
  keeps: Keeps | null;
}

/** Collects what must be said of the rows that a daily rests on. */
export class Used {
  private readonly disputed = new Set<StoredRow>();
  private readonly borne = new Map<StoredRow, readonly StoredRow[]>();
  private readonly grown = new Set<number>();

  constructor(
    private readonly daily: Daily,
    private readonly measure: StoredMeasure,
    private readonly index: EvidenceIndex,
    /** The number of the span's first day. */
    private readonly first: number,
  ) {}

  row(row: StoredRow): void {
    this.one(row);
    for (const alike of this.borne.get(row) ?? []) this.one(alike);
    if (this.disputed.has(row)) this.mark('conflict');
  }

  private one(row: StoredRow): void {
    this.covered(row.importId);
    if (isSampled(row, this.measure)) this.mark('sampled');
    if (row.rounded?.includes(this.measure)) this.mark('rounded');
    if (row.period.kind !== 'lifetime' && !isMature(row, row.asOf, dayNumber(row.period.to))) {
      this.growing(row.caliber, row.period.from, row.period.to);
    }
    if (this.index.isDeclared(row.importId)) this.mark('declared');
  }

  /** The days `from..to` may still grow: their window had not passed when they were exported. */
  growing(caliber: Caliber, from: Day, to: Day): void {
    this.mark(caliber === 'unknown' ? 'maybe-immature' : 'immature');
    for (let day = dayNumber(from); day <= dayNumber(to); day++) this.grown.add(day - this.first);
    this.daily.immature = this.grown;
  }

  /** Series begin with sets that they share, because there are so many of them. */
  mark(mark: Mark): void {
    if (!this.daily.marks.has(mark)) this.daily.marks = new Set([...this.daily.marks, mark]);
  }

  /** An import that proves a 0 by covering the time without a row. */
  covered(importId: string): void {
    if (!this.daily.imports.has(importId)) this.daily.imports = new Set([...this.daily.imports, importId]);
  }

  /** Another export of the same as-of says otherwise than this row, which is to be said where the row counts. */
  dispute(row: StoredRow): void {
    this.disputed.add(row);
  }

  /** Other exports of the same as-of say the same as this row. */
  bear(row: StoredRow, alike: readonly StoredRow[]): void {
    this.borne.set(row, alike);
  }
}

/**
 * Sampled people are scaled per row, never after adding (§3.4: 100 at 50 % + 100 at 100 % = 300); money and events
 * are reported whole.
 */
export function scaledValue(row: StoredRow, measure: StoredMeasure): number {
  const reported = row.measures[measure] ?? Number.NaN;
  return isSampled(row, measure) ? reported / (row.sampling ?? 1) : reported;
}

/** How much of a row's scaled value was not counted. */
export function scaledUp(row: StoredRow, measure: StoredMeasure): number {
  return scaledValue(row, measure) - (row.measures[measure] ?? 0);
}

function isSampled(row: StoredRow, measure: StoredMeasure): boolean {
  return row.sampling !== null && isOfPeople(measure);
}
