import type { BadgeModel } from '../messages/drawn';
import type { PageSetup } from '../messages/protocol';
import { createBadge } from '../ui/badge';
import { isIn, isInPlace, type Placed, place } from './placing';
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

export interface PainterHandlers {
  /** A badge is taken away. */
  erased(tracked: Tracked): void;
  /** The page has moved a badge, or changed what its card is known by. */
  doubted(tracked: Tracked): void;
}

/**
 * However much else goes on in a page, the badges that are drawn are guarded one by one: where the page puts one
 * elsewhere it is taken back before anything is painted.
 * @param inside what can make a card another subject's, to be watched in it
 */
export function createPainter(
  document: Document,
  inside: MutationObserverInit,
  { erased, doubted }: PainterHandlers,
  signal: AbortSignal,
): Painter {
  const ours = new WeakSet<Node>();
  const doubts = new Set<Tracked>();
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

  const queue = (tracked: Tracked, where = toPlace) => {
    where.add(tracked);
    if (frame === 0) frame = requestAnimationFrame(work);
  };

  const guardOf = (tracked: Tracked) =>
    new MutationObserver(() => {
      const { placed } = tracked;
      if (placed && !isInPlace(placed)) {
        placed.outer.remove();
        placed.badge.host.remove();
      }
      queue(tracked, doubts);
    });

  const work = () => {
    for (const tracked of doubts) {
      doubts.delete(tracked);
      if (tracked.placed) doubted(tracked);
    }
    frame = 0;
    const placed: Placed[] = [];
    for (const { placed: one, spot } of toPlace) if (one && spot.root.isConnected) placed.push(one);
    toPlace = new Set();
    place(document, placed);
    for (const { outer, spot, guard } of placed) {
      ours.add(outer);
      // Of what was done here itself it need not hear.
      guard.disconnect();
      for (const element of [spot.anchor, outer]) guard.observe(element, { childList: true });
      // A page's head may be the whole page: it is known by the URL.
      if (spot.anchor === spot.root) guard.observe(spot.root, inside);
    }
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
        tracked.placed = { spot, badge, outer: badge.host, inserted: false, guard: guardOf(tracked) };
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
      tracked.placed?.guard.disconnect();
      tracked.placed?.outer.remove();
      tracked.placed?.badge.host.remove();
      // A page may hold the host and put it elsewhere.
      tracked.placed?.badge.clear();
      tracked.placed = null;
      tracked.shown = null;
      sizes.unobserve(tracked.spot.root);
      drawnIn.delete(tracked.spot.root);
    },
  };
}
