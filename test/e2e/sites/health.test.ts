import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reply } from '../../../src/messages/protocol';
import { type Extension, openExtension, until } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { div, el, htmlOf, noteId, range, type Tree, userId } from './surfaces/tree';
import { noteCard, XHS_STYLE } from './surfaces/xhs';

let api: FakeApi;
let extension: Extension;
beforeAll(async () => {
  api = await openFakeApi([`xhs/note/${noteId(1)}`]);
  extension = await openExtension(api);
});
afterAll(async () => {
  await extension?.close();
  await api?.close();
});

const XHS = 'https://www.xiaohongshu.com';
async function open(url: string, ...body: Tree[]): Promise<Page> {
  const tab = await extension.tab(() => htmlOf({ style: XHS_STYLE, body }));
  await tab.goto(url);
  return tab;
}

/** What the popup would be told of a tab. */
const onPage = async (tab: Page) => (await extension.onPage(tab)) as Reply<'onPage'>;
const recognition = (tab: Page, wanted: string) =>
  until(
    async () => (await onPage(tab))?.recognition,
    (found) => found === wanted,
    8_000,
  );

it.each([
  [
    'a feed with cards',
    `${XHS}/explore`,
    [div({ id: 'exploreFeeds' }, ...range(3).map((n) => noteCard(n)))],
    'recognised',
  ],
  ['a feed that is empty', `${XHS}/explore`, [div({ id: 'exploreFeeds' })], 'nothing'],
  ['a note that is not there', `${XHS}/explore/${noteId(1)}`, [el('h1', {}, '加载失败')], 'nothing'],
  ['a logged-out profile', `${XHS}/user/profile/${userId(1)}`, [el('a', { href: '/explore/' }, '笔记')], 'nothing'],
  ['a page that promises nothing', `${XHS}/notification`, [el('h1', {}, '通知')], 'not-expected'],
] satisfies [string, string, Tree[], string][])('says of %s what became of it', async (_, url, body, expected) => {
  const tab = await open(url, ...body);
  expect(await recognition(tab, expected)).toBe(expected);
  await tab.close();
});

it('says too early to say before it says nothing', async () => {
  const tab = await open(`${XHS}/explore`, div({ id: 'exploreFeeds' }));
  expect(await recognition(tab, 'looking')).toBe('looking');
  await tab.close();
});

it('reports a page’s structure without a text, an id or what was searched for', async () => {
  const tab = await open(
    `${XHS}/search_result?keyword=${encodeURIComponent('某品牌防晒霜')}&source=web`,
    div(
      { id: 'somewhere', class: 'feeds-container', title: '某品牌' },
      ...range(3).map((n) =>
        el('section', { class: 'tile', 'data-note': noteId(n) }, el('a', { href: `/n/${noteId(n)}?t=1` }, '防晒')),
      ),
    ),
  );
  await recognition(tab, 'nothing');
  const report = await extension.structure(tab);
  expect(report.split('\n')).toEqual([
    'www.xiaohongshu.com/search_result?keyword&source complete',
    'body',
    ' div#somewhere.feeds-container [title]',
    '  section.tile [data-note]',
    '   a → www.xiaohongshu.com/n/{hex}?t',
    '  × 3',
  ]);
  await tab.close();
});
