import { CoverageBuilder } from '../metrics/coverage';
import { type Day, earlier } from '../metrics/days';
import { sinceOf } from '../metrics/evidence-index';
import type { NamedSubject } from '../metrics/named';
import { isSubject, type Subject } from '../metrics/subjects';
import type { Label, Link, Row } from '../metrics/values';
import { DistinctCount } from './distinct-count';
import { ExportError, type Notice, type Parsed, type ReadRow } from './face';

/** How many lines a report names one by one; all are counted by reason. */
const MAX_LISTED = 100;

/** Notices about lines of a file. */
export interface Listed {
  byReason: (Notice & { count: number })[];
  first: (Notice & { line: number })[];
}

/** So many subjects are held at once. */
const SUBJECTS_HELD = 50_000;
/** Links of one file: no map is larger, and every answer has them all in memory. */
export const MAX_FILE_LINKS = 500_000;
/** Kinds of traffic × windows and the like. A file with more has numbers or names where one of these should be. */
const MAX_SCOPES = 500;

/** What is kept of a file while its rows stream by: everything but the rows, and of its subjects only so many at once. */
export class Gathered {
  readonly coverage = new CoverageBuilder();
  private named = new Map<Subject, NamedSubject>();
  private readonly subjects = new DistinctCount();
  private readonly linkByKey = new Map<string, Link>();
  private readonly refused = new LineNotices();
  private readonly noted = new LineNotices();
  private readonly counts = { lines: 0, values: 0, labels: 0, passed: 0 };
  private lastLine = 0;
  private from: Day | null = null;

  /**
   * Takes note of a batch and gives back its rows.
   * @throws ExportError for a file with more links or more scopes than any export has
   */
  add(batch: readonly Parsed[]): Row[] {
    const rows: Row[] = [];
    for (const item of batch) {
      switch (item.type) {
        case 'row':
          this.addRow(item.row);
          rows.push(item.row);
          break;
        case 'link':
          this.addLink(item.link);
          break;
        case 'label':
          this.addLabel(item.label);
          break;
        case 'columns':
          this.coverage.addColumns(item.scope, item.columns);
          break;
        case 'rejected':
          this.refused.add(item.line, item.notice);
          // Its day is told, like that of any row with blank cells; only what of it is not.
          for (const row of item.blank ?? []) {
            this.coverage.add(row, row.columns);
            this.see(row);
            rows.push(row);
          }
          break;
        case 'remark':
          this.noted.add(item.line, item.notice);
          break;
        case 'passed':
          this.counts.passed += 1;
      }
    }
    if (this.coverage.scopes > MAX_SCOPES) throw new ExportError('export_many_scopes', { limit: MAX_SCOPES });
    if (this.linkByKey.size > MAX_FILE_LINKS) throw new ExportError('export_many_links', { limit: MAX_FILE_LINKS });
    return rows;
  }

  /** Whether it holds so many subjects that they should be taken away. */
  get isFull(): boolean {
    return this.named.size >= SUBJECTS_HELD;
  }

  /** The subjects named since they were last taken away, each once; they are held no longer. */
  takeNamed(): NamedSubject[] {
    this.countSubjects();
    const named = [...this.named.values()];
    this.named = new Map();
    return named;
  }

  get links(): Link[] {
    return [...this.linkByKey.values()];
  }

  /** Rows so far that state anything. */
  get values(): number {
    return this.counts.values;
  }

  /** Whether the file gave anything at all. */
  get isEmpty(): boolean {
    return this.counts.values + this.linkByKey.size + this.counts.labels === 0;
  }

  get period(): { from: Day; to: Day } | null {
    const to = this.coverage.lastDay();
    return this.from === null || to === null ? null : { from: this.from, to };
  }

  /** Rows that were not taken. */
  get rejected(): Listed {
    return this.refused.listed;
  }

  /** What is to be known of rows that were taken. */
  get remarks(): Listed {
    return this.noted.listed;
  }

  get totals() {
    this.countSubjects();
    return {
      ...this.counts,
      rejected: this.refused.count,
      links: this.linkByKey.size,
      subjects: this.subjects.count,
    };
  }

  private countSubjects(): void {
    for (const subject of this.named.keys()) this.subjects.add(subject);
  }

  private of(subject: Subject): NamedSubject {
    let named = this.named.get(subject);
    if (!named) {
      named = { subject, labels: [], seen: [] };
      this.named.set(subject, named);
    }
    return named;
  }

  /** Of two names of one kind the one that every answer takes. */
  private addLabel({ subject, name, value }: Label): void {
    const { labels } = this.of(subject);
    const held = labels.find((label) => label.name === name);
    if (!held) {
      labels.push({ name, value });
      this.counts.labels += 1;
    } else if (held.value < value) held.value = value;
  }

  private addLink(link: Link): void {
    this.linkByKey.set(`${link.from} ${link.to}`, link);
    this.of(link.from);
    if (isSubject(link.to)) this.of(link.to);
  }

  private addRow(row: ReadRow): void {
    this.coverage.add(row, row.columns);
    this.see(row);
    const { kind, from, to } = row.period;
    // A lifetime's beginning is only assumed.
    const begins = kind === 'lifetime' ? to : from;
    this.from = this.from === null ? begins : earlier(this.from, begins);
    // One line gives several rows where it holds several windows; its rows come one after another.
    if (row.line !== this.lastLine) this.counts.lines += 1;
    this.lastLine = row.line;
    if (statesAny(row)) this.counts.values += 1;
  }

  /** Notes since when the row's subject is spoken of. */
  private see(row: Row): void {
    const { source, grain } = row;
    const since = sinceOf(row);
    const { seen } = this.of(row.subject);
    const held = seen.find((one) => one.source === source && one.grain === grain);
    if (!held) seen.push({ source, grain, since });
    else if (since < held.since) held.since = since;
  }
}

/** A row of nothing but blank cells takes a place, and so does one that could not be read; neither is a value. */
function statesAny({ measures }: Row): boolean {
  for (const _ in measures) return true;
  return false;
}

/** Notices about lines: all counted by reason, the first ones kept one by one. */
class LineNotices {
  count = 0;
  private readonly reasons = new Map<string, Listed['byReason'][number]>();
  private readonly first: Listed['first'] = [];

  add(line: number, notice: Notice): void {
    this.count += 1;
    if (this.first.length < MAX_LISTED) this.first.push({ line, ...notice });
    const reason = this.reasons.get(notice.code);
    if (reason) reason.count += 1;
    else this.reasons.set(notice.code, { ...notice, count: 1 });
  }

  get listed(): Listed {
    return { byReason: [...this.reasons.values()].sort((a, b) => b.count - a.count), first: this.first };
  }
}
