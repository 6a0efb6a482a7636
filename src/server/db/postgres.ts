import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyStatement, type Db, type Param, type Sql } from './db';

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
  constructor(private readonly client: pg.ClientBase) {}

  async query<Row extends object>(text: string, params: readonly Param[] = []): Promise<Row[]> {
    const result = await this.client.query<Row>(text, [...params]);
    return result.rows;
  }

  async copyIn(table: string, columns: readonly string[], rows: Uint8Array): Promise<void> {
    await pipeline([rows], this.client.query(copyFrom(copyStatement(table, columns, 'STDIN'))));
  }
}

class PostgresDb implements Db {
  readonly embedded = false;

  constructor(private readonly pool: pg.Pool) {}

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
    const client = await this.pool.connect();
    let fault: Error | undefined;
    const discard = (error: Error) => {
      fault = error;
    };
    // A connection that breaks while it is ours fails the statement under way; the event alone must not end the process.
    client.on('error', discard);
    try {
      return await work(new PostgresSql(client), discard);
    } finally {
      client.off('error', discard);
      client.release(fault);
    }
  }
}

/**
 * Connects to a PostgreSQL server (15 or newer), or fails at once when it does not answer.
 * @param url `postgres://user:password@host:port/database`
 */
export async function openPostgres(url: string): Promise<Db> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'grasslens',
    types: TYPES,
  });
  // An idle connection that the server closes is replaced by the next question.
  pool.on('error', () => {});
  try {
    const client = await pool.connect();
    client.release();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresDb(pool);
}
