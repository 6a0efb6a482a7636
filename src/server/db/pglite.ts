import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PGlite, type PGliteInterface, type Transaction, types } from '@electric-sql/pglite';
import { copyStatement, type Db, type Param, type Sql } from './db';

type Runner = Pick<PGliteInterface, 'query'> | Pick<Transaction, 'query'>;

/** Statements on PGlite or on one transaction of it. */
class PgliteSql implements Sql {
  constructor(private readonly runner: Runner) {}

  async query<Row extends object>(text: string, params: readonly Param[] = []): Promise<Row[]> {
    const result = await this.runner.query<Row>(text, [...params]);
    return result.rows;
  }

  async copyIn(table: string, columns: readonly string[], rows: Uint8Array): Promise<void> {
    if (rows.byteLength === 0) return;
    const blob = new Blob([rows as Uint8Array<ArrayBuffer>]);
    await this.runner.query(copyStatement(table, columns, `'/dev/blob'`), [], { blob });
  }
}

class PgliteDb extends PgliteSql implements Db {
  readonly embedded = true;

  constructor(private readonly pglite: PGlite) {
    super(pglite);
  }

  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.pglite.transaction((tx) => work(new PgliteSql(tx)));
  }

  close(): Promise<void> {
    return this.pglite.close();
  }
}

/**
 * Opens PGlite on this thread: what the worker does, and what unit tests use directly.
 * @param folder the data folder, which only one process may own; null keeps everything in memory
 */
export async function openPglite(folder: string | null): Promise<Db> {
  if (folder !== null && !existsSync(folder)) await create(folder);
  return new PgliteDb(await start(folder ?? 'memory://'));
}

/** A new database is made beside its place and moved there whole: a process killed meanwhile leaves no half of one. */
async function create(folder: string): Promise<void> {
  const making = `${folder}.new`;
  await rm(making, { recursive: true, force: true });
  const pglite = await start(making);
  await pglite.close();
  await rename(making, folder);
}

function start(folder: string): Promise<PGlite> {
  return PGlite.create(folder, { parsers: { [types.INT8]: Number, [types.DATE]: (text) => text } });
}
