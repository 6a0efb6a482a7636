import type { Db } from '../db/db';
import { subjectsOfImport } from './facts';

/** Subjects whose rows go in one statement: short enough that answers get their turn in between. */
const BATCH = 100;
/** On a server another process may be loading: only an import that has not moved for this long is dead. */
const DEAD_AFTER_MINUTES = 15;

/** Removes the rows of undone imports and of imports that died loading. No answer ever counted them. */
export class Sweeper {
  private tail: Promise<void> = Promise.resolve();
  private stopped = false;
  private readonly swept = new Set<string>();
  private readonly loading = new Set<string>();
  private readonly beginning = new Set<Promise<string>>();

  constructor(
    private readonly db: Db,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Sweeps what earlier processes left in a workspace, the first time that it is used. */
  first(workspace: string): void {
    if (!this.swept.has(workspace)) this.sweepSoon(workspace);
  }

  /** Sweeps a workspace in the background. */
  sweepSoon(workspace: string): void {
    void this.sweep(workspace);
  }

  /** Sweeps a workspace after whatever is being swept already; resolves when done. */
  sweep(workspace: string): Promise<void> {
    this.swept.add(workspace);
    this.tail = this.tail
      .then(() => this.sweepNow(workspace))
      .catch((error: unknown) => {
        if (!this.stopped) this.onError(error);
      });
    return this.tail;
  }

  /**
   * While this process is loading imports, they are not dead.
   * @param load Begins each import through its argument, which returns the id
   */
  async whileLoading<T>(
    workspace: string,
    load: (begun: (begin: () => Promise<string>) => Promise<string>) => Promise<T>,
  ): Promise<T> {
    const keys: string[] = [];
    const alive = async (begin: () => Promise<string>) => {
      const id = await begin();
      keys.push(`${workspace}/${id}`);
      this.loading.add(`${workspace}/${id}`);
      return id;
    };
    const begun = async (begin: () => Promise<string>) => {
      const id = alive(begin);
      this.beginning.add(id);
      try {
        return await id;
      } finally {
        this.beginning.delete(id);
      }
    };
    try {
      return await load(begun);
    } finally {
      for (const key of keys) this.loading.delete(key);
    }
  }

  /** Lets the statement under way end and does no more; what is left is swept another time. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.tail;
  }

  private async sweepNow(workspace: string): Promise<void> {
    await this.giveUpDead(workspace);
    const left = await this.db.query<{ id: string; wasLive: boolean }>(
      `SELECT import_id AS id, report IS NOT NULL AS "wasLive" FROM grasslens.imports
       WHERE workspace_id = $1 AND state = 'undone' AND NOT swept`,
      [workspace],
    );
    for (const { id, wasLive } of left) await this.remove(workspace, id, wasLive);
    // Nothing vacuums a data folder by itself, and the room of removed rows would never be used again.
    if (left.length > 0 && this.db.embedded && !this.stopped) await this.db.query('VACUUM grasslens.facts');
  }

  /** An import that is no longer being loaded by anyone: from here on no chunk can be added to it. */
  private async giveUpDead(workspace: string): Promise<void> {
    const candidates = await this.db.query<{ id: string }>(
      `SELECT import_id AS id FROM grasslens.imports WHERE workspace_id = $1 AND state = 'loading'`,
      [workspace],
    );
    // The row of an import is stored before this process lists it as its own.
    await Promise.allSettled(this.beginning);
    const dead = candidates.map(({ id }) => id).filter((id) => !this.loading.has(`${workspace}/${id}`));
    if (dead.length === 0) return;
    await this.db.query(
      `UPDATE grasslens.imports SET state = 'undone'
       WHERE workspace_id = $1 AND state = 'loading' AND import_id = ANY($2)
         AND ($3 OR touched_at < now() - make_interval(mins => $4))`,
      [workspace, dead, this.db.embedded, DEAD_AFTER_MINUTES],
    );
  }

  private async remove(workspace: string, id: string, wasLive: boolean): Promise<void> {
    const subjects = await subjectsOfImport(this.db, workspace, id);
    for (let start = 0; start < subjects.length; start += BATCH) {
      if (this.stopped) return;
      await this.db.query(
        'DELETE FROM grasslens.facts WHERE workspace_id = $1 AND subject = ANY($2) AND import_id = $3',
        [workspace, subjects.slice(start, start + BATCH), id],
      );
    }
    await this.db.transaction(async (sql) => {
      for (const table of ['coverage', 'links', 'subjects']) {
        await sql.query(`DELETE FROM grasslens.${table} WHERE workspace_id = $1 AND import_id = $2`, [workspace, id]);
      }
      await sql.query(
        wasLive
          ? 'UPDATE grasslens.imports SET swept = true WHERE workspace_id = $1 AND import_id = $2'
          : 'DELETE FROM grasslens.imports WHERE workspace_id = $1 AND import_id = $2',
        [workspace, id],
      );
    });
  }
}
