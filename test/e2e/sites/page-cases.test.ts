import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/metrics/subjects';
import { sharedFolder } from '../../support/shared-folder';
import { sayNotRun } from '../../support/shared-sites';
import { type Drawn, type Extension, openExtension, readDrawn, until } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';

const note = (tail: string) => `xhs/note/6a1d906d000000000803${tail}` as Subject;
const A = note('0028');
const B = note('0029');
const LIVE = note('cc69');
const PINNED: Subject = 'xhs/note/68bbfa85000000001d023c91';
const CARDS = ['0000', '0001', '0002'].map(note);
const SKUS: Subject[] = ['jd/sku/100121438395', 'jd/sku/100313528034', 'jd/sku/100049296310'];

type Box = Pick<Drawn, 'left' | 'top' | 'right' | 'bottom'>;

const touches = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const isInside = (a: Box, b: Box) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

/** The boxes of the page's own elements. */
const boxesOf = (tab: Page, selector: string): Promise<Box[]> =>
  tab.$$eval(selector, (elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left, top, right, bottom };
    }),
  );

describe('a page of the cases', () => {
  const shared = sharedFolder('CASES', ['pages/01-two-containers/page.html']);
  if (!shared) {
    it('is kept elsewhere', () => {
      sayNotRun('the pages of the cases');
      expect(process.env.CASES ?? '').toBe('');
    });
    return;
  }
  let api: FakeApi;
  let extension: Extension;
  let tab: Page;

  beforeAll(async () => {
    api = await openFakeApi([A, B, LIVE, PINNED, ...CARDS, ...SKUS]);
    extension = await openExtension(api);
  });
  afterAll(async () => {
    await extension?.close();
    await api?.close();
  });

  async function open(name: string, url: string, change = (html: string) => html): Promise<void> {
    const html = change(shared?.read(`pages/${name}/page.html`) ?? '');
    tab = await extension.tab((asked) => (asked.href === new URL(url).href ? html : undefined));
    await tab.goto(url);
  }

  /** What is drawn once these subjects are, and nothing else, and it has come to rest. */
  async function drawn(subjects: readonly Subject[], restMs = 500): Promise<Drawn[]> {
    const of = (all: Drawn[]) => all.map(({ subject }) => subject).sort();
    const wanted = [...subjects].sort();
    await until(
      () => readDrawn(tab, api),
      (all) => JSON.stringify(of(all)) === JSON.stringify(wanted),
      6_000,
    );
    await new Promise((resolve) => setTimeout(resolve, restMs));
    const all = await readDrawn(tab, api);
    expect(of(all)).toEqual(wanted);
    return all;
  }

  const press = () => tab.$eval('button', (button) => button.click());

  it.each([
    ['as it is', (html: string) => html],
    [
      'with the first container not displayed',
      (html: string) => html.replace('style="display:flex;', 'style="display:none;'),
    ],
  ])('01: two containers, %s: the badge is on the note that the address names', async (name, change) => {
    await open('01-two-containers', `https://www.xiaohongshu.com/explore/${A.slice(9)}`, change);
    await drawn(name === 'as it is' ? [A] : []);
    await press();
    const [badge] = await drawn([B], 1_500);
    const picture = (await boxesOf(tab, '.note-detail-mask .media-container'))[0];
    expect(badge && picture && isInside(badge, picture)).toBe(true);
    // Back and forth: each time the one that the address names.
    await tab.evaluate(() => {
      history.back();
      document.querySelector('.note-detail-mask')?.remove();
    });
    await drawn(name === 'as it is' ? [A] : []);
    await tab.close();
  });

  it('01: no container can be told to be the one of the address: no badge', async () => {
    await open('01-two-containers', `https://www.xiaohongshu.com/explore/${A.slice(9)}`);
    await drawn([A]);
    await tab.evaluate((id) => history.pushState({}, '', `/explore/${id}`), B.slice(9));
    await drawn([], 1_000);
    await tab.evaluate((id) => history.replaceState({}, '', `/explore/${id}`), A.slice(9));
    await drawn([A]);
    await tab.close();
  });

  it('01: a mask of another note lies over the page: its container is not taken', async () => {
    await open('01-two-containers', `https://www.xiaohongshu.com/explore/${A.slice(9)}`);
    await drawn([A]);
    await tab.evaluate(() => {
      (globalThis as unknown as { go(): void }).go();
      history.back();
    });
    await tab.waitForFunction((id) => location.pathname.endsWith(id), {}, A.slice(9));
    // It lies under the mask, as the picture does: there it answers no mouse.
    const [badge] = await drawn([A], 1_000);
    await tab.mouse.move(
      ((badge?.left ?? 0) + (badge?.right ?? 0)) / 2,
      ((badge?.top ?? 0) + (badge?.bottom ?? 0)) / 2,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(tab.frames()).toHaveLength(1);
    const picture = (await boxesOf(tab, '.outer-link-container .media-container'))[0];
    expect(badge && picture && isInside(badge, picture)).toBe(true);
    await tab.close();
  });

  it('02: the LIVE control stays free', async () => {
    await open('02-live-control', `https://www.xiaohongshu.com/explore/${LIVE.slice(9)}`);
    const [badge] = await drawn([LIVE]);
    const [control, picture] = [
      ...(await boxesOf(tab, '.live-photo-control')),
      ...(await boxesOf(tab, '.media-container')),
    ];
    expect(badge && control && touches(badge, control)).toBe(false);
    expect(badge && picture && isInside(badge, picture)).toBe(true);
    expect((badge?.right ?? 0) - (badge?.left ?? 0)).toBeGreaterThan(60);
    await tab.close();
  });

  it('03: 置顶 stays legible', async () => {
    await open('03-pinned-tag', 'https://www.xiaohongshu.com/user/profile/67f8fd81000000000e010b43');
    const [badge] = await drawn([PINNED]);
    const [tag, cover] = [...(await boxesOf(tab, '.top-wrapper')), ...(await boxesOf(tab, '.cover'))];
    expect(badge && tag && touches(badge, tag)).toBe(false);
    expect(badge && cover && isInside(badge, cover)).toBe(true);
    await tab.close();
  });

  it('04: the cover is a background, a video, or not the first picture', async () => {
    await open('04-cover-is-no-img', 'https://www.xiaohongshu.com/explore');
    const badges = await drawn(CARDS);
    const covers = await boxesOf(tab, '.cover');
    for (const [index, subject] of CARDS.entries()) {
      const badge = badges.find((one) => one.subject === subject);
      const cover = covers[index];
      expect(badge && cover && isInside(badge, cover)).toBe(true);
      expect((badge?.right ?? 0) - (badge?.left ?? 0)).toBeGreaterThan(60);
    }
    await tab.close();
  });

  it('05: a picture gets its size late', async () => {
    await open('05-lazy-picture', 'https://search.jd.com/Search?keyword=x');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const badges = await drawn(SKUS.slice(0, 2));
    const pictures = await boxesOf(tab, 'img.lazy');
    for (const [index, picture] of pictures.entries()) {
      const badge = badges.find(({ subject }) => subject === SKUS[index]);
      expect(badge && isInside(badge, picture)).toBe(true);
      expect((badge?.top ?? 0) - picture.top).toBeLessThan(20);
    }
    await tab.close();
  });

  it('07: an overlay grows while it is measured', async () => {
    await open('07-growing-overlay', 'https://www.xiaohongshu.com/explore');
    await drawn([note('0000')]);
    await press();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const badges = await drawn([note('0000'), A]);
    const badge = badges.find(({ subject }) => subject === A);
    const [title] = await boxesOf(tab, '#detail-title');
    const [words] = await tab.$$eval('#detail-title', ([element]) => {
      const range = document.createRange();
      if (element) range.selectNodeContents(element);
      const { left, top, right, bottom } = range.getBoundingClientRect();
      return [{ left, top, right, bottom }];
    });
    expect(badge && words && touches(badge, words)).toBe(false);
    expect(Math.abs((badge?.top ?? 0) - (title?.top ?? 0))).toBeLessThan(8);
    expect((badge?.bottom ?? 0) - (badge?.top ?? 0)).toBeLessThan(30);
    await tab.close();
  });

  it.each([
    ['zoom:1.5', 1.5],
    ['zoom:.8', 0.8],
    ['transform:scale(.7);transform-origin:0 0', 0.7],
    ['transform:scale(1.6);transform-origin:0 0', 1.6],
  ])('07: under %s the distance to the corner is scaled, too', async (style, scale) => {
    await open('07-growing-overlay', 'https://www.xiaohongshu.com/explore', (html) =>
      html
        .replace('height:900px"', `height:900px;${style}"`)
        .replace('transform:translate(0px,0px)', 'position:static'),
    );
    const [badge] = await drawn([note('0000')]);
    const [cover] = await boxesOf(tab, '.cover');
    expect((badge?.left ?? 0) - (cover?.left ?? 0)).toBeCloseTo(8 * scale, 0);
    expect((badge?.top ?? 0) - (cover?.top ?? 0)).toBeCloseTo(8 * scale, 0);
    await tab.close();
  });

  it('10: pictures in one row and titles in the next: a product is badged once, and words are left alone', async () => {
    await open('10-picture-row-and-title-row', 'https://item.jd.com/1020565583.html');
    const badges = await drawn(SKUS.slice(0, 2), 1_000);
    const pictures = await boxesOf(tab, 'img');
    for (const [index, picture] of pictures.entries())
      expect(badges.some((badge) => badge.subject === SKUS[index] && isInside(badge, picture))).toBe(true);
    await tab.close();
  });
});
