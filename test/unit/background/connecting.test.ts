import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ADDRESS, dump, FakeApi, heldBack, NOTE, rest, TOKEN, until, World, XHS_TAB } from './world';

const SETTINGS = {
  enabled: true,
  quiet: false,
  off: [],
  language: 'auto',
  badge: {
    xhs: ['people', 'cost_per_person', 'roi'],
    taobao: ['people', 'cost_per_person', 'roi'],
    jd: ['people', 'cost_per_person', 'roi'],
  },
  range: 'publication',
  window: 15,
  caliber: 'source',
  costScope: ['juguang'],
};
const OTHER = 'https://other.example.com';

let world: World;
let other: FakeApi;
beforeEach(() => {
  world = new World();
  other = new FakeApi();
  other.workspace = 'other';
  other.edition = 'of the other';
  other.revision = 'o1';
  world.apis.set('other.example.com', other);
});

const titles = (reply: Awaited<ReturnType<World['metrics']>>) =>
  Object.values(reply.answers).map((one) => one?.answer?.title);

describe('a connection', () => {
  it('is made with what answers, and says whose it is', async () => {
    expect(await world.ask('state', null)).toEqual({
      connection: null,
      connections: [],
      status: 'none',
      lastGood: null,
      retryAt: null,
      settings: SETTINGS,
    });
    const at = world.clock.now();
    expect(await world.ask('connect', { name: ' 夏季 ', address: `${ADDRESS}/v1/`, token: ` ${TOKEN}\n` })).toEqual({
      connection: { id: expect.any(String), kind: 'api', name: '夏季', address: ADDRESS, workspace: 'team' },
      connections: [{ id: expect.any(String), kind: 'api', name: '夏季' }],
      status: 'ok',
      lastGood: at,
      retryAt: null,
      settings: SETTINGS,
    });
    expect(world.local.items.get('source')).toBe(true);
    expect([...world.alarms.entries()]).toEqual([
      ['refresh', { periodInMinutes: 5 }],
      ['prune', { periodInMinutes: 60 }],
    ]);
  });

  it('without a name is called by its host', async () => {
    const state = await world.ask('connect', { name: '', address: OTHER, token: TOKEN });
    expect(state.connection?.name).toBe('other.example.com');
  });

  it.each([
    ['not an address', 'ftp://x', TOKEN, 'bad-address'],
    ['a name and password in it', 'http://me:secret@127.0.0.1:8787', TOKEN, 'bad-address'],
    ['a wrong token', ADDRESS, 'gl_team_wrong', 'not-authorised'],
    ['a token that no header can carry', ADDRESS, '令牌', 'not-authorised'],
    ['no token', ADDRESS, '', 'not-authorised'],
    ['another path', `${ADDRESS}/elsewhere`, TOKEN, 'not-an-api'],
  ])('is not made with %s; the one before stays', async (_name, address, token, status) => {
    expect((await world.ask('connect', { name: 'x', address, token })).status).toBe(status);
    expect(world.local.items.get('source')).toBeUndefined();
    await world.connect(OTHER);
    const state = await world.ask('connect', { name: 'x', address, token });
    expect([state.status, state.connection?.address]).toEqual([status, OTHER]);
    expect((await world.ask('state', null)).status).toBe('ok');
    expect(titles(await world.metrics(1))).toEqual(['of the other']);
  });

  it('is tested without being stored', async () => {
    expect(await world.ask('test', { address: ADDRESS, token: TOKEN })).toEqual({
      status: 'ok',
      workspace: 'team',
      subjects: 300,
    });
    expect(await world.ask('test', { address: 'javascript:alert(1)', token: TOKEN })).toEqual({
      status: 'bad-address',
    });
    expect((await world.ask('state', null)).connection).toBeNull();
  });

  it('lends its token to its own address only', async () => {
    await world.connect();
    expect((await world.ask('test', { address: ADDRESS })).status).toBe('ok');
    expect((await world.ask('test', { address: OTHER })).status).toBe('not-authorised');
    expect(other.calls).toEqual([]);
  });

  it('survives the worker and keeps its token to itself', async () => {
    await world.connect();
    world.restart();
    expect(titles(await world.metrics(1))).toEqual(['first']);
    const replies = [
      await world.ask('state', null),
      await world.ask('hello', { url: 'https://www.xiaohongshu.com/' }),
      await world.metrics(1),
      await world.ask('summary', { range: 7 }),
      // Content scripts read this area; the session's no page and no content script does.
      [...world.local.items],
    ];
    expect(JSON.stringify(replies)).not.toContain(TOKEN);
  });
});

describe('another connection', () => {
  it('never shows the numbers of the one before, wherever they are', async () => {
    await world.connect();
    await world.metrics(1, 2);
    await world.connect(OTHER);
    other.fault = () => new Response('', { status: 500 });
    const reply = await world.metrics(1);
    expect(reply.answers[NOTE(1)]).toMatchObject({ freshness: 'failed', answer: null });
    expect((await world.ask('summary', { range: 7 })).summary).toBeNull();
    world.restart();
    expect((await world.metrics(1)).answers[NOTE(1)]).toMatchObject({ freshness: 'failed', answer: null });
  });

  it('answers also what was asked of the one before and was still under way', async () => {
    await world.connect();
    const { fault, open } = heldBack();
    world.api.fault = fault;
    const asked = world.metrics(1);
    await until(() => world.api.asked('/v1/metrics').length === 1);
    await world.connect(OTHER);
    open();
    expect(titles(await asked)).toEqual(['of the other']);
    await rest();
    expect(titles(await world.metrics(1))).toEqual(['of the other']);
  });

  it('is not blamed for what the one before fails at', async () => {
    await world.connect();
    let fail: (error: Error) => void = () => undefined;
    const held = new Promise<undefined>((_resolve, reject) => {
      fail = reject;
    });
    world.api.fault = () => held;
    const asked = world.metrics(1);
    await until(() => world.api.asked('/v1/metrics').length === 1);
    await world.connect(OTHER);
    fail(new TypeError('Failed to fetch'));
    await asked;
    expect((await world.ask('state', null)).status).toBe('ok');
  });

  it('with the same address begins without the old numbers too', async () => {
    await world.connect();
    await world.metrics(1);
    world.api.edition = 'second';
    await world.connect();
    expect(titles(await world.metrics(1))).toEqual(['second']);
  });

  it('makes pages ask again', async () => {
    await world.connect();
    const { epoch } = world;
    await world.connect(OTHER);
    expect(world.epoch).toBeGreaterThan(epoch);
  });
});

describe('several connections', () => {
  const SET = 'set-of-client-b';

  it('are listed and switched between; what is left keeps nothing drawn and its numbers to itself', async () => {
    const a = await world.ask('connect', { name: '客户A', address: ADDRESS, token: TOKEN });
    expect(titles(await world.metrics(1))).toEqual(['first']);
    const sources: unknown[] = [];
    const set = world.local.set.bind(world.local);
    world.local.set = async (items) => {
      if ('source' in items) sources.push(items.source);
      await set(items);
    };
    const b = await world.ask('connectFiles', { id: SET, name: '客户B' });
    expect(b.connection).toEqual({ id: SET, kind: 'files', name: '客户B', address: '', workspace: '客户B' });
    expect(b.connections.map(({ kind, name }) => [kind, name])).toEqual([
      ['api', '客户A'],
      ['files', '客户B'],
    ]);
    // Pages let go of everything between the one and the other.
    expect(sources).toEqual([false, true]);
    expect(titles(await world.metrics(1))).toEqual([undefined]);

    const again = await world.ask('switchTo', { id: a.connection?.id ?? '' });
    expect([again.connection?.name, again.connections.length]).toEqual(['客户A', 2]);
    expect(titles(await world.metrics(1))).toEqual(['first']);
    expect((await world.ask('switchTo', { id: 'nobody' })).connection?.name).toBe('客户A');
  });

  it('are named by badge and card where there are several, and by neither where there is one', async () => {
    const spoken = async () => (await world.ask('badges', { subjects: [NOTE(1)] }, XHS_TAB)).badges[NOTE(1)]?.spoken;
    const card = async () => {
      const model = await world.ask('card', { subject: NOTE(1) }, XHS_TAB);
      return model?.sections.at(-1)?.columns[0]?.rows.map(({ name, text }) => [name, text])[0];
    };
    await world.ask('connect', { name: '客户A', address: ADDRESS, token: TOKEN });
    expect(await spoken()).not.toContain('客户A');
    expect(await card()).not.toContain('客户A');
    await world.ask('connect', { name: '客户B', address: OTHER, token: TOKEN });
    expect(await spoken()).toContain('数据连接：客户B。');
    expect(await card()).toEqual(['数据连接', '客户B']);
  });

  it('are left one by one', async () => {
    await world.ask('connectFiles', { id: SET, name: '客户B' });
    await world.ask('connect', { name: '客户A', address: ADDRESS, token: TOKEN });
    const left = await world.ask('disconnect', null);
    expect([left.connection, left.connections.map(({ name }) => name)]).toEqual([null, ['客户B']]);
    expect((await world.ask('switchTo', { id: SET })).connection?.name).toBe('客户B');
    expect((await world.ask('disconnect', null)).connections).toEqual([]);
  });

  it('are left by their id, whichever is active by then', async () => {
    await world.ask('connectFiles', { id: SET, name: '客户B' });
    await world.ask('connect', { name: '客户A', address: ADDRESS, token: TOKEN });
    const left = await world.ask('disconnect', { id: SET });
    expect([left.connection?.name, left.connections.map(({ name }) => name)]).toEqual(['客户A', ['客户A']]);
    expect((await world.ask('disconnect', { id: left.connection?.id ?? '' })).connections).toEqual([]);
  });

  it('to the same workspace of the same API are one', async () => {
    await world.ask('connect', { name: '旧名', address: ADDRESS, token: TOKEN });
    const state = await world.ask('connect', { name: '新名', address: ADDRESS, token: TOKEN });
    expect(state.connections.map(({ name }) => name)).toEqual(['新名']);
  });
});

describe('no connection any more', () => {
  it('leaves nothing that was told through it', async () => {
    await world.connect();
    await world.metrics(1);
    await world.ask('present', { subjects: [NOTE(1)], drawn: 1, kind: 'feed', recognition: 'recognised' });
    expect((await world.ask('disconnect', null)).status).toBe('none');
    expect(world.local.items.get('source')).toBe(false);
    expect([...world.alarms.keys()]).toEqual([]);
    expect([...world.session.items.keys()].filter((key) => key.startsWith('tab:'))).toEqual([]);
    const before = world.api.calls.length;
    expect(titles(await world.metrics(1))).toEqual([undefined]);
    world.ring('refresh');
    world.ring('prune');
    await rest();
    expect(world.api.calls.length - before).toBe(0);
  });
});

describe('what is under way when a connection is left', () => {
  it('is the last that its source is asked', async () => {
    await world.connect();
    const { fault, open } = heldBack();
    world.api.fault = fault;
    const asked = [world.metrics(1)];
    await until(() => world.api.asked('/v1/metrics').length === 1);
    asked.push(world.metrics(2));
    await until(() => world.api.asked('/v1/metrics').length === 2);
    // Two are under way: this one waits, and then has nobody to be asked of.
    asked.push(world.metrics(3));
    await rest();
    await world.ask('disconnect', null);
    open();
    expect((await Promise.all(asked)).flatMap(titles)).toEqual([undefined, undefined, undefined]);
    await rest();
    expect(world.api.asked('/v1/metrics').flatMap(({ body }) => body.subjects)).toEqual([NOTE(1), NOTE(2)]);
  });

  it('leaves no set of subjects behind', async () => {
    await world.connect();
    world.clock.advance(5 * 60_000 + 1);
    const { fault, open } = heldBack();
    world.api.fault = fault;
    world.api.revision = 'r2';
    await world.metrics();
    await until(() => world.api.asked('/v1/known').length === 2);
    await world.ask('disconnect', null);
    open();
    await rest();
    expect(await dump()).toEqual([]);
  });
});

describe('the start of the browser', () => {
  it('makes switch and alarms agree with what is stored', async () => {
    await world.connect();
    world.local.items.delete('source');
    world.alarms.clear();
    world.restart();
    world.startBrowser();
    await until(() => world.alarms.size === 2);
    expect(world.local.items.get('source')).toBe(true);
  });
});

describe('settings', () => {
  it('are changed one by one, and pages see their switches', async () => {
    const { epoch } = world;
    const state = await world.ask('settings', { off: ['jd'], window: 30 });
    expect(state.settings).toEqual({ ...SETTINGS, off: ['jd'], window: 30 });
    expect((await world.ask('settings', { enabled: false })).settings).toEqual({
      ...SETTINGS,
      off: ['jd'],
      window: 30,
      enabled: false,
    });
    expect([...world.local.items].filter(([key]) => key !== 'settings' && key !== 'epoch')).toEqual([
      ['enabled', false],
      ['quiet', false],
      ['off.xhs', false],
      ['off.taobao', false],
      ['off.jd', true],
    ]);
    expect(world.epoch).toBeGreaterThan(epoch);
  });

  it('that are not understood are as at the beginning', async () => {
    world.local.items.set('settings', { range: 'for ever', window: 30, colour: 'red' });
    world.local.items.set('enabled', 'yes');
    expect((await world.ask('state', null)).settings).toEqual({ ...SETTINGS, window: 30 });
  });

  it('decide what a page is told to draw with', async () => {
    await world.connect();
    world.language = 'en-GB';
    const hello = await world.ask('hello', { url: 'https://www.xiaohongshu.com/explore' });
    expect([hello.enabled, hello.connection, hello.locale]).toEqual([true, 'Team', 'en']);
    await world.ask('settings', { language: 'zh_CN', off: ['xhs'] });
    const again = await world.ask('hello', { url: 'https://www.xiaohongshu.com/explore' });
    expect([again.enabled, again.locale]).toEqual([false, 'zh_CN']);
    expect(again.waiting).toMatchObject({ look: 'loading', spoken: '种草镜：正在读取数字。' });
  });
});
