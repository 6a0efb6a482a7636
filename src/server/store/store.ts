import { lastDays } from '../../metrics/coverage';
import type { Day } from '../../metrics/days';
import { isSubject, kindOf } from '../../metrics/subjects';
import type { Db } from '../db/db';
import { Refusal } from '../refusal';
import { Reading } from './reading';
import { MAX_TRIES, readRevision, readSnapshot, type Snapshot } from './snapshot';

/** Snapshots kept, one per workspace: the least recently used leaves. */
const SNAPSHOTS_KEPT = 64;

/** The workspace's subjects, in compact form. */
export interface Known {
  revision: string;
  asOf: Record<string, Day>;
  /** Ids by `platform/kind`, sorted. */
  subjects: Record<string, string[]>;
}

/** What is live in each workspace, and reading it at one revision. */
export class Store {
  private readonly snapshots = new Map<string, Snapshot>();

  constructor(readonly db: Db) {}

  /**
   * Runs reads that must not see an import come or go between them: the revision is looked at after the reads,
   * and they are repeated when it moved, so that `work` must not throw for what it does not find. Rows of an undone import are deleted only after its revision.
   * @throws Refusal `server_workspace_unknown`, `server_busy`
   */
  async read<T>(workspace: string, work: (reading: Reading) => Promise<T>): Promise<T> {
    let snapshot = this.snapshots.get(workspace) ?? (await readSnapshot(this.db, workspace));
    for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
      this.keep(workspace, snapshot);
      const result = await work(new Reading(this.db, workspace, snapshot));
      if ((await readRevision(this.db, workspace)) === snapshot.revision) return result;
      snapshot = await readSnapshot(this.db, workspace);
    }
    throw new Refusal('server_busy');
  }

  /** The snapshot of the workspace as it is now. */
  async snapshot(workspace: string): Promise<Snapshot> {
    return this.read(workspace, async ({ snapshot }) => snapshot);
  }

  /** Every subject that a live import names, by a row, a label or a link. */
  async known(workspace: string): Promise<Known> {
    return this.read(workspace, async ({ revision, coverage, names }) => {
      const subjects: Record<string, string[]> = {};
      for (const subject of (await names.all()).filter(isSubject)) {
        const kind = kindOf(subject);
        const ids = subjects[kind] ?? [];
        ids.push(subject.slice(kind.length + 1));
        subjects[kind] = ids;
      }
      return { revision, asOf: lastDays(coverage), subjects };
    });
  }

  private keep(workspace: string, snapshot: Snapshot): void {
    this.snapshots.delete(workspace);
    this.snapshots.set(workspace, snapshot);
    const [oldest] = this.snapshots.keys();
    if (this.snapshots.size > SNAPSHOTS_KEPT && oldest !== undefined) this.snapshots.delete(oldest);
  }
}
