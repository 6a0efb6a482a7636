import { addDays, type Day, eachDay } from '../metrics/days';
import { COARSE, type Row } from '../metrics/values';
import type { Parsed } from './face';

/**
 * A list of events has no line for a day on which nothing happened. This tells of such days, from the first event
 * to the last (or to the as-of): a row of nobody with a 0, so that the day is covered and a note without an event
 * has a real 0 there.
 */
export class CoveredDays {
  private from: Day | null = null;
  private to: Day | null = null;

  constructor(private readonly scope: Omit<Row, 'subject' | 'entity' | 'period' | 'line'>) {}

  /** The days that an event on `day` newly proves, as rows. */
  upTo(day: Day, asOf: Day | undefined, line: number): Parsed[] {
    const last = asOf !== undefined && asOf > day ? asOf : day;
    const days =
      this.from === null || this.to === null
        ? eachDay(day, last)
        : [...eachDay(day, addDays(this.from, -1)), ...eachDay(addDays(this.to, 1), last)];
    this.from = this.from === null || day < this.from ? day : this.from;
    this.to = this.to === null || last > this.to ? last : this.to;
    return days.map((one) => ({
      type: 'covered',
      row: { ...this.scope, subject: COARSE, entity: '', period: { kind: 'day', from: one, to: one }, line },
    }));
  }
}
