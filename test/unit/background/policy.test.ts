import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { COST_PARTS } from '../../../src/metrics/cost-parts';
import { LOCALES } from '../../../src/text/text';
import { ADDRESS, NOTE, rest, TOKEN, World } from './world';

const POLICY = { address: `${ADDRESS}/v1/`, token: TOKEN, name: '品牌部' };
const titleOf = async (world: World) => (await world.metrics(1)).answers[NOTE(1)]?.answer?.title;

let world: World;
beforeEach(() => {
  world = new World();
});

describe('a policy', () => {
  it('connects when it comes, late as it is, and its numbers are drawn', async () => {
    expect(await world.ask('state', null)).toMatchObject({ connection: null, status: 'none' });
    await world.rule(POLICY);
    const state = await world.ask('state', null);
    expect(state).toMatchObject({
      status: 'ok',
      connection: { kind: 'api', name: '品牌部', address: ADDRESS, workspace: 'team', managed: true },
    });
    expect(world.local.items.get('source')).toBe(true);
    expect(await titleOf(world)).toBe('first');
  });

  it('says its token to nobody but its API', async () => {
    await world.rule(POLICY);
    await titleOf(world);
    const said = [await world.ask('state', null), await world.ask('hello', { url: 'https://www.xiaohongshu.com/' })];
    expect(JSON.stringify(said)).not.toContain(TOKEN);
    expect(JSON.stringify([...world.local.items])).not.toContain(TOKEN);
    // What is wrong with it does not say it either.
    await world.rule({ ...POLICY, token: 'two words' });
    const { policyProblem } = await world.ask('state', null);
    expect(policyProblem).toEqual({ where: 'token', found: null });
  });

  it('cannot be removed, left behind or taken over by what a person types', async () => {
    await world.rule(POLICY);
    const { connection } = await world.ask('state', null);
    await world.ask('disconnect', null);
    await world.ask('disconnect', { id: connection?.id ?? '' });
    expect((await world.ask('state', null)).connection).toEqual(connection);
    expect((await world.connect()).connection).toEqual(connection);
  });

  it('is the same connection, with what it has been told, after the browser has started anew', async () => {
    await world.rule(POLICY);
    const { connection } = await world.ask('state', null);
    await titleOf(world);
    world.restart();
    world.startBrowser();
    await rest();
    await rest();
    expect((await world.ask('state', null)).connection).toEqual(connection);
    expect(await titleOf(world)).toBe('first');
    expect(world.api.asked('/v1/metrics')).toHaveLength(1);
  });

  it('is not given up by a browser that starts before it knows it, but when it says that it is gone', async () => {
    await world.rule(POLICY);
    world.managed.items.clear();
    world.restart();
    world.startBrowser();
    await rest();
    expect((await world.ask('state', null)).connection).toMatchObject({ managed: true });
    await world.rule({});
    expect(await world.ask('state', null)).toMatchObject({ connection: null, connections: [], status: 'none' });
    expect(world.local.items.get('source')).toBe(false);
  });

  it('with another token makes another connection, and the one before is gone', async () => {
    await world.rule({ ...POLICY, token: 'gl_team_old' });
    expect((await world.ask('badges', { subjects: [NOTE(1)] })).badges[NOTE(1)]).toBeNull();
    expect(await world.ask('state', null)).toMatchObject({ status: 'not-authorised', connection: { managed: true } });
    await world.rule(POLICY);
    const { connections } = await world.ask('state', null);
    expect(connections).toHaveLength(1);
    expect(await titleOf(world)).toBe('first');
  });

  it('leaves the connections of a person there to switch to', async () => {
    await world.connect();
    const own = (await world.ask('state', null)).connection;
    await world.rule({ address: 'https://other.example', token: 'gl_other_1' });
    const { connection, connections } = await world.ask('state', null);
    expect(connection).toMatchObject({ name: 'other.example', managed: true });
    expect(connections).toHaveLength(2);
    expect((await world.ask('switchTo', { id: own?.id ?? '' })).connection).toEqual(own);
    await rest();
    expect(await titleOf(world)).toBe('first');
  });

  it('sets what nobody has chosen, as long as nobody chooses otherwise', async () => {
    await world.ask('settings', { window: 30 });
    await world.rule({
      defaults: { language: 'en', window: 7, range: '30', costScope: ['quote', 'juguang'], quiet: true },
    });
    const { settings } = await world.ask('state', null);
    expect(settings).toMatchObject({
      language: 'en',
      window: 30,
      range: 30,
      costScope: ['quote', 'juguang'],
      quiet: true,
    });
    expect(world.local.items.get('quiet')).toBe(true);
    await world.ask('settings', { quiet: false });
    expect(world.local.items.get('quiet')).toBe(false);
    await world.rule({ defaults: { language: 'zh_CN', quiet: true } });
    expect((await world.ask('state', null)).settings).toMatchObject({
      language: 'zh_CN',
      window: 30,
      costScope: ['juguang'],
      quiet: false,
    });
  });

  it.each([
    [
      { address: 'ftp://x', token: TOKEN },
      { where: 'address', found: '"ftp://x"' },
    ],
    [{ address: ADDRESS }, { where: 'token', found: null }],
    [{ token: TOKEN }, { where: 'address', found: null }],
    [
      { ...POLICY, defaults: { window: 14 } },
      { where: 'defaults.window', found: '14' },
    ],
    [
      { ...POLICY, defaults: { costScope: ['rent'] } },
      { where: 'defaults.costScope.0', found: '"rent"' },
    ],
    [
      { ...POLICY, tokens: 'x' },
      { where: 'tokens', found: '"tokens"' },
    ],
  ])('with a mistake is not taken at all, and says where: %j', async (policy, problem) => {
    await world.rule(policy);
    expect(await world.ask('state', null)).toMatchObject({ connection: null, policyProblem: problem });
    await world.rule(POLICY);
    expect(await world.ask('state', null)).toMatchObject({ connection: { managed: true }, status: 'ok' });
    expect(await world.ask('state', null)).not.toHaveProperty('policyProblem');
    // The last good one holds while the next is mended.
    await world.rule(policy);
    expect(await world.ask('state', null)).toMatchObject({ connection: { managed: true }, policyProblem: problem });
  });

  it('of a browser that has none is none', async () => {
    world.managed.get = () => Promise.reject(new Error('Managed storage manifest not found'));
    world.restart();
    world.startBrowser();
    await rest();
    expect(await world.ask('state', null)).toMatchObject({ connection: null, status: 'none' });
    expect(await world.connect()).toMatchObject({ status: 'ok' });
  });
});

it('is described to Chrome as the extension takes it: what the schema lacks, Chrome withholds', async () => {
  const schema = JSON.parse(readFileSync(new URL('../../../public/managed-schema.json', import.meta.url), 'utf8'));
  const { defaults } = schema.properties;
  const { language, costScope, window, caliber, range } = defaults.properties;
  expect(new Set(language.enum)).toEqual(new Set(['auto', ...LOCALES]));
  expect(new Set(costScope.items.enum)).toEqual(new Set(COST_PARTS));
  // Everything that the schema lets pass is taken.
  for (const [name, values] of Object.entries({ language, window, caliber, range }).map(([n, one]) => [n, one.enum]))
    for (const value of values) {
      await world.rule({ ...POLICY, defaults: { [name]: value } });
      const { policyProblem, settings } = await world.ask('state', null);
      expect({ [name]: value, policyProblem }).toEqual({ [name]: value, policyProblem: undefined });
      expect(String(settings[name as keyof typeof settings])).toBe(String(value));
    }
});
