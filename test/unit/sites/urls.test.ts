import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../src/metrics/model/own-page';
import { sayNotRun, sharedSites, tableRows } from '../../support/shared-sites';
import { subjectIn } from './support';

const NOTE = '6411cf99000000001300b6d9';
const base64url = (text: string) => Buffer.from(text).toString('base64url');
const AD_LINK = `https://ccc-x.jd.com/dsp/nc?ext=${base64url('https://item.jd.com/4939831.html')}&log=1`;

describe('a URL', () => {
  it.each([
    [`https://www.xiaohongshu.com/explore/${NOTE}`, `xhs/note/${NOTE}`],
    [`https://www.xiaohongshu.com/explore/${NOTE}/`, `xhs/note/${NOTE}`],
    [`https://www.xiaohongshu.com/explore/${NOTE.toUpperCase()}`, `xhs/note/${NOTE}`],
    [`https://www.rednote.com/user/profile/5d2aec020000000012037401/${NOTE}`, `xhs/note/${NOTE}`],
    [`https://www.xiaohongshu.com/goods-detail/68931bceb1b9df000178c992?t=1`, 'xhs/goods/68931bceb1b9df000178c992'],
    [`xhsdiscover://item/${NOTE}?type=normal`, `xhs/note/${NOTE}`],
    [`https://creator.xiaohongshu.com/statistics/note-detail?noteId=${NOTE}`, `xhs/note/${NOTE}`],
    ['https://item.taobao.com./item.htm?id=594983854607', 'taobao/item/594983854607'],
    ['https://detail.tmall.com/item.htm?skuId=3488521996132&id=538218798736', 'taobao/item/538218798736'],
    ['http://a.m.taobao.com/i20286957530.htm?sid=16', 'taobao/item/20286957530'],
    ['https://click.simba.taobao.com/cc_im?s=652240064&id=606232126144', 'taobao/item/606232126144'],
    ['https://item.m.jd.com/product/100012043978.html?scene=1', 'jd/sku/100012043978'],
    [AD_LINK, 'jd/sku/4939831'],
  ])('%s is %s', (href, subject) => {
    expect(subjectIn(href)).toBe(subject);
  });

  it.each([`xhs/note/${NOTE}`, 'xhs/goods/68931bceb1b9df000178c992', 'taobao/item/594983854607', 'jd/sku/4939831'])(
    'of the own page of %s is that subject',
    (subject) => {
      expect(subjectIn(pageOf(subject) ?? '')).toBe(subject);
    },
  );

  it('of a task there is none', () => {
    expect(pageOf('taobao/task/8801')).toBeNull();
  });

  it.each([
    ['a user', 'https://www.xiaohongshu.com/user/profile/5d2aec020000000012037401'],
    ['a user, with a slash', 'https://www.xiaohongshu.com/user/profile/5d2aec020000000012037401/?xsec_token=AB'],
    ['the feed', 'https://www.xiaohongshu.com/explore/'],
    ['an id in a fragment', `https://www.xiaohongshu.com/explore#${NOTE}`],
    ['an id where a page leads after logging in', `https://www.xiaohongshu.com/login?redirectPath=/explore/${NOTE}`],
    // 7fffffff is the second 2,147,483,647 after 1970: 2038.
    ['an id from the future', 'https://www.xiaohongshu.com/explore/7fffffff000000001300b6d9'],
    ['a longer host', `https://www.xiaohongshu.com.evil.example/explore/${NOTE}`],
    ['another host with the same end', `https://evilxiaohongshu.com/explore/${NOTE}`],
    ['a host behind a backslash', 'https://item.taobao.com\\@evil.example/item.htm?id=594983854607'],
    ['a user name that looks like a host', 'https://item.jd.com@evil.example/100121438395.html'],
    ['two different ids', 'https://item.taobao.com/item.htm?id=594983854607&id=601465987171'],
    ['an id with letters behind it', 'https://item.taobao.com/item.htm?id=594983854607abc'],
    ['a key that only ends like it', 'https://item.taobao.com/item.htm?skuid=4520490491817'],
    ['an item id of 7 digits', 'https://item.taobao.com/item.htm?id=1234567'],
    ['an item id of 14 digits', 'https://item.taobao.com/item.htm?id=12345678901234'],
    ['a SKU of 4 digits', 'https://item.jd.com/1234.html'],
    ['a SKU of 15 digits', 'https://item.jd.com/123456789012345.html'],
    ['an opaque product of the search engines', 'https://item.jd.com/product/0hNcSCJyZyG-mB88Pn_WZg.html'],
    ['two segments', 'https://item.jd.com/12/34567.html'],
    ['an ad link in an ad link', `https://ccc-x.jd.com/dsp/nc?ext=${base64url(AD_LINK)}`],
    ['an ad link that says nothing', 'https://ccc-x.jd.com/dsp/nc?ext=%%%'],
  ])('%s is no subject', (_, href) => {
    expect(subjectIn(href)).toBeNull();
  });
});

const BASES: Record<string, string> = {
  xhs: 'https://www.xiaohongshu.com/explore',
  taobao: 'https://s.taobao.com/search?q=x',
  tmall: 'https://detail.tmall.com/',
  jd: 'https://item.jd.com/1.html',
};

describe('the real URLs', () => {
  const shared = sharedSites();
  if (!shared) {
    it('are kept elsewhere', () => {
      sayNotRun('the real URLs of urls.tsv');
      expect(process.env.SITES ?? '').toBe('');
    });
    return;
  }
  it.each(tableRows(shared.read('urls.tsv')))('$url', ({ url = '', site = '', kind = '', id = '' }) => {
    const kindKey =
      site === 'xhs' ? (kind === 'goods' ? 'xhs/goods' : 'xhs/note') : site === 'jd' ? 'jd/sku' : 'taobao/item';
    expect(subjectIn(url, BASES[site])).toBe(id === 'none' ? null : `${kindKey}/${id}`);
  });
});
