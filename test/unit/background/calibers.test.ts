import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { json, OPTIONS_PAGE, rest, until, World, XHS_TAB } from './world';

let world: World;
beforeEach(() => {
  world = new World();
});

const declare = (connection: string, caliber: 'click' | 'conversion' | null = 'click') =>
  world.ask('declareCaliber', { connection, source: 'juguang', caliber });

it('an answer from a card is sent once for the source, and pages hear that numbers are others', async () => {
  const { connection } = await world.connect();
  const sent: unknown[] = [];
  world.api.fault = ({ path, body, init }) => {
    if (path !== '/v1/calibers') return undefined;
    sent.push([init.method ?? 'GET', body]);
    world.api.revision = 'r2';
    return json({ revision: 'r2', calibers: { juguang: { caliber: 'click', by: 'user' } }, open: [] });
  };
  await world.metrics(1);
  const { epoch } = world;
  expect(await declare(connection?.id ?? '')).toEqual({ status: 'ok' });
  expect(sent).toEqual([['PUT', { calibers: { juguang: 'click' } }]]);
  await until(() => world.epoch > epoch);
  expect(await world.ask('calibers', null, OPTIONS_PAGE)).toEqual({
    connection: connection?.id,
    calibers: { calibers: { juguang: { caliber: 'click', by: 'user' } }, open: [] },
  });
});

it('an answer is for no connection but the one whose numbers were shown', async () => {
  await world.connect();
  expect(await declare('another')).toEqual({ status: 'none' });
  await rest();
  expect(world.api.asked('/v1/calibers')).toEqual([]);
});

it('a source that cannot take it says so', async () => {
  const { connection } = await world.connect();
  world.api.fault = ({ path }) => (path === '/v1/calibers' ? new Response('{}', { status: 503 }) : undefined);
  expect(await declare(connection?.id ?? '')).toEqual({ status: 'failing' });
});

it.each([
  ['no source', { connection: 'a', source: 'nobody', caliber: 'click' }],
  ['no answer', { connection: 'a', source: 'juguang', caliber: 'unknown' }],
])('%s is no request', async (_, request) => {
  expect(await world.send({ question: 'declareCaliber', request }, XHS_TAB)).toEqual({
    ok: false,
    code: 'bad-request',
  });
});
