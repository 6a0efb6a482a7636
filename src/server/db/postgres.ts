import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Refusal } from '../refusal';
import { copyStatement, type Db, errorCode, type Param, type Sql } from './db';

const CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 10_000;

/** pg's own table of parsers with ours before it: int8 as number, date as text. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  },
};

class PostgresSql implements Sql {
  constructor(
    private readonly client: pg.ClientBase,
    private readonly lost: WeakSet<pg.ClientBase>,
  ) {}

  async query<Row extends object>(text: string, params: readonly Param[] = []): Promise<Row[]> {
    const result = await this.explainLoss(this.client.query<Row>(text, [...params]));
    return result.rows;
  }

  async copyIn(table: string, columns: readonly string[], rows: Uint8Array): Promise<void> {
    await this.explainLoss(pipeline([rows], this.client.query(copyFrom(copyStatement(table, columns, 'STDIN')))));
  }

  /** The driver gives no SQLSTATE to a statement whose connection is lost. */
  private async explainLoss<T>(statement: Promise<T>): Promise<T> {
    try {
      return await statement;
    } catch (error) {
      throw this.lost.has(this.client) && !(error instanceof pg.DatabaseError) ? databaseAway(error) : error;
    }
  }
}

class PostgresDb implements Db {
  readonly embedded = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly lost: WeakSet<pg.ClientBase>,
  ) {}

  query<Row extends object>(text: string, params: readonly Param[] = []): Promise<Row[]> {
    return this.withClient((sql) => sql.query<Row>(text, params));
  }

  copyIn(table: string, columns: readonly string[], rows: Uint8Array): Promise<void> {
    return this.withClient((sql) => sql.copyIn(table, columns, rows));
  }

  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.withClient(async (sql, discard) => {
      await sql.query('BEGIN');
      try {
        const result = await work(sql);
        await sql.query('COMMIT');
        return result;
      } catch (error) {
        // A rollback only fails on a dead connection: what went wrong first is what the caller must hear.
        await sql.query('ROLLBACK').catch(discard);
        throw error;
      }
    });
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async withClient<T>(work: (sql: Sql, discard: (fault: Error) => void) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((error: unknown) => {
      // The pool gives no code when every connection stays busy until the time-out.
      throw errorCode(error) === null ? databaseAway(error) : error;
    });
    let fault: Error | undefined;
    const discard = (error: Error) => {
      fault = error;
    };
    try {
      return await work(new PostgresSql(client, this.lost), discard);
    } finally {
      client.release(fault);
    }
  }
}

/**
 * Connects to a PostgreSQL server (15 or newer), or fails at once when it does not answer.
 * @param url `postgres://user:password@host:port/database`
 * @param waitMs How long a statement waits for a free connection
 */
export async function openPostgres(url: string, waitMs = CONNECT_TIMEOUT_MS): Promise<Db> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: waitMs,
    application_name: 'grasslens',
    types: TYPES,
  });
  // An idle connection that the server closes is replaced by the next question.
  pool.on('error', () => {});
  const lost = new WeakSet<pg.ClientBase>();
  // An error without a listener ends the process, and the pool has none while it hands a connection over.
  pool.on('connect', (client) => {
    client.on('error', () => lost.add(client));
  });
  try {
    const client = await pool.connect();
    client.release();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresDb(pool, lost);
}

function databaseAway(cause: unknown): Refusal {
  return new Refusal('server_database_away', {}, { cause });
}
