import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { dump, heldBack, NOTE, rest, until, World } from './world';

let world: World;
beforeEach(async () => {
  world = new World();
});

const titles = (reply: Awaited<ReturnType<World['metrics']>>) =>
  Object.values(reply.answers).map((one) => one && [one.answer?.title ?? null, one.freshness, one.status]);

describe('a page that asks', () => {
  it('gets nothing and causes nothing without a data source', async () => {
    expect(titles(await world.metrics(1, 2))).toEqual([null, null]);
    expect(world.api.calls).toEqual([]);
    expect(world.alarms.size).toBe(0);
  });

  it('gets one answer for a screenful, from one request', async () => {
    await world.connect();
    expect(titles(await world.metrics(1, 2, 3))).toEqual([
      ['first', 'fresh', 'ok'],
      ['first', 'fresh', 'ok'],
      ['first', 'fresh', 'ok'],
    ]);
    expect(world.api.asked('/v1/metrics').map(({ body }) => body)).toEqual([
      {
        subjects: [NOTE(1), NOTE(2), NOTE(3)],
        // The latest day that any source covers: 聚光's 15th, not 星河's 14th.
        range: { since: 'publication', to: '2026-07-15' },
        window: 15,
        caliber: 'source',
        costScope: ['juguang'],
      },
    ]);
  });

  it('is answered from the cache the second time, also by a worker that has just woken', async () => {
    await world.connect();
    await world.metrics(1, 2);
    world.restart();
    expect(titles(await world.metrics(2, 1))).toEqual([
      ['first', 'fresh', 'ok'],
      ['first', 'fresh', 'ok'],
    ]);
    expect(world.api.asked('/v1/metrics')).toHaveLength(1);
    expect(world.api.asked('/v1/known')).toHaveLength(1);
  });

  it('is given what to draw, and no number beside that', async () => {
    await world.connect();
    const subjects = [NOTE(1), 'xhs/note/ffffffffffffffffffffffff'];
    const { badges } = await world.ask('badges', { subjects });
    expect(badges).toEqual({
      [NOTE(1)]: {
        look: 'fresh',
        cells: [
          {
            shop: null,
            sign: '',
            numbers: [{ measure: null, label: '', plain: true, text: '—', unit: '', verdict: null }],
            notes: ['还没对应商品'],
          },
        ],
        mark: null,
        tail: '',
        spoken: '种草镜：没有数字，还没对应商品。',
      },
      'xhs/note/ffffffffffffffffffffffff': null,
    });
  });

  it('asks for what is missing only', async () => {
    await world.connect();
    await world.metrics(1, 2);
    await world.metrics(1, 2, 3);
    expect(world.api.asked('/v1/metrics').map(({ body }) => body.subjects)).toEqual([[NOTE(1), NOTE(2)], [NOTE(3)]]);
  });

  it('gathers 300 misses into two requests: 200 is what the contract allows', async () => {
    await world.connect();
    const reply = await world.metrics(...Array.from({ length: 300 }, (_, n) => n));
    expect(Object.values(reply.answers).filter((one) => one?.freshness === 'fresh')).toHaveLength(300);
    expect(world.api.asked('/v1/metrics').map(({ body }) => body.subjects?.length)).toEqual([200, 100]);
  });

  it('shares what is under way with other tabs, and gathers what comes meanwhile', async () => {
    await world.connect();
    const { fault, open } = heldBack();
    world.api.fault = fault;
    const first = world.metrics(1);
    await until(() => world.api.asked('/v1/metrics').length === 1);
    const second = world.metrics(2);
    await until(() => world.api.asked('/v1/metrics').length === 2);
    // Two are under way, which is the most: the rest waits and leaves together.
    const others = [world.metrics(1, 3), world.metrics(2, 4), world.metrics(3, 5)];
    await rest();
    open();
    const replies = await Promise.all([first, second, ...others]);
    expect(replies.flatMap(titles).every((one) => one?.[1] === 'fresh')).toBe(true);
    expect(world.api.asked('/v1/metrics').map(({ body }) => body.subjects)).toEqual([
      [NOTE(1)],
      [NOTE(2)],
      [NOTE(3), NOTE(4), NOTE(5)],
    ]);
  });

  it('asks anew over another range, and not again when it is changed back', async () => {
    await world.connect();
    await world.metrics(1);
    await world.ask('settings', { range: 7 });
    await world.metrics(1);
    await world.ask('settings', { range: 'publication' });
    await world.metrics(1);
    expect(world.api.asked('/v1/metrics').map(({ body }) => body.range)).toEqual([
      { since: 'publication', to: '2026-07-15' },
      { last: 7, to: '2026-07-15' },
    ]);
  });

  it('remembers that the source knows nothing of a subject', async () => {
    await world.connect();
    world.api.fault = ({ path }) =>
      path === '/v1/metrics'
        ? new Response(JSON.stringify({ revision: 'r1', answers: { [NOTE(1)]: null } }))
        : undefined;
    expect(titles(await world.metrics(1))).toEqual([null]);
    expect(titles(await world.metrics(1))).toEqual([null]);
    expect(world.api.asked('/v1/metrics')).toHaveLength(1);
  });

  it('gets nothing while the extension is switched off', async () => {
    await world.connect();
    await world.ask('settings', { enabled: false });
    const before = world.api.calls.length;
    expect(await world.ask('badges', { subjects: [NOTE(1)] })).toEqual({ badges: { [NOTE(1)]: null }, awaited: false });
    world.ring('refresh');
    await rest();
    expect(world.api.calls.length - before).toBe(0);
    expect([...world.alarms.keys()]).toEqual([]);
  });
});

describe('the privacy filter', () => {
  it('lets 20 of ours through among 2,000 strangers, in requests that name nobody else', async () => {
    await world.connect();
    const ours = Array.from({ length: 20 }, (_, n) => n);
    const feed = Array.from({ length: 2000 }, (_, n) => (n % 100 === 0 ? (ours[n / 100] ?? 0) : 1_000_000 + n));
    // 2,000 cards in screenfuls of 25: 20 of the 80 hold one of ours.
    for (let at = 0; at < feed.length; at += 25) await world.metrics(...feed.slice(at, at + 25));
    const asked = world.api.asked('/v1/metrics').flatMap(({ body }) => body.subjects ?? []);
    expect(asked.toSorted()).toEqual(ours.map(NOTE).toSorted());
    expect(world.api.asked('/v1/metrics')).toHaveLength(20);
    expect(world.api.asked('/v1/known')).toHaveLength(1);
  });

  it('keeps no record of strangers, on disk or in the report of a page', async () => {
    await world.connect();
    await world.metrics(1, 5000);
    await world.ask('present', { subjects: [NOTE(1), NOTE(5000)], drawn: 1, kind: 'feed', recognition: 'recognised' });
    const stored = JSON.stringify([await dump(), ...world.session.items, ...world.local.items]);
    expect(stored).toContain(NOTE(1));
    expect(stored).not.toContain(NOTE(5000));
  });

  it('asks nobody while there is no set', async () => {
    await world.connect();
    await forgetCache();
    world.restart();
    world.api.fault = ({ path }) => (path === '/v1/known' ? new Response('', { status: 500 }) : undefined);
    expect(titles(await world.metrics(1, 2))).toEqual([null, null]);
    expect(world.api.asked('/v1/metrics')).toEqual([]);
  });

  it('tells the pages when there is a set again', async () => {
    await world.connect();
    await forgetCache();
    world.restart();
    world.api.fault = () => new Response('', { status: 500 });
    await world.metrics(1);
    const { epoch } = world;
    world.api.fault = null;
    world.clock.advance(2_001);
    await until(() => world.epoch > epoch);
    expect(titles(await world.metrics(1))).toEqual([['first', 'fresh', 'ok']]);
  });
});

async function forgetCache(): Promise<void> {
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase('grasslens-cache');
    request.onsuccess = resolve;
  });
}
