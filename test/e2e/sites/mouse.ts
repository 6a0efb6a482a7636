import type { Page } from 'puppeteer-core';
import type { Subject } from '../../../src/metrics/subjects';
import { until } from './extension';
import { JD_SURFACES } from './surfaces/jd';
import { TAOBAO_SURFACES } from './surfaces/taobao';
import { goodsId, htmlOf, itemId, noteId, range, type Surface, skuId } from './surfaces/tree';
import { XHS_SURFACES } from './surfaces/xhs';

/** What a hand on a mouse does to a badge and its card, on every surface: what every browser must answer alike. */

export const MOUSE_SUBJECTS: Subject[] = [
  ...range(40).flatMap((n): Subject[] => [`xhs/note/${noteId(n)}`, `xhs/goods/${goodsId(n)}`]),
  ...range(100).map((n): Subject => `taobao/item/${itemId(n)}`),
  ...range(100).map((n): Subject => `jd/sku/${skuId(n)}`),
];

/** Every surface on which a badge stands. The columns of Taobao's page are kept apart, as the site keeps them. */
export const MOUSE_SURFACES: Surface[] = [...XHS_SURFACES, ...TAOBAO_SURFACES, ...JD_SURFACES]
  .filter(({ body }) => JSON.stringify(body).includes('"data-for"'))
  .map((surface) => ({
    ...surface,
    body: JSON.parse(
      JSON.stringify(surface.body).replace(
        '{"id":"left-content-area"},["img",{"alt":""}]',
        '{"id":"left-content-area"},["div",{"class":"mainPicWrap--Ns5WQiHr","style":"width:400px;height:400px"},["img",{"alt":"","style":"width:400px;height:400px"}]]',
      ),
    ) as Surface['body'],
  }));

export const htmlOfSurface = (surface: Surface): string => htmlOf(surface);

export interface Point {
  x: number;
  y: number;
}

export type Doing = 'hover' | 'leave' | 'click' | 'press beside';
export const DOINGS: readonly Doing[] = ['hover', 'leave', 'click', 'press beside'];

/** The pointer rests so long before a card opens or closes, and a while more. */
const WAIT_MS = 6_000;

/** What came of each, in turn, with real events of a mouse; and what of the presses the page itself saw. */
export async function useMouse(
  tab: Page,
  badge: Point,
  cards: () => Promise<number>,
): Promise<Record<Doing, boolean> & { seen: string[] }> {
  const count = (wanted: number) => until(cards, (now) => now === wanted, WAIT_MS).then((now) => now === wanted);
  // In the corner beside the scroll bars: a press on one is no press on the page.
  const far = await tab.evaluate(() => {
    const { clientWidth, clientHeight } = document.documentElement;
    return { x: clientWidth - 4, y: clientHeight - 4 };
  });
  await tab.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick', 'dragstart'])
      addEventListener(type, () => seen.push(type), true);
  });
  await tab.mouse.move(far.x, far.y);
  await tab.mouse.move(badge.x, badge.y, { steps: 3 });
  const hover = await count(1);
  await tab.mouse.move(far.x, far.y, { steps: 4 });
  const leave = await count(0);
  await tab.mouse.click(badge.x, badge.y);
  await tab.mouse.move(far.x, far.y, { steps: 4 });
  // Pinned: it stays though the pointer is gone.
  await new Promise((resolve) => setTimeout(resolve, 600));
  const click = (await cards()) === 1;
  await tab.mouse.click(badge.x, badge.y, { button: 'middle' });
  const seen = await tab.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  await tab.mouse.click(far.x, far.y);
  const beside = await count(0);
  return { hover, leave, click, 'press beside': beside, seen };
}
