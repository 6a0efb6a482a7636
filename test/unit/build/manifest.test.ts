import { describe, expect, it } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import { notShops, pageHostOf, SITE_ADDRESSES } from '../../../src/metrics/model/site-addresses';

describe('the manifest', () => {
  it('reaches exactly the pages of the table, and of shops’ hosts none that is a console, a login or an order', () => {
    const sites = Object.values(SITE_ADDRESSES);
    const everyPage = (hosts: readonly string[]) => hosts.map((host) => `https://${host}/*`).sort();
    const shops = sites.flatMap(({ shopHosts }) => shopHosts);
    const others = [...notShops(), ...sites.flatMap(({ pageHosts, linkHosts }) => [...pageHosts, ...linkHosts])];
    const parents = shops.map((host) => host.replace(/^[^.]+/, '*'));
    // A pattern's `*` also takes hosts of more labels, and a browser runs a script twice where two entries fit.
    const excluded = new Set(others.filter((host) => parents.some((parent) => host.endsWith(parent.slice(1)))));
    expect(manifest.content_scripts.map(({ js: _, ...where }) => where)).toEqual([
      { matches: everyPage(sites.flatMap(({ pageHosts }) => pageHosts)), run_at: 'document_idle' },
      {
        matches: everyPage(parents),
        include_globs: everyPage(shops),
        exclude_matches: everyPage([...excluded]),
        run_at: 'document_idle',
      },
    ]);
  });

  it.each([
    ...['sycm.taobao.com', 'myseller.taobao.com', 'qn.taobao.com', 'live.taobao.com', 'login.taobao.com'],
    ...['cart.taobao.com', 'buyertrade.taobao.com', 'i.taobao.com', 'login.tmall.com', 'buy.tmall.com'],
    ...['cart.tmall.com', 'trade.tmall.com', 'sycm.tmall.com', 'passport.jd.com', 'cart.jd.com', 'order.jd.com'],
    ...['pgy.xiaohongshu.com', 'ad.xiaohongshu.com', 'creator.xiaohongshu.com', 'a.b.tmall.com', 'tmall.com'],
    ...['shopsearch.taobao.com', 'shop.taobao.com', 'shop1.taobao.com.evil.example', 'click.simba.taobao.com'],
  ])('leaves %s alone', (host) => {
    expect(
      notShops().includes(host) || Object.values(SITE_ADDRESSES).every((site) => pageHostOf(site, host) === null),
    ).toBe(true);
  });
  it('asks at installing for no more than storage, alarms and a side panel, and for no host', () => {
    // A new entry that a browser warns of makes it disable the extension until its user agrees again.
    expect(manifest.permissions).toEqual(['storage', 'alarms', 'sidePanel']);
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('lets its own pages load nothing but its own files, and run no text as code', () => {
    const policy = manifest.content_security_policy.extension_pages;
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(rules.get('default-src')).toEqual(["'none'"]);
    expect(rules.get('script-src')).toEqual(["'self'"]);
    expect(rules.get('style-src')).toEqual(["'self'"]);
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  });
});
