import type { Page } from 'puppeteer-core';
import { type Extension, readDrawn, until } from './extension';
import type { FakeApi } from './fake-api';

/**
 * What stands elsewhere because of us: the page's own elements with badges drawn and a card open, beside where they
 * are when nothing of ours is on the page. Empty when all of it is as if we had never been there.
 */
export async function movedByUs(tab: Page, extension: Extension, api: FakeApi): Promise<string[]> {
  await tab.bringToFront();
  await openCard(tab, api);
  const withUs = await places(tab);
  await extension.ask('settings', { enabled: false });
  try {
    // The card's frame goes with the rest.
    await until(
      async () => tab.frames().length,
      (count) => count === 1,
    );
    await until(
      () => readDrawn(tab, api),
      (drawn) => drawn.length === 0,
    );
    const alone = await places(tab);
    // What is gone was ours.
    return withUs.flatMap((place, at) =>
      place === alone[at] || alone[at] === '' ? [] : [`${place}, without us ${alone[at]}`],
    );
  } finally {
    await extension.ask('settings', { enabled: true });
  }
}

/** Opens the card of the first badge. */
async function openCard(tab: Page, api: FakeApi): Promise<void> {
  const [badge] = await readDrawn(tab, api);
  if (!badge) throw new Error('nothing is drawn here');
  await tab.mouse.click((badge.left + badge.right) / 2, (badge.top + badge.bottom) / 2);
  const count = await until(
    async () => tab.frames().length,
    (frames) => frames > 1,
  );
  if (count === 1) throw new Error('no card opened');
}

/** How large the page is and where each of the elements is that it had when this was first asked; '' for one that is gone. */
function places(tab: Page): Promise<string[]> {
  return tab.evaluate(() => {
    const page = globalThis as unknown as { still?: Element[] };
    page.still ??= [...document.querySelectorAll('*')];
    const { scrollWidth, scrollHeight } = document.documentElement;
    const elements = page.still.map((element) => {
      if (!element.isConnected) return '';
      const { x, y, width, height } = element.getBoundingClientRect();
      return `${element.localName}.${element.className} ${[x, y, width, height].map((px) => px.toFixed(1)).join(' ')}`;
    });
    return [`the page ${scrollWidth} × ${scrollHeight}`, ...elements];
  });
}
