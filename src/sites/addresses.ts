import { parseSubject, type Subject } from '../metrics/subjects';

/** Where a subject of each kind has its own page. A task has none. */
const PAGES: Record<string, string> = {
  'xhs/note': 'https://www.xiaohongshu.com/explore/',
  'xhs/goods': 'https://www.xiaohongshu.com/goods-detail/',
  // Taobao sends those of Tmall on to it.
  'taobao/item': 'https://item.taobao.com/item.htm?id=',
  'jd/sku': 'https://item.jd.com/',
};

/** The address of a subject's own page, or null where it has none. */
export function pageOf(subject: Subject): string | null {
  const parts = parseSubject(subject);
  const page = parts && PAGES[`${parts.platform}/${parts.kind}`];
  if (!parts || page === undefined) return null;
  return `${page}${parts.id}${parts.kind === 'sku' ? '.html' : ''}`;
}
