import type { BadgeModel } from '../messages/drawn';
import type { PageSetup } from '../messages/protocol';
import { createBadge } from '../ui/badge';
import { isIn, type Placed, place } from './placing';
import type { Tracked } from './tracked';

/** Draws badges, many per frame and with one reading of the layout, and takes them away. */
export interface Painter {
  isOurs(node: Node): boolean;
  /** Takes a node for ours. */
  own(node: Node): void;
  /** Whose badge has the keyboard, given the target of an event. */
  of(target: EventTarget | null): Tracked | null;
  /** Whose badge is drawn at a place in the window, given the element of the page's that is there. */
  under(target: EventTarget | null, x: number, y: number): Tracked | null;
  draw(tracked: Tracked, model: BadgeModel, setup: PageSetup): void;
  /** What was drawn may be untrue and nothing newer is known yet. */
  wait(tracked: Tracked, waiting: BadgeModel): void;
  /** The card has another size, or its badge was taken out: puts the badge where it belongs now. */
  replace(tracked: Tracked): void;
  erase(tracked: Tracked): void;
}

/** A list that is rendered anew twice a second gets its badges back; a page that takes them out in a loop has its way. */
const MOST_RETURNS = { times: 10, withinMs: 2_000 };

function mayReturn(tracked: Tracked): boolean {
  const now = performance.now();
  tracked.returns = [...tracked.returns.filter((at) => now - at < MOST_RETURNS.withinMs), now];
  return tracked.returns.length <= MOST_RETURNS.times;
}

/** @param erased told of each badge that is taken away */
export function createPainter(document: Document, erased: (tracked: Tracked) => void, signal: AbortSignal): Painter {
  const ours = new WeakSet<Node>();
  let toPlace = new Set<Tracked>();
  let frame = 0;

  const drawnIn = new WeakMap<Element, Tracked>();
  const byHost = new WeakMap<EventTarget, Tracked>();
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const tracked = drawnIn.get(target);
      if (tracked) queue(tracked);
    }
  });

  const queue = (tracked: Tracked) => {
    toPlace.add(tracked);
    if (frame === 0) frame = requestAnimationFrame(work);
  };

  const work = () => {
    frame = 0;
    const placed: Placed[] = [];
    for (const { placed: one, spot } of toPlace) if (one && spot.root.isConnected) placed.push(one);
    toPlace = new Set();
    place(document, placed);
    for (const { outer } of placed) ours.add(outer);
  };

  signal.addEventListener('abort', () => {
    cancelAnimationFrame(frame);
    sizes.disconnect();
  });

  return {
    isOurs: (node) => ours.has(node),
    own: (node) => ours.add(node),
    of(target) {
      const tracked = target && byHost.get(target);
      return tracked?.placed?.badge.focused() ? tracked : null;
    },
    under(target, x, y) {
      for (let up = target instanceof Element ? target : null; up; up = up.parentElement) {
        const tracked = drawnIn.get(up);
        const box = tracked?.placed?.badge.box();
        if (tracked && box && isIn(box, x, y)) return tracked;
      }
      return null;
    },
    draw(tracked, model, setup) {
      const { spot } = tracked;
      if (tracked.unwelcome) return;
      if (!tracked.placed) {
        const badge = createBadge(document, setup.locale);
        tracked.placed = { spot, badge, outer: badge.host, inserted: false };
        ours.add(badge.host);
        byHost.set(badge.host, tracked);
        drawnIn.set(spot.root, tracked);
        sizes.observe(spot.root);
      }
      tracked.shown = model;
      tracked.placed.badge.show(model, tracked.surface);
      queue(tracked);
    },
    wait(tracked, waiting) {
      tracked.shown = null;
      tracked.placed?.badge.show(waiting, tracked.surface);
    },
    replace(tracked) {
      if (!tracked.placed) return;
      tracked.placed.spot = tracked.spot;
      const taken = tracked.placed.inserted && tracked.placed.outer.parentElement !== tracked.spot.anchor;
      if (!taken || mayReturn(tracked)) return queue(tracked);
      tracked.unwelcome = true;
      this.erase(tracked);
    },
    erase(tracked) {
      erased(tracked);
      tracked.placed?.outer.remove();
      // A page may hold the host and put it elsewhere.
      tracked.placed?.badge.clear();
      tracked.placed = null;
      tracked.shown = null;
      sizes.unobserve(tracked.spot.root);
      drawnIn.delete(tracked.spot.root);
    },
  };
}
