import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Subject, subjectKey } from '../../../src/metrics/subjects';
import { sayNotRun, sharedSites, tableRows } from '../../support/shared-sites';
import { type Extension, openExtension, readDrawn, until } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { movedByUs } from './stillness';

/**
 * Real pages, blanked to their structure, under their real host names and through the shipped extension. The API
 * knows every id-like text of a page under every kind, so that whatever the detector takes for a subject is drawn.
 */
const shared = sharedSites();

/** The ids of a page's cards as its own markup has them, read from its text. */
const CARD_IDS: Record<string, { pattern: RegExp; kind: 'xhs/note' | 'taobao/item' | 'jd/sku' }> = {
  'excerpt-taobao-search-2026-08.html': { pattern: /id="item_id_(\d+)"/g, kind: 'taobao/item' },
  'jd-item-2026-03-a.html': { pattern: /more-item-(\d+)"/g, kind: 'jd/sku' },
  'jd-search-2016-04.html': { pattern: /<li data-sku="(\d+)" class="gl-item"/g, kind: 'jd/sku' },
  'taobao-search-2018-07.html': { pattern: /id="J_Itemlist_PLink_(\d+)"/g, kind: 'taobao/item' },
  'tmall-item-2020-07.html': { pattern: /<a [^>]*\/item\.htm\?(?:[^"]*;)?id=(\d+)/g, kind: 'taobao/item' },
  'xhs-explore-2025-11.html': { pattern: /href="\/explore\/([0-9a-f]{24})"/g, kind: 'xhs/note' },
};

interface Row {
  file: string;
  url: string;
  pageId: string;
  cards: number;
  html: string;
}

function rowsOf({ read }: { read(path: string): string }): Row[] {
  return tableRows(read('pages/INDEX.tsv')).map(({ file = '', url = '', page_id = '', cards = '' }) => ({
    file,
    // Pages of no known address stand where a link to an item would lead.
    url: url || (file.startsWith('jd') ? 'https://item.jd.com/' : 'https://h5.m.taobao.com/awp/core/detail.htm'),
    pageId: page_id,
    cards: Number(cards),
    html: read(`pages/${file}`),
  }));
}

/** Every id-like text of a page, as every kind that it could be taken for. */
function everythingIn(html: string): Subject[] {
  const hex = html.match(/[0-9a-f]{24}/gi) ?? [];
  const digits = html.match(/\d{5,19}/g) ?? [];
  const subjects = [
    ...hex.flatMap((id) => [subjectKey('xhs', 'note', id.toLowerCase()), subjectKey('xhs', 'goods', id.toLowerCase())]),
    ...digits.flatMap((id) => [subjectKey('taobao', 'item', id), subjectKey('jd', 'sku', id)]),
  ];
  return [...new Set(subjects.filter((subject) => subject !== null))];
}

function expectedOf({ file, url, pageId, html }: Row): Set<string> {
  const cards = CARD_IDS[file];
  const platform = /xiaohongshu/.test(url) ? 'xhs/note' : /jd\.com/.test(url) ? 'jd/sku' : 'taobao/item';
  return new Set([
    ...(pageId === 'none' ? [] : [`${platform}/${pageId}`]),
    ...(cards ? [...html.matchAll(cards.pattern)].map(([, id]) => `${cards.kind}/${id}`) : []),
  ]);
}

/** The same page after a release that renamed every class. */
function rename(html: string): string {
  const names = new Map<string, string>();
  const renamed = (name: string) => names.get(name) ?? names.set(name, `_${names.size.toString(36)}`).get(name) ?? '';
  return html.replace(/(\sclass=)(["'])([\s\S]*?)\2/g, (_, attribute: string, quote: string, value: string) => {
    const list = value.split(/\s+/).filter(Boolean).map(renamed).join(' ');
    return `${attribute}${quote}${list}${quote}`;
  });
}

describe('saved pages of the real sites', () => {
  if (!shared) {
    it('are kept elsewhere', () => {
      sayNotRun('the saved pages of the real sites');
      expect(process.env.SITES ?? '').toBe('');
    });
    return;
  }
  const rows = rowsOf(shared);
  const table: Record<string, unknown>[] = [];
  let api: FakeApi;
  let extension: Extension;

  beforeAll(async () => {
    api = await openFakeApi([...new Set(rows.flatMap(({ html, url }) => everythingIn(html + url)))]);
    extension = await openExtension(api);
  });
  afterAll(async () => {
    console.table(table);
    await extension?.close();
    await api?.close();
  });

  it.each(
    rows.flatMap((row) => [
      { ...row, classes: 'as saved' },
      { ...row, classes: 'renamed' },
    ]),
  )('$file, classes $classes', async ({ classes, ...row }) => {
    const expected = expectedOf(row);
    const html = classes === 'renamed' ? rename(row.html) : row.html;
    // A window of several screens: what comes into sight by scrolling comes at once.
    const tab = await extension.tab((url) => (url.href === new URL(row.url).href ? html : undefined), {
      width: 1280,
      height: 12_000,
    });
    const errors: string[] = [];
    tab.on('pageerror', (error) => errors.push(String(error)));
    await tab.goto(row.url, { waitUntil: 'domcontentloaded' });
    const read = async () => new Set((await readDrawn(tab, api)).map(({ subject }) => subject ?? 'unknown'));
    const found = await until(read, (drawn) => drawn.size >= expected.size && expected.size > 0, 6_000);
    const moved = found.size > 0 && classes === 'as saved' ? await movedByUs(tab, extension, api) : [];
    await tab.close();

    const wrong = [...found].filter((subject) => !expected.has(subject));
    const right = [...found].filter((subject) => expected.has(subject));
    table.push({ page: row.file, classes, found: right.length, expected: expected.size, wrong: wrong.length });
    expect({ wrong, missing: [...expected].filter((subject) => !found.has(subject)) }).toEqual({
      wrong: [],
      missing: [],
    });
    expect(moved).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('has as many cards as the index says', () => {
    // On item pages the index counts the page's own product among the products of the page.
    for (const row of rows) {
      const own = row.cards > 0 && row.pageId !== 'none' ? 1 : 0;
      const cards = expectedOf(row).size - (row.pageId === 'none' ? 0 : 1) + own;
      expect([row.file, cards]).toEqual([row.file, row.cards]);
    }
  });
});
