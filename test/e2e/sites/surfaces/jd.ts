import { div, el, picture, range, type Surface, skuId, type Tree } from './tree';

const grid = (attributes: Record<string, string>, ...cards: Tree[]): Tree =>
  div({ 'data-grid': '', ...attributes }, ...cards);
const ITEM = (n: number) => `//item.jd.com/${skuId(n)}.html`;
const AD = (n: number) =>
  `https://ccc-x.jd.com/dsp/nc?ext=${Buffer.from(`https://item.jd.com/${skuId(n)}.html`).toString('base64url')}&log=5OQaV8S`;

/** A card of 2025: no link at all, the id on the outermost element and other ids on the colours inside. */
export const reactCard = (n: number): Tree =>
  div(
    {
      class: '_wrapper_8v3rv_3 plugin_goodsCardWrapper _row_6_8v3rv_13',
      'data-sku': skuId(n),
      'data-point-id': String(n),
      'data-for': `jd/sku/${skuId(n)}`,
    },
    picture,
    div(
      { class: '_colours_1' },
      ...range(3).map((c) => el('img', { 'data-sku': skuId(n + 1000 * (c + 1)), style: 'width:20px;height:20px' })),
    ),
    div({ class: '_goods_title_container_1' }, el('span', { title: '一件很长的商品的标题' }, '一件很长的商品的标题')),
    div({ class: '_price_1' }, '¥ 000'),
    div({ class: '_shopFloor_1' }, el('span', { class: '_name_1' }, '店')),
  );

const legacyCard = (n: number, href = ITEM(n)): Tree =>
  el(
    'li',
    { class: 'gl-item', 'data-sku': skuId(n), 'data-spu': skuId(n), 'data-pid': '1', 'data-for': `jd/sku/${skuId(n)}` },
    div(
      { class: 'gl-i-wrap' },
      div({ class: 'p-img' }, el('a', { target: '_blank', href }, picture)),
      div(
        { class: 'p-scroll' },
        ...range(4).map((c) =>
          el(
            'li',
            { class: 'ps-item' },
            el('a', {}, el('img', { 'data-sku': skuId(n + 1000 * (c + 1)), style: 'width:25px;height:25px' })),
          ),
        ),
      ),
      div({ class: 'p-name' }, el('a', { href }, '商品')),
      div(
        { class: 'p-operate' },
        el('a', { class: 'J_contrast', 'data-sku': skuId(n), href: 'javascript:;' }, '对比'),
        el('a', { class: 'J_focus', 'data-sku': skuId(n), href: 'javascript:;' }, '关注'),
        el('a', { class: 'addcart', href: `//gate.jd.com/InitCart.aspx?pid=${skuId(n)}&pcount=1` }, '加入购物车'),
      ),
    ),
  );

/** An item page: the product's own buttons carry its id, variants and services carry others. */
const itemPage = (n: number, title: Tree): Tree[] => [
  el('link', { rel: 'canonical', href: ITEM(n) }),
  div(
    // Without its classes the title is not told apart, and the badge stands at the path above it.
    { class: 'w', 'data-for': `jd/sku/${skuId(n)}` },
    div({ id: 'crumb-wrap' }, el('a', { href: '//list.jd.com/list.html?cat=737,794,870' }, '类目')),
    div(
      { class: 'product-intro', style: 'display:flex;gap:24px;padding:16px' },
      picture,
      div(
        { class: 'itemInfo-wrap', style: 'width:500px' },
        div({ id: 'sku-name-container', style: 'display:none' }),
        title,
        el('a', { class: 'J-notify-sale', 'data-sku': skuId(n), href: '#none' }, '降价通知'),
        div(
          { id: 'choose-attr-1', class: 'li p-choose' },
          ...range(3, n + 1).map((v) =>
            div(
              { class: 'item', 'data-sku': skuId(v) },
              el('a', { href: '#none' }, el('img', { style: 'width:40px;height:40px' })),
            ),
          ),
        ),
      ),
    ),
    div({ class: 'J_contrast_btn' }, el('a', { class: 'J_contrast', 'data-sku': skuId(n), href: '#none' }, '对比')),
  ),
];

export const JD_SURFACES: Surface[] = [
  {
    name: 'JD search, cards without links',
    url: 'https://search.jd.com/Search?keyword=%E9%9A%8F%E8%BD%A6%E5%90%AC&enc=utf-8',
    style: '',
    body: [grid({ class: '_goodsContainer_f6icl_1 plugin_goodsContainer' }, ...range(7).map(reactCard))],
  },
  {
    name: 'JD search, legacy, with ads',
    url: 'https://search.jd.hk/Search?keyword=123',
    style: '',
    body: [
      div(
        { id: 'J_goodsList' },
        el(
          'ul',
          { class: 'gl-warp', 'data-grid': '' },
          ...range(4, 20).map((n) => legacyCard(n)),
          legacyCard(24, AD(24)),
          // The ad's target is not to be read: the card's own id is.
          legacyCard(25, 'https://ccc-x.jd.com/dsp/nc?ext=&log=1'),
        ),
      ),
    ],
  },
  {
    name: 'JD list of 2017',
    url: 'https://list.jd.com/list.html?cat=737,794,870',
    style: '',
    body: [
      div(
        { id: 'plist' },
        el(
          'ul',
          { 'data-grid': '' },
          ...range(4, 30).map((n) =>
            el(
              'li',
              { class: 'gl-item' },
              div(
                { class: 'gl-i-wrap j-sku-item', 'data-sku': skuId(n), 'data-for': `jd/sku/${skuId(n)}` },
                div({ class: 'p-img' }, el('a', { href: ITEM(n) }, picture)),
                div({ class: 'p-name' }, el('a', { href: ITEM(n) }, '商品')),
              ),
            ),
          ),
        ),
      ),
    ],
  },
  {
    name: 'JD shop',
    url: 'https://mall.jd.com/view_search-1000.html',
    style: '',
    body: [
      el(
        'ul',
        { 'data-grid': '' },
        ...range(4, 40).map((n) =>
          el(
            'li',
            { class: 'jSubObject', 'data-for': `jd/sku/${skuId(n)}` },
            div(
              { class: 'jItem' },
              div({ class: 'jPic' }, el('a', { href: ITEM(n) }, picture)),
              div({ class: 'jDesc' }, el('a', { href: ITEM(n) }, '商品')),
            ),
          ),
        ),
      ),
    ],
  },
  {
    name: 'JD home with links for search engines',
    url: 'https://www.jd.com/',
    style: '',
    body: [
      el('a', { href: '//item.jd.com/product/0hNcSCJyZyG-mB88Pn_WZg.html' }, '热卖'),
      el('a', { href: '//www.jd.com/chanpin/25877.html' }, '产品'),
      el('a', { href: `https://pro.jd.com/mall/active/3ZYfZKGRA/index.html?innerAnchor=${skuId(1)}` }, '活动'),
    ],
  },
  {
    name: 'JD item of 2026',
    url: `https://item.jd.com/${skuId(50)}.html#product-detail`,
    style: '',
    body: itemPage(50, div({ class: 'sku-title' }, el('span', { class: 'sku-title-name' }, '一件商品'))),
  },
  {
    name: 'JD item of 2018',
    url: `https://item.jd.com/${skuId(60)}.html`,
    style: '',
    body: itemPage(60, div({ class: 'sku-name' }, '一件商品')),
  },
  {
    name: 'JD worldwide item',
    url: `https://npcitem.jd.hk/${skuId(70)}.html`,
    style: '',
    body: itemPage(70, div({ class: 'sku-name' }, '一件商品')),
  },
  {
    name: 'JD mobile item',
    url: `https://item.m.jd.com/product/${skuId(80)}.html?scene=1`,
    style: '',
    body: [
      div({ 'data-for': `jd/sku/${skuId(80)}`, style: 'width:400px' }, picture, div({ id: 'itemName' }, '一件商品')),
    ],
  },
];
