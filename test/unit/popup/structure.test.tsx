// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../src/content/outline';
import { reportOf } from '../../../src/popup/structure';
import { all, open } from './support';

const NOTE = '6841f0000000000000000001';

function pageOf(html: string): Document {
  const page = new DOMParser().parseFromString(html, 'text/html');
  Object.defineProperties(page, {
    URL: { value: `https://www.xiaohongshu.com/user/profile/${NOTE}?keyword=某品牌` },
    baseURI: { value: 'https://www.xiaohongshu.com/' },
    readyState: { value: 'complete' },
  });
  return page;
}

const PAGE = `<ul id="list-12345" class="feeds tile" title="某品牌">
  <li data-note="${NOTE}"><a href="/explore/${NOTE}?t=1">防晒</a></li>
  <li data-note="${NOTE}"><a href="/explore/${NOTE}?t=2">防晒</a></li>
  <li><a href="javascript:alert(1)">x</a><script>1</script></li>
</ul>`;

describe('the report of a page’s structure', () => {
  it('has forms, and neither text nor ids nor values', () => {
    expect(reportOf(outlineOf(pageOf(PAGE))).split('\n')).toEqual([
      'www.xiaohongshu.com/user/profile/{hex}?keyword complete',
      'body',
      ' ul#list-{5 digits}.feeds.tile [title]',
      '  li [data-note]',
      '   a → www.xiaohongshu.com/explore/{hex}?t',
      '  × 2',
      '  li',
      '   a → javascript:',
    ]);
  });

  it('ends where a page has no end', () => {
    const deep = `${'<div>'.repeat(100)}${'</div>'.repeat(100)}`;
    // The page's line, the body, and 41 within each other.
    expect(reportOf(outlineOf(pageOf(deep))).split('\n')).toHaveLength(2 + 41);
    const wide = Array.from({ length: 25_000 }, (_, at) => `<i class="c${at % 2}"></i>`).join('');
    expect(outlineOf(pageOf(wide)).body[2]).toHaveLength(20_000);
  });

  it('is what the popup copies; where the page does not answer nothing is copied', async () => {
    const shown = open(all, ({ question }) => (question === 'structure' ? outlineOf(pageOf('<p></p>')) : 'off'));
    expect(await shown.popup.copyReport()).toBe(true);
    expect(shown.opened.join()).toContain('body\n p');
    const silent = open(all, () => undefined);
    expect(await silent.popup.copyReport()).toBe(false);
    expect(silent.opened).toEqual([]);
  });
});
