import type { Day } from '../../metrics/days';
import type { Evidence, EvidenceRequest } from '../../metrics/evidence';
import { type LinkIndex, relatedSubjects } from '../../metrics/links';
import type { Question } from '../../metrics/question';
import { kindOf, type Subject } from '../../metrics/subjects';
import type { StoredRow } from '../../metrics/values';
import type { Db } from '../db/db';
import { Refusal } from '../refusal';
import { readFacts, toRow } from './facts';
import type { NamedSubject } from './imports';
import { firstDayOf } from './reach';
import { lastDays, MAX_TRIES, readRevision, readSnapshot, type Snapshot } from './snapshot';

/** Snapshots kept, one per workspace: the least recently used leaves. */
const SNAPSHOTS_KEPT = 64;
/** Subjects per statement when everything is read, so that other questions get their turn in between. */
const PAGE = 500;

/** The workspace's subjects, in compact form. */
export interface Known {
  revision: string;
  asOf: Record<string, Day>;
  /** Ids by `platform/kind`, sorted. */
  subjects: Record<string, string[]>;
}

/** Selects evidence for the algebra; decides nothing about it (design.md, decision 5). */
export class Store {
  private readonly snapshots = new Map<string, Snapshot>();

  constructor(readonly db: Db) {}

  /** The evidence of a question about some subjects or the whole workspace, all of one revision, and the map's index. */
  async evidence(
    workspace: string,
    subjects: EvidenceRequest['subjects'],
    question: Question,
  ): Promise<{ revision: string; evidence: Evidence; links: LinkIndex }> {
    return this.atOneRevision(workspace, async (snapshot) => {
      const asked = subjects === 'all' ? await this.everything(workspace, snapshot) : subjects;
      const related = subjects === 'all' ? asked : relatedSubjects(asked, snapshot.linkIndex);
      const days = { from: firstDayOf(question, snapshot.coverage), to: question.range.to };
      const named = await this.named(workspace, snapshot, related);
      const known = new Set(named.map(({ subject }) => subject));
      const evidence: Evidence = {
        rows: await this.rows(workspace, snapshot, related, days),
        seen: named.flatMap(({ subject, seen }) => seen.map((one) => ({ subject, ...one }))),
        coverage: snapshot.coverage,
        links: snapshot.links,
        known: asked.filter((subject) => known.has(subject)),
        labels: named.flatMap(({ subject, labels }) => labels.map((label) => ({ subject, ...label }))),
        imports: snapshot.imports,
      };
      return { revision: snapshot.revision, evidence, links: snapshot.linkIndex };
    });
  }

  /** Every subject that a live import names, by a row, a label or a link. */
  async known(workspace: string): Promise<Known> {
    return this.atOneRevision(workspace, async (snapshot) => {
      const subjects: Record<string, string[]> = {};
      for (const subject of await this.everything(workspace, snapshot)) {
        const kind = kindOf(subject);
        const ids = subjects[kind] ?? [];
        ids.push(subject.slice(kind.length + 1));
        subjects[kind] = ids;
      }
      return { revision: snapshot.revision, asOf: lastDays(snapshot.coverage), subjects };
    });
  }

  /** The snapshot of the workspace as it is now. */
  async snapshot(workspace: string): Promise<Snapshot> {
    return this.atOneRevision(workspace, async (snapshot) => snapshot);
  }

  /**
   * Runs reads that must not see an import come or go between them: the revision is looked at after the reads,
   * and they are repeated when it moved. Rows of an undone import are deleted only after its revision.
   */
  private async atOneRevision<T>(workspace: string, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    let snapshot = this.snapshots.get(workspace) ?? (await readSnapshot(this.db, workspace));
    for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
      this.keep(workspace, snapshot);
      const result = await read(snapshot);
      if ((await readRevision(this.db, workspace)) === snapshot.revision) return result;
      snapshot = await readSnapshot(this.db, workspace);
    }
    throw new Refusal('server_busy');
  }

  private keep(workspace: string, snapshot: Snapshot): void {
    this.snapshots.delete(workspace);
    this.snapshots.set(workspace, snapshot);
    const [oldest] = this.snapshots.keys();
    if (this.snapshots.size > SNAPSHOTS_KEPT && oldest !== undefined) this.snapshots.delete(oldest);
  }

  private async everything(workspace: string, { live }: Snapshot): Promise<Subject[]> {
    const rows = await this.db.query<{ subject: Subject }>(
      `SELECT DISTINCT subject FROM grasslens.subjects WHERE workspace_id = $1 AND import_id = ANY($2) ORDER BY subject`,
      [workspace, [...live.keys()]],
    );
    return rows.map(({ subject }) => subject);
  }

  /** What the live imports call these subjects, one entry per import that names one. */
  private async named(workspace: string, { live }: Snapshot, subjects: readonly Subject[]): Promise<NamedSubject[]> {
    const rows = await this.db.query<NamedSubject & { importId: string }>(
      `SELECT subject, import_id AS "importId", labels, seen FROM grasslens.subjects
       WHERE workspace_id = $1 AND subject = ANY($2)`,
      [workspace, subjects],
    );
    return rows.filter(({ importId }) => live.has(importId));
  }

  private async rows(
    workspace: string,
    { live }: Snapshot,
    subjects: readonly Subject[],
    { from, to }: Pick<EvidenceRequest, 'from' | 'to'>,
  ): Promise<StoredRow[]> {
    const rows: StoredRow[] = [];
    for (let start = 0; start < subjects.length; start += PAGE) {
      const page = subjects.slice(start, start + PAGE);
      for (const record of await readFacts(this.db, workspace, page, from, to)) {
        const asOf = live.get(record.import_id)?.asOf;
        if (asOf) rows.push(toRow(record, asOf));
      }
    }
    return rows;
  }
}
