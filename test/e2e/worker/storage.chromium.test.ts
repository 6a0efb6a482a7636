import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { numbersOf, readDrawn, until } from './support/drawn';
import { Rig, visitorsOf } from './support/rig';

let rig: Rig;
beforeEach(async () => {
  rig = await Rig.open(30);
});
afterEach(() => rig?.close());

/** Opens a feed and waits for its numbers. */
async function expectDrawn(notes: readonly number[]): Promise<void> {
  const tab = await rig.feed(notes);
  const drawn = await until(
    () => readDrawn(tab),
    (badges) => badges.length === notes.length,
    30_000,
  );
  expect(numbersOf(drawn)).toEqual(notes.map(visitorsOf));
  await tab.close();
}

it('draws though the browser gives the extension no more room', async () => {
  await expectDrawn([0, 1, 2]);
  expect(await fill(rig)).toBe('QuotaExceededError');
  // From the network, then from memory.
  await expectDrawn([3, 4, 5]);
  const asked = rig.proxy.asked.length;
  await expectDrawn([3, 4, 5]);
  await expectDrawn([0, 1, 2]);
  expect(rig.proxy.asked.length).toBeLessThanOrEqual(asked + 1);
  // Another worker has room again, and nothing of the memory: what it asks for is kept.
  await rig.kill();
  await expectDrawn([3, 4, 5]);
  rig.proxy.asked.length = 0;
  await rig.kill();
  await expectDrawn([3, 4, 5]);
  expect(rig.proxy.asked.filter(({ path }) => path === '/v1/metrics')).toEqual([]);
});

it('draws though its database is garbage', async () => {
  await expectDrawn([0, 1, 2]);
  await rig.leavePage();
  await rig.kill();
  // The browser lets go of the files a moment after their last user has.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(garble(rig)).toBeGreaterThan(0);
  await expectDrawn([3, 4, 5]);
  await expectDrawn([0, 1, 2]);
  await rig.kill();
  await expectDrawn([3, 4, 5]);
});

/**
 * From now on the running worker's every write ends as on a full disk: Chromium applies no quota of its own to
 * extensions, so it is the worker's store that refuses. @returns What a write ends with
 */
async function fill(rig: Rig): Promise<string> {
  const worker = await rig.worker()?.worker();
  if (!worker) throw new Error('no worker is running');
  return worker.evaluate(() => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Object.assign(IDBObjectStore.prototype, { put: full, add: full });
    return new Promise<string>((resolve) => {
      const opening = indexedDB.open('grasslens-cache');
      opening.onsuccess = () => {
        try {
          opening.result.transaction('answers', 'readwrite').objectStore('answers').put({});
        } catch (error) {
          resolve(error instanceof Error || error instanceof DOMException ? error.name : '');
        }
        opening.result.close();
      };
    });
  });
}

/** Overwrites every file of the extension's databases. @returns How many there were */
function garble({ browser, extensionId }: Rig): number {
  const profile =
    browser
      .process()
      ?.spawnargs.find((arg) => arg.startsWith('--user-data-dir='))
      ?.slice(16) ?? '';
  const folder = join(profile, 'Default', 'IndexedDB', `chrome-extension_${extensionId}_0.indexeddb.leveldb`);
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
  for (const file of files) writeFileSync(file, Buffer.alloc(statSync(file).size, 'garbage'));
  return files.length;
}
