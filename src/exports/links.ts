import { SHORT_LINK_HOSTS } from '../metrics/short-links';
import { type Shop, type Subject, subjectKey } from '../metrics/subjects';
import { beginning, exact, plain, unreadable } from './cells';

/** Where a link's id stands: in the path (first group), or under a name in the query. */
interface LinkShape {
  hosts: readonly string[];
  path: RegExp;
  query?: string;
}

const NOTE_LINKS: readonly LinkShape[] = [
  {
    hosts: ['www.xiaohongshu.com', 'xiaohongshu.com', 'm.xiaohongshu.com', 'www.rednote.com', 'rednote.com'],
    path: /^\/(?:explore|discovery\/item|search_result|note|user\/profile\/[0-9a-f]{24})\/([0-9a-f]{24})\/?$/i,
  },
  { hosts: ['creator.xiaohongshu.com'], path: /^\/statistics\/note-detail\/?$/, query: 'noteId' },
];

const PRODUCT_LINKS: Record<Shop, readonly LinkShape[]> = {
  taobao: [
    {
      hosts: [
        'item.taobao.com',
        'detail.tmall.com',
        'detail.tmall.hk',
        'chaoshi.detail.tmall.com',
        'detail.m.tmall.com',
        'world.tmall.com',
      ],
      path: /^\/(?:hk\/)?item\.htm$/,
      query: 'id',
    },
    { hosts: ['h5.m.taobao.com'], path: /^\/awp\/core\/detail\.htm$/, query: 'id' },
    { hosts: ['main.m.taobao.com', 'm.intl.taobao.com'], path: /^\/detail\/(?:index|detail)\.html$/, query: 'id' },
    {
      hosts: ['pages-g.m.taobao.com', 'pages-fast.m.taobao.com'],
      path: /^\/wow\/z\/app\/detail-next\/item\/index$/,
      query: 'id',
    },
    { hosts: ['world.taobao.com', 'www.taobao.com'], path: /^\/(?:list\/)?item\/(?:wap\/)?(\d+)\.htm$/ },
    { hosts: ['a.m.taobao.com', 'a.m.tmall.com'], path: /^\/i(\d+)\.htm$/ },
  ],
  jd: [
    {
      hosts: [
        'item.jd.com',
        'i-item.jd.com',
        'item.jd.hk',
        'npcitem.jd.hk',
        'pcitem.jd.hk',
        'item.yiyaojd.com',
        'item.jkcsjd.com',
        'item.jingdonghealth.cn',
        'item.jingxi.com',
      ],
      path: /^\/(\d+)\.html$/,
    },
    { hosts: ['item.m.jd.com', 'wap.jd.com'], path: /^\/product\/(\d+)\.html$/ },
    { hosts: ['item.m.jd.com', 'mitem.jd.hk'], path: /^\/ware\/view\.action$/, query: 'wareId' },
    { hosts: ['wqitem.jd.com'], path: /^\/item\/view$/, query: 'sku' },
  ],
};

/**
 * The note a cell names: its 24-hex id, or a link to it.
 * @throws Unreadable for anything else.
 */
export function noteIn(text: string): Subject {
  const cell = exact(plain(text));
  const id = cell.toLowerCase();
  const note = subjectKey('xhs', 'note', id) ?? noteBehind(cell);
  if (note === null) throw unreadable('export_cell_note', { text: beginning(cell, 80) });
  return note;
}

function noteBehind(text: string): Subject | null {
  const app = /^xhsdiscover:\/\/item\/([0-9a-f]{24})(?:[?#].*)?$/i.exec(text)?.[1];
  const id = app ?? idBehind(text, NOTE_LINKS);
  return id === null ? null : subjectKey('xhs', 'note', id.toLowerCase());
}

/**
 * The product a cell names: an id (then the shop must be known from elsewhere) or a link, which says the shop itself.
 * @throws Unreadable for neither, and for a link to another shop than the one named.
 */
export function productIn(text: string, shop: Shop | null): Subject {
  const cell = exact(plain(text));
  const shown = { text: beginning(cell, 80) };
  const linked = linkedProduct(cell);
  if (linked) {
    if (shop !== null && linked.shop !== shop) throw unreadable('export_cell_other_shop', shown);
    return linked.product;
  }
  if (shop === null && /^\d+$/.test(cell)) throw unreadable('export_cell_which_shop', shown);
  const product = shop === null ? null : subjectKey(shop, shop === 'taobao' ? 'item' : 'sku', cell);
  if (product === null) throw unreadable('export_cell_product', shown);
  return product;
}

/** @throws Unreadable for what is no task id. */
export function taskIn(text: string, shop: Shop): Subject {
  const task = subjectKey(shop, 'task', exact(plain(text)));
  if (task === null) throw unreadable('export_cell_task', { text: beginning(text, 80) });
  return task;
}

/** The product behind a link, with its shop; null for a text that is no link to a product. */
export function linkedProduct(text: string): { shop: Shop; product: Subject } | null {
  for (const shop of ['taobao', 'jd'] as const) {
    const id = idBehind(text, PRODUCT_LINKS[shop]);
    const product = id === null ? null : subjectKey(shop, shop === 'taobao' ? 'item' : 'sku', id);
    if (product !== null) return { shop, product };
  }
  return null;
}

function idBehind(text: string, shapes: readonly LinkShape[]): string | null {
  const url = urlOf(text);
  if (url === null) return null;
  if (SHORT_LINK_HOSTS.includes(url.hostname))
    throw unreadable('export_cell_short_link', { text: beginning(text, 80) });
  for (const { hosts, path, query } of shapes) {
    const match = hosts.includes(url.hostname) ? path.exec(url.pathname) : null;
    if (match) return query === undefined ? (match[1] ?? null) : url.searchParams.get(query);
  }
  return null;
}

/** A link as people copy it, also without its scheme. */
function urlOf(text: string): URL | null {
  const link = /^(?:https?:)?\/\//i.test(text) ? text.replace(/^\/\//, 'https://') : `https://${text}`;
  if (!/^https?:\/\/[\w-]+(?:\.[\w-]+)+[/?#]/i.test(link) || !URL.canParse(link)) return null;
  return new URL(link);
}
