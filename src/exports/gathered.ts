import { CoverageBuilder } from '../metrics/coverage';
import { type Day, earlier } from '../metrics/days';
import type { Seen } from '../metrics/evidence';
import { seenIn, sinceOf } from '../metrics/evidence-index';
import { isSubject, type Subject } from '../metrics/subjects';
import type { Label, Link, Row } from '../metrics/values';
import type { Notice, Parsed } from './face';

/** How many lines a report names one by one; all are counted by reason. */
const MAX_LISTED = 100;

/** Notices about lines of a file. */
export interface Listed {
  byReason: (Notice & { count: number })[];
  first: (Notice & { line: number })[];
}

/** What is kept of a file while its rows stream by: everything but the rows. */
export class Gathered {
  readonly coverage = new CoverageBuilder();
  private readonly seenOf = new Map<Subject, Seen[]>();
  private readonly linkByKey = new Map<string, Link>();
  private readonly labelByKey = new Map<string, Label>();
  private readonly refused = new LineNotices();
  private readonly noted = new LineNotices();
  private readonly counts = { lines: 0, values: 0, passed: 0 };
  private lastLine = 0;
  private from: Day | null = null;

  /** Takes note of a batch and gives back its rows. */
  add(batch: readonly Parsed[]): Row[] {
    const rows: Row[] = [];
    for (const item of batch) {
      switch (item.type) {
        case 'row':
          this.addRow(item.row);
          rows.push(item.row);
          break;
        case 'link':
          this.linkByKey.set(`${item.link.from} ${item.link.to}`, item.link);
          break;
        case 'label': {
          const { subject, name, value } = item.label;
          this.labelByKey.set(`${subject} ${name} ${value}`, item.label);
          break;
        }
        case 'rejected':
          this.refused.add(item.line, item.notice);
          break;
        case 'remark':
          this.noted.add(item.line, item.notice);
          break;
        case 'passed':
          this.counts.passed += 1;
      }
    }
    return rows;
  }

  get links(): Link[] {
    return [...this.linkByKey.values()];
  }

  get labels(): Label[] {
    return [...this.labelByKey.values()];
  }

  get seen(): Seen[] {
    return [...this.seenOf.values()].flat();
  }

  /** Rows so far. */
  get values(): number {
    return this.counts.values;
  }

  /** Whether the file gave anything at all. */
  get isEmpty(): boolean {
    return this.counts.values + this.linkByKey.size + this.labelByKey.size === 0;
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
    const subjects = new Set<Subject>([
      ...this.seen.map(({ subject }) => subject),
      ...this.labels.map(({ subject }) => subject),
      ...this.links.flatMap(({ from, to }) => [from, to]).filter(isSubject),
    ]);
    return {
      ...this.counts,
      rejected: this.refused.count,
      links: this.linkByKey.size,
      labels: this.labelByKey.size,
      subjects: subjects.size,
    };
  }

  private addRow(row: Row): void {
    this.coverage.add(row);
    const seen = this.see(row);
    this.from = this.from === null ? seen : earlier(this.from, seen);
    // One line gives several rows where it holds several windows; its rows come one after another.
    if (row.line !== this.lastLine) this.counts.lines += 1;
    this.lastLine = row.line;
    this.counts.values += 1;
  }

  /** Notes since when the row's subject is spoken of. @returns The day that the row itself begins to speak of. */
  private see(row: Row): Day {
    const since = sinceOf(row);
    const list = this.seenOf.get(row.subject) ?? [];
    if (list.length === 0) this.seenOf.set(row.subject, list);
    const held = list.find(({ source, grain }) => source === row.source && grain === row.grain);
    if (!held) list.push(seenIn(row));
    else if (since < held.since) held.since = since;
    return since;
  }
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
