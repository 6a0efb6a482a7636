import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/metrics/subjects';
import { type Extension, openExtension } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { mismatch, NO_MISMATCH, settledMismatch, shifts } from './matching';
import { detached } from './memory';
import { reactCard } from './surfaces/jd';
import { resultCard } from './surfaces/taobao';
import { div, el, htmlOf, itemId, noteId, range, skuId, type Tree, userId } from './surfaces/tree';
import { noteCard, noteContainer, XHS_STYLE } from './surfaces/xhs';

/** What the page's own scripts may use here: `htmlOf` puts it there. */
interface PageTools {
  add(tree: Tree, parent?: Element): Element;
}

const HOME = 'https://www.xiaohongshu.com';
const SUBJECTS: Subject[] = [
  ...range(600).flatMap((n) => [`xhs/note/${noteId(n)}`, `xhs/note/${userId(n)}`]),
  ...range(200).flatMap((n) => [`taobao/item/${itemId(n)}`, `jd/sku/${skuId(n)}`]),
];

const feed = (...cards: Tree[]): Tree =>
  div({ id: 'exploreFeeds', class: 'feeds-container', style: 'position:relative;height:1300px' }, ...cards);

let api: FakeApi;
let extension: Extension;
let tab: Page;
const errors: unknown[] = [];

beforeAll(async () => {
  api = await openFakeApi(SUBJECTS);
  extension = await openExtension(api);
});
afterAll(async () => {
  await extension?.close();
  await api?.close();
});
beforeEach(() => {
  errors.length = 0;
});

async function open(url: string, body: Tree[], style = ''): Promise<void> {
  tab = await extension.tab(() => htmlOf({ style, body }));
  tab.on('pageerror', (error) => errors.push(error));
  await tab.goto(url);
}

/** Everything that must hold after any motion of a page. */
async function expectWhole(): Promise<void> {
  expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
  expect(await shifts(tab)).toEqual([]);
  expect(await detached(tab)).toEqual([]);
  expect(errors).toEqual([]);
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a page that goes on without loading', () => {
  it('opens a note over the feed and comes back', async () => {
    await open(`${HOME}/explore`, [feed(...range(10).map((n) => noteCard(n)))], XHS_STYLE);
    await expectWhole();
    for (const n of [3, 4]) {
      await tab.evaluate(
        (url, tree) => {
          const { add } = globalThis as unknown as PageTools;
          history.pushState({}, '', url);
          // The sites render a moment after the address has changed.
          setTimeout(() => add(tree), 80);
        },
        `/explore/${noteId(n)}?xsec_token=AB&xsec_source=pc_feed`,
        div({ class: 'note-detail-mask', 'data-mask': '' }, noteContainer(n)),
      );
      // Not by a handle: that would hold the element.
      await tab.waitForFunction(() => document.querySelector('#noteContainer') !== null);
      await expectWhole();
      await tab.evaluate(() => {
        document.querySelector('[data-mask]')?.remove();
        history.back();
      });
      await tab.waitForFunction(() => location.pathname === '/explore');
      await expectWhole();
    }
    await tab.close();
  });

  it('puts another note into the same overlay', async () => {
    await open(`${HOME}/explore/${noteId(1)}`, [noteContainer(1)], XHS_STYLE);
    await expectWhole();
    await tab.evaluate((id) => {
      history.pushState({}, '', `/explore/${id}`);
      const note = document.querySelector('#noteContainer');
      note?.setAttribute('data-for', `xhs/note/${id}`);
      const title = note?.querySelector('#detail-title');
      if (title) title.textContent = '另一篇';
    }, noteId(2));
    await expectWhole();
    await tab.close();
  });

  it('goes from a profile to a note', async () => {
    const profile = div(
      { id: 'userPostedFeeds', class: 'feeds-container', style: 'position:relative;height:700px' },
      ...range(8).map((n) => noteCard(n, 'profile')),
    );
    await open(`${HOME}/user/profile/${userId(1)}`, [profile], XHS_STYLE);
    await expectWhole();
    await tab.evaluate(
      (url, tree) => {
        history.pushState({}, '', url);
        document.querySelector('#userPostedFeeds')?.remove();
        (globalThis as unknown as PageTools).add(tree);
      },
      `/user/profile/${userId(1)}/${noteId(5)}?xsec_source=pc_user`,
      noteContainer(5),
    );
    await expectWhole();
    await tab.close();
  });

  it('changes the variant on an item page', async () => {
    const item = div(
      { 'data-for': `jd/sku/${skuId(1)}`, style: 'width:500px' },
      div({ class: 'sku-title' }, el('span', { class: 'sku-title-name' }, '白色')),
    );
    await open(`https://item.jd.com/${skuId(1)}.html`, [item]);
    await expectWhole();
    await tab.evaluate((sku) => {
      history.replaceState({}, '', `/${sku}.html`);
      document.querySelector('[data-for]')?.setAttribute('data-for', `jd/sku/${sku}`);
      const title = document.querySelector('.sku-title-name');
      if (title) title.textContent = '黑色';
    }, skuId(2));
    await expectWhole();
    await tab.close();
  });

  it('replaces the feed by another', async () => {
    await open(`${HOME}/explore`, [feed(...range(10).map((n) => noteCard(n)))], XHS_STYLE);
    await expectWhole();
    await tab.evaluate((tree) => {
      document.querySelector('#exploreFeeds')?.remove();
      history.replaceState({}, '', '/explore?channel_id=homefeed.food');
      (globalThis as unknown as PageTools).add(tree);
    }, feed());
    // Cards come later, into a container that was not there when the page was first looked at.
    await rest(300);
    await tab.evaluate(
      (trees) => {
        const list = document.querySelector('#exploreFeeds');
        for (const tree of trees) if (list) (globalThis as unknown as PageTools).add(tree, list);
      },
      range(10, 40).map((n) => noteCard(n, 'feed', n - 40)),
    );
    await expectWhole();
    await tab.close();
  });
});

describe('a list that is rendered again and again', () => {
  it('recycles 20 cards for 500 notes', async () => {
    await open(`${HOME}/explore`, [feed(...range(20).map((n) => noteCard(n)))], XHS_STYLE);
    await expectWhole();
    for (const first of [100, 220, 340, 480]) {
      // Six steps between two looks, faster than any answer: the last one counts.
      for (const step of range(6)) {
        await tab.evaluate(
          (ids) => {
            for (const [index, card] of [...document.querySelectorAll('section')].entries()) {
              const id = ids[index];
              card.setAttribute('data-for', `xhs/note/${id}`);
              const [hidden, cover] = card.querySelectorAll('a');
              hidden?.setAttribute('href', `/explore/${id}`);
              cover?.setAttribute('href', `/explore/${id}?xsec_token=AB&xsec_source=`);
            }
          },
          range(20, first + step * 20).map(noteId),
        );
        await rest(30);
      }
      await expectWhole();
    }
    await tab.close();
  });

  it('moves cards about and takes away every other one', async () => {
    await open(`${HOME}/explore`, [feed(...range(20).map((n) => noteCard(n)))], XHS_STYLE);
    await expectWhole();
    await tab.evaluate(() => {
      const list = document.querySelector('#exploreFeeds');
      const cards = [...document.querySelectorAll('section')];
      const places = cards.map((card) => card.style.transform);
      for (const [index, card] of cards.reverse().entries()) {
        if (index % 2 === 0) card.remove();
        else {
          card.style.transform = places[index] ?? '';
          list?.append(card);
        }
      }
    });
    await expectWhole();
    await tab.close();
  });

  it.each([
    ['with new elements', (n: number) => noteCard(n, 'feed', n % 10), `${HOME}/explore`, XHS_STYLE, feed],
    ['of Taobao, with new elements', resultCard, 'https://s.taobao.com/search?q=x', '', grid('content_items_wrapper')],
    ['of JD, with new elements', reactCard, 'https://search.jd.com/Search?keyword=x', '', grid('J_goodsList')],
  ] as const)('comes anew twice a second %s', async (_, card, url, style, list) => {
    await open(url, [list(...range(10).map((n) => card(n)))], style);
    await tab.evaluate(
      (trees) => {
        const around = document.querySelector('#exploreFeeds, #content_items_wrapper, #J_goodsList');
        let turn = 0;
        const again = () => {
          around?.replaceChildren();
          for (const tree of trees[turn++ % trees.length] ?? [])
            if (around) (globalThis as unknown as PageTools).add(tree, around);
        };
        (globalThis as unknown as { stop: number }).stop = setInterval(again, 500) as unknown as number;
      },
      [range(10, 50).map((n) => card(n)), range(10, 53).map((n) => card(n))],
    );
    await rest(4_000);
    // Also between two renderings everything is in its place.
    expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
    await tab.evaluate(() => clearInterval((globalThis as unknown as { stop: number }).stop));
    await expectWhole();
    await tab.close();
  });

  it('comes anew twice a second inside of the same cards', async () => {
    await open(`${HOME}/explore`, [feed(...range(10).map((n) => noteCard(n)))], XHS_STYLE);
    await tab.evaluate(() => {
      const inner = [...document.querySelectorAll('section')].map((card) => card.innerHTML);
      (globalThis as unknown as { stop: number }).stop = setInterval(() => {
        for (const [index, card] of [...document.querySelectorAll('section')].entries())
          card.innerHTML = inner[index] ?? '';
      }, 500) as unknown as number;
    });
    await rest(6_000);
    expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
    await tab.evaluate(() => clearInterval((globalThis as unknown as { stop: number }).stop));
    await expectWhole();
    await tab.close();
  });
});

function grid(id: string) {
  return (...cards: Tree[]): Tree => div({ id, 'data-grid': '' }, ...cards);
}

describe('a page that works against us', () => {
  it('takes our nodes out in a loop: it has its way, nothing grows', async () => {
    await open(`${HOME}/explore`, [feed(...range(10).map((n) => noteCard(n)))], XHS_STYLE);
    await tab.evaluate(() => {
      const page = globalThis as unknown as { taken: number };
      page.taken = 0;
      const known = new Set(document.querySelectorAll('*'));
      new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes)
            if (node instanceof Element && !known.has(node)) {
              node.remove();
              page.taken++;
            }
      }).observe(document.documentElement, { childList: true, subtree: true });
    });
    await rest(4_000);
    const taken = () => tab.evaluate(() => (globalThis as unknown as { taken: number }).taken);
    const first = await taken();
    // 10 cards, each put back at most 10 times, each with a frame around its host at most.
    expect(first).toBeLessThanOrEqual(10 * 11 * 2);
    await rest(1_500);
    expect(await taken()).toBe(first);
    expect((await mismatch(tab, api)).astray).toEqual([]);
    expect(errors).toEqual([]);
    await tab.close();
  });

  it('moves our nodes elsewhere in a loop: none stays astray', async () => {
    await open(
      `${HOME}/explore`,
      [feed(...range(5).map((n) => noteCard(n))), el('aside', { id: 'elsewhere' })],
      XHS_STYLE,
    );
    await tab.evaluate(() => {
      const known = new Set(document.querySelectorAll('*'));
      new MutationObserver((records) => {
        for (const { addedNodes, target } of records)
          for (const node of addedNodes)
            if (node instanceof Element && !known.has(node) && (target as Element).id !== 'elsewhere')
              document.querySelector('#elsewhere')?.append(node);
      }).observe(document.documentElement, { childList: true, subtree: true });
    });
    await rest(4_000);
    expect((await mismatch(tab, api)).astray).toEqual([]);
    expect(await tab.evaluate(() => document.querySelector('#elsewhere')?.childElementCount)).toBe(0);
    expect(errors).toEqual([]);
    await tab.close();
  });

  it('stamps every element and rewrites hrefs on mousedown, as Taobao’s tracker does', async () => {
    await open('https://s.taobao.com/search?q=x', [
      grid('content_items_wrapper')(...range(8).map((n) => resultCard(n))),
    ]);
    await expectWhole();
    await tab.evaluate(() => {
      const page = globalThis as unknown as { mutations: number };
      page.mutations = 0;
      const stamp = () => {
        for (const element of document.querySelectorAll('#content_items_wrapper *')) {
          element.setAttribute('data-spm-anchor-id', `a21n57.1.item.${Math.random()}`);
        }
      };
      setInterval(stamp, 100);
      document.addEventListener('click', (click) => click.preventDefault());
      document.addEventListener(
        'mousedown',
        ({ target }) => {
          const link = (target as Element).closest('a');
          if (link) link.href = `${link.href}&spm=a21n57.1.item.9`;
        },
        true,
      );
      new MutationObserver((records) => {
        page.mutations += records.length;
      }).observe(document.body, { childList: true, subtree: true });
    });
    await tab.mouse.move(100, 100);
    for (const _ of range(5)) {
      await tab.mouse.down();
      await tab.mouse.up();
      await rest(100);
    }
    await rest(500);
    // Nothing of ours was put in or taken out: the stamps are no reason to.
    expect(await tab.evaluate(() => (globalThis as unknown as { mutations: number }).mutations)).toBe(0);
    await expectWhole();
    await tab.close();
  });
});
