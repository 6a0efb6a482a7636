import { createPainter } from '../../../src/content/painter';
import { createSight } from '../../../src/content/sight';
import { newlyTracked, type Tracked } from '../../../src/content/tracked';
import { BADGE, SETUP } from './constant';
import { bench, goOn, noteOf, timeEverything } from './page';

/**
 * The least there is to do: one childList observer on the feed, whose records are worked on once per frame, and a
 * constant painted on each card that comes within a screen of being seen, through the same intersection observer.
 */
/** A subject that is one: else its badge would have no number to draw. */
const SUBJECT = `xhs/note/${noteOf(0)}`;

timeEverything();
const from = performance.now();
const { signal } = new AbortController();
const painter = createPainter(
  document,
  { childList: true },
  { erased: () => undefined, doubted: () => undefined },
  signal,
);
const cards = new WeakMap<Element, Tracked>();
const sight = createSight((root, near) => {
  const card = cards.get(root);
  if (card && near) painter.draw(card, BADGE, SETUP);
}, signal);
let pending: Element[] = [];
const work = () => {
  for (const root of pending) {
    cards.set(root, newlyTracked({ subject: SUBJECT, root, head: false, cover: root, texts: [] }, 'card'));
    sight.watch(root);
  }
  pending = [];
};
new MutationObserver((records) => {
  if (pending.length === 0) requestAnimationFrame(work);
  for (const { addedNodes } of records) for (const node of addedNodes) pending.push(node as Element);
}).observe(document.querySelector('#exploreFeeds') as Element, { childList: true });
bench.spent += performance.now() - from;
Object.assign(globalThis, { done: goOn().then(() => bench) });
