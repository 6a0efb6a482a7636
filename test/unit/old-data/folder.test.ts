import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../../src/server/db/db';
import { openPglite } from '../../../src/server/db/pglite';
import { type Answers, askApi } from '../../old-data/ask';
import { oldFolder } from '../../old-data/stored';
import { untouched } from '../../old-data/untouched';
import { tempFolder } from '../../support/api';
import { TestApi } from '../server/support/api';

describe('a data folder of an earlier build', () => {
  const old = oldFolder();
  const folder = tempFolder();
  const data = join(folder.path, 'data');
  let api: TestApi;
  let now: Answers;

  beforeAll(async () => {
    const before = await openPglite(data);
    await restore(before);
    await before.close();
    api = await TestApi.open(await openPglite(data));
    const headers = { authorization: `Bearer ${old.token}`, 'content-type': 'application/json' };
    now = await askApi((path, init) => api.request(path, { ...init, headers }));
  });
  afterAll(async () => {
    await api.close();
    folder.remove();
  });

  it('opens with the tokens that it has, and nothing goes wrong', () => {
    expect(api.faults).toEqual([]);
    expect(now['/v1/imports']).toMatchObject({ imports: expect.any(Array) });
  });

  it.each(Object.keys(old.answers))('answers as before: %s', (asked) => {
    expect(now[asked]).toMatchObject(untouched(old.answers[asked]) as object);
  });

  /** Makes the folder what it was. */
  async function restore(db: Db): Promise<void> {
    await db.query('CREATE SCHEMA IF NOT EXISTS grasslens');
    for (const statement of old.statements.filter((text) => !text.startsWith('CREATE SCHEMA')))
      await db.query(statement);
    for (const { name, columns, rows } of old.tables)
      await db.copyIn(`grasslens.${name}`, columns, new TextEncoder().encode(rows));
  }
});
