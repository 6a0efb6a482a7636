import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readNamed } from '../../../src/background/pasted';
import { Unreadable } from '../../../src/exports/cells';
import { linkedProduct, noteIn } from '../../../src/exports/links';
import { searchWords } from '../../../src/exports/search-words';
import { declarationAt } from '../../../src/sites/declarations';
import { siteAt } from '../../../src/sites/sites';
import { subjectIn } from './support';

const SRC = new URL('../../../src/', import.meta.url).pathname;
const TABLE = 'metrics/model/site-addresses.ts';
/** A host of the three sites, of an ad network or a short-link service of theirs. */
const HOST =
  /\b(?:[\w-]+\.)*(?:xiaohongshu|rednote|taobao|tmall|jd|yiyaojd|jkcsjd|jingxi|liangxinyao|jingdonghealth|xhslink|tb)\.(?:com|cn|hk)\b|xhsdiscover:\/\/item\b|\b3\.cn\b/;

it('has every host in one place', () => {
  const elsewhere = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:tsx?|mjs|html|css)$/.test(path) && path !== TABLE)
    .flatMap((path) =>
      readFileSync(SRC + path, 'utf8')
        .split('\n')
        .flatMap((line, index) => (HOST.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
    );
  expect(elsewhere).toEqual([]);
  expect(readFileSync(SRC + TABLE, 'utf8')).toMatch(HOST);
});

const NOTE = '6411cf99000000001300b6d9';
const GOODS = '68931bceb1b9df000178c992';
const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** What a link in an export, or in a map, is read as; null where it is refused. */
function inExport(href: string): string | null {
  try {
    return linkedProduct(href)?.product ?? noteIn(href);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

it.each([
  [`https://www.xiaohongshu.com/note/${NOTE}`, `xhs/note/${NOTE}`],
  [`https://m.xiaohongshu.com/explore/${NOTE}`, `xhs/note/${NOTE}`],
  ['https://item.taobao.com/item.htm?ID=594983854607', 'taobao/item/594983854607'],
  ['https://item.taobao.com/item.htm?ID=594983854607&id=594983854607', 'taobao/item/594983854607'],
  ['https://item.taobao.com/item.htm?ID=594983854607&id=601465987171', null],
  ['https://main.m.taobao.com/security-h5-detail/home?id=594983854607', 'taobao/item/594983854607'],
  ['https://detail.m.tmall.hk/item.htm?id=594983854607', 'taobao/item/594983854607'],
  ['https://world.tmall.com/item/594983854607.htm', 'taobao/item/594983854607'],
  ['https://world.tmall.com/item.htm?id=594983854607', 'taobao/item/594983854607'],
  ['https://maiyao.liangxinyao.com/item.htm?id=594983854607', 'taobao/item/594983854607'],
  ['https://click.simba.taobao.com/cc_im?s=652240064&id=606232126144', 'taobao/item/606232126144'],
  ['https://uland.taobao.com/coupon/edetail?itemId=601465987171', 'taobao/item/601465987171'],
  ['https://mitem.jd.hk/product/2144389.html', 'jd/sku/2144389'],
  ['https://re.jd.com/cps/item/100012043978.html?cu=true', 'jd/sku/100012043978'],
  [`https://ccc-x.jd.com/dsp/nc?ext=${base64url('https://item.jd.com/4939831.html')}&log=1`, 'jd/sku/4939831'],
  ['https://jingfen.jd.com/detail/AbCdEf123.html', null],
  ['https://item.taobao.com/item.htm?id=1234567', null],
])('%s is %s on a page, in a pasted line, in an export, in a map and in a search', (href, subject) => {
  expect([subjectIn(href), readNamed(href).subject, inExport(href)]).toEqual([subject, subject, subject]);
  if (subject) expect(searchWords(href).id).toBe(subject.split('/')[2]);
});

it('names goods of Xiaohongshu on a page, in a pasted line and in a search', () => {
  const href = `https://www.xiaohongshu.com/goods-detail/${GOODS}?t=1`;
  expect([subjectIn(href), readNamed(href).subject, searchWords(href).id]).toEqual([
    `xhs/goods/${GOODS}`,
    `xhs/goods/${GOODS}`,
    GOODS,
  ]);
});

it.each([
  ['https://mall.jd.com/index-1000001234.html', 'shop'],
  ['https://mall.jd.com/view_search-1000.html', 'shop'],
  ['https://shop103890057.taobao.com/', 'shop'],
  ['https://suning.tmall.com/category-1234.htm', 'shop'],
  ['https://suning.tmall.com/p/rd123.htm', 'other'],
  ['https://www.tmall.com/', 'home'],
  ['https://world.tmall.com/', 'other'],
])('%s is a page of kind %s', (href, kind) => {
  expect(siteAt(new URL(href))?.pageKind(new URL(href))).toBe(kind);
});

it.each(['sycm.taobao.com', 'myseller.taobao.com', 'live.taobao.com', 'login.taobao.com', 'cart.taobao.com'])(
  'does not run on %s',
  (host) => {
    expect(declarationAt(new URL(`https://${host}/`))).toBeNull();
  },
);
