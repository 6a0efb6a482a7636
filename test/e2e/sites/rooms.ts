import type { Page } from 'puppeteer-core';
import type { FakeApi } from './fake-api';

/** A badge as its own closed root has it: what it is of, where it is, and what cuts it off. */
export interface Room {
  subject: string | undefined;
  left: number;
  top: number;
  right: number;
  bottom: number;
  cut: string[];
}

/** Half a pixel of rounding at each edge, and a scale on it. */
const SLACK = 2;

/** Every badge that is drawn as words or a dot, with the boxes that do not hold all of it. */
export async function readRooms(tab: Page, api: FakeApi): Promise<Room[]> {
  const session = await tab.createCDPSession();
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const rooms: Room[] = [];
    for (const { role, name, backendDOMNodeId } of nodes) {
      const number = /\d{1,3}(,\d{3}){2}/.exec(String(name?.value ?? ''))?.[0].replaceAll(',', '');
      if (role?.value !== 'button' || number === undefined || backendDOMNodeId === undefined) continue;
      const { object } = await session.send('DOM.resolveNode', { backendNodeId: backendDOMNodeId });
      const { result } = await session.send('Runtime.callFunctionOn', {
        objectId: object.objectId ?? '',
        functionDeclaration: `${boxAndCuts}`,
        arguments: [{ value: SLACK }],
        returnByValue: true,
      });
      if (result.value) rooms.push({ subject: api.subjectOf(Number(number)), ...result.value });
    }
    return rooms;
  } finally {
    await session.detach();
  }
}

/** Runs in the page, on a badge. */
function boxAndCuts(this: HTMLElement, slack: number): Omit<Room, 'subject'> | null {
  const { left, top, right, bottom } = this.getBoundingClientRect();
  if (right === left) return null;
  const cut: string[] = [];
  const cardsIn = (element: Element) => element.querySelectorAll('li,dl,section,[data-sku],[id^="item_id_"]').length;
  for (const piece of this.querySelectorAll<HTMLElement>('[data-v]'))
    if (piece.scrollWidth > piece.clientWidth + 1 && piece.clientWidth > 0) cut.push(`${piece.dataset.v} is crushed`);
  const { host } = this.getRootNode() as ShadowRoot;
  for (let around: Element | null = host; around; around = around.parentElement) {
    // What shows several cards and is scrolled cuts them and their badges alike.
    if (around === document.body || cardsIn(around) > 1) break;
    if (around !== host && getComputedStyle(around).overflow === 'visible') continue;
    const box = around.getBoundingClientRect();
    if (left < box.left - slack || top < box.top - slack || right > box.right + slack || bottom > box.bottom + slack)
      cut.push(`${around.localName}.${around.className} cuts it`);
  }
  return { left, top, right, bottom, cut };
}
