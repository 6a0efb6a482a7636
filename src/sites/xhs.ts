import { SITE_ADDRESSES } from '../metrics/model/site-addresses';
import type { SiteDeclaration } from './data';

const ADDRESSES = SITE_ADDRESSES.xhs;

/**
 * 小红书 and rednote, its international mirror with the same markup. A user's id has the same form as a note's,
 * so only the path tells them apart; a card's classes rotate and sometimes are not there at all.
 */
export const XHS: SiteDeclaration = {
  id: 'xhs',
  addresses: ADDRESSES,
  data: {
    links: [...ADDRESSES.links],
    pages: [...ADDRESSES.pages],
    marks: [],
    cards: ['section'],
    never: [],
    feeds: ['#exploreFeeds', '#userPostedFeeds', '[class*="feeds-container"]'],
    heads: [
      {
        kinds: ['note'],
        within: '#noteContainer',
        mask: { selector: '.note-detail-mask', attribute: 'note-id' },
        over: ['[class*="media-container"]'],
        after: ['#detail-title', '#detail-desc', '[class*="interact-con"]'],
      },
      { kinds: ['goods'], within: 'body', after: ['h1', '[class*="goods-name"]', '[class*="goods-title"]', 'h2'] },
    ],
  },
};
