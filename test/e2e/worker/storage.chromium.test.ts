import { existsSync, readdirSync, statfsSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ChromiumRig } from './support/chromium-rig';
import { numbersOf, until } from './support/drawn';
import { visitorsOf } from './support/notes';
import { withOwnFolders } from './support/own-mounts';

const NOTES = 30;

let rig: ChromiumRig;
afterEach(() => rig?.close());

/** Opens a feed and waits for its numbers. */
async function expectDrawn(notes: readonly number[]): Promise<void> {
  const tab = await rig.feed(notes);
  const drawn = await until(
    () => rig.read(tab),
    (badges) => badges.length === notes.length && badges.every(({ state }) => state === 'number'),
    30_000,
  );
  expect(numbersOf(drawn)).toEqual(notes.map(visitorsOf));
  await tab.close();
}

const askedNumbers = () => rig.proxy.asked.filter(({ path }) => path === '/v1/metrics').length;

it('draws though every write ends as over a quota', async () => {
  rig = await ChromiumRig.open(NOTES);
  await expectDrawn([0, 1, 2]);
  expect(await overQuota(rig)).toBe('QuotaExceededError');
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
  expect(askedNumbers()).toBe(0);
});

it('draws though the disk is full, and keeps again when there is room', async () => {
  rig = await ChromiumRig.open(NOTES, (chromium, { folder }) =>
    withOwnFolders(chromium, folder, [{ at: '$profile/Default/IndexedDB', megabytes: 4 }]),
  );
  await expectDrawn([0, 1, 2]);
  const disk = join('/proc', String(rig.browser.process()?.pid), 'root', rig.profile, 'Default', 'IndexedDB');
  const free = () => statfsSync(disk).bavail;
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(free() * statfsSync(disk).bsize));
  expect(free()).toBe(0);
  for (const notes of [
    [3, 4, 5],
    [3, 4, 5],
    [0, 1, 2],
  ])
    await expectDrawn(notes);
  await rig.kill();
  await expectDrawn([6, 7, 8]);
  expect(await write(rig)).not.toBe('written');

  unlinkSync(join(disk, 'ballast'));
  await rig.kill();
  await expectDrawn([9, 10, 11]);
  expect(
    await until(
      () => write(rig),
      (outcome) => outcome === 'written',
    ),
  ).toBe('written');
  const asked = askedNumbers();
  await rig.kill();
  await expectDrawn([9, 10, 11]);
  expect(askedNumbers()).toBe(asked);
});

it('draws though its database is made garbage under it', async () => {
  rig = await ChromiumRig.open(NOTES);
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

it('comes up with garbage for a database, says that nothing is connected, and draws once it is', async () => {
  rig = await ChromiumRig.open(NOTES);
  await expectDrawn([0, 1, 2]);
  await rig.restart(() => undefined);
  // Without harm it is as it was.
  await expectDrawn([0, 1, 2]);
  await rig.restart(() => expect(garble(rig)).toBeGreaterThan(0));
  // The browser keeps all databases of the extension in the same files, the token among them.
  expect(await rig.ask('state', null)).toMatchObject({ connection: null, connections: [], status: 'none' });
  await rig.connect();
  await expectDrawn([3, 4, 5]);
  await rig.kill();
  await expectDrawn([0, 1, 2]);
});

/**
 * From now on the running worker's every write ends as over a quota: Chromium applies none of its own to
 * extensions, also not one set by the debugger, so it is the worker's store that refuses. @returns What a write ends with
 */
async function overQuota(rig: ChromiumRig): Promise<string> {
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

/** Writes into a database of the extension's that nobody else opens. @returns `written`, or what came of it instead */
async function write(rig: ChromiumRig): Promise<string> {
  const page = await rig.page();
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        setTimeout(() => resolve('nothing'), 2_000);
        const opening = indexedDB.open('tried', 1);
        opening.onupgradeneeded = () => void opening.result.createObjectStore('store');
        opening.onerror = () => resolve(opening.error?.name ?? '');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('store', 'readwrite');
          writing.objectStore('store').put(crypto.getRandomValues(new Uint8Array(60_000)), 1);
          writing.oncomplete = () => resolve('written');
          writing.onabort = () => resolve(writing.error?.name ?? '');
          opening.result.close();
        };
      }),
  );
}

/** Overwrites every file of the extension's databases. @returns How many there were */
function garble({ profile, extensionId }: ChromiumRig): number {
  const folder = join(profile, 'Default', 'IndexedDB', `chrome-extension_${extensionId}_0.indexeddb.leveldb`);
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
  for (const file of files) writeFileSync(file, Buffer.alloc(statSync(file).size, 'garbage'));
  return files.length;
}
