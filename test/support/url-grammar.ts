import fc from 'fast-check';

/**
 * URLs of the three sites and their look-alikes, written down from what is known of the sites' URL shapes. Whoever
 * makes one knows its subject by construction. Nothing of `src/sites` is used here: a mistake there is not repeated.
 */
export interface KnownUrl {
  href: string;
  /** null: the URL looks like a subject's and is none. */
  subject: string | null;
}

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const digits = (min: number, max: number) =>
  fc
    .tuple(
      fc.constantFrom(...'123456789'),
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min - 1, maxLength: max - 1 }),
    )
    .map(([first, rest]) => first + rest);
const time = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 1000, max: Date.parse(to) / 1000 })
    .map((seconds) => seconds.toString(16).padStart(8, '0'));
const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 1, maxLength: 8 });

/** Ids as they are given out, and texts of nearly their form that are not. */
const oldHex = fc.tuple(time('2014-01-01', '2026-06-01'), hex(16)).map((parts) => parts.join(''));
const futureHex = fc.tuple(time('2031-01-01', '2090-01-01'), hex(16)).map((parts) => parts.join(''));
const itemId = digits(8, 13);
const skuId = digits(5, 14);
const badHex = fc.oneof(
  futureHex,
  hex(23),
  hex(25),
  hex(12),
  oldHex.map((id) => `${id.slice(0, 23)}g`),
);
const badItem = fc.oneof(
  digits(1, 7),
  digits(14, 19),
  itemId.map((id) => `${id}a`),
  itemId.map((id) => `0${id}`),
);
const badSku = fc.oneof(
  digits(1, 4),
  digits(15, 19),
  skuId.map((id) => `${id}a`),
  skuId.map((id) => `0${id}`),
);

interface Shape {
  hosts: string[];
  /** Where the id stands in path and query: exactly one `@`. */
  form: string;
}

const XHS = ['www.xiaohongshu.com', 'xiaohongshu.com', 'www.rednote.com'];
const NOTES: Shape[] = [
  { hosts: XHS, form: '/explore/@' },
  { hosts: XHS, form: '/discovery/item/@' },
  { hosts: XHS, form: '/search_result/@' },
  { hosts: XHS, form: '/user/profile/5d2aec020000000012037401/@' },
  { hosts: [...XHS, 'm.xiaohongshu.com'], form: '/note/@' },
  { hosts: ['creator.xiaohongshu.com'], form: '/statistics/note-detail?noteId=@' },
];
const GOODS: Shape[] = [{ hosts: [...XHS, 'mall.xiaohongshu.com'], form: '/goods-detail/@' }];
const ITEMS: Shape[] = [
  {
    hosts: ['item.taobao.com', 'detail.tmall.com', 'chaoshi.detail.tmall.com', 'detail.m.tmall.com', 'detail.tmall.hk'],
    form: '/item.htm?id=@',
  },
  { hosts: ['item.taobao.com', 'detail.m.tmall.hk', 'world.tmall.com'], form: '/item.htm?ID=@' },
  { hosts: ['world.tmall.com'], form: '/item/@.htm' },
  { hosts: ['main.m.taobao.com'], form: '/security-h5-detail/home?id=@' },
  { hosts: ['detail.tmall.hk'], form: '/hk/item.htm?id=@' },
  { hosts: ['world.taobao.com'], form: '/item/@.htm' },
  { hosts: ['world.taobao.com'], form: '/item/wap/@.htm' },
  { hosts: ['www.taobao.com'], form: '/list/item/@.htm' },
  { hosts: ['h5.m.taobao.com'], form: '/awp/core/detail.htm?id=@' },
  { hosts: ['main.m.taobao.com'], form: '/detail/index.html?id=@' },
  { hosts: ['m.intl.taobao.com'], form: '/detail/detail.html?id=@' },
  { hosts: ['pages-g.m.taobao.com', 'pages-fast.m.taobao.com'], form: '/wow/z/app/detail-next/item/index?id=@' },
  { hosts: ['a.m.taobao.com', 'a.m.tmall.com'], form: '/i@.htm' },
  { hosts: ['click.simba.taobao.com'], form: '/cc_im?id=@' },
  { hosts: ['uland.taobao.com'], form: '/coupon/edetail?itemId=@' },
];
const SKUS: Shape[] = [
  { hosts: ['item.jd.com', 'i-item.jd.com', 'item.jd.hk', 'npcitem.jd.hk', 'item.yiyaojd.com'], form: '/@.html' },
  { hosts: ['item.m.jd.com', 'mitem.jd.hk'], form: '/product/@.html' },
  { hosts: ['re.jd.com'], form: '/cps/item/@.html' },
  { hosts: ['item.m.jd.com', 'mitem.jd.hk'], form: '/ware/view.action?wareId=@' },
  { hosts: ['wqitem.jd.com'], form: '/item/view?sku=@' },
];

interface Kind {
  prefix: string;
  shapes: Shape[];
  id: fc.Arbitrary<string>;
  bad: fc.Arbitrary<string>;
}
const KINDS: Kind[] = [
  { prefix: 'xhs/note/', shapes: NOTES, id: oldHex, bad: badHex },
  { prefix: 'xhs/goods/', shapes: GOODS, id: oldHex, bad: badHex },
  { prefix: 'taobao/item/', shapes: ITEMS, id: itemId, bad: badItem },
  { prefix: 'jd/sku/', shapes: SKUS, id: skuId, bad: badSku },
];

interface Built {
  kind: Kind;
  host: string;
  form: string;
  id: string;
}
const built: fc.Arbitrary<Built> = fc
  .constantFrom(...KINDS)
  .chain((kind) => fc.tuple(fc.constant(kind), fc.constantFrom(...kind.shapes), kind.id))
  .chain(([kind, { hosts, form }, id]) => fc.constantFrom(...hosts).map((host) => ({ kind, host, form, id })));

/** Long numbers and tokens under other keys, as real links carry them. */
const noise = fc
  .array(
    fc.tuple(
      fc.constantFrom('skuId', 'user_id', 'spm', 'xsec_token', 'mi_id', 'k', 's', 'appuid', 'utparam', 'innerAnchor'),
      fc.oneof(digits(5, 19), hex(24), word),
    ),
    { maxLength: 4 },
  )
  .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`));

function write(scheme: string, authority: string, form: string, id: string, extra: string[], end: string): string {
  const [path = '', query] = form.split('?');
  const all = query === undefined ? extra : [...extra, query];
  return `${scheme}//${authority}${path.replace('@', id)}${all.length > 0 ? `?${all.join('&').replace('@', id)}` : ''}${end}`;
}

const scheme = fc.constantFrom('https:', 'https:', 'http:', 'HTTPS:');

/** URLs that name a subject, in the ways that browsers and links write them. */
const real: fc.Arbitrary<KnownUrl> = fc
  .tuple(built, scheme, noise, fc.constantFrom('', '#comment', '#594983854607'), fc.nat(5))
  .map(([{ kind, host, form, id }, protocol, extra, end, way]) => {
    const authority = [host, host.toUpperCase(), `${host}.`, `${host}:443`, `user@${host}`, host][way] ?? host;
    const secure = way === 3 ? 'https:' : protocol;
    const href = write(secure, authority, form, id, extra, end);
    return { href, subject: kind.prefix + id };
  });

const viaAd: fc.Arbitrary<KnownUrl> = fc.tuple(skuId, fc.constantFrom('nc', 'cpd'), word).map(([id, slot, log]) => ({
  href: `https://ccc-x.jd.com/dsp/${slot}?ext=${Buffer.from(`https://item.jd.com/${id}.html`).toString('base64url')}&log=${log}`,
  subject: `jd/sku/${id}`,
}));

const none = (href: fc.Arbitrary<string>): fc.Arbitrary<KnownUrl> =>
  href.map((text) => ({ href: text, subject: null }));

/** One thing wrong in an otherwise right URL. */
const lookAlikes: fc.Arbitrary<KnownUrl>[] = [
  // another host
  none(
    fc.tuple(built, noise, word, fc.nat(5)).map(([{ host, form, id }, extra, evil, way]) => {
      const hosts = [
        `${host}.${evil}.example`,
        `${evil}${host}`,
        `${evil}-${host}`,
        `${host}@${evil}.example`,
        `${host}%2e${evil}.example`,
        `${host.replace('.', '-')}.example`,
      ];
      return write('https:', hosts[way] ?? host, form, id, extra, '');
    }),
  ),
  none(
    built.map(({ host, form, id }) => {
      const [first = '', ...rest] = form.split('@');
      return `https://${host}\\@evil.example${first}${id}${rest.join('')}`;
    }),
  ),
  // another page of the house
  none(
    fc
      .tuple(fc.constantFrom('club', 'help', 'www', 'pro', 'yp', 'mall'), skuId)
      .map(([sub, id]) => `https://${sub}.jd.com/${id}.html`),
  ),
  none(
    fc
      .tuple(fc.constantFrom('jubao', 'cart', 'favorite', 'buyertrade', 's', 'login'), itemId)
      .map(([sub, id]) => `https://${sub}.taobao.com/item.htm?id=${id}`),
  ),
  none(
    fc
      .tuple(fc.constantFrom('pgy', 'ad', 'ark', 'pro', 'e'), oldHex)
      .map(([sub, id]) => `https://${sub}.xiaohongshu.com/explore/${id}`),
  ),
  // users, boards and topics have ids of the same form
  none(
    fc
      .tuple(fc.constantFrom('/user/profile/', '/board/', '/page/topics/', '/notes/', '/'), oldHex, fc.boolean())
      .map(([path, id, slash]) => `https://www.xiaohongshu.com${path}${id}${slash ? '/?xsec_token=AB' : ''}`),
  ),
  // the id somewhere else
  none(built.map(({ host, form, id }) => `https://${host}${form.split(/[?@]/)[0]}#${id}`)),
  none(
    fc
      .tuple(built, fc.constantFrom('redirectURL', 'ReturnUrl', 'redirectPath', 'from', 'target', 'q'), fc.boolean())
      .map(([{ host, form, id }, key, login]) => {
        const inner = encodeURIComponent(write('https:', host, form, id, [], ''));
        return `https://${login ? 'login.taobao.com/jump' : 'passport.jd.com/new/login.aspx'}?${key}=${inner}`;
      }),
  ),
  none(
    fc
      .tuple(built, fc.constantFrom('redirectURL', 'ReturnUrl', 'redirectPath', 'from'))
      .map(
        ([{ host, form, id }, key]) =>
          `https://${host}/login?${key}=${encodeURIComponent(write('https:', host, form, id, [], ''))}`,
      ),
  ),
  none(
    itemId.map(
      (id) =>
        `https://item.taobao.com/item.htm?${['skuId', 'pid', 'itemid', 'xid', 'id2', 'i%64d'][id.length % 6]}=${id}`,
    ),
  ),
  // a longer, deeper or otherwise written path
  none(
    fc.tuple(built, word, fc.nat(3)).map(([{ host, form, id }, extra, way]) => {
      const [path = '', query = ''] = form.split('?');
      const paths = [`/${extra}${path}`, `${path}/${extra}`, `/${path}`, `${path}x`];
      return `https://${host}${paths[way] ?? path}${query && '?'}${query}`.replace('@', id);
    }),
  ),
  // no id, or not one
  none(
    fc
      .constantFrom(...KINDS)
      .chain(({ shapes, bad }) => fc.tuple(fc.constantFrom(...shapes), bad))
      .chain(([{ hosts, form }, id]) =>
        fc.constantFrom(...hosts).map((host) => write('https:', host, form, id, [], '')),
      ),
  ),
  none(built.map(({ host, form }) => write('https:', host, form, '', [], ''))),
  none(
    fc
      .base64String({ minLength: 24, maxLength: 24 })
      .map((id) => `https://item.jd.com/product/${id.replaceAll('/', '_')}.html`),
  ),
  none(
    fc
      .tuple(fc.constantFrom('xhslink.com/', 'm.tb.cn/h.', 'u.jd.com/', '3.cn/', 'e.tb.cn/h.'), word)
      .map((parts) => `https://${parts.join('')}`),
  ),
  // two different ids under one key
  none(
    fc
      .tuple(itemId, itemId)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => `https://item.taobao.com/item.htm?id=${a}&id=${b}`),
  ),
  // schemes that are not of the web
  none(
    fc
      .tuple(fc.constantFrom('javascript:', 'data:text/html,', 'ftp://', 'taobao://'), itemId)
      .map(([start, id]) => `${start}item.taobao.com/item.htm?id=${id}`),
  ),
];

/** Every shape and every look-alike, as likely as each other. */
export const knownUrl: fc.Arbitrary<KnownUrl> = fc.oneof(
  { arbitrary: real, weight: 12 },
  { arbitrary: viaAd, weight: 2 },
  ...lookAlikes.map((arbitrary) => ({ arbitrary, weight: 1 })),
);
