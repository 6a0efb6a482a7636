import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sayNotRun, sharedSites } from '../../support/shared-sites';
import { type Extension, openExtension, until } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { type Room, readRooms } from './rooms';
import { everythingIn, expectedOf, savedRows } from './saved-rows';

const shared = sharedSites();

/** Several screens: what comes into sight by scrolling comes at once. */
const WINDOW = { width: 1280, height: 9_000, deviceScaleFactor: 1 };
const VIEWS = [
  { view: 'as it is', zoom: 1, size: WINDOW },
  { view: '80 %', zoom: 0.8, size: WINDOW },
  { view: '125 %', zoom: 1.25, size: WINDOW },
  { view: '200 %', zoom: 2, size: WINDOW },
  { view: '500 px', zoom: 1, size: { ...WINDOW, width: 500 } },
  { view: 'two device pixels', zoom: 1, size: { ...WINDOW, deviceScaleFactor: 2 } },
];

interface Found {
  name: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Runs in the page: the lines of words and the small controls that are seen, and the elements that carry an id. */
function readPage(ids: string[]): { own: Found[]; cards: Record<string, Found[]> } {
  const own: Found[] = [];
  const add = (name: string, { left, top, right, bottom }: DOMRect, element: Element) => {
    if (right - left < 2 || bottom - top < 2) return;
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (seen && (seen === element || element.contains(seen) || seen.contains(element)))
      own.push({ name, left, top, right, bottom });
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const parent = node.parentElement;
    if (!node.nodeValue?.trim() || !parent?.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) add(node.nodeValue.trim().slice(0, 20), line, parent);
  }
  for (const element of document.querySelectorAll('button,input,select,textarea,svg,img')) {
    const box = element.getBoundingClientRect();
    // What is larger is a picture, which badges are drawn over.
    if (box.width < 100 && box.height < 100 && element.checkVisibility()) add(element.localName, box, element);
  }
  const cards: Record<string, Found[]> = {};
  const holdersOf = (id: string) => [
    ...document.querySelectorAll(
      `[href*="${id}"],[id*="${id}"],[data-sku="${id}"],[data-nid="${id}"],[data-id="${id}"]`,
    ),
  ];
  for (const id of ids)
    cards[id] = holdersOf(id).flatMap((holder) => {
      const boxes: Found[] = [];
      for (let up: Element | null = holder, steps = 0; up && steps < 10; up = up.parentElement, steps++) {
        const inner = up.innerHTML;
        if (ids.some((other) => other !== id && inner.includes(other))) break;
        const { left, top, right, bottom } = up.getBoundingClientRect();
        boxes.push({ name: up.localName, left, top, right, bottom });
      }
      return boxes;
    });
  return { own, cards };
}

const overlaps = (one: Found | Room, other: Found | Room) =>
  one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;

describe('on the saved pages of the real sites', () => {
  if (!shared) {
    it('are kept elsewhere', () => {
      sayNotRun('placing on the saved pages of the real sites');
      expect(process.env.SITES ?? '').toBe('');
    });
    return;
  }
  const rows = savedRows(shared).filter((row) => expectedOf(row).size > 0);
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

  it.each(rows.map((row, index) => ({ ...row, index })))('no badge of $file covers what is the site’s', async (row) => {
    const expected = expectedOf(row);
    const ids = [...expected].map((subject) => subject.slice(subject.lastIndexOf('/') + 1));
    const tab = await extension.tab((url) => (url.href === new URL(row.url).href ? row.html : undefined), WINDOW);
    await tab.goto(row.url, { waitUntil: 'domcontentloaded' });
    // By day as it is and one other view of each page; all in a soak.
    const views = VIEWS.filter((_, at) => process.env.SOAK || at === 0 || at === 1 + (row.index % (VIEWS.length - 1)));
    for (const { view, zoom, size } of views) {
      await tab.setViewport(size);
      await tab.evaluate((factor) => {
        document.body.style.setProperty('zoom', String(factor));
      }, zoom);
      await new Promise((resolve) => setTimeout(resolve, 700));
      const drawn = await until(
        () => readRooms(tab, api),
        (all) => all.length > 0,
        4_000,
      );
      const { own, cards } = await tab.evaluate(readPage, ids);
      const covered = drawn.flatMap((badge) =>
        own.filter((one) => overlaps(badge, one)).map(({ name }) => [view, badge.subject, name]),
      );
      // A page without its styles has cards beside the window, where nobody sees them.
      const seen = drawn.filter(({ left, right }) => right > 0 && left < size.width);
      const cut = seen.flatMap(({ subject, cut: cuts }) => cuts.map((what) => [view, subject, what]));
      const astray = drawn.filter(({ subject = '', left, top, right, bottom }) => {
        const id = subject.slice(subject.lastIndexOf('/') + 1);
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        // The page's own subject is known by its address: it is in the page.
        if (id === row.pageId) return x < 0 || x > size.width;
        return !cards[id]?.some((card) => x > card.left && x < card.right && y > card.top && y < card.bottom);
      });
      table.push({
        page: row.file,
        view,
        drawn: drawn.length,
        covered: covered.length,
        cut: cut.length,
        astray: astray.length,
      });
      // Where no corner is free nothing is drawn; as it is, every page has room.
      if (view === 'as it is') expect(drawn.length).toBeGreaterThan(0);
      expect({ covered, cut, astray: astray.map(({ subject }) => [view, subject]) }).toEqual({
        covered: [],
        cut: [],
        astray: [],
      });
    }
    await tab.close();
  });
});
