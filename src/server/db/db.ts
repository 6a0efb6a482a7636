/**
 * The one face of a database. Two stand behind it: PGlite (PostgreSQL in WASM) in a worker thread, and a
 * PostgreSQL server. The dialect is PostgreSQL 15's for both (design.md, decision 6).
 */
export type Param = string | number | boolean | null | readonly string[];

/** Something that runs statements: the database, or one transaction of it. */
export interface Sql {
  /**
   * One statement, `$1` … for its parameters; jsonb goes in as text. What comes out: int8 as number, date as
   * `YYYY-MM-DD`, timestamptz as Date.
   * @throws the driver's error, with its SQLSTATE under `code`; Refusal `server_database_away` for a lost connection
   */
  query<Row extends object>(text: string, params?: readonly Param[]): Promise<Row[]>;
  /** Loads rows in COPY's text format (see `encodeRows`); far faster than INSERT. */
  copyIn(table: string, columns: readonly string[], rows: Uint8Array): Promise<void>;
}

export interface Db extends Sql {
  /** One process owns it, and nothing vacuums behind our back: a data folder, not a server. */
  readonly embedded: boolean;
  /** Runs `work` in a transaction: committed when it returns, rolled back when it throws. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The SQLSTATE, or errno name, of whatever a driver threw. */
export function errorCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

/** `COPY` into a table; `from` is the driver's source. */
export function copyStatement(table: string, columns: readonly string[], from: string): string {
  return `COPY ${table} (${columns.join(', ')}) FROM ${from}`;
}
