import { jdItem } from '../../src/demo/pages/jd-item';
import { taobaoItem } from '../../src/demo/pages/taobao-item';
import { BOTH_SHOPS, JD_SKU, STRANGER, TAOBAO_ITEM, TAOBAO_ONLY } from './small-workspace';

/** Pages of the small workspace's subjects, in the shapes that the sites have. */
const card = (link: string, title: string) =>
  `<section class="note-item" style="position:relative;width:220px;height:300px"><div><a href="${link.split('?')[0]}" style="display:none"></a>
<a class="cover mask ld" href="${link}"><img alt="" width="220" height="220" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"></a>
<div class="footer"><a class="title"><span>${title}</span></a></div></div></section>`;
const noteCard = (id: string, title: string) => card(`/explore/${id}?xsec_token=AB=&xsec_source=`, title);

const page = (title: string, body: string) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>${title}</title><body>${body}</body></html>`;
const feed = (cards: string[]) =>
  page('发现', `<div id="exploreFeeds" class="feeds-container">${cards.join('')}</div>`);

/** Two of ours between a stranger's, a person's and a bare link. */
const FEED = feed([
  noteCard(BOTH_SHOPS, '两边都卖的笔记'),
  noteCard(STRANGER, '别人的笔记'),
  card(`/user/profile/${BOTH_SHOPS}?xsec_token=`, '编号和笔记一样的人'),
  card('/explore/', '没有编号'),
  noteCard(TAOBAO_ONLY, '只卖淘宝的笔记'),
]);
const STRANGERS = feed([noteCard(STRANGER, '别人的笔记'), card('/explore/', '没有编号')]);
const NOTE = page(
  '笔记',
  `<div id="noteContainer" class="note-container" style="position:relative;padding:20px"><div class="note-content"><div id="detail-title" class="title">两边都卖的笔记</div><div id="detail-desc" class="desc" style="margin-top:60px">正文</div></div></div>`,
);

const product = { price: 189, sold: '', colours: ['#ddd', '#999'] } as const;

export const URLS = {
  feed: 'https://www.xiaohongshu.com/explore',
  strangers: 'https://www.xiaohongshu.com/explore?channel_id=strangers',
  note: `https://www.xiaohongshu.com/explore/${BOTH_SHOPS}?xsec_token=AB=&xsec_source=pc_feed`,
  tmall: `https://detail.tmall.com/item.htm?id=${TAOBAO_ITEM}`,
  jd: `https://item.jd.com/${JD_SKU}.html`,
} as const;

/** Every page by its address, for interception. */
export const PAGES: ReadonlyMap<string, string> = new Map([
  [URLS.feed, FEED],
  [URLS.strangers, STRANGERS],
  [URLS.note, NOTE],
  [
    URLS.tmall,
    taobaoItem({ ...product, platform: 'taobao', host: 'detail.tmall.com', id: TAOBAO_ITEM, name: '测试面霜' }),
  ],
  [URLS.jd, jdItem({ ...product, platform: 'jd', host: 'item.jd.com', id: JD_SKU, name: '测试面霜 京东' })],
]);
