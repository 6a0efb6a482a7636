import type { SiteDeclaration } from './data';

const ITEM = ['item.taobao.com'];
const TMALL = [
  'detail.tmall.com',
  'chaoshi.detail.tmall.com',
  'detail.m.tmall.com',
  'detail.tmall.hk',
  'maiyao.liangxinyao.com',
];
const MOBILE_NEXT = ['pages-g.m.taobao.com', 'pages-fast.m.taobao.com'];
const OTHER_ITEM_PAGES = [
  'world.taobao.com',
  'www.taobao.com',
  'h5.m.taobao.com',
  'main.m.taobao.com',
  'm.intl.taobao.com',
  'a.m.taobao.com',
  'a.m.tmall.com',
];

/** 淘宝 and 天猫: one id space, many hosts. Ad links name their item in `id=`, and hide it when they are a shop's. */
export const TAOBAO: SiteDeclaration = {
  id: 'taobao',
  pageHosts: [
    ...ITEM,
    ...TMALL,
    ...MOBILE_NEXT,
    ...OTHER_ITEM_PAGES,
    's.taobao.com',
    'list.tmall.com',
    'store.taobao.com',
    '*.tmall.com',
    '*.taobao.com',
  ],
  linkHosts: [...ITEM, ...TMALL, ...MOBILE_NEXT, ...OTHER_ITEM_PAGES, 'click.simba.taobao.com', 'uland.taobao.com'],
  data: {
    links: [
      { hosts: [...ITEM, ...TMALL], shapes: ['/item.htm?id={item}'] },
      { hosts: ITEM, shapes: ['/auction/item_detail.htm?item_num_id={item}'] },
      { hosts: ['detail.tmall.hk'], shapes: ['/hk/item.htm?id={item}'] },
      { hosts: ['world.taobao.com'], shapes: ['/item/{item}.htm', '/item/wap/{item}.htm'] },
      { hosts: ['www.taobao.com'], shapes: ['/list/item/{item}.htm', '/list/item/wap/{item}.htm'] },
      { hosts: ['h5.m.taobao.com'], shapes: ['/awp/core/detail.htm?id={item}'] },
      { hosts: ['main.m.taobao.com'], shapes: ['/detail/index.html?id={item}'] },
      { hosts: ['m.intl.taobao.com'], shapes: ['/detail/detail.html?id={item}'] },
      { hosts: MOBILE_NEXT, shapes: ['/wow/z/app/detail-next/item/index?id={item}'] },
      { hosts: ['a.m.taobao.com', 'a.m.tmall.com'], shapes: ['/i{item}.htm'] },
      { hosts: ['click.simba.taobao.com'], shapes: ['/cc_im?id={item}'] },
      { hosts: ['uland.taobao.com'], shapes: ['/coupon/edetail?itemId={item}'] },
    ],
    pages: [
      { hosts: ['s.taobao.com'], kind: 'search', shapes: ['/search'] },
      { hosts: ['list.tmall.com'], kind: 'search', shapes: ['/search_product.htm'] },
      { hosts: ['www.taobao.com', 'world.taobao.com'], kind: 'home', shapes: ['/'] },
      { hosts: ['store.taobao.com'], kind: 'shop', shapes: ['/category.htm', '/search.htm', '/shop/view_shop.htm'] },
      {
        hosts: ['*.tmall.com', '*.taobao.com'],
        kind: 'shop',
        shapes: ['/', '/category.htm', '/search.htm', '/shop/view_shop.htm', '/view_shop.htm'],
      },
    ],
    marks: [
      { selector: 'a[id^="item_id_"]', attribute: 'id', prefix: 'item_id_', kind: 'item' },
      { selector: '[data-nid]', attribute: 'data-nid', kind: 'item' },
      { selector: 'dl[data-id]', attribute: 'data-id', kind: 'item' },
    ],
    cards: ['li', 'dl'],
    never: [],
    feeds: [
      '#content_items_wrapper',
      '[class*="tb-pick-feeds-container"]',
      '#mainsrp-itemlist',
      '#J_ItemList',
      '.J_TItems',
    ],
    heads: [
      // The page holds its title twice; the first is in a fixed head that is not displayed until one scrolls.
      {
        kinds: ['item'],
        within: '#tbpcDetail_SkuPanelBody',
        over: ['#left-content-area [class*="mainPicWrap--"]'],
        after: ['[class*="mainTitle--"]', 'span[title]', 'h1'],
      },
      { kinds: ['item'], within: '#J_DetailMeta', over: ['#J_ImgBooth'], after: ['h1'] },
      { kinds: ['item'], within: '#J_Title', after: ['h3', '[class*="main-title"]'] },
      { kinds: ['item'], within: 'body', after: ['[class*="mainTitle--"]', '[class*="MainTitle--"]', 'h1'] },
    ],
  },
};
