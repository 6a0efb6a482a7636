import { div, el, itemId, picture, range, type Surface, type Tree } from './tree';

const TMALL = (n: number, more = '') =>
  `https://detail.tmall.com/item.htm?id=${itemId(n)}&ns=1&skuId=628724807${1000 + n}&user_id=2616970884${more}`;
const AD = 'https://click.simba.taobao.com/cc_im?p=%C3%A8&s=652240064&k=1465&a=skuId%3D6036818782068';

/** A search result as React renders it: the shop's anchor stands inside the card's. */
export function resultCard(n: number, ad = false): Tree {
  const id = itemId(n);
  return div(
    { class: 'tbpc-col search-content-col', 'data-for': `taobao/item/${id}` },
    el(
      'a',
      {
        id: `item_id_${id}`,
        'data-spm-act-id': id,
        class: 'doubleCardWrapperAdapt--mEcC7olq',
        href: ad ? `${AD}&id=${id}&spm=a21n57.1.item.1` : TMALL(n),
        style: 'display:block',
      },
      div(
        { class: 'doubleCard--gO3Bz6bu' },
        div({ class: 'mainPicAdaptWrapper--V_ayd2hD' }, picture),
        div({ class: 'title--ASSt27UY', 'data-title': '', title: '商品' }, '商品'),
        div({ class: 'priceWrapper--dBtPZ2K1' }, '¥ 00'),
        div(
          { class: 'shopInfo--Kmh31boz' },
          el(
            'a',
            { class: 'shopName--hdF527QA', href: ad ? AD : 'https://store.taobao.com/category.htm?appUid=RAzN8HWL' },
            '店',
          ),
        ),
      ),
    ),
  );
}

/** The item page's panel of 2025: the title twice, first in a head that is not displayed. */
export function itemPanel(n: number): Tree {
  const title = el('span', { class: 'mainTitle--R75fTcZL', title: '商品' }, '一件商品的标题');
  return div(
    { id: 'ice-container', style: 'display:flex;gap:24px;padding:16px' },
    div({ id: 'left-content-area' }, picture),
    div(
      { id: 'right-content-area', style: 'width:480px', 'data-for': `taobao/item/${itemId(n)}` },
      div(
        { id: 'SkuPanel_tbpcDetail_ssr2025' },
        div({ id: 'tbpcDetail_SkuPanelItemhead_fixed', style: 'display:none;opacity:0' }, title),
        div(
          { id: 'tbpcDetail_SkuPanelBody' },
          div({ class: 'ItemTitle--n4_pxQxz' }, div({ class: 'MainTitle--PiA4nmJz' }, title)),
          div({ class: 'normalPrice--BXrHJ8Qk' }, '¥ 000'),
        ),
      ),
    ),
    el('a', { href: `//jubao.taobao.com/index.htm?itemId=${itemId(n)}` }, '举报'),
    el('a', { href: '#' }, '回到顶部'),
  );
}

function itemPage(name: string, url: string, n: number): Surface {
  return { name, url, style: '', body: [itemPanel(n)] };
}

const grid = (attributes: Record<string, string>, ...cards: Tree[]): Tree =>
  div({ 'data-grid': '', ...attributes }, ...cards);

/** Pages that are not of the desktop build: the address says the id, the document only shows a title. */
const plainItem = (n: number): Tree[] => [
  div({ style: 'width:400px', 'data-for': `taobao/item/${itemId(n)}` }, picture, el('h1', {}, '一件商品')),
];

export const TAOBAO_SURFACES: Surface[] = [
  {
    name: 'Taobao search',
    url: 'https://s.taobao.com/search?q=%E9%85%B8%E6%9E%A3%E4%BB%81&tab=all',
    style: '',
    body: [grid({ id: 'content_items_wrapper' }, resultCard(1, true), ...range(6, 2).map((n) => resultCard(n)))],
  },
  {
    name: 'Taobao search, legacy',
    url: 'https://s.taobao.com/search?q=ipad',
    style: '',
    body: [
      div(
        { id: 'mainsrp-itemlist' },
        grid(
          { class: 'items' },
          ...range(5, 20).map((n) =>
            div(
              { class: 'item J_MouserOnverReq', 'data-index': String(n), 'data-for': `taobao/item/${itemId(n)}` },
              div(
                { class: 'pic-box' },
                el('a', { id: `J_Itemlist_PLink_${itemId(n)}`, 'data-nid': itemId(n), href: TMALL(n) }, picture),
                el('a', { href: `/search?type=similar&app=i2i&nid=${itemId(n)}` }, '找相似'),
                el('a', { href: `//jubao.taobao.com/index.htm?itemId=${itemId(n)}` }, '举报'),
              ),
              div(
                { class: 'ctx-box' },
                el('a', { id: `J_Itemlist_TLink_${itemId(n)}`, 'data-nid': itemId(n), href: TMALL(n) }, '商品'),
                el(
                  'a',
                  { class: 'shopname', 'data-nid': itemId(n), href: '//store.taobao.com/shop/view_shop.htm' },
                  '店',
                ),
              ),
            ),
          ),
        ),
      ),
    ],
  },
  {
    name: 'Taobao home feed',
    url: 'https://www.taobao.com/',
    style: '',
    body: [
      grid(
        { class: 'tb-pick-feeds-container' },
        // On some visits the class and the id are on a box around the anchor, on others on the anchor itself.
        ...range(3, 30).map((n) =>
          div(
            { class: 'tb-pick-content-item', 'data-nid': itemId(n), 'data-for': `taobao/item/${itemId(n)}` },
            el('a', { class: 'item-link', href: `//item.taobao.com/item.htm?id=${itemId(n)}` }, picture, '商品'),
          ),
        ),
        ...range(3, 33).map((n) =>
          el(
            'a',
            {
              class: 'item-link tb-pick-content-item',
              'data-nid': itemId(n),
              'data-for': `taobao/item/${itemId(n)}`,
              href: TMALL(n),
            },
            picture,
            '商品',
          ),
        ),
      ),
    ],
  },
  {
    name: 'Taobao shop',
    url: 'https://shop103890057.taobao.com/category.htm',
    style: '',
    body: [
      grid(
        { class: 'J_TItems' },
        ...range(4, 40).map((n) =>
          el(
            'dl',
            { class: 'item', 'data-id': itemId(n), 'data-for': `taobao/item/${itemId(n)}` },
            el(
              'dt',
              {},
              el('a', { class: 'J_TGoldData', href: `//item.taobao.com/item.htm?id=${itemId(n)}` }, picture),
            ),
            el('dd', {}, el('a', { class: 'item-name', href: `//item.taobao.com/item.htm?id=${itemId(n)}` }, '商品')),
          ),
        ),
      ),
    ],
  },
  {
    name: 'Tmall shop',
    url: 'https://suning.tmall.com/search.htm?search=y',
    style: '',
    body: [
      grid(
        {},
        ...range(4, 50).map((n) =>
          el(
            'dl',
            { class: 'item', 'data-id': itemId(n), 'data-for': `taobao/item/${itemId(n)}` },
            el('a', { href: TMALL(n) }, picture),
          ),
        ),
      ),
    ],
  },
  {
    name: 'Tmall list',
    url: 'https://list.tmall.com/search_product.htm?q=x&sort=d',
    style: '',
    body: [
      grid(
        { id: 'J_ItemList' },
        ...range(4, 60).map((n) =>
          div(
            { class: 'product', 'data-id': itemId(n), 'data-for': `taobao/item/${itemId(n)}` },
            el('a', { class: 'productImg', href: TMALL(n) }, picture),
            el('p', { class: 'productTitle' }, el('a', { href: TMALL(n) }, '商品')),
            el(
              'a',
              { class: 'productShop-name', href: '//store.taobao.com/search.htm?user_number_id=2616970884' },
              '店',
            ),
          ),
        ),
      ),
    ],
  },
  itemPage('Taobao item', `https://item.taobao.com/item.htm?spm=a1z10.1&id=${itemId(70)}&skuId=4520490491817`, 70),
  itemPage('Tmall item', `https://detail.tmall.com/item.htm?id=${itemId(71)}&user_id=2616970884`, 71),
  itemPage('Tmall supermarket item', `https://chaoshi.detail.tmall.com/item.htm?id=${itemId(72)}`, 72),
  itemPage('Tmall international item', `https://detail.tmall.hk/hk/item.htm?id=${itemId(73)}`, 73),
  { name: 'Taobao world item', url: `https://world.taobao.com/item/${itemId(74)}.htm`, style: '', body: plainItem(74) },
  {
    name: 'Taobao mobile item',
    url: `https://h5.m.taobao.com/awp/core/detail.htm?id=${itemId(75)}`,
    style: '',
    body: plainItem(75),
  },
  {
    name: 'Taobao mobile item of overseas',
    url: `https://m.intl.taobao.com/detail/detail.html?id=${itemId(76)}`,
    style: '',
    body: plainItem(76),
  },
  {
    name: 'Tmall item, legacy',
    url: `https://detail.tmall.com/item.htm?id=${itemId(77)}`,
    style: '',
    body: [
      div(
        { id: 'J_DetailMeta', style: 'width:500px', 'data-for': `taobao/item/${itemId(77)}` },
        div(
          { class: 'tb-detail-hd' },
          el('h1', {}, el('a', { href: `//detail.tmall.com/item.htm?id=${itemId(77)}&standard=1` }, '一件商品')),
        ),
      ),
    ],
  },
  {
    name: 'Taobao login',
    url: `https://login.taobao.com/member/login.jhtml?redirectURL=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D${itemId(1)}`,
    style: '',
    body: [el('h1', {}, '登录')],
  },
];
