import { claimingImports, isReplaced } from '../../exports';
import { importsToCompare, MOST_COMPARED, MOST_COMPARED_ROWS, proveCalibers } from '../../metrics/caliber-proof';
import { answeredBy, type Calibers } from '../../metrics/calibers';
import { type RunDraft, toCoverageRun } from '../../metrics/coverage';
import type { CoverageRun, LiveImport } from '../../metrics/evidence';
import { LinkIndex } from '../../metrics/links';
import type { Subject } from '../../metrics/subjects';
import { type Link, restsOnUser } from '../../metrics/values';
import type { Db } from '../db/db';
import { Refusal } from '../refusal';
import { Decisions } from './decisions';
import { FactRows } from './fact-rows';
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
  /** Whose day the rows of sources are, where their files do not say. */
  calibers: Calibers;
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
  const links = await new Imports(db, workspace).liveLinks(ids, claimingImports(records));
  const coverage = runs.flatMap(({ importId, run }) => {
    const record = live.get(importId);
    return record ? [toCoverageRun(run, record)] : [];
  });
  return {
    revision,
    live,
    imports: records.map(({ id, fileName, declared }) => ({ id, fileName, declared: restsOnUser(declared) })),
    coverage,
    calibers: await readCalibers(db, workspace, live, coverage),
    links,
    linkIndex: new LinkIndex(links),
  };
}

/** The user's answers, and for the other sources what their own exports prove. */
async function readCalibers(
  db: Db,
  workspace: string,
  live: Snapshot['live'],
  coverage: readonly CoverageRun[],
): Promise<Calibers> {
  const answers = await new Decisions(db, workspace).calibers();
  const calibers = answeredBy(answers);
  const open = importsToCompare(coverage, calibers);
  if (open.length < 2) return calibers;
  const subjects = await db.query<{ subject: Subject }>(
    `SELECT subject FROM grasslens.subjects WHERE workspace_id = $1 AND import_id = ANY($2) AND seen <> '[]'
     GROUP BY subject HAVING count(DISTINCT import_id) > 1 ORDER BY subject LIMIT ${MOST_COMPARED}`,
    [workspace, open],
  );
  const rows = await new FactRows(db, workspace, live).openCaliber(
    subjects.map(({ subject }) => subject),
    open,
    MOST_COMPARED_ROWS,
  );
  return { ...proveCalibers(rows, coverage), ...calibers };
}
