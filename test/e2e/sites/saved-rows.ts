import { type Subject, subjectKey } from '../../../src/metrics/subjects';
import { tableRows } from '../../support/shared-sites';

/** A real page, blanked to its structure, with what must be found on it. */
export interface SavedRow {
  file: string;
  url: string;
  pageId: string;
  cards: number;
  html: string;
}

/** The ids of a page's cards as its own markup has them, read from its text. */
const CARD_IDS: Record<string, { pattern: RegExp; kind: 'xhs/note' | 'taobao/item' | 'jd/sku' }> = {
  'excerpt-taobao-search-2026-08.html': { pattern: /id="item_id_(\d+)"/g, kind: 'taobao/item' },
  'jd-item-2026-03-a.html': { pattern: /more-item-(\d+)"/g, kind: 'jd/sku' },
  'jd-search-2016-04.html': { pattern: /<li data-sku="(\d+)" class="gl-item"/g, kind: 'jd/sku' },
  'taobao-search-2018-07.html': { pattern: /id="J_Itemlist_PLink_(\d+)"/g, kind: 'taobao/item' },
  'tmall-item-2020-07.html': { pattern: /<a [^>]*\/item\.htm\?(?:[^"]*;)?id=(\d+)/g, kind: 'taobao/item' },
  'xhs-explore-2025-11.html': { pattern: /href="\/explore\/([0-9a-f]{24})"/g, kind: 'xhs/note' },
};

/** The pages that the folder's index lists. */
export function savedRows({ read }: { read(path: string): string }): SavedRow[] {
  return tableRows(read('pages/INDEX.tsv')).map(({ file = '', url = '', page_id = '', cards = '' }) => ({
    file,
    // Pages of no known address stand where a link to an item would lead.
    url: url || (file.startsWith('jd') ? 'https://item.jd.com/' : 'https://h5.m.taobao.com/awp/core/detail.htm'),
    pageId: page_id,
    cards: Number(cards),
    html: read(`pages/${file}`),
  }));
}

/** Every id-like text of the pages, as every kind that it could be taken for. */
export function everythingIn(rows: readonly SavedRow[]): Subject[] {
  const all = rows.flatMap(({ html, url }) => {
    const hex = (html + url).match(/[0-9a-f]{24}/gi) ?? [];
    const digits = (html + url).match(/\d{5,19}/g) ?? [];
    return [
      ...hex.flatMap((id) => [
        subjectKey('xhs', 'note', id.toLowerCase()),
        subjectKey('xhs', 'goods', id.toLowerCase()),
      ]),
      ...digits.flatMap((id) => [subjectKey('taobao', 'item', id), subjectKey('jd', 'sku', id)]),
    ];
  });
  return [...new Set(all.filter((subject) => subject !== null))];
}

/** The subjects that a page must show, and no others. */
export function expectedOf({ file, url, pageId, html }: SavedRow): Set<string> {
  const cards = CARD_IDS[file];
  const platform = /xiaohongshu/.test(url) ? 'xhs/note' : /jd\.com/.test(url) ? 'jd/sku' : 'taobao/item';
  return new Set([
    ...(pageId === 'none' ? [] : [`${platform}/${pageId}`]),
    ...(cards ? [...html.matchAll(cards.pattern)].map(([, id]) => `${cards.kind}/${id}`) : []),
  ]);
}
