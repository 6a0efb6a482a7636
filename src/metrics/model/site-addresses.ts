import type { Platform } from '../subjects';

/**
 * The one table of the sites' hosts and of the shapes of their addresses. Pages, links in exports, pasted lines and
 * maps read it alike. It is in this room because `exports/` and `sites/` may both import it and not each other.
 *
 * A shape is a host's path with the id's place in it: `/explore/{note}`, `/i{item}.htm`, `/item.htm?id={item}`.
 * `*` is one run of letters, digits, `_` and `-`; `{url}` is a base64url target that is read in turn. A shape matches
 * the whole path, with or without a slash at its end; the names of a query are read without regard to case.
 */
export interface SiteAddresses {
  /** Hosts of the pages that the content script runs on; the manifest's matches. */
  pageHosts: readonly string[];
  /** Hosts of shops, with a `*` in their first label. */
  shopHosts: readonly string[];
  /** Hosts that links may point to, exact; a patch can use these and no others. */
  linkHosts: readonly string[];
  links: readonly LinkGroup[];
  /** What the pages without a subject of their own are. */
  pages: readonly PageGroup[];
}

/** The table as it is written: which hosts links point to follows from their shapes. */
type Written = Omit<SiteAddresses, 'linkHosts'>;

export type IdKind = 'note' | 'goods' | 'item' | 'sku';

export type PageKind = 'feed' | 'search' | 'profile' | 'note' | 'goods' | 'item' | 'list' | 'shop' | 'home' | 'other';

/** Which URLs of some hosts name a subject. */
export interface LinkGroup {
  hosts: string[];
  shapes: string[];
}

export interface PageGroup extends LinkGroup {
  kind: PageKind;
}

/** The hosts of the sites' own pages of subjects, by name for those who write such addresses. */
export const HOSTS = {
  xhs: 'www.xiaohongshu.com',
  taobao: 'item.taobao.com',
  tmall: 'detail.tmall.com',
  jd: 'item.jd.com',
  jdMobile: 'item.m.jd.com',
} as const;

/** 小红书 and rednote, its international mirror with the same markup. A user's id has the same form as a note's. */
const RED = [HOSTS.xhs, 'xiaohongshu.com', 'www.rednote.com', 'rednote.com'];

const XHS: Written = {
  pageHosts: RED,
  shopHosts: [],
  links: [
    {
      hosts: [...RED, 'm.xiaohongshu.com'],
      shapes: [
        '/explore/{note}',
        '/discovery/item/{note}',
        '/search_result/{note}',
        '/user/profile/*/{note}',
        '/note/{note}',
        '/goods-detail/{goods}',
      ],
    },
    { hosts: ['mall.xiaohongshu.com'], shapes: ['/goods-detail/{goods}'] },
    { hosts: ['creator.xiaohongshu.com'], shapes: ['/statistics/note-detail?noteId={note}'] },
    // An app's own link: its scheme and its host.
    { hosts: ['xhsdiscover://item'], shapes: ['/{note}'] },
  ],
  pages: [
    { hosts: RED, kind: 'feed', shapes: ['/', '/explore'] },
    { hosts: RED, kind: 'search', shapes: ['/search_result', '/search_result_ai'] },
    { hosts: RED, kind: 'profile', shapes: ['/user/profile/*'] },
    { hosts: RED, kind: 'list', shapes: ['/board/*'] },
  ],
};

const ITEM_HTM = [
  HOSTS.taobao,
  HOSTS.tmall,
  'chaoshi.detail.tmall.com',
  'detail.m.tmall.com',
  'detail.tmall.hk',
  'detail.m.tmall.hk',
  'world.tmall.com',
  'maiyao.liangxinyao.com',
];
const MOBILE_NEXT = ['pages-g.m.taobao.com', 'pages-fast.m.taobao.com'];
const OTHER_ITEM_PAGES = [
  'world.taobao.com',
  'www.taobao.com',
  'h5.m.taobao.com',
  'main.m.taobao.com',
  'm.intl.taobao.com',
  'a.m.taobao.com',
  'a.m.tmall.com',
];
const SHOP_PATHS = ['/', '/category.htm', '/category-*.htm', '/search.htm', '/shop/view_shop.htm', '/view_shop.htm'];
const SHOPS = ['shop*.taobao.com', '*.tmall.com'];

/** 淘宝 and 天猫: one id space, many hosts. Ad links name their item in `id=`, and hide it when they are a shop's. */
const TAOBAO: Written = {
  pageHosts: [
    ...ITEM_HTM,
    ...MOBILE_NEXT,
    ...OTHER_ITEM_PAGES,
    's.taobao.com',
    'list.tmall.com',
    'store.taobao.com',
    'www.tmall.com',
  ],
  shopHosts: SHOPS,
  links: [
    { hosts: ITEM_HTM, shapes: ['/item.htm?id={item}'] },
    { hosts: [HOSTS.taobao], shapes: ['/auction/item_detail.htm?item_num_id={item}'] },
    { hosts: ['detail.tmall.hk'], shapes: ['/hk/item.htm?id={item}'] },
    { hosts: ['world.taobao.com', 'world.tmall.com'], shapes: ['/item/{item}.htm', '/item/wap/{item}.htm'] },
    { hosts: ['www.taobao.com'], shapes: ['/list/item/{item}.htm', '/list/item/wap/{item}.htm'] },
    { hosts: ['h5.m.taobao.com'], shapes: ['/awp/core/detail.htm?id={item}'] },
    { hosts: ['main.m.taobao.com'], shapes: ['/detail/index.html?id={item}', '/security-h5-detail/home?id={item}'] },
    { hosts: ['m.intl.taobao.com'], shapes: ['/detail/detail.html?id={item}'] },
    { hosts: MOBILE_NEXT, shapes: ['/wow/z/app/detail-next/item/index?id={item}'] },
    { hosts: ['a.m.taobao.com', 'a.m.tmall.com'], shapes: ['/i{item}.htm'] },
    { hosts: ['click.simba.taobao.com'], shapes: ['/cc_im?id={item}'] },
    { hosts: ['uland.taobao.com'], shapes: ['/coupon/edetail?itemId={item}'] },
  ],
  pages: [
    { hosts: ['s.taobao.com'], kind: 'search', shapes: ['/search'] },
    { hosts: ['list.tmall.com'], kind: 'search', shapes: ['/search_product.htm'] },
    { hosts: ['www.taobao.com', 'world.taobao.com', 'www.tmall.com'], kind: 'home', shapes: ['/'] },
    { hosts: ['store.taobao.com', ...SHOPS], kind: 'shop', shapes: SHOP_PATHS },
  ],
};

const SKU_HTML = [
  HOSTS.jd,
  'i-item.jd.com',
  'item.jd.hk',
  'npcitem.jd.hk',
  'pcitem.jd.hk',
  'item.yiyaojd.com',
  'item.jkcsjd.com',
  'item.jingdonghealth.cn',
  'item.jingxi.com',
];
const SKU_PRODUCT = [HOSTS.jdMobile, 'wap.jd.com', 'mitem.jd.hk'];
const MALLS = ['mall.jd.com', 'mall.jd.hk'];

const JD: Written = {
  pageHosts: [
    ...SKU_HTML,
    ...SKU_PRODUCT,
    're.jd.com',
    'search.jd.com',
    'search.jd.hk',
    'list.jd.com',
    ...MALLS,
    'www.jd.com',
  ],
  shopHosts: [],
  links: [
    { hosts: SKU_HTML, shapes: ['/{sku}.html'] },
    { hosts: SKU_PRODUCT, shapes: ['/product/{sku}.html'] },
    { hosts: [HOSTS.jdMobile, 'mitem.jd.hk'], shapes: ['/ware/view.action?wareId={sku}'] },
    { hosts: ['re.jd.com'], shapes: ['/cps/item/{sku}.html'] },
    { hosts: ['wqitem.jd.com'], shapes: ['/item/view?sku={sku}'] },
    { hosts: ['ccc-x.jd.com'], shapes: ['/dsp?ext={url}', '/dsp/*?ext={url}'] },
  ],
  pages: [
    { hosts: ['search.jd.com', 'search.jd.hk'], kind: 'search', shapes: ['/Search', '/search'] },
    { hosts: ['list.jd.com'], kind: 'list', shapes: ['/list.html'] },
    { hosts: MALLS, kind: 'shop', shapes: ['/', '/*', '/index-*.html', '/view_search-*.html', '/view_page-*.html'] },
    { hosts: ['www.jd.com'], kind: 'home', shapes: ['/'] },
  ],
};

function withLinkHosts(site: Written): SiteAddresses {
  return { ...site, linkHosts: [...new Set(site.links.flatMap(({ hosts }) => hosts))] };
}

export const SITE_ADDRESSES: Readonly<Record<Platform, SiteAddresses>> = {
  xhs: withLinkHosts(XHS),
  taobao: withLinkHosts(TAOBAO),
  jd: withLinkHosts(JD),
};

/**
 * Hosts that fit a shop's and are consoles, logins, carts or orders. The manifest leaves them out, so that the content
 * script need not carry them.
 */
export const notShops = (): string[] => [
  'shopsearch.taobao.com',
  ...[
    'login pass register i my member vip buy cart trade tradearchive order refund rate favorite pay',
    'mai sell seller myseller maijia work sycm qn live subway zhaoshang kf service rule err error',
    'mdskip ald pages act content bbs brand',
  ]
    .join(' ')
    .split(' ')
    .map((name) => `${name}.tmall.com`),
];

/** The address of a subject's own page by the kind of its id, with the id's place in it. */
export const OWN_PAGES: Readonly<Record<IdKind, string>> = {
  note: `https://${HOSTS.xhs}/explore/{id}`,
  goods: `https://${HOSTS.xhs}/goods-detail/{id}`,
  // Taobao sends those of Tmall on to it.
  item: `https://${HOSTS.taobao}/item.htm?id={id}`,
  sku: `https://${HOSTS.jd}/{id}.html`,
};

/** Hosts whose links lead somewhere only after a request, which nobody makes for a link in a file or a pasted line. */
export const SHORT_LINK_HOSTS: readonly string[] = [
  'xhslink.com',
  'xhslink.cn',
  'm.tb.cn',
  'e.tb.cn',
  't.tb.cn',
  's.click.taobao.com',
  'u.jd.com',
  '3.cn',
];

/** The entry of the table that a page's host is of, or null; where nothing of ours runs is the manifest's, too. */
export function pageHostOf(site: SiteAddresses, host: string): string | null {
  if (site.pageHosts.includes(host)) return host;
  if (site.linkHosts.includes(host)) return null;
  const fits = (pattern: string) => {
    const [before = '', after = ''] = pattern.split('*');
    const name = host.slice(before.length, -after.length);
    return host.startsWith(before) && host.endsWith(after) && /^[\w-]+$/.test(name);
  };
  return site.shopHosts.find(fits) ?? null;
}
