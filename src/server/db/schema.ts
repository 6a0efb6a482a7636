import { STORED_MEASURES } from '../../metrics/measures';
import { Refusal } from '../refusal';
import type { Db, Sql } from './db';

/**
 * The tables, as numbered steps that are only ever added to. Every primary key begins with `workspace_id` and no
 * statement crosses workspaces, so that on Citus each table is distributed by it (design.md, decision 6).
 * `migrations` belongs to no workspace and therefore has no key.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    // `epoch` tells two databases apart that count the same revisions: an ETag of one is never true of another.
    `CREATE TABLE grasslens.workspaces (
      workspace_id text PRIMARY KEY,
      epoch text NOT NULL,
      revision bigint NOT NULL DEFAULT 0,
      next_import int NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now()
    )`,
    `CREATE TABLE grasslens.tokens (
      workspace_id text NOT NULL,
      sha256 text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (workspace_id, sha256)
    )`,
    // An import counts for answers when it is `live`; `touched_at` tells one that is loading from one that died.
    `CREATE TABLE grasslens.imports (
      workspace_id text NOT NULL,
      import_id text NOT NULL,
      state text NOT NULL CHECK (state IN ('loading', 'live', 'undone')),
      file_name text NOT NULL,
      sha256 text NOT NULL,
      kind text NOT NULL,
      source text,
      as_of date,
      declared jsonb NOT NULL,
      report jsonb,
      created_at timestamptz NOT NULL DEFAULT now(),
      touched_at timestamptz NOT NULL DEFAULT now(),
      swept boolean NOT NULL DEFAULT false,
      PRIMARY KEY (workspace_id, import_id)
    )`,
    // Wide: one row per export row and scope. The key is the one way in: 60 subjects over some days are one
    // short read, and an import's rows are found by its subjects.
    `CREATE TABLE grasslens.facts (
      workspace_id text NOT NULL,
      subject text NOT NULL,
      day_from date NOT NULL,
      import_id text NOT NULL,
      row_no int NOT NULL,
      line int NOT NULL,
      day_to date NOT NULL,
      period text NOT NULL,
      source text NOT NULL,
      grain text NOT NULL,
      entity text NOT NULL,
      win smallint NOT NULL,
      caliber text NOT NULL,
      traffic text NOT NULL,
      sampling double precision,
      rounded text,
      PRIMARY KEY (workspace_id, subject, day_from, import_id, row_no)
    )`,
    // Ranges and lifetimes begin long before the days they speak of; they are few.
    `CREATE INDEX facts_periods ON grasslens.facts (workspace_id, subject, day_to) WHERE period <> 'day'`,
    `CREATE TABLE grasslens.coverage (
      workspace_id text NOT NULL,
      import_id text NOT NULL,
      run_no int NOT NULL,
      run jsonb NOT NULL,
      PRIMARY KEY (workspace_id, import_id, run_no)
    )`,
    // Every subject that an import names, by a row, a label or a link: its labels, and since when rows speak of it.
    `CREATE TABLE grasslens.subjects (
      workspace_id text NOT NULL,
      subject text NOT NULL,
      import_id text NOT NULL,
      labels jsonb NOT NULL,
      seen jsonb NOT NULL,
      PRIMARY KEY (workspace_id, subject, import_id)
    )`,
    `CREATE TABLE grasslens.links (
      workspace_id text NOT NULL,
      import_id text NOT NULL,
      from_subject text NOT NULL,
      to_subject text NOT NULL,
      PRIMARY KEY (workspace_id, import_id, from_subject, to_subject)
    )`,
  ],
  [
    // What a team decides, beside the values: no import brings it and no undo takes it away.
    `CREATE TABLE grasslens.targets (
      workspace_id text NOT NULL,
      measure text NOT NULL,
      good double precision NOT NULL,
      bad double precision NOT NULL,
      PRIMARY KEY (workspace_id, measure)
    )`,
    `CREATE TABLE grasslens.marks (
      workspace_id text NOT NULL,
      subject text NOT NULL,
      decision text NOT NULL,
      remark text NOT NULL,
      at timestamptz NOT NULL,
      PRIMARY KEY (workspace_id, subject)
    )`,
  ],
  [
    // What a workspace hashes order numbers with: the orders stay distinct, and nobody can read them back.
    'ALTER TABLE grasslens.workspaces ADD COLUMN order_key text',
  ],
  [
    // How a team's own tables are read; an import keeps what it was read by, and no change here reaches it. Kept as
    // text, so that a shared file has its columns in the order in which somebody wrote them.
    `CREATE TABLE grasslens.mappings (
      workspace_id text NOT NULL,
      name text NOT NULL,
      mapping json NOT NULL,
      PRIMARY KEY (workspace_id, name)
    )`,
  ],
  [
    // A file may name more subjects than memory holds: what it names is written in parts, while it is read.
    'ALTER TABLE grasslens.subjects ADD COLUMN part int NOT NULL DEFAULT 0',
    'ALTER TABLE grasslens.subjects DROP CONSTRAINT subjects_pkey',
    'ALTER TABLE grasslens.subjects ADD PRIMARY KEY (workspace_id, subject, import_id, part)',
  ],
  [`ALTER TABLE grasslens.tokens ADD COLUMN label text NOT NULL DEFAULT ''`],
  [
    // Cells that hide a small number (`<10`) say so; whose day a source's rows are, the user answers once.
    'ALTER TABLE grasslens.facts ADD COLUMN hidden text',
    `CREATE TABLE grasslens.calibers (
      workspace_id text NOT NULL,
      source text NOT NULL,
      caliber text NOT NULL,
      PRIMARY KEY (workspace_id, source)
    )`,
  ],
];

/** Any number that no one else is likely to lock by: two processes must not migrate at once. */
const MIGRATION_LOCK = 7_262_031;

/** The column of a stored measure. */
export function measureColumn(measure: string): string {
  return `m_${measure}`;
}

/**
 * Brings a database to this program's schema; does nothing to one that is there already.
 * @throws Refusal `server_database_newer` when a newer program has been at it
 */
export async function migrate(db: Db): Promise<void> {
  await db.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await sql.query('CREATE SCHEMA IF NOT EXISTS grasslens');
    await sql.query('CREATE TABLE IF NOT EXISTS grasslens.migrations (version int NOT NULL, at timestamptz NOT NULL)');
    const [done] = await sql.query<{ version: number | null }>(
      'SELECT max(version) AS version FROM grasslens.migrations',
    );
    const version = done?.version ?? 0;
    if (version > MIGRATIONS.length)
      throw new Refusal('server_database_newer', { found: version, known: MIGRATIONS.length });
    for (const [index, statements] of MIGRATIONS.entries()) {
      if (index < version) continue;
      for (const statement of statements) await sql.query(statement);
      await sql.query('INSERT INTO grasslens.migrations VALUES ($1, now())', [index + 1]);
    }
    await addMeasures(sql);
  });
}

/** A new row of the measure catalogue is a new column: adding a measure needs no migration. */
async function addMeasures(sql: Sql): Promise<void> {
  const columns = await sql.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'grasslens' AND table_name = 'facts'`,
  );
  const present = new Set(columns.map(({ name }) => name));
  const missing = STORED_MEASURES.map(measureColumn).filter((column) => !present.has(column));
  if (missing.length === 0) return;
  await sql.query(
    `ALTER TABLE grasslens.facts ${missing.map((column) => `ADD COLUMN IF NOT EXISTS ${column} bigint`).join(', ')}`,
  );
}
