import type { SiteDeclaration } from './data';

const ITEM = [
  'item.jd.com',
  'i-item.jd.com',
  'item.jd.hk',
  'npcitem.jd.hk',
  'pcitem.jd.hk',
  'item.yiyaojd.com',
  'item.jkcsjd.com',
  'item.jingdonghealth.cn',
  'item.jingxi.com',
];
const MOBILE = ['item.m.jd.com', 'wap.jd.com', 'mitem.jd.hk'];

/**
 * 京东. Its cards of 2025 often have no link at all, only `data-sku`; but so do colour thumbnails and buttons
 * inside cards, so that only the outermost block that carries one is a card.
 */
export const JD: SiteDeclaration = {
  id: 'jd',
  pageHosts: [
    ...ITEM,
    ...MOBILE,
    'search.jd.com',
    'search.jd.hk',
    'list.jd.com',
    'mall.jd.com',
    'mall.jd.hk',
    'www.jd.com',
  ],
  linkHosts: [...ITEM, ...MOBILE, 'wqitem.jd.com', 'ccc-x.jd.com'],
  data: {
    links: [
      { hosts: ITEM, shapes: ['/{sku}.html'] },
      { hosts: ['item.m.jd.com', 'wap.jd.com'], shapes: ['/product/{sku}.html'] },
      { hosts: ['item.m.jd.com', 'mitem.jd.hk'], shapes: ['/ware/view.action?wareId={sku}'] },
      { hosts: ['wqitem.jd.com'], shapes: ['/item/view?sku={sku}'] },
      { hosts: ['ccc-x.jd.com'], shapes: ['/dsp?ext={url}', '/dsp/*?ext={url}'] },
    ],
    pages: [
      { hosts: ['search.jd.com', 'search.jd.hk'], kind: 'search', shapes: ['/Search', '/search'] },
      { hosts: ['list.jd.com'], kind: 'list', shapes: ['/list.html'] },
      { hosts: ['mall.jd.com', 'mall.jd.hk'], kind: 'shop', shapes: ['/*'] },
      { hosts: ['www.jd.com'], kind: 'home', shapes: ['/'] },
    ],
    marks: [
      {
        selector: 'div[data-sku], li[data-sku], dl[data-sku], section[data-sku], article[data-sku]',
        attribute: 'data-sku',
        kind: 'sku',
      },
    ],
    cards: ['li', 'dl'],
    never: ['[id^="choose-attr"]', '#choose-color', '#choose-version', '#specification-panel'],
    feeds: ['[class*="plugin_goodsContainer"]', '[class*="_goodsContainer_"]', '#J_goodsList', '#plist'],
    heads: [
      {
        kinds: ['item'],
        within: 'body',
        over: ['#main-image', '#spec-n1', '#preview'],
        after: [
          '[class*="sku-title-name"]',
          '[class*="sku-title"]',
          '[class*="sku-name"]',
          '#sku-name-container',
          '#name h1',
          '#itemName',
          'h1',
          '#purchase-tab',
          '#crumb-wrap',
        ],
      },
    ],
  },
};
