import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PAGES } from '../../../src/demo/pages/pages';
import { NOTES, PRODUCTS } from '../../../src/demo/workspace';
import { type Extension, openExtension, readDrawn, until } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { readRooms } from './rooms';

/** What the sites put onto and beside their pictures. */
const CONTROLS =
  '.top-wrapper,.play-icon,.bottom-tag-area,.live-control-container,.fraction,.picTag--Qd2,.top,.footer,.footer *,.head,' +
  '#detail-title,.author-container,.engage-bar,.thumbs img,.buy button,[class*="Price--"],.summary-price-wrap';
/** What a badge must be in. */
const CARDS = '.note-item,#noteContainer,.mainPicWrap--Ns5WQiHr,#main-image';

const WINDOW = { width: 1280, height: 900, deviceScaleFactor: 1 };
const VIEWS = [
  { view: 'as it is', zoom: 1, size: WINDOW },
  { view: '80 %', zoom: 0.8, size: WINDOW },
  { view: '125 %', zoom: 1.25, size: WINDOW },
  { view: '200 %', zoom: 2, size: WINDOW },
  { view: '500 px', zoom: 1, size: { ...WINDOW, width: 500 } },
  { view: 'two device pixels', zoom: 1, size: { ...WINDOW, deviceScaleFactor: 2 } },
];

describe('on the pages of the demo', () => {
  let api: FakeApi;
  let extension: Extension;
  beforeAll(async () => {
    api = await openFakeApi([
      ...NOTES.map(({ id }) => `xhs/note/${id}`),
      ...PRODUCTS.map(({ platform, id }) => `${platform}/${platform === 'jd' ? 'sku' : 'item'}/${id}`),
    ]);
    extension = await openExtension(api);
  });
  afterAll(async () => {
    await extension?.close();
    await api?.close();
  });

  it.each(DEMO_PAGES.map((page) => ({ ...page })))('no badge of $name covers what is the site’s', async (page) => {
    const tab = await extension.tab((url) => (url.href === page.url ? page.html : undefined), WINDOW);
    await tab.goto(page.url);
    for (const { view, zoom, size } of VIEWS) {
      await tab.setViewport(size);
      await tab.evaluate((factor) => {
        document.body.style.setProperty('zoom', String(factor));
      }, zoom);
      await new Promise((resolve) => setTimeout(resolve, 700));
      const drawn = await until(
        () => readDrawn(tab, api),
        (all) => all.length > 0,
      );
      const [controls, cards] = await tab.evaluate(
        (...lists) =>
          lists.map((selector) =>
            [...document.querySelectorAll(selector)]
              .filter((element) => element.checkVisibility())
              .map((element) => {
                const { left, top, right, bottom } = element.getBoundingClientRect();
                const inNote = element.closest('#noteContainer') !== null;
                return { name: `${element.localName}.${element.className}`, inNote, left, top, right, bottom };
              }),
          ),
        CONTROLS,
        CARDS,
      );
      // Cards below a mask lie under the note: what is not seen covers nothing.
      const isFront = ({ subject = '' }: { subject?: string | undefined }) =>
        page.name !== 'xhs-overlay' || page.url.includes(subject.slice(9));
      const seen = drawn.filter(isFront);
      expect(seen.length, view).toBeGreaterThan(0);
      const covered = seen.flatMap((badge) =>
        (controls ?? [])
          .filter(
            (one) =>
              // What sticks lies over the cards that are scrolled under it, and over their badges.
              one.name !== 'header.top' &&
              // Those of the feed lie under the mask.
              (page.name !== 'xhs-overlay' || one.inNote) &&
              one.left < badge.right &&
              badge.left < one.right &&
              one.top < badge.bottom &&
              badge.top < one.bottom,
          )
          .map(({ name }) => [view, badge.subject, name]),
      );
      const isIn = (x: number, y: number) =>
        (cards ?? []).some(({ left, top, right, bottom }) => x > left && x < right && y > top && y < bottom);
      const astray = seen.filter((one) => !isIn((one.left + one.right) / 2, (one.top + one.bottom) / 2));
      // Words in one line are as high as one; a dot is a dot.
      const crushed = seen.filter(({ left, right, top, bottom }) => right - left < bottom - top - 1);
      const cut = (await readRooms(tab, api)).filter(isFront).flatMap((room) => room.cut);
      expect({ view, covered, astray: astray.map(({ subject }) => subject), crushed, cut }).toEqual({
        view,
        covered: [],
        astray: [],
        crushed: [],
        cut: [],
      });
    }
    await tab.close();
  });
});
