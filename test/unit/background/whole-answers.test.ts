import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { cell, known } from '../ui/figures';
import { heldBack, json, NOTE, rest, until, World, XHS_TAB } from './world';

let world: World;
beforeEach(async () => {
  world = new World();
  await world.connect();
});

const SUMMARY = { subjects: { notes: 300, products: 0 }, cells: [] };

describe('the summary', () => {
  it('is asked for once per range and state of the source, and says up to which day it is', async () => {
    const at = world.clock.now();
    const connection = (await world.ask('state', null)).connection?.id;
    const expected = {
      connection,
      status: 'ok',
      freshness: 'fresh',
      fetchedAt: at,
      asOf: '2026-07-15',
      summary: SUMMARY,
    };
    expect(await world.ask('summary', { range: 15 })).toEqual(expected);
    world.restart();
    expect(await world.ask('summary', { range: 15 })).toEqual(expected);
    await world.ask('summary', { range: 'publication' });
    expect(world.api.asked('/v1/summary')).toHaveLength(2);
    world.clock.advance(5 * 60_000 + 1);
    world.api.revision = 'r2';
    await world.ask('summary', { range: 15 });
    await rest();
    expect((await world.ask('summary', { range: 15 })).fetchedAt).toBe(world.clock.now());
    expect(world.api.asked('/v1/summary')).toHaveLength(3);
  });

  it('stays, marked, when the source fails', async () => {
    const at = world.clock.now();
    await world.ask('summary', { range: 7 });
    world.clock.advance(5 * 60_000 + 1);
    world.api.fault = () => new Response('', { status: 500 });
    await world.ask('summary', { range: 7 });
    await rest();
    expect(await world.ask('summary', { range: 7 })).toMatchObject({
      status: 'failing',
      freshness: 'stale',
      fetchedAt: at,
      asOf: '2026-07-15',
      summary: SUMMARY,
    });
    expect(await world.ask('summary', { range: 30 })).toMatchObject({
      status: 'failing',
      freshness: 'failed',
      fetchedAt: null,
      asOf: '2026-07-15',
      summary: null,
    });
  });

  it('that is slow in coming is preceded by the old one', async () => {
    await world.ask('summary', { range: 7 });
    world.clock.advance(5 * 60_000 + 1);
    world.api.revision = 'r2';
    await world.ask('summary', { range: 7 });
    await rest();
    const { fault, open } = heldBack();
    world.api.fault = fault;
    const asked = world.ask('summary', { range: 7 });
    await until(() => world.api.asked('/v1/summary').length === 2);
    world.clock.advance(1_500);
    expect(await asked).toMatchObject({ freshness: 'stale', status: 'ok' });
    const { epoch } = world;
    open();
    await until(() => world.epoch > epoch);
    expect(await world.ask('summary', { range: 7 })).toMatchObject({ freshness: 'fresh' });
  });

  it('gives a card what no note’s rows hold, and no older number of that without its age', async () => {
    const cells = [cell('xhs', { unattributed: known(300_000) })];
    const summary = () => json({ revision: world.api.revision, subjects: { notes: 300, products: 0 }, cells });
    world.api.fault = ({ path }) => (path === '/v1/summary' ? summary() : undefined);
    const card = async () => JSON.stringify(await world.ask('card', { subject: NOTE(1) }, XHS_TAB));
    expect(await card()).toContain('¥3,000.00');
    world.clock.advance(5 * 60_000 + 1);
    world.api.revision = 'r2';
    await world.metrics(1);
    await rest();
    world.api.fault = ({ path }) => (path === '/v1/summary' ? new Response('', { status: 500 }) : undefined);
    expect(await card()).not.toContain('¥3,000.00');
  });

  it('without a data source says so', async () => {
    await world.ask('disconnect', null);
    expect(await world.ask('summary', { range: 7 })).toMatchObject({
      connection: null,
      status: 'none',
      freshness: 'failed',
      fetchedAt: null,
      asOf: null,
      summary: null,
    });
  });
});

describe('the best and what is covered', () => {
  it('are asked for once per state of the source, and the best once per range; both outlive the worker', async () => {
    const connection = (await world.ask('state', null)).connection?.id;
    const best = { shop: null, measure: 'gmv', best: [NOTE(1)], ranked: 1, unranked: [] } as const;
    await world.ask('settings', { range: 15 });
    world.api.top = { notes: [{ ...best, best: [...best.best], unranked: [] }], products: [] };
    expect(await world.ask('top', null)).toEqual({ connection, top: world.api.top });
    expect(await world.ask('coverage', null)).toEqual({ connection, coverage: world.api.coverage });
    world.restart();
    await world.ask('settings', { range: 7 });
    await world.ask('top', null);
    await world.ask('settings', { range: 15 });
    expect(await world.ask('top', null)).toEqual({ connection, top: world.api.top });
    expect(await world.ask('coverage', null)).toEqual({ connection, coverage: world.api.coverage });
    expect([world.api.asked('/v1/top').length, world.api.asked('/v1/coverage').length]).toEqual([2, 1]);
    world.clock.advance(5 * 60_000 + 1);
    world.api.revision = 'r2';
    await world.ask('summary', { range: 15 });
    await rest();
    await world.ask('top', null);
    await world.ask('coverage', null);
    expect([world.api.asked('/v1/top').length, world.api.asked('/v1/coverage').length]).toEqual([3, 2]);
  });

  it('are asked for again under other targets, which give a sure bound its place', async () => {
    await world.ask('top', null);
    await world.ask('top', null);
    expect(world.api.asked('/v1/top')).toHaveLength(1);
    expect(await world.ask('setTargets', { targets: { roi: { good: 1.3, bad: 1 } } })).toEqual({ status: 'ok' });
    await world.ask('top', null);
    expect(world.api.asked('/v1/top')).toHaveLength(2);
  });

  it('are nobody’s without a data source', async () => {
    await world.ask('disconnect', null);
    expect(await world.ask('top', null)).toEqual({ connection: null, top: null });
    expect(await world.ask('coverage', null)).toEqual({ connection: null, coverage: null });
  });
});
