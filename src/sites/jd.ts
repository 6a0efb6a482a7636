import { SITE_ADDRESSES } from '../metrics/model/site-addresses';
import type { SiteDeclaration } from './data';

const ADDRESSES = SITE_ADDRESSES.jd;

/**
 * 京东. Its cards of 2025 often have no link at all, only `data-sku`; but so do colour thumbnails and buttons
 * inside cards, so that only the outermost block that carries one is a card.
 */
export const JD: SiteDeclaration = {
  id: 'jd',
  addresses: ADDRESSES,
  data: {
    links: [...ADDRESSES.links],
    pages: [...ADDRESSES.pages],
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
