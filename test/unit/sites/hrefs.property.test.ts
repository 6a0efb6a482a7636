import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileShapes, subjectOfShapes } from '../../../src/metrics/model/link-shapes';
import { DECLARATIONS } from '../../../src/sites/declarations';
import { subjectOfHref } from '../../../src/sites/hrefs';
import { runs } from '../../support/runs';
import { knownUrl } from '../../support/url-grammar';

const links = new Map(
  DECLARATIONS.flatMap(({ data, addresses }) => [...compileShapes(data.links, addresses.linkHosts)]),
);
const BASES = [
  'https://www.xiaohongshu.com/explore',
  'https://s.taobao.com/search?q=x',
  'https://item.jd.com/12345.html',
];

/** A URL as a link of a page would write it: whole, without its scheme, or without its host. */
const written = fc
  .tuple(knownUrl, fc.constantFrom('whole', 'no scheme', 'no host', 'spaced', 'broken'), fc.constantFrom(...BASES))
  .map(([{ href }, way, base]) => {
    const rest = href.slice(href.indexOf('//'));
    const path = rest.slice(2).replace(/^[^/?#\\]*/, '');
    const forms = {
      whole: href,
      'no scheme': rest,
      'no host': path,
      spaced: ` ${href}\n`,
      broken: `${href.slice(0, 30)}\t${href.slice(30)}`,
    };
    return { href: forms[way as keyof typeof forms], base };
  });

it('reads a link at a glance as the URL parser reads it in full', () => {
  fc.assert(
    fc.property(written, ({ href, base }) => {
      const own = href === '' || href.startsWith('#');
      const full = own || !URL.canParse(href, base) ? null : subjectOfShapes(links, new URL(href, base));
      expect({ href, base, subject: subjectOfHref(links, href, new URL(base)) }).toEqual({ href, base, subject: full });
    }),
    { numRuns: runs(30_000) },
  );
});

it('reads a long hostile link in no time', () => {
  // A pattern that could be matched in two ways would take longer than the universe has been there.
  const hostile = `/${'a'.repeat(50_000)}!`;
  expect(subjectOfHref(links, hostile, new URL(BASES[0] ?? ''))).toBeNull();
});
