import type { CacheRecord } from '../../../src/background/cache-schema';
import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCache } from '../../../src/background/cache';
import { Connections } from '../../../src/background/connections';
import { StorageDown } from '../../../src/background/database';
import type { Answer } from '../../../src/metrics/question';
import { say } from '../../../src/text/text';
import { FakeArea, FakeClock, NOTE, OPTIONS_PAGE, rest, TOKEN, until, World } from './world';

/** Shorter than a person's; long enough for a machine that is busy with other tests. */
const PATIENCE = { open: 100, work: 1_000 };
const PAUSE = 10_000;
const HOUR = 3_600_000;

let clock: FakeClock;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  clock = new FakeClock(1_000_000_000);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const SCOPE = { connection: 'c1', form: 'f', to: '2026-07-15' };
function record(n: number, some: Partial<CacheRecord<Answer | null>> = {}): CacheRecord<Answer | null> {
  const now = clock.now();
  return { ...SCOPE, subject: NOTE(n), answer: null, revision: 'r1', fetchedAt: now, usedAt: now, ...some };
}
const notes = (count: number) => Array.from({ length: count }, (_, n) => NOTE(n));
const found = (map: ReadonlyMap<string, unknown>) => [...map.keys()].sort();

/** Makes the next `times` openings of the cache (or of all databases) fail as a broken file does. */
function breakOpening(times: number, only = '') {
  const open = indexedDB.open.bind(indexedDB);
  return vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    if (name.includes(only) && times-- > 0) throw new DOMException('broken', 'UnknownError');
    return open(name, version);
  });
}

describe('records', () => {
  it('are found by connection, question, day and subject', async () => {
    const { answers } = openCache(clock.now);
    await answers.put([record(1), record(2, { form: 'g' }), record(3, { connection: 'c2' })]);
    expect(found(await answers.get(SCOPE, notes(5)))).toEqual([NOTE(1)]);
  });

  it('of the question up to another day stand in, until those of this day are put in their place', async () => {
    const { answers } = openCache(clock.now);
    await answers.put([record(1, { to: '2026-07-14' })]);
    expect((await answers.get(SCOPE, [NOTE(1)])).get(NOTE(1))?.to).toBe('2026-07-14');
    await answers.put([record(1)]);
    expect((await answers.get(SCOPE, [NOTE(1)])).get(NOTE(1))?.to).toBe('2026-07-15');
    expect(await answers.count()).toBe(1);
  });

  it('are pruned from the least recently used on', async () => {
    const { answers } = openCache(clock.now);
    await answers.put(notes(10).map((_, n) => record(n, { usedAt: clock.now() - n })));
    await answers.prune(4);
    expect(found(await answers.get(SCOPE, notes(10)))).toEqual(notes(4));
  });

  it('count as used when they are read, to the hour', async () => {
    const { answers } = openCache(clock.now);
    await answers.put([record(1), record(2, { usedAt: clock.now() + 1 })]);
    const kept = await answers.get(SCOPE, [NOTE(1)]);
    clock.advance(HOUR);
    await answers.touch(kept.values());
    expect(await answers.usedSince(SCOPE, 0, 9)).toEqual([NOTE(2), NOTE(1)]);
    clock.advance(1);
    await answers.touch(kept.values());
    expect(await answers.usedSince(SCOPE, 0, 9)).toEqual([NOTE(1), NOTE(2)]);
    expect(await answers.usedSince(SCOPE, clock.now(), 9)).toEqual([NOTE(1)]);
    expect(await answers.usedSince(SCOPE, 0, 1)).toEqual([NOTE(1)]);
  });

  it('of other connections are deleted, whatever their names', async () => {
    const { answers } = openCache(clock.now);
    await answers.put(['b', 'c', 'c1', 'c10', 'd'].map((connection) => record(1, { connection })));
    await answers.keepOnly('c1');
    expect(await answers.count()).toBe(1);
    expect((await answers.get(SCOPE, [NOTE(1)])).size).toBe(1);
    await answers.keepOnly(null);
    expect(await answers.count()).toBe(0);
  });

  it('are read and written in one transaction each, however many', async () => {
    const { answers } = openCache(clock.now);
    await answers.put([record(0)]);
    const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await answers.put(notes(60).map((_, n) => record(n)));
    await answers.get(SCOPE, notes(60));
    expect(begun.mock.calls.map(([, mode]) => mode)).toEqual(['readwrite', undefined]);
  });
});

describe('a database that fails', () => {
  it('is replaced by memory, deleted, and used again after a pause', async () => {
    const { answers } = openCache(clock.now, PATIENCE);
    breakOpening(1);
    await answers.put([record(1)]);
    expect(found(await answers.get(SCOPE, notes(3)))).toEqual([NOTE(1)]);
    clock.advance(PAUSE);
    await answers.put([record(2)]);
    expect(found(await answers.get(SCOPE, notes(3)))).toEqual([NOTE(1), NOTE(2)]);
    expect(await answers.count()).toBe(1);
  });

  it('that is broken inside is begun anew', async () => {
    const { answers } = openCache(clock.now, PATIENCE);
    await answers.put([record(1)]);
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementationOnce(() => {
      throw new DOMException('corrupt', 'UnknownError');
    });
    expect(found(await answers.get(SCOPE, notes(3)))).toEqual([]);
    clock.advance(PAUSE);
    expect(await answers.count()).toBe(0);
    await answers.put([record(2)]);
    expect(await answers.count()).toBe(1);
  });

  it('that does not open is not waited for twice, and is used once it does', async () => {
    const blocker = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('grasslens-cache', 1);
      request.onupgradeneeded = () => undefined;
      request.onsuccess = () => resolve(request.result);
    });
    // An upgrade waits for this connection, which does not close when it is asked to.
    const open = indexedDB.open.bind(indexedDB);
    const opened = vi.spyOn(indexedDB, 'open').mockImplementation((name) => open(name, 2));
    const { answers } = openCache(clock.now, PATIENCE);
    await answers.put([record(1)]);
    await answers.put([record(2)]);
    expect(found(await answers.get(SCOPE, notes(3)))).toEqual([NOTE(1), NOTE(2)]);
    blocker.close();
    await rest();
    await answers.put([record(0)]);
    expect(opened).toHaveBeenCalledTimes(1);
    expect(await answers.count()).toBe(1);
  });

  it('whose connection the browser has closed is opened again', async () => {
    const { database, answers } = openCache(clock.now, PATIENCE);
    await answers.put([record(1)]);
    await database.use(async (opened) => opened.close());
    expect(found(await answers.get(SCOPE, notes(3)))).toEqual([NOTE(1)]);
  });

  it('that is full gives up its older half, or else leaves the new records in memory', async () => {
    const { answers } = openCache(clock.now, PATIENCE);
    await answers.put(notes(10).map((_, n) => record(n, { usedAt: n })));
    const put = IDBObjectStore.prototype.put;
    let full = 1;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value) {
      if (full-- > 0) throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value);
    });
    await answers.put([record(20)]);
    // The younger 5 of 10, and the new one.
    expect(await answers.count()).toBe(6);
    full = Number.POSITIVE_INFINITY;
    await answers.put([record(21)]);
    expect(found(await answers.get(SCOPE, [NOTE(20), NOTE(21)]))).toEqual([NOTE(20), NOTE(21)]);
    // Of those 6 the older half went: 3 are left on disk, and the new one is not among them.
    expect(await answers.count()).toBe(3);
  });

  it('that is full of what cannot be pruned leaves the 2,000 newest records in memory, and no more', async () => {
    const { answers } = openCache(clock.now, PATIENCE);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    for (let batch = 0; batch < 21; batch += 1)
      await answers.put(Array.from({ length: 100 }, (_, n) => record(batch * 100 + n)));
    // 21 × 100 records, of which the first 100 have made room for the last.
    expect((await answers.get(SCOPE, notes(100))).size).toBe(0);
    expect((await answers.get(SCOPE, notes(2_100))).size).toBe(2_000);
  });

  it('with the connection in it is never deleted by itself', async () => {
    const deleted = vi.spyOn(indexedDB, 'deleteDatabase');
    breakOpening(1);
    const connections = new Connections(new FakeArea(), clock.now, PATIENCE);
    await expect(connections.active()).rejects.toThrow(StorageDown);
    expect(deleted).not.toHaveBeenCalled();
    clock.advance(PAUSE);
    expect(await connections.active()).toBeNull();
  });
});

describe('a worker whose storage fails', () => {
  const CACHE = 'grasslens-cache';

  it('answers from the network while the cache is broken', async () => {
    const world = new World();
    await world.connect();
    world.restart();
    breakOpening(1000, CACHE);
    const reply = await world.metrics(1);
    expect(reply.answers[NOTE(1)]).toMatchObject({ freshness: 'fresh', status: 'ok' });
    await world.metrics(1);
    expect(world.api.asked('/v1/metrics')).toHaveLength(1);
  });

  it('says that it cannot read its connection, and reads it when it can', async () => {
    const world = new World();
    await world.connect();
    // Another day: of the session before nothing is left.
    world.session.items.clear();
    world.restart();
    breakOpening(1);
    expect(await world.ask('state', null)).toMatchObject({ connection: null, status: 'storage' });
    expect(await world.send({ question: 'badges', request: { subjects: [NOTE(1)] } })).toEqual({
      ok: false,
      code: 'failed',
    });
    await until(() => world.action.texts.get('all') === '!');
    expect(world.action.titles.get('all')).toBe(say('zh_CN', 'state_storage'));
    const { epoch } = world;
    world.clock.advance(PAUSE);
    expect(await world.send({ question: 'state', request: null }, OPTIONS_PAGE)).toMatchObject({
      value: { status: 'ok', connection: { name: 'Team' } },
    });
    // The toolbar is well again, and pages are told to ask.
    await until(() => world.action.texts.get('all') === '' && world.epoch > epoch);
  });

  it('goes on with the connection that it had when the browser cannot read it, or has begun its files anew', async () => {
    const world = new World();
    await world.connect();
    world.restart();
    const broken = breakOpening(1000);
    expect((await world.metrics(1)).answers[NOTE(1)]).toMatchObject({ freshness: 'fresh' });
    broken.mockRestore();
    globalThis.indexedDB = new IDBFactory();
    world.restart();
    expect((await world.metrics(1)).answers[NOTE(1)]).toMatchObject({ freshness: 'fresh' });
    // It was put back, and is there in another session too.
    world.session.items.clear();
    world.restart();
    expect((await world.ask('state', null)).connection).toMatchObject({ name: 'Team' });
    await world.ask('disconnect', null);
    expect(JSON.stringify([...world.session.items])).not.toContain(TOKEN);
    world.restart();
    expect((await world.ask('state', null)).connection).toBeNull();
  });

  it('can be connected anew when the old connection cannot be read any more', async () => {
    const world = new World();
    breakOpening(2, 'grasslens-connections');
    expect((await world.connect()).status).toBe('ok');
    expect((await world.metrics(1)).answers[NOTE(1)]).toMatchObject({ freshness: 'fresh' });
  });
});
