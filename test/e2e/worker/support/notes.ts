import { addDays } from '../../../../src/metrics/days';

/** The workspace of these tests: notes whose numbers are all different, and a feed that shows them. */

const FIRST_DAY = '2026-07-01';

/** Published on the first day, as its first eight digits say. */
export const noteId = (n: number) => `6a4474200000000023${n.toString(16).padStart(6, '0')}`;
/** A note that no export names. */
export const strangerId = (n: number) => `6a4474200000000099${n.toString(16).padStart(6, '0')}`;
/** How many people note `n` brought on the first day: no two notes alike, none of them a part of another. */
export const visitorsOf = (n: number) => 10_007 + 7 * n;

const HEADINGS = '日期,内容ID,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,订单商品成交GMV,商家GMV';

/** One day of 种草星河, of these notes. */
export function xinghe(dayNumber: number, rows: readonly { note: number; visitors: number }[]): string {
  const day = addDays(FIRST_DAY, dayNumber);
  const lines = rows.map(
    ({ note, visitors }) => `${day},${noteId(note)}\t,全部流量,15,900000,${visitors},4,1000.00,1500.00`,
  );
  return `\uFEFF${[HEADINGS, ...lines].join('\r\n')}\r\n`;
}

export const FEED = 'https://www.xiaohongshu.com/explore';

/** A note's card, three to a row. */
export const cardOf = (id: string) =>
  `<section class="note-item" data-id="${id}" style="position:relative;float:left;width:420px;height:300px"><div>` +
  `<a class="cover mask ld" style="display:block;width:420px;height:240px" href="/explore/${id}?xsec_token=AB="></a>` +
  '<div class="footer"><a class="title"><span>笔记</span></a></div></div></section>';

/** A feed's page. */
export function feedOf(ids: readonly string[], head = ''): string {
  return (
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>发现</title>${head}` +
    `<body><div id="exploreFeeds" class="feeds-container">${ids.map((id) => cardOf(id)).join('')}</div></body></html>`
  );
}
