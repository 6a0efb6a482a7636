import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../../src/server/db/db';
import { openPostgres } from '../../../src/server/db/postgres';
import { problemOf } from '../../../src/server/http/problems';
import { type Postgres, startPostgres } from './support/postgres';

/** As many as the pool has. */
const CONNECTIONS = 8;
const AWAY = { status: 503, problem: { code: 'server_database_away' } };

const problem = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: unknown) => problemOf(error, 'en'),
  );

describe('a connection that the server ends', () => {
  let server: Postgres;
  let db: Db;
  beforeAll(async () => {
    server = await startPostgres();
    db = await openPostgres(server.url);
  });
  afterAll(async () => {
    await db.close();
    await server.stop();
  });

  const others = "pid <> pg_backend_pid() AND application_name = 'grasslens'";
  const endOthers = () => db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);

  test('fails its statement as 503, in a transaction too, and the next one is answered', async () => {
    const asleep = [
      problem(db.query('SELECT pg_sleep(30)')),
      problem(db.transaction((sql) => sql.query('SELECT pg_sleep(30)'))),
      problem(db.transaction((sql) => endOwn(sql).then(() => sql.query('SELECT 1')))),
    ];
    await expect
      .poll(() => db.query(`SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)' AND ${others}`))
      .toHaveLength(2);
    await endOthers();
    for (const end of await Promise.all(asleep)) expect(end).toMatchObject(AWAY);
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('fails a COPY under way as 503', async () => {
    await db.query('CREATE TABLE lines (line text)');
    const copied = db.transaction(async (sql) => {
      await endOwn(sql);
      await sql.copyIn('lines', ['line'], new TextEncoder().encode('one\n'));
    });
    expect(await problem(copied)).toMatchObject(AWAY);
    expect(await db.query('SELECT FROM lines')).toEqual([]);
  });

  test('fails a statement that an administrator cancels as 503', async () => {
    const asleep = problem(db.query('SELECT pg_sleep(31)'));
    const cancel = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(31)' AND ${others}`;
    await expect.poll(() => db.query(cancel)).toHaveLength(1);
    expect(await asleep).toMatchObject(AWAY);
  });

  test('a question that no connection is free for is 503', async () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const small = await openPostgres(server.url, 500);
    const busy = Array.from({ length: CONNECTIONS }, () => small.transaction(() => ended));
    expect(await problem(small.query('SELECT 1'))).toMatchObject(AWAY);
    end();
    await Promise.all(busy);
    await small.close();
  });

  async function endOwn(sql: Pick<Db, 'query'>): Promise<void> {
    const [own] = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await db.query('SELECT pg_terminate_backend($1)', [own?.pid ?? 0]);
  }
});

test('a server that ends a connection in the moment it is made does not end the process', async () => {
  const server = await endingServer();
  const faults: unknown[] = [];
  const onFault = (error: unknown) => faults.push(error);
  process.on('uncaughtException', onFault);
  const { port } = server.address() as AddressInfo;
  const db = await openPostgres(`postgres://grasslens@127.0.0.1:${port}/grasslens`);
  const end = await problem(db.query('SELECT 1'));
  await db.close();
  server.close();
  process.off('uncaughtException', onFault);
  expect(faults).toEqual([]);
  expect(end).toMatchObject(AWAY);
});

/** Says "ready" and "terminated by an administrator" in one packet, as a server that restarts may. */
async function endingServer(): Promise<Server> {
  const message = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const packet = Buffer.concat([
    message('R', Buffer.alloc(4)),
    message('Z', Buffer.from('I')),
    message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0')),
  ]);
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(packet));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
