import { div, el, goodsId, itemId, noteId, picture, range, type Surface, skuId, type Tree, userId } from './tree';

const TOKEN = 'xsec_token=ABvlLc8si85LIRFsT&xsec_source=';
export const XHS_STYLE = `
  section{position:absolute;top:0;left:0;width:200px;height:300px;background:#fff}
  section a[href] img{height:200px;width:200px}
  #noteContainer{display:flex;margin:20px;width:900px;background:#fff;border:1px solid #ccc}
  [data-mask]{position:fixed;inset:0;background:#0008;z-index:20}`;

const hrefs = {
  feed: (id: string) => `/explore/${id}?${TOKEN}`,
  search: (id: string) => `/search_result/${id}?${TOKEN}`,
  profile: (id: string) => `/user/profile/${userId(1)}/${id}?${TOKEN}pc_user`,
};

/** A card as all three lists have it. */
export function noteCard(n: number, where: keyof typeof hrefs = 'feed', at = n): Tree {
  const id = noteId(n);
  const left = (at % 5) * 216;
  const top = Math.floor(at / 5) * 316;
  return el(
    'section',
    {
      class: 'note-item',
      'data-index': String(at),
      style: `transform:translate(${left}px,${top}px)`,
      'data-for': `xhs/note/${id}`,
    },
    div(
      {},
      el('a', { href: `/explore/${id}`, style: 'display:none' }),
      el('a', { class: 'cover mask ld', target: '_self', href: hrefs[where](id) }, picture),
      div(
        { class: 'footer' },
        el('a', { class: 'title', target: '_self' }, el('span', {}, `第${n}篇`)),
        div(
          { class: 'author-wrapper' },
          el(
            'a',
            { class: 'author', href: `/user/profile/${userId(n)}?${TOKEN}` },
            el('span', { class: 'name' }, '某人'),
          ),
          el('span', { class: 'like-wrapper' }, el('span', { class: 'count' }, '赞')),
        ),
      ),
    ),
  );
}

/** Since 2026-05 some renders have no class at all, and the title in a link of its own. */
function bareCard(n: number): Tree {
  const id = noteId(n);
  return el(
    'section',
    { style: `transform:translate(${(n % 5) * 216}px,0px)`, 'data-for': `xhs/note/${id}` },
    el('a', { href: `/search_result/${id}?${TOKEN}` }, picture),
    el('a', { href: `/search_result/${id}?${TOKEN}` }, el('span', {}, '标题')),
    el('a', { href: `/user/profile/${userId(n)}` }, '某人'),
  );
}

/** The tile of related searches: a card's form without a note. */
const searchTile = el(
  'section',
  { class: 'note-item', style: 'transform:translate(864px,316px)' },
  div({ class: 'query-note-wrapper' }, ...range(4).map(() => div({ class: 'query-note-item' }, '相关搜索'))),
);

/** What a logged-out visitor of a profile gets: cards that link to nothing but the profile itself. */
const emptyCard = (n: number): Tree =>
  el(
    'section',
    { class: 'note-item', style: `transform:translate(${n * 216}px,0px)` },
    el('a', { href: '/explore/', style: 'display:none' }),
    el('a', { class: 'cover mask ld', href: `/user/profile/${userId(1)}/?${TOKEN}` }, picture),
  );

const sideBar = el('a', { href: `/user/profile/${userId(0)}` }, '我');
const feed = (id: string | null, ...cards: Tree[]): Tree =>
  div({ class: 'feeds-container', style: 'position:relative;height:1300px', ...(id && { id }) }, ...cards);

/** A note's own element, as it stands on a note's page and in the overlay. */
export function noteContainer(n: number, { title = true, links = [] as Tree[] } = {}): Tree {
  return div(
    { id: 'noteContainer', class: 'note-container', 'data-type': 'normal', 'data-for': `xhs/note/${noteId(n)}` },
    div({ class: 'author' }, el('a', { href: `/user/profile/${userId(n)}` }, '某人')),
    div({ class: 'media-container', style: 'width:400px;height:500px;background:#eee' }),
    div(
      { class: 'interaction-container', style: 'width:480px' },
      div(
        { class: 'note-scroller' },
        div(
          { class: 'note-content' },
          ...(title ? [div({ id: 'detail-title', class: 'title' }, '一篇笔记的标题')] : []),
          div({ id: 'detail-desc', class: 'desc' }, el('span', { class: 'note-text' }, '正文')),
        ),
        ...links,
        div(
          { class: 'comments-el' },
          ...range(3).map((c) =>
            div(
              { class: 'comment-item' },
              el('a', { href: `/user/profile/${userId(c)}` }, '评论者'),
              el('span', { class: 'like-wrapper' }, el('span', { class: 'count' }, '3')),
            ),
          ),
        ),
      ),
      div({ class: 'interactions engage-bar' }, div({ class: 'interact-container' }, '赞')),
    ),
  );
}

const product = (subject: string, href: string): Tree =>
  div({ style: 'height:60px;margin:8px', 'data-for': subject }, el('a', { href }, '商品'));

const URL_OF = 'https://www.xiaohongshu.com';

export const XHS_SURFACES: Surface[] = [
  {
    name: 'XHS feed',
    url: `${URL_OF}/explore`,
    style: XHS_STYLE,
    body: [sideBar, feed('exploreFeeds', ...range(9).map((n) => noteCard(n)), searchTile)],
  },
  {
    name: 'rednote feed',
    url: 'https://www.rednote.com/explore?channel_id=homefeed_recommend',
    style: XHS_STYLE,
    body: [sideBar, feed('exploreFeeds', ...range(4).map((n) => noteCard(n)))],
  },
  {
    name: 'XHS search',
    url: `${URL_OF}/search_result?keyword=%25E7%2588%25B1`,
    style: XHS_STYLE,
    body: [feed(null, ...range(9).map((n) => noteCard(n, 'search')), searchTile)],
  },
  {
    name: 'XHS search, AI path, cards without classes',
    url: `${URL_OF}/search_result_ai?keyword=%25E5%2581%25A5&type=51`,
    style: XHS_STYLE,
    body: [feed(null, ...range(5).map(bareCard))],
  },
  {
    name: 'XHS profile',
    url: `${URL_OF}/user/profile/${userId(1)}`,
    style: XHS_STYLE,
    body: [feed('userPostedFeeds', ...range(7).map((n) => noteCard(n, 'profile')))],
  },
  {
    name: 'XHS profile, logged out',
    url: `${URL_OF}/user/profile/${userId(1)}`,
    style: XHS_STYLE,
    body: [feed('userPostedFeeds', ...range(5).map(emptyCard))],
  },
  {
    name: 'XHS note',
    url: `${URL_OF}/explore/${noteId(7)}?${TOKEN}pc_feed`,
    style: XHS_STYLE,
    body: [
      noteContainer(7, {
        links: [
          product(`xhs/goods/${goodsId(1)}`, `/goods-detail/${goodsId(1)}?t=1762321517814&${TOKEN}`),
          product(`taobao/item/${itemId(2)}`, `https://detail.tmall.com/item.htm?id=${itemId(2)}&skuId=6287248071212`),
          product(`jd/sku/${skuId(3)}`, `https://item.jd.com/${skuId(3)}.html`),
        ],
      }),
      div({ style: 'position:relative;height:400px' }, ...range(3, 20).map((n) => noteCard(n, 'feed', n - 20))),
    ],
  },
  {
    name: 'XHS note without a title, shared link',
    url: `${URL_OF}/discovery/item/${noteId(8)}?app_platform=ios&type=video&xhsshare=CopyLink`,
    style: XHS_STYLE,
    body: [noteContainer(8, { title: false })],
  },
  {
    name: 'XHS goods',
    url: `${URL_OF}/goods-detail/${goodsId(5)}?t=1770525213664&${TOKEN}app_arkselfshare`,
    style: '',
    body: [div({ 'data-for': `xhs/goods/${goodsId(5)}` }, picture, el('h1', { class: 'goods-name' }, '一件商品'))],
  },
  {
    name: 'XHS login',
    url: `${URL_OF}/login?redirectPath=${URL_OF}/discovery/item/${noteId(1)}`,
    style: '',
    body: ['登录'],
  },
  { name: 'XHS 404', url: `${URL_OF}/404/sec_1?error_code=300031`, style: '', body: ['当前笔记暂时无法浏览'] },
];
