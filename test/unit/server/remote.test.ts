import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeRows } from '../../../src/server/db/copy-text';
import { errorCode } from '../../../src/server/db/db';
import { openPglite } from '../../../src/server/db/pglite';
import { answerFor, RemoteDb } from '../../../src/server/db/remote';

const { port1, port2 } = new MessageChannel();
let db: RemoteDb;
beforeAll(async () => {
  answerFor(port2, await openPglite(null));
  db = new RemoteDb(port1);
  await db.query('CREATE TABLE things (name text PRIMARY KEY, day date, count bigint)');
});
afterAll(async () => {
  await db.close();
  port1.close();
});

const names = async () =>
  (await db.query<{ name: string }>('SELECT name FROM things ORDER BY name')).map((r) => r.name);

test('a question and its answer cross the channel, days as text and big numbers as numbers', async () => {
  await db.copyIn('things', ['name', 'day', 'count'], encodeRows([['a', '2026-07-01', 9_007_199_254_740_991]]));
  expect(await db.query('SELECT * FROM things')).toEqual([
    { name: 'a', day: '2026-07-01', count: 9_007_199_254_740_991 },
  ]);
});

test('what the database refuses comes back as an error with its code, and the next question is answered', async () => {
  const error = await db.query('SELECT nothing').catch((e: unknown) => e);
  expect(errorCode(error)).toBe('42703');
  expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a transaction is kept whole when it returns and leaves nothing when it throws', async () => {
  await db.transaction(async (sql) => {
    await sql.query(`INSERT INTO things VALUES ('b')`);
    await sql.copyIn('things', ['name'], encodeRows([['c']]));
  });
  await expect(
    db.transaction(async (sql) => {
      await sql.query(`INSERT INTO things VALUES ('d')`);
      throw new Error('on second thoughts');
    }),
  ).rejects.toThrow('on second thoughts');
  expect(await names()).toEqual(['a', 'b', 'c']);
});

test('a question beside a transaction waits for its end and sees all of it', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const writing = db.transaction(async (sql) => {
    await sql.query(`INSERT INTO things VALUES ('e')`);
    await held;
    await sql.query(`INSERT INTO things VALUES ('f')`);
  });
  const reading = names();
  release();
  await writing;
  expect(await reading).toEqual(['a', 'b', 'c', 'e', 'f']);
});

test('when the other side is gone, every question says so', async () => {
  const channel = new MessageChannel();
  const lost = new RemoteDb(channel.port1);
  const waiting = lost.query('SELECT 1');
  lost.breakOff(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(lost.query('SELECT 1')).rejects.toThrow('gone');
  channel.port1.close();
});
