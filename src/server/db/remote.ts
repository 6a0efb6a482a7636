import type { MessagePort, Worker } from 'node:worker_threads';
import { type Db, errorCode, type Param, type Sql } from './db';

/**
 * A `Db` on the other side of a message channel: {@link RemoteDb} asks, {@link answerFor} runs it where the
 * database lives. A transaction is opened, used and ended by its number.
 */
type Call =
  | { op: 'query'; text: string; params: readonly Param[] }
  | { op: 'copy'; table: string; columns: readonly string[]; rows: Uint8Array }
  | { op: 'begin' | 'commit' | 'rollback' | 'close' };
type Request = Call & { id: number; transaction: number | null };
type Reply = { id: number; result: unknown } | { id: number; error: { message: string; code: string | null } };

type Port = Pick<MessagePort | Worker, 'postMessage' | 'on'>;

/** What went wrong on the other side. */
class RemoteError extends Error {
  constructor(
    message: string,
    readonly code: string | null,
  ) {
    super(message);
    this.name = 'RemoteError';
  }
}

/** Runs a rollback through `Db.transaction`, which only knows throwing. */
class RolledBack extends Error {}

/** Answers a port's requests with a database, until asked to close. */
export function answerFor(port: Port, db: Db): void {
  const open = new Map<number, { sql: Sql; end(commit: boolean): Promise<void> }>();

  const begin = (id: number) =>
    new Promise<void>((started, failed) => {
      let finish: (commit: boolean) => void = () => {};
      const decided = new Promise<boolean>((resolve) => {
        finish = resolve;
      });
      const done = db.transaction(async (sql) => {
        open.set(id, {
          sql,
          end: async (commit) => {
            open.delete(id);
            finish(commit);
            await done.catch((error: unknown) => {
              if (!(error instanceof RolledBack)) throw error;
            });
          },
        });
        started();
        if (!(await decided)) throw new RolledBack();
      });
      done.catch(failed);
    });

  const run = async (request: Request): Promise<unknown> => {
    const transaction = request.transaction === null ? null : open.get(request.transaction);
    if (transaction === undefined) throw new Error(`no open transaction ${request.transaction}`);
    const sql = transaction?.sql ?? db;
    switch (request.op) {
      case 'query':
        return sql.query(request.text, request.params);
      case 'copy':
        return sql.copyIn(request.table, request.columns, request.rows);
      case 'begin':
        return begin(request.id);
      case 'commit':
        return transaction?.end(true);
      case 'rollback':
        return transaction?.end(false);
      case 'close':
        return db.close();
    }
  };

  port.on('message', (request: Request) => {
    run(request).then(
      (result) => port.postMessage({ id: request.id, result } satisfies Reply),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        port.postMessage({ id: request.id, error: { message, code: errorCode(error) } } satisfies Reply);
      },
    );
  });
}

/** The near side: a `Db` whose work is done behind a port. */
export class RemoteDb implements Db {
  readonly embedded = true;
  private next = 1;
  private readonly waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  private broken: Error | null = null;

  constructor(private readonly port: Port) {
    port.on('message', (reply: Reply) => {
      const caller = this.waiting.get(reply.id);
      this.waiting.delete(reply.id);
      if ('error' in reply) caller?.reject(new RemoteError(reply.error.message, reply.error.code));
      else caller?.resolve(reply.result);
    });
  }

  /** The other side is gone: every question under way and to come fails with this. */
  breakOff(error: Error): void {
    this.broken = error;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  query<Row extends object>(text: string, params: readonly Param[] = []): Promise<Row[]> {
    return this.sql(null).query<Row>(text, params);
  }

  copyIn(table: string, columns: readonly string[], rows: Uint8Array): Promise<void> {
    return this.sql(null).copyIn(table, columns, rows);
  }

  async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const id = this.next;
    await this.call({ op: 'begin' }, null);
    let result: T;
    try {
      result = await work(this.sql(id));
    } catch (error) {
      await this.call({ op: 'rollback' }, id);
      throw error;
    }
    await this.call({ op: 'commit' }, id);
    return result;
  }

  async close(): Promise<void> {
    await this.call({ op: 'close' }, null);
  }

  private sql(transaction: number | null): Sql {
    return {
      query: async <Row extends object>(text: string, params: readonly Param[] = []) =>
        (await this.call({ op: 'query', text, params }, transaction)) as Row[],
      copyIn: async (table, columns, rows) => {
        await this.call({ op: 'copy', table, columns, rows }, transaction, [rows.buffer as ArrayBuffer]);
      },
    };
  }

  private call(call: Call, transaction: number | null, transfer: ArrayBuffer[] = []): Promise<unknown> {
    if (this.broken) return Promise.reject(this.broken);
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.port.postMessage({ ...call, id, transaction }, transfer);
    });
  }
}
