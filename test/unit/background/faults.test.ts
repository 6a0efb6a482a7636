import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Status } from '../../../src/messages/protocol';
import { type Call, heldBack, NOTE, rest, until, World } from './world';

let world: World;
beforeEach(async () => {
  world = new World();
  await world.connect();
});

const first = (reply: Awaited<ReturnType<World['metrics']>>) => {
  const [one] = Object.values(reply.answers);
  return one && [one.answer?.title ?? null, one.freshness, one.status, one.fetchedAt];
};
const status = async () => (await world.ask('state', null)).status;

/** A new state of the API: everything that was kept is out of date. */
function importSomething() {
  world.api.revision = 'r2';
  world.api.edition = 'second';
  world.clock.advance(5 * 60_000 + 1);
}

describe('newer numbers', () => {
  it('replace the kept ones when the revision has changed, and pages are told to ask', async () => {
    await world.metrics(1);
    const { epoch } = world;
    importSomething();
    // The page is answered with what is there; the set is looked at behind its back.
    expect(first(await world.metrics(1))?.[0]).toBe('first');
    await until(() => world.epoch > epoch);
    expect(first(await world.metrics(1))?.slice(0, 2)).toEqual(['second', 'fresh']);
    expect(world.api.asked('/v1/metrics')).toHaveLength(2);
  });

  it('are noticed when an answer itself speaks of another revision', async () => {
    await world.metrics(1);
    world.api.revision = 'r2';
    world.api.edition = 'second';
    await world.metrics(2);
    await rest();
    expect(first(await world.metrics(1))?.[0]).toBe('second');
  });

  it('are asked for up to the new day when the as-of moves', async () => {
    await world.metrics(1);
    world.api.asOf = { xinghe: '2026-07-16', juguang: '2026-07-16' };
    importSomething();
    await world.metrics(1);
    await rest();
    await world.metrics(1);
    expect(world.api.asked('/v1/metrics').map(({ body }) => body.range)).toEqual([
      { since: 'publication', to: '2026-07-15' },
      { since: 'publication', to: '2026-07-16' },
    ]);
  });

  it('are asked for up to the new day also where the source names no new revision', async () => {
    await world.metrics(1);
    world.api.asOf = { xinghe: '2026-07-16' };
    world.clock.advance(5 * 60_000 + 1);
    await world.metrics(1);
    await rest();
    await world.metrics(1);
    expect(world.api.asked('/v1/metrics')).toHaveLength(2);
  });

  it('are fetched by the alarm for what was seen lately, before anyone asks', async () => {
    await world.metrics(1, 2);
    importSomething();
    world.ring('refresh');
    await until(() => world.api.asked('/v1/metrics').length === 2);
    await rest();
    world.restart();
    expect(first(await world.metrics(1))?.slice(0, 2)).toEqual(['second', 'fresh']);
    expect(world.api.asked('/v1/metrics')).toHaveLength(2);
  });

  it('are not fetched for what nobody has looked at for a day', async () => {
    await world.metrics(1, 2);
    world.clock.advance(25 * 3_600_000);
    importSomething();
    world.ring('refresh');
    await rest();
    expect(world.api.asked('/v1/metrics')).toHaveLength(1);
  });

  it('are told of by the next worker where one has died before it could', async () => {
    await world.metrics(1);
    const { epoch } = world;
    const write = world.local.set.bind(world.local);
    // What it has learned is kept; the word of it never gets out.
    world.local.set = () => new Promise(() => undefined);
    importSomething();
    world.ring('refresh');
    await until(() => world.api.asked('/v1/metrics').length === 2);
    await rest();
    world.local.set = write;
    world.restart();
    await rest();
    expect(world.epoch).toBe(epoch);
    world.clock.advance(1_000);
    await until(() => world.epoch > epoch);
    // Once: another worker has nothing left to tell.
    const told = world.epoch;
    await rest();
    world.restart();
    world.clock.advance(1_000);
    await rest();
    expect(world.epoch).toBe(told);
  });

  it('are told of by the next worker where only numbers had failed, and one has died over the first that did not', async () => {
    await world.metrics(1);
    importSomething();
    world.api.fault = ({ path }) => (path === '/v1/metrics' ? new Response('{}', { status: 500 }) : undefined);
    world.ring('refresh');
    await rest();
    expect(await status()).toBe('failing');
    // The set is told again once the pause is over, which is news; what numbers there are is still under way.
    const held = heldBack();
    world.api.fault = ({ path }) => (path === '/v1/metrics' ? held.fault() : undefined);
    world.clock.advance(10 * 60_000);
    world.ring('refresh');
    await until(async () => (await status()) === 'ok');
    await rest();
    const { epoch } = world;
    const write = world.local.set.bind(world.local);
    world.local.set = () => new Promise(() => undefined);
    held.open();
    await rest();
    world.local.set = write;
    world.restart();
    world.clock.advance(1_000);
    await until(() => world.epoch > epoch);
  });

  it('are looked for again where the browser has lost its alarms', async () => {
    world.alarms.clear();
    world.restart();
    world.clock.advance(1_000);
    await until(() => world.alarms.has('refresh') && world.alarms.has('prune'));
  });

  it('are said to be awaited where an older one is given meanwhile', async () => {
    const awaited = async () => (await world.ask('badges', { subjects: [NOTE(1)] })).awaited;
    expect(await awaited()).toBe(false);
    importSomething();
    world.ring('refresh');
    const held = heldBack();
    world.api.fault = ({ path }) => (path === '/v1/metrics' ? held.fault() : undefined);
    await rest();
    const asking = awaited();
    await rest();
    world.clock.advance(1_500);
    expect(await asking).toBe(true);
    held.open();
    world.api.fault = null;
    await rest();
    expect(await awaited()).toBe(false);
  });

  it('cost one conditional request while nothing has changed', async () => {
    await world.metrics(1);
    world.clock.advance(5 * 60_000 + 1);
    await world.metrics(1);
    await rest();
    world.clock.advance(60_000);
    await world.metrics(1);
    const known = world.api.asked('/v1/known');
    expect(known.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"r1 2026-07-14 2026-07-15"']);
    expect(world.api.asked('/v1/metrics')).toHaveLength(1);
  });

  it('that are slow in coming do not keep a page from the old ones', async () => {
    await world.metrics(1);
    importSomething();
    await world.metrics(1);
    await rest();
    const { fault, open } = heldBack();
    world.api.fault = fault;
    const reply = world.metrics(1);
    await until(() => world.api.asked('/v1/metrics').length === 2);
    world.clock.advance(1_500);
    // Old, and said to be: with `ok` a newer one is on its way.
    expect(first(await reply)?.slice(0, 3)).toEqual(['first', 'stale', 'ok']);
    const { epoch } = world;
    world.clock.advance(1);
    open();
    await until(() => world.epoch > epoch);
    expect(first(await world.metrics(1))?.slice(0, 2)).toEqual(['second', 'fresh']);
    expect(world.api.asked('/v1/metrics')).toHaveLength(2);
  });
});

/** What can go wrong behind the address, and what people are told. */
const FAULTS: [name: string, (call: Call) => Response | Promise<Response>, Status][] = [
  ['a refused connection', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable'],
  ['a wrong token', () => new Response('{}', { status: 401 }), 'not-authorised'],
  ['a token without rights', () => new Response('{}', { status: 403 }), 'not-authorised'],
  ['too many requests', () => new Response('{}', { status: 429 }), 'busy'],
  ['an error of the API', () => new Response('{}', { status: 500 }), 'failing'],
  ['a gateway without the API', () => new Response('<html>', { status: 502 }), 'failing'],
  ['a sign-in page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'not-an-api'],
  ['a wrong form', () => Response.json({ revision: 'r2', answers: { [NOTE(1)]: { title: 7 } } }), 'version'],
  ['a huge answer', () => new Response('x'.repeat(17 * 1024 * 1024)), 'not-an-api'],
];

describe.each(FAULTS)('%s', (_name, fault, told) => {
  it('leaves the last good number, marked, with its age and what is wrong', async () => {
    const at = world.clock.now();
    await world.metrics(1);
    importSomething();
    await world.metrics(1);
    await rest();
    world.api.fault = fault;
    expect(first(await world.metrics(1))).toEqual(['first', 'stale', told, at]);
    expect(await world.ask('badges', { subjects: [NOTE(1)] })).toMatchObject({ awaited: true });
    expect(await status()).toBe(told);
  });

  it('says why where there is no number, and recovers by itself', async () => {
    world.api.fault = fault;
    expect(first(await world.metrics(1))).toEqual([null, 'failed', told, null]);
    await until(() => world.action.texts.get('all') === '!');
    world.restart();
    world.api.fault = null;
    const { epoch } = world;
    // The pause ends and the alarm rings.
    world.clock.advance((world.alarms.get('retry')?.when ?? Number.NaN) - world.clock.now());
    world.ring('retry');
    await until(() => world.epoch > epoch);
    expect(first(await world.metrics(1))?.slice(0, 3)).toEqual(['first', 'fresh', 'ok']);
    await until(() => world.action.texts.get('all') === '' && !world.alarms.has('retry'));
  });
});

describe('the back-off', () => {
  it('asks no more often than 2, 4, 8 … 300 seconds apart, whoever asks and however often the worker dies', async () => {
    const start = world.clock.now();
    const at: number[] = [];
    world.api.fault = () => {
      at.push((world.clock.now() - start) / 1000);
      return new Response('{}', { status: 500 });
    };
    // Two pages ask every second for 20 minutes; every tenth second the worker dies.
    for (let second = 0; second < 20 * 60; second += 1) {
      await Promise.all([world.metrics(1), world.metrics(2)]);
      world.clock.advance(1000);
      if (second % 10 === 0) world.restart();
    }
    await rest();
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    // 2 + 4 + 8 + 16 + 32 + 64 + 128 + 256 = 510 seconds, and twice 300 in the 690 that are left.
    expect(gaps).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it('doubles also where the API fails at numbers alone, and its set of subjects comes', async () => {
    const start = world.clock.now();
    const at: number[] = [];
    world.api.fault = ({ path }) => {
      if (path !== '/v1/metrics') return undefined;
      at.push((world.clock.now() - start) / 1000);
      return new Response('{}', { status: 500 });
    };
    // A page asks every second for 40 seconds; the alarm rings when it is time.
    for (let second = 0; second < 40; second += 1) {
      await world.metrics(1);
      world.clock.advance(1000);
      const { when = Number.POSITIVE_INFINITY } = world.alarms.get('retry') ?? {};
      if (when <= world.clock.now()) world.ring('retry');
      await rest();
    }
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    // 2 + 4 + 8 + 16 = 30 seconds; the next is 32 later.
    expect(gaps).toEqual([2, 4, 8, 16]);
    expect((await world.ask('state', null)).retryAt).toBe(start + (30 + 32) * 1000);
    world.api.fault = null;
    world.clock.advance(24_000);
    expect(first(await world.metrics(1))?.slice(0, 3)).toEqual(['first', 'fresh', 'ok']);
    expect(await world.ask('state', null)).toMatchObject({ status: 'ok', retryAt: null });
  });

  it('goes on counting in a worker that has woken in a short pause', async () => {
    world.api.fault = () => new Response('{}', { status: 500 });
    await world.metrics(1);
    world.restart();
    world.api.fault = null;
    await rest();
    // No alarm rings so soon.
    world.clock.advance(2_002);
    await until(async () => (await status()) === 'ok');
  });

  it('waits as long as the API asks for', async () => {
    world.api.fault = () => new Response('{}', { status: 429, headers: { 'retry-after': '120' } });
    await world.metrics(1);
    const asked = world.api.calls.length;
    world.clock.advance(119_000);
    world.restart();
    await world.metrics(1);
    expect(world.api.calls.length - asked).toBe(0);
    world.clock.advance(1_001);
    await world.metrics(1);
    expect(world.api.calls.length - asked).toBe(1);
  });

  it('is over when the network is back', async () => {
    world.online = false;
    world.api.fault = () => Promise.reject(new TypeError('Failed to fetch'));
    await world.ask('disconnect', null);
    world.api.fault = null;
    await world.connect('https://metrics.example.com');
    world.api.fault = () => Promise.reject(new TypeError('Failed to fetch'));
    await world.metrics(1);
    expect(await status()).toBe('offline');
    world.api.fault = null;
    world.comeOnline();
    await until(async () => (await status()) === 'ok');
  });

  it('does not stand in the way of a person who tests the connection', async () => {
    world.api.fault = () => new Response('{}', { status: 500 });
    await world.metrics(1);
    world.api.fault = null;
    const { address } = (await world.ask('state', null)).connection ?? { address: '' };
    expect(await world.ask('test', { address })).toEqual({ status: 'ok', workspace: 'team', subjects: 300 });
    expect(await status()).toBe('ok');
    expect(first(await world.metrics(1))?.[1]).toBe('fresh');
  });

  it('does not last for ever when the clock is set back', async () => {
    world.api.fault = () => new Response('{}', { status: 500 });
    await world.metrics(1);
    world.api.fault = null;
    world.clock.advance(-3 * 365 * 86_400_000);
    world.restart();
    expect(first(await world.metrics(1))?.[1]).toBe('fresh');
  });
});
