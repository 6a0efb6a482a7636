import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sayNotRun, sharedSites } from '../../support/shared-sites';
import { type Extension, openExtension, readDrawn, until } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { everythingIn, expectedOf, savedRows } from './saved-rows';
import { movedByUs } from './stillness';

/**
 * Real pages, blanked to their structure, under their real host names and through the shipped extension. The API
 * knows every id-like text of a page under every kind, so that whatever the detector takes for a subject is drawn.
 */
const shared = sharedSites();

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
  const rows = savedRows(shared);
  const table: Record<string, unknown>[] = [];
  let api: FakeApi;
  let extension: Extension;

  beforeAll(async () => {
    api = await openFakeApi(everythingIn(rows));
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
