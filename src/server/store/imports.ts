import type { ImportReport } from '../../api/contract';
import type { ClaimingImports } from '../../exports';
import type { RunDraft } from '../../metrics/coverage';
import type { Day } from '../../metrics/days';
import type { NamedSubject } from '../../metrics/named';
import type { Source } from '../../metrics/sources';
import type { Declared, Link } from '../../metrics/values';
import { type Cell, encodeRows } from '../db/copy-text';
import type { Db, Sql } from '../db/db';
import { jsonText } from '../db/json-text';
import { Refusal } from '../refusal';
import { FactText, surveyFacts, writeFacts } from './facts';
import { lockWorkspace } from './workspaces';

/** What is known of an import before its rows are read. */
export interface ImportStart {
  fileName: string;
  sha256: string;
  kind: string;
  source: Source | null;
  declared: Declared;
}

/** What only the whole file tells. */
export interface ImportEnd {
  asOf: Day | null;
  runs: readonly RunDraft[];
  links: readonly Link[];
  report: ImportReport;
}

export interface ImportRecord {
  id: string;
  state: 'loading' | 'live' | 'undone';
  fileName: string;
  sha256: string;
  kind: string;
  source: Source | null;
  asOf: Day | null;
  declared: Declared;
  /** Null while it is loading. */
  report: ImportReport | null;
  createdAt: string;
}

const SELECTED = `import_id AS id, state, file_name AS "fileName", sha256, kind, source, as_of AS "asOf", declared,
  report, created_at AS "createdAt"`;

/** Ids count up within a workspace and sort as text. */
const ID_DIGITS = 6;

/** `12` → `000012`: what a person types for what a list shows. */
export function importId(text: string): string {
  return text.trim().padStart(ID_DIGITS, '0');
}

/** Imports of one workspace: loaded in chunks under an id, made live or taken back by one short statement each. */
export class Imports {
  constructor(
    private readonly db: Db,
    private readonly workspace: string,
  ) {}

  /** Begins an import; nothing of it counts before {@link makeLive}. */
  async begin(start: ImportStart): Promise<string> {
    const [row] = await this.db.query<{ number: number }>(
      `UPDATE grasslens.workspaces SET next_import = next_import + 1 WHERE workspace_id = $1
       RETURNING next_import - 1 AS number`,
      [this.workspace],
    );
    if (!row) throw new Refusal('server_workspace_unknown', { name: this.workspace });
    const id = importId(String(row.number));
    await this.db.query(
      `INSERT INTO grasslens.imports (workspace_id, import_id, state, file_name, sha256, kind, source, declared)
       VALUES ($1, $2, 'loading', $3, $4, $5, $6, $7)`,
      [this.workspace, id, start.fileName, start.sha256, start.kind, start.source, jsonText(start.declared)],
    );
    return id;
  }

  /** A chunk of an import's rows, numbered on from `firstNo`. */
  chunk(id: string, firstNo: number): FactText {
    return new FactText(this.workspace, id, firstNo);
  }

  /** Adds a chunk, part by part. @throws Refusal `server_import_swept` when the import was given up meanwhile */
  async add(id: string, chunk: FactText): Promise<void> {
    for (const part of chunk.encoded()) await this.whileAlive(id, (sql) => writeFacts(sql, part));
  }

  /**
   * Adds what a part of the file named; of a subject in several parts each says its own.
   * @throws Refusal `server_import_swept` when the import was given up meanwhile
   */
  async addNamed(id: string, part: number, named: readonly NamedSubject[]): Promise<void> {
    const columns = ['workspace_id', 'import_id', 'part', 'subject', 'labels', 'seen'];
    await this.whileAlive(id, (sql) =>
      copyIn(sql, 'grasslens.subjects', columns, named, ({ subject, labels, seen }) => [
        this.workspace,
        id,
        part,
        subject,
        jsonText(labels),
        jsonText(seen),
      ]),
    );
  }

  /**
   * Writes what the whole file told, then makes the import live: the one statement by which answers change.
   * @throws Refusal `server_import_swept` when the import was given up meanwhile
   */
  async makeLive(id: string, end: ImportEnd): Promise<void> {
    await this.writeEnd(id, end);
    if (end.report.counts.values > 0) await surveyFacts(this.db);
    const changed = await this.db.query(
      `WITH made AS (
         UPDATE grasslens.imports SET state = 'live', as_of = $3, report = $4
         WHERE workspace_id = $1 AND import_id = $2 AND state = 'loading' RETURNING workspace_id
       )
       UPDATE grasslens.workspaces SET revision = revision + 1
       WHERE workspace_id = $1 AND EXISTS (SELECT FROM made) RETURNING revision`,
      [this.workspace, id, end.asOf, jsonText(end.report)],
    );
    if (changed.length === 0) throw new Refusal('server_import_swept', { id });
  }

  /**
   * Makes imports live at one moment whose ends are written already, together with what `also` writes.
   * @throws Refusal `server_import_swept` when one of them was given up meanwhile; nothing is changed then
   */
  async makeAllLive(
    ended: readonly (Pick<ImportEnd, 'asOf' | 'report'> & { id: string })[],
    also: (sql: Sql) => Promise<void>,
  ): Promise<void> {
    await surveyFacts(this.db);
    await this.db.transaction(async (sql) => {
      await lockWorkspace(sql, this.workspace);
      const made = await sql.query<{ id: string }>(
        `UPDATE grasslens.imports AS held SET state = 'live', as_of = one.as_of, report = one.report
         FROM jsonb_to_recordset($2) AS one(id text, as_of date, report jsonb)
         WHERE held.workspace_id = $1 AND held.import_id = one.id AND held.state = 'loading' RETURNING held.import_id AS id`,
        [this.workspace, jsonText(ended.map(({ id, asOf, report }) => ({ id, as_of: asOf, report })))],
      );
      const swept = ended.find(({ id }) => made.every((one) => one.id !== id));
      if (swept) throw new Refusal('server_import_swept', { id: swept.id });
      await also(sql);
      await sql.query('UPDATE grasslens.workspaces SET revision = revision + 1 WHERE workspace_id = $1', [
        this.workspace,
      ]);
    });
  }

  /** Says of imports that are loading that they are not dead. */
  async touch(ids: readonly string[]): Promise<void> {
    await this.db.query(
      `UPDATE grasslens.imports SET touched_at = now()
       WHERE workspace_id = $1 AND import_id = ANY($2) AND state = 'loading'`,
      [this.workspace, ids],
    );
  }

  /** Gives up an import that failed midway; its rows are swept. */
  async giveUp(id: string): Promise<void> {
    await this.db.query(
      `UPDATE grasslens.imports SET state = 'undone' WHERE workspace_id = $1 AND import_id = $2 AND state = 'loading'`,
      [this.workspace, id],
    );
  }

  /**
   * Takes a live import back by one statement; its rows are swept later.
   * @throws Refusal `server_import_unknown`, `server_import_loading`
   */
  async undo(id: string): Promise<ImportRecord> {
    await this.db.query(
      `WITH undone AS (
         UPDATE grasslens.imports SET state = 'undone'
         WHERE workspace_id = $1 AND import_id = $2 AND state = 'live' RETURNING workspace_id
       )
       UPDATE grasslens.workspaces SET revision = revision + 1
       WHERE workspace_id = $1 AND EXISTS (SELECT FROM undone)`,
      [this.workspace, id],
    );
    const record = await this.get(id);
    if (record.state === 'loading') throw new Refusal('server_import_loading', { id });
    return record;
  }

  /** All imports, newest first, but for those that failed and wait to be swept. */
  async list(): Promise<ImportRecord[]> {
    const rows = await this.db.query<StoredRecord>(
      `SELECT ${SELECTED} FROM grasslens.imports
       WHERE workspace_id = $1 AND (state <> 'undone' OR report IS NOT NULL) ORDER BY import_id DESC`,
      [this.workspace],
    );
    return rows.map(toRecord);
  }

  /** @throws Refusal `server_import_unknown` */
  async get(id: string): Promise<ImportRecord> {
    const [row] = await this.db.query<StoredRecord>(
      `SELECT ${SELECTED} FROM grasslens.imports WHERE workspace_id = $1 AND import_id = $2`,
      [this.workspace, id],
    );
    if (!row) throw new Refusal('server_import_unknown', { id });
    return toRecord(row);
  }

  /** The links that some imports hold. */
  async links(...ids: readonly string[]): Promise<Link[]> {
    return this.db.query<Link>(
      `SELECT DISTINCT from_subject AS "from", to_subject AS "to" FROM grasslens.links
       WHERE workspace_id = $1 AND import_id = ANY($2) ORDER BY 1, 2`,
      [this.workspace, ids],
    );
  }

  /** The links that live imports hold, without claims that no import proves. */
  async liveLinks(ids: readonly string[], { claiming, knowing }: ClaimingImports): Promise<Link[]> {
    if (claiming.length === 0) return this.links(...ids);
    return this.db.query<Link>(
      `SELECT DISTINCT l.from_subject AS "from", l.to_subject AS "to" FROM grasslens.links l
       WHERE l.workspace_id = $1 AND l.import_id = ANY($2)
         AND (l.import_id <> ALL($3) OR EXISTS (
           SELECT 1 FROM grasslens.subjects s
           WHERE s.workspace_id = $1 AND s.subject = l.to_subject AND s.import_id = ANY($4)))
       ORDER BY 1, 2`,
      [this.workspace, ids, claiming, knowing],
    );
  }

  /** Writes what the whole file told, for an import that is not live yet. */
  async writeEnd(id: string, end: Omit<ImportEnd, 'asOf' | 'report'>): Promise<void> {
    const { runs, links } = end;
    await this.db.transaction(async (sql) => {
      await sql.copyIn(
        'grasslens.coverage',
        ['workspace_id', 'import_id', 'run_no', 'run'],
        encodeRows(runs.map((run, index) => [this.workspace, id, index, jsonText(run)])),
      );
      const columns = ['workspace_id', 'import_id', 'from_subject', 'to_subject'];
      await copyIn(sql, 'grasslens.links', columns, links, ({ from, to }) => [this.workspace, id, from, to]);
    });
  }

  /** Writes for an import that nobody has given up. */
  private async whileAlive(id: string, write: (sql: Sql) => Promise<void>): Promise<void> {
    await this.db.transaction(async (sql) => {
      // The row lock keeps a sweeper from clearing the import between this and the rows.
      const alive = await sql.query(
        `UPDATE grasslens.imports SET touched_at = now()
         WHERE workspace_id = $1 AND import_id = $2 AND state = 'loading' RETURNING import_id`,
        [this.workspace, id],
      );
      if (alive.length === 0) throw new Refusal('server_import_swept', { id });
      await write(sql);
    });
  }
}

/** Rows per COPY: each is one message to the database. */
const COPY_ROWS = 5_000;

async function copyIn<T>(
  sql: Sql,
  table: string,
  columns: readonly string[],
  items: readonly T[],
  row: (item: T) => Cell[],
): Promise<void> {
  for (let start = 0; start < items.length; start += COPY_ROWS) {
    await sql.copyIn(table, columns, encodeRows(items.slice(start, start + COPY_ROWS).map(row)));
  }
}

type StoredRecord = Omit<ImportRecord, 'createdAt'> & { createdAt: Date };

function toRecord(row: StoredRecord): ImportRecord {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
