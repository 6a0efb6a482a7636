import { addDays, type Day } from '../../../src/metrics/days';
import type { Mark, MissingReason } from '../../../src/metrics/figures';
import { isPlain, type StoredMeasure } from '../../../src/metrics/measures';
import type { Question } from '../../../src/metrics/question';
import type { Source } from '../../../src/metrics/sources';
import type { Caliber, Grain, Row } from '../../../src/metrics/values';
import type { Broken } from './broken';
import type { File, LawWorld } from './world-shape';

/** What the imports tell of one subject, measure and day: a number with its marks, or why there is none. */
export type DayCell =
  | {
      value: number;
      marks: Mark[] /** The law does not decide the number. */;
      unsure?: true;
      filtered?: true;
      wholly?: true;
    }
  | { why: MissingReason }
  | 'silent';

/** What a file has of one scope, and of it on one day of one subject. */
interface Excerpt {
  file: File;
  all: Row[];
  rows: Row[];
  hasColumn: boolean;
  days: Set<Day>;
  on(subject: string, day: Day): Row[];
}

export interface Asked {
  source: Source;
  grain: Grain;
  measure: StoredMeasure;
}

/** Reads single days straight from the rows of the live imports (domain.md §3.2, §3.3, §3.4, §3.8). */
export class DayCells {
  readonly live: File[];
  private exposed: Set<Day> | null = null;
  private readonly excerpts = new Map<File, Map<string, Excerpt>>();

  constructor(
    readonly world: LawWorld,
    private readonly question: Question,
    private readonly broken: Broken = null,
  ) {
    this.live = world.files.filter(({ undone }) => broken === 'undo' || !undone);
  }

  isImported(source: Source): boolean {
    return this.live.some(({ rows }) => rows.some((row) => row.source === source));
  }

  hasRows(source: Source, subject: string): boolean {
    return this.live.some(({ rows }) => rows.some((row) => row.source === source && row.subject === subject));
  }

  /** Whether some, not all, of the grains that were imported have rows of a subject. */
  isInSome(source: Source, grains: readonly Grain[], subject: string): boolean {
    const rows = this.live.flatMap((file) => file.rows.filter((row) => row.source === source));
    const imported = grains.filter((grain) => grain !== 'plan' && rows.some((row) => row.grain === grain));
    const own = imported.filter((grain) => rows.some((row) => row.grain === grain && row.subject === subject));
    return own.length > 0 && own.length < imported.length;
  }

  onlyFiltered(source: Source): boolean {
    const files = this.live.filter(({ rows }) => rows.some((row) => row.source === source));
    return this.broken !== 'filtered' && files.length > 0 && files.every(({ filtered }) => filtered === true);
  }

  at(asked: Asked, subject: string, day: Day): DayCell {
    const { source } = asked;
    if (!this.isImported(source)) return { why: 'not-imported' };
    const inScope = this.live.map((file) => this.askedOf(file, asked)).filter(({ rows }) => rows.length > 0);
    const withColumn = inScope.filter(({ hasColumn }) => hasColumn);
    if (withColumn.length === 0) return { why: this.onlyFiltered(source) ? 'filtered-only' : 'not-in-source' };
    const ownIn = (all: Excerpt[]) =>
      all.map((one) => ({ ...one, rows: one.on(subject, day) })).filter(({ rows }) => rows.length > 0);
    const own = ownIn(withColumn);
    if (own.length > 0) return this.ofRows(own, asked, day);
    // An export without the column has a row: the law does not say whether another's silence is a 0.
    if (ownIn(inScope).length > 0) return 'silent';
    const isEvents = source === 'shutiao' && this.broken !== 'events';
    const covering = withColumn.filter(
      ({ file, days }) =>
        (this.broken === 'filtered' || file.filtered !== true) && (isEvents ? day <= file.asOf : days.has(day)),
    );
    if (covering.length === 0) return { why: this.onlyFiltered(source) ? 'filtered-only' : 'not-covered' };
    const newest = covering.reduce((a, b) => (b.file.asOf > a.file.asOf ? b : a));
    const pending = this.pendingOn(newest, asked, day);
    if (pending === 'silent') return 'silent';
    if (pending) return { why: 'pending' };
    return { value: 0, marks: this.maturity(newest.file.asOf, newest, asked, day) };
  }

  /** The newest as-of wins each key; of a report that is cut, the parts of one export are the whole. */
  private ofRows(own: Excerpt[], asked: Asked, day: Day): DayCell {
    const isCut = own.some(({ rows }) => rows.some(({ entity }) => entity.includes('÷')));
    if (isCut && own.some(({ file }) => file.filtered === true)) return 'silent';
    // Whether a whole or its parts win within one as-of the law does not say.
    if (isCut && new Set(own.map(({ file }) => file.asOf)).size < own.length) return 'silent';
    // Nor whether a whole's blank hides parts that an older export tells.
    const isBlank = (rows: Row[]) => rows.some(({ measures }) => measures[asked.measure] === undefined);
    if (isCut && own.some(({ rows }) => isBlank(rows))) return 'silent';
    const keys = new Set(isCut ? ['the whole'] : own.flatMap(({ rows }) => rows.map(({ entity }) => entity)));
    let [value, unsure] = [0, false];
    const marks = new Set<Mark>();
    for (const key of keys) {
      const having = own
        .map((one) => ({ ...one, rows: isCut ? one.rows : one.rows.filter(({ entity }) => entity === key) }))
        .filter(({ rows }) => rows.length > 0);
      const asOf = having.reduce(
        (last, { file }) => (last === '' || this.isNewer(file.asOf, last) ? file.asOf : last),
        '',
      );
      const newest = having.filter(({ file }) => file.asOf === asOf);
      const told = newest.map(({ rows }) => this.sumOf(rows, asked.measure));
      if (told.some((one) => typeof one !== 'number')) {
        if (told.some((one) => typeof one === 'number')) return 'silent';
        const older = this.broken === 'blank' ? having.map(({ rows }) => this.sumOf(rows, asked.measure)) : [];
        const filled = older.find((one) => typeof one === 'number');
        if (typeof filled !== 'number') return told[0] as { why: MissingReason };
        value += filled;
        continue;
      }
      const pendings = newest.map((one) => this.pendingOn(one, asked, day));
      if (pendings.includes('silent') || new Set(pendings).size > 1) return 'silent';
      if (pendings[0]) return { why: 'pending' };
      value += Math.max(...(told as number[]));
      if (new Set(told).size > 1) {
        marks.add('conflict');
        unsure = true;
      }
      for (const one of newest) for (const mark of this.maturity(asOf, one, asked, day)) marks.add(mark);
      if (newest.some(({ rows }) => this.isScaled(rows, asked.measure))) marks.add('sampled');
    }
    const filtered = own.some(({ file }) => file.filtered === true);
    const wholly = own.some(({ rows }) => rows.some(({ sampling }) => sampling === 1));
    return {
      value,
      marks: [...marks],
      ...(unsure ? { unsure } : {}),
      ...(filtered ? { filtered } : {}),
      ...(wholly ? { wholly } : {}),
    };
  }

  private isNewer(a: Day, b: Day): boolean {
    return this.broken === 'as-of' ? a < b : a > b;
  }

  private isScaled(rows: Row[], measure: StoredMeasure): boolean {
    return OF_PEOPLE.includes(measure) && rows.some(({ sampling }) => sampling !== null && sampling !== 1);
  }

  private sumOf(rows: Row[], measure: StoredMeasure): number | { why: MissingReason } {
    let sum = 0;
    for (const { measures, hidden, sampling } of rows) {
      const value = measures[measure];
      if (value === undefined) return { why: hidden?.includes(measure) ? 'hidden' : 'blank' };
      const scale = OF_PEOPLE.includes(measure) && this.broken !== 'sampled' ? (sampling ?? 1) : 1;
      sum += value / scale;
    }
    return sum;
  }

  /** Zeros at the end of an export are pending where any live import shows or pays for something on the day (§3.3). */
  private pendingOn({ all: rows, file, days }: Excerpt, { measure }: Asked, day: Day): boolean | 'silent' {
    if (isPlain(measure) || this.broken === 'pending' || day <= addDays(file.asOf, -3) || day > file.asOf) return false;
    const daysOf = [...days].sort();
    const on = (one: Day) => rows.filter(({ period }) => period.to === one);
    const isZero = (one: Day) => on(one).every(({ measures }) => (measures[measure] ?? 0) === 0);
    const trailing: Day[] = [];
    for (const one of daysOf.toReversed()) {
      if (!isZero(one)) break;
      trailing.push(one);
    }
    if (!trailing.includes(day)) return false;
    if (trailing.length === daysOf.length) return false;
    if (!this.isExposed(day)) return false;
    // Whether a blank is one of the zeros the law does not say.
    if (trailing.some((one) => on(one).some(({ measures }) => measures[measure] === undefined))) return 'silent';
    return true;
  }

  /** Whether any live import has spend or impressions of a day. */
  private isExposed(day: Day): boolean {
    this.exposed ??= new Set(
      this.live.flatMap(({ rows }) =>
        rows
          .filter(({ measures: { spend = 0, impressions = 0 } }) => spend > 0 || impressions > 0)
          .map(({ period }) => period.to),
      ),
    );
    return this.exposed.has(day);
  }

  /** Only rows of click days mature; of an unknown caliber nothing is known to have (§3.3). */
  private maturity(asOf: Day, { all: [row] }: Pick<Excerpt, 'all'>, { source, measure }: Asked, day: Day): Mark[] {
    if (isPlain(measure) || !row) return [];
    const answer = row.caliber === 'unknown' ? this.world.calibers[source] : undefined;
    const inferred: Mark[] = answer?.by === 'exports' ? ['inferred'] : [];
    if (day <= addDays(asOf, -this.question.window) || this.broken === 'maturity') return inferred;
    const caliber = this.caliberOf(row);
    return [
      ...inferred,
      ...(caliber === 'click' ? (['immature'] as const) : caliber === 'unknown' ? (['maybe-immature'] as const) : []),
    ];
  }

  /** Whose day a row is: what it states, else what was answered once for its source (§3.3). */
  private caliberOf({ source, caliber }: Row): Caliber {
    return caliber === 'unknown' ? (this.world.calibers[source]?.caliber ?? caliber) : caliber;
  }

  /** A file's rows of one scope. */
  private askedOf(file: File, asked: Asked): Excerpt {
    const key = `${asked.source}|${asked.grain}|${asked.measure}`;
    const filed = this.excerpts.get(file) ?? new Map<string, Excerpt>();
    this.excerpts.set(file, filed);
    const found = filed.get(key) ?? this.excerptOf(file, asked);
    filed.set(key, found);
    return found;
  }

  private excerptOf(file: File, asked: Asked): Excerpt {
    const rows = file.rows.filter((row) => this.isAsked(row, asked));
    const states = (row: Row) =>
      row.measures[asked.measure] !== undefined || row.hidden?.includes(asked.measure) === true;
    const bySubject = new Map<string, Row[]>();
    for (const row of rows) {
      const key = `${row.subject}|${row.period.to}`;
      bySubject.set(key, [...(bySubject.get(key) ?? []), row]);
    }
    return {
      file,
      all: rows,
      rows,
      hasColumn: rows.some(states),
      days: new Set(rows.map(({ period }) => period.to)),
      on: (subject, day) => bySubject.get(`${subject}|${day}`) ?? [],
    };
  }

  private isAsked(row: Row, { source, grain, measure }: Asked): boolean {
    return (
      row.source === source &&
      row.grain === grain &&
      row.period.kind === 'day' &&
      (row.traffic === 'all' || row.traffic === 'none') &&
      row.window === (isPlain(measure) ? 'none' : this.question.window) &&
      (isPlain(measure) || this.question.caliber === 'source' || this.caliberOf(row) === this.question.caliber)
    );
  }
}

const OF_PEOPLE: readonly StoredMeasure[] = ['readers', 'visitors', 'search_visitors', 'buyers', 'item_viewers'];
