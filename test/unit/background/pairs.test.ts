import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { json, NOTE, rest, World, XHS_TAB } from './world';

const LINK = { from: NOTE(1), to: 'taobao/item/600000000001' };
const OTHER = { from: NOTE(2), to: 'jd/sku/100012345678' };

let world: World;
beforeEach(() => {
  world = new World();
});

const change = (connection: string, ...add: { from: string; to: string }[]) =>
  world.ask('pairs', { connection, add, remove: [] });

it('a pair said of files is theirs at once: its product is ours, and pages hear of it', async () => {
  const { connection } = await world.ask('connectFiles', { id: 'set-a', name: '客户A' });
  const id = connection?.id ?? '';
  expect(await world.ask('pairs', null)).toEqual({ connection: id, status: 'ok', pairs: { count: 0, first: [] } });
  const { epoch } = world;
  expect(await change(id, LINK)).toMatchObject({ status: 'ok', pairs: { count: 1, first: [LINK] } });
  const { answers } = await world.ask('answers', { subjects: [LINK.to], wide: false });
  expect(answers[LINK.to]).not.toBeNull();
  await rest();
  expect(world.epoch).toBeGreaterThan(epoch);
});

it('a pair said of an API is sent to it, and what is ours is asked for anew', async () => {
  const { connection } = await world.connect();
  const sent: unknown[] = [];
  world.api.fault = ({ path, body, init }) => {
    if (path !== '/v1/map/pairs') return undefined;
    sent.push([init.method ?? 'GET', body]);
    return json({ revision: 'r2', count: 1, first: [{ ...LINK, fromTitle: '标题', toTitle: null }] });
  };
  const known = world.api.asked('/v1/known').length;
  const { pairs } = await change(connection?.id ?? '', LINK);
  expect(pairs).toEqual({ count: 1, first: [{ ...LINK, fromTitle: '标题', toTitle: null }] });
  expect(sent).toEqual([['PATCH', { add: [LINK], remove: [] }]]);
  expect(world.api.asked('/v1/known').length).toBe(known + 1);
  await world.ask('pairs', null);
  expect(sent.slice(1)).toEqual([['GET', {}]]);
});

it('a pair said of a connection that was left meanwhile is said of no other', async () => {
  const a = await world.ask('connectFiles', { id: 'set-a', name: '客户A' });
  await world.ask('connectFiles', { id: 'set-b', name: '客户B' });
  expect(await change(a.connection?.id ?? '', LINK)).toEqual({ connection: 'set-b', status: 'none', pairs: null });
  expect((await world.files.pairs.links('set-a')).concat(await world.files.pairs.links('set-b'))).toEqual([]);
});

it('a source that cannot take it says so', async () => {
  const { connection } = await world.connect();
  world.api.fault = ({ path }) => (path === '/v1/map/pairs' ? new Response('{}', { status: 503 }) : undefined);
  expect(await change(connection?.id ?? '', LINK)).toEqual({
    connection: connection?.id,
    status: 'failing',
    pairs: null,
  });
});

it.each([
  ['a product to a note', { from: LINK.to, to: LINK.from }],
  ['a task to another shop’s product', { from: 'jd/task/1', to: LINK.to }],
])('%s is no pair', async (_, link) => {
  const request = { connection: 'x', add: [OTHER, link], remove: [] };
  const page = { ...XHS_TAB, url: 'chrome-extension://grasslens-id/src/options/options.html' };
  expect(await world.send({ question: 'pairs', request }, page)).toEqual({ ok: false, code: 'bad-request' });
});

it('a page may not ask', async () => {
  expect(await world.send({ question: 'pairs', request: null })).toEqual({ ok: false, code: 'not-allowed' });
});
