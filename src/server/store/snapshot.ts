import { isReplaced } from '../../exports';
import { type RunDraft, toCoverageRun } from '../../metrics/coverage';
import type { CoverageRun, LiveImport } from '../../metrics/evidence';
import { LinkIndex } from '../../metrics/links';
import { type Link, restsOnUser } from '../../metrics/values';
import type { Db } from '../db/db';
import { Refusal } from '../refusal';
import { type ImportRecord, Imports } from './imports';

/** What every answer of a workspace needs and no question changes: read once per revision and kept in memory. */
export interface Snapshot {
  /** `<epoch>.<number>`: changes whenever an import is made live or undone, and differs between databases. */
  revision: string;
  /** Live imports by id, but for maps put by API that a newer one replaces. */
  live: ReadonlyMap<string, ImportRecord>;
  imports: readonly LiveImport[];
  coverage: readonly CoverageRun[];
  links: readonly Link[];
  linkIndex: LinkIndex;
}

/** How often a read is repeated when imports keep coming between its statements. */
export const MAX_TRIES = 20;

/** @throws Refusal `server_workspace_unknown` */
export async function readRevision(db: Db, workspace: string): Promise<string> {
  const [row] = await db.query<{ revision: string }>(
    `SELECT epoch || '.' || revision AS revision FROM grasslens.workspaces WHERE workspace_id = $1`,
    [workspace],
  );
  if (!row) throw new Refusal('server_workspace_unknown', { name: workspace });
  return row.revision;
}

/** Reads a snapshot whose parts belong together: the revision stands still from before the first to after the last. */
export async function readSnapshot(db: Db, workspace: string): Promise<Snapshot> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const revision = await readRevision(db, workspace);
    const snapshot = await readParts(db, workspace, revision);
    if ((await readRevision(db, workspace)) === revision) return snapshot;
  }
  throw new Refusal('server_busy');
}

async function readParts(db: Db, workspace: string, revision: string): Promise<Snapshot> {
  const all = (await new Imports(db, workspace).list()).filter(({ state }) => state === 'live');
  const records = all.filter((one) => !isReplaced(one, all)).reverse();
  const live = new Map(records.map((record) => [record.id, record]));
  const ids = [...live.keys()];
  const runs = await db.query<{ importId: string; run: RunDraft }>(
    `SELECT import_id AS "importId", run FROM grasslens.coverage WHERE workspace_id = $1 AND import_id = ANY($2)
     ORDER BY import_id, run_no`,
    [workspace, ids],
  );
  const links = await new Imports(db, workspace).links(...ids);
  return {
    revision,
    live,
    imports: records.map(({ id, fileName, declared }) => ({ id, fileName, declared: restsOnUser(declared) })),
    coverage: runs.flatMap(({ importId, run }) => {
      const record = live.get(importId);
      return record ? [toCoverageRun(run, record)] : [];
    }),
    links,
    linkIndex: new LinkIndex(links),
  };
}
