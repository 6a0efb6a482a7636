import { SITE_ADDRESSES } from '../metrics/model/site-addresses';
import type { SiteDeclaration } from './data';

const ADDRESSES = SITE_ADDRESSES.taobao;

/** 淘宝 and 天猫: one id space, many hosts. Ad links name their item in `id=`, and hide it when they are a shop's. */
export const TAOBAO: SiteDeclaration = {
  id: 'taobao',
  addresses: ADDRESSES,
  data: {
    links: [...ADDRESSES.links],
    pages: [...ADDRESSES.pages],
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
