import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeRows } from '../../../src/server/db/copy-text';
import type { Db } from '../../../src/server/db/db';
import { openPglite } from '../../../src/server/db/pglite';
import { runs } from '../../support/runs';

let db: Db;
beforeAll(async () => {
  db = await openPglite(null);
  await db.query('CREATE TABLE cells (id int, text text, number double precision)');
});
afterAll(() => db.close());

test('whatever text and number goes in by COPY comes out the same', async () => {
  const rows = fc.array(
    fc.record({
      // PostgreSQL's text holds everything but NUL; lone surrogates have no UTF-8.
      text: fc.oneof(
        fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
        fc.constantFrom('\\N', '\\', '\t', '\n', '\r\n', '\\t', '.', '\\.', '', ' 空 '),
        fc.constant(null),
      ),
      number: fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
        fc.constant(null),
      ),
    }),
    { minLength: 1, maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      await db.query('DELETE FROM cells');
      await db.copyIn(
        'cells',
        ['id', 'text', 'number'],
        encodeRows(given.map(({ text, number }, id) => [id, text, number])),
      );
      expect(await db.query('SELECT text, number FROM cells ORDER BY id')).toEqual(given);
    }),
    { numRuns: runs(300) },
  );
});
