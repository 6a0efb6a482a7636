import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { NOTE, until, World, XHS_TAB } from './world';

let world: World;
beforeEach(async () => {
  world = new World();
  await world.connect();
});

const tab = (id: number) => ({ ...XHS_TAB, tab: { id } });
const present = (ids: number[], drawn: number, tabId = 7) =>
  world.ask('present', { subjects: ids.map(NOTE), drawn, kind: 'feed', recognition: 'recognised' }, tab(tabId));

describe('what is on a page', () => {
  it('is counted on its tab, in the toolbar and its tooltip', async () => {
    await present([1, 2, 900], 2);
    expect(world.action.texts.get(7)).toBe('2');
    expect(world.action.titles.get(7)).toBe('种草镜 GrassLens\n本页识别到 3 个笔记或商品，已标注 2 个');
    await world.ask('settings', { language: 'en' });
    expect(world.action.titles.get(7)).toBe('GrassLens 种草镜\n2 of 3 notes and products on this page have a badge');
    await present([900], 0);
    expect(world.action.texts.get(7)).toBe('');
    await present([1], 1000);
    expect(world.action.texts.get(7)).toBe('999+');
  });

  it('is told to the popup with the answers at hand, without asking anybody', async () => {
    await world.metrics(1);
    await present([1, 2, 900], 1);
    world.restart();
    const asked = world.api.calls.length;
    const page = await world.ask('onPage', { tabId: 7 });
    expect([page?.url, page?.recognised]).toEqual([XHS_TAB.url, 3]);
    expect(page?.answers.map(({ subject, freshness }) => [subject, freshness])).toEqual([
      [NOTE(1), 'fresh'],
      [NOTE(2), 'failed'],
    ]);
    expect(await world.ask('onPage', { tabId: 8 })).toBeNull();
    expect(world.api.calls.length - asked).toBe(0);
  });

  it('is forgotten when the tab has gone elsewhere', async () => {
    await present([1], 1);
    world.action.navigate(7);
    expect(await world.ask('onPage', { tabId: 7 })).toBeNull();
  });

  it('is kept apart by tab, also of tabs that report at once', async () => {
    await Promise.all([present([1], 1, 7), present([1, 2], 2, 8), present([1, 2, 3], 3, 9)]);
    const pages = await Promise.all([7, 8, 9].map((tabId) => world.ask('onPage', { tabId })));
    expect(pages.map((page) => page?.recognised)).toEqual([1, 2, 3]);
  });

  it('is remembered of the latest 50 tabs', async () => {
    for (let id = 1; id <= 52; id += 1) {
      await present([1], 1, id);
      world.clock.advance(1);
    }
    expect(await world.ask('onPage', { tabId: 2 })).toBeNull();
    expect((await world.ask('onPage', { tabId: 3 }))?.recognised).toBe(1);
  });
});

describe('the toolbar', () => {
  it('shows on every tab that something is wrong and what to do, and the counts again after it', async () => {
    await present([1], 1);
    world.api.fault = () => new Response('', { status: 401 });
    await world.metrics(1);
    await until(() => world.action.texts.get(7) === '!');
    expect(world.action.texts.get('all')).toBe('!');
    expect(world.action.titles.get('all')).toMatch(/^数据接口不接受这个令牌：/);
    expect((await world.ask('onPage', { tabId: 7 }))?.recognised).toBe(1);
    world.api.fault = null;
    await world.ask('test', { address: 'http://127.0.0.1:8787' });
    await until(() => world.action.texts.get(7) === '1');
    expect(world.action.texts.get('all')).toBe('');
    expect(world.action.titles.get('all')).toBe('种草镜 GrassLens');
  });
});
