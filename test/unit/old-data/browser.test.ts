import { openDB } from 'idb';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Answers, askFiles } from '../../old-data/ask';
import { oldBrowser } from '../../old-data/stored';
import { untouched } from '../../old-data/untouched';
import { emptyBrowser, openSet } from '../files/support/files';

describe('files in a browser of an earlier build', () => {
  const old = oldBrowser();
  let now: Answers;

  beforeAll(async () => {
    const open = emptyBrowser();
    await restore();
    now = await askFiles(openSet(old.set, open));
  });

  it.each(Object.keys(old.answers))('answer as before: %s', (asked) => {
    expect(now[asked]).toMatchObject(untouched(old.answers[asked]) as object);
  });

  /** Makes the database what it was. */
  async function restore(): Promise<void> {
    const database = await openDB(old.name, old.version, {
      upgrade(made) {
        for (const { name, keyPath, indexes } of old.stores) {
          const store = made.createObjectStore(name, { keyPath });
          for (const index of indexes) store.createIndex(index.name, index.keyPath);
        }
      },
    });
    for (const { name, records } of old.stores) for (const record of records) await database.put(name, record);
    database.close();
  }
});
