import type { SiteDeclaration } from './data';

const WEB = ['www.xiaohongshu.com', 'xiaohongshu.com', 'www.rednote.com', 'rednote.com'];

/**
 * 小红书 and rednote, its international mirror with the same markup. A user's id has the same form as a note's,
 * so only the path tells them apart; a card's classes rotate and sometimes are not there at all.
 */
export const XHS: SiteDeclaration = {
  id: 'xhs',
  pageHosts: WEB,
  linkHosts: [...WEB, 'mall.xiaohongshu.com', 'creator.xiaohongshu.com', 'xhsdiscover://item'],
  data: {
    links: [
      {
        hosts: WEB,
        shapes: [
          '/explore/{note}',
          '/discovery/item/{note}',
          '/search_result/{note}',
          '/user/profile/*/{note}',
          '/goods-detail/{goods}',
        ],
      },
      { hosts: ['mall.xiaohongshu.com'], shapes: ['/goods-detail/{goods}'] },
      { hosts: ['creator.xiaohongshu.com'], shapes: ['/statistics/note-detail?noteId={note}'] },
      { hosts: ['xhsdiscover://item'], shapes: ['/{note}'] },
    ],
    pages: [
      { hosts: WEB, kind: 'feed', shapes: ['/', '/explore'] },
      { hosts: WEB, kind: 'search', shapes: ['/search_result', '/search_result_ai'] },
      { hosts: WEB, kind: 'profile', shapes: ['/user/profile/*'] },
      { hosts: WEB, kind: 'list', shapes: ['/board/*'] },
    ],
    marks: [],
    cards: ['section'],
    never: [],
    feeds: ['#exploreFeeds', '#userPostedFeeds', '[class*="feeds-container"]'],
    heads: [
      {
        kinds: ['note'],
        within: '#noteContainer',
        over: ['#noteContainer [class*="media-container"]'],
        after: ['#detail-title', '#detail-desc', '[class*="interact-con"]'],
      },
      { kinds: ['goods'], within: 'body', after: ['h1', '[class*="goods-name"]', '[class*="goods-title"]', 'h2'] },
    ],
  },
};
