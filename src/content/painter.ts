import type { BadgeModel } from '../messages/drawn';
import type { PageSetup } from '../messages/protocol';
import { OWN_NODES } from '../sites/own-nodes';
import { type Badge, createBadge } from '../ui/badge';
import { isIn } from '../ui/box';
import { createCleanLayout } from './clean-layout';
import { isInPlace, type Page, place } from './placing';
import { isAboveLayer, isPainted, scopeOf } from './surroundings';
import type { Tracked } from './tracked';

/** Draws badges, many per frame and with one reading of the layout, and takes them away. */
export interface Painter {
  isOurs(node: Node): boolean;
  /** Takes a node for ours. */
  own(node: Node): void;
  /** Whose badge has the keyboard, given the target of an event. */
  of(target: EventTarget | null): Tracked | null;
  /** Whose badge is seen at a place in the window, wherever the site keeps what it is drawn over. */
  under(x: number, y: number): Tracked | null;
  draw(tracked: Tracked, model: BadgeModel, setup: PageSetup): void;
  /** What was drawn may be untrue and nothing newer is known yet. */
  wait(tracked: Tracked, waiting: BadgeModel): void;
  /** The card has another size, or its badge was taken out: puts the badge where it belongs now. */
  replace(tracked: Tracked): void;
  erase(tracked: Tracked): void;
  /** The page has changed somewhere: what it lays over cards may have, too. */
  settle(): void;
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
  const ours = OWN_NODES;
  const doubts = new Set<Tracked>();
  const cleanLayout = createCleanLayout(signal);
  let toPlace = new Set<Tracked>();
  let frame = 0;

  const drawn = new Set<Tracked>();
  const drawnIn = new WeakMap<Element, Tracked>();
  const byHost = new WeakMap<EventTarget, Tracked>();
  /** Elements whose next size report in this frame is of a size that placing has read. */
  let read = new Set<Element>();
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const tracked = drawnIn.get(target);
      if (tracked && !read.delete(target)) queue(tracked);
    }
  });

  const queue = (tracked: Tracked, where = toPlace) => {
    where.add(tracked);
    if (frame === 0) frame = requestAnimationFrame(() => cleanLayout.after(document.documentElement, work));
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

  const page: Page = {
    document,
    isOurs: (node) => ours.has(node),
    isPictured: ({ subject, root }) =>
      [...drawn].some(
        ({ spot, placed }) =>
          spot.subject === subject && spot.root !== root && placed?.way?.over && placed.way.target !== spot.root,
      ),
  };

  const work = () => {
    for (const tracked of doubts) {
      doubts.delete(tracked);
      if (tracked.placed) doubted(tracked);
    }
    frame = 0;
    const batch = [...toPlace].filter(({ placed, spot }) => placed && spot.root.isConnected);
    toPlace = new Set();
    read = new Set(batch.map(({ spot }) => spot.root));
    // Pictures first: a text link of the same subject needs no badge then.
    const halves = [true, false].map((pictured) =>
      place(
        page,
        batch.flatMap((one) => (hasPicture(one) === pictured && one.placed) || []),
      ),
    );
    attend(batch);
    const first = batch.find(({ placed }) => placed?.badge.host.isConnected)?.placed?.badge.drawnPart;
    if (!first) return;
    cleanLayout.after(first, () => {
      const elsewhere = new Set(halves.flatMap((stand) => stand()));
      uncover();
      requestAnimationFrame(() => {
        read.clear();
        // Observed in the frame of its layout, something less deep would be an error event of the page's.
        attend(batch.filter(({ placed }) => placed && elsewhere.has(placed)));
      });
    });
  };

  /** Watches what badges that were put in depend on. */
  const attend = (batch: readonly Tracked[]) => {
    for (const tracked of batch) {
      const { placed, spot } = tracked;
      if (!placed?.way) continue;
      const { outer, guard, way } = placed;
      ours.add(outer);
      // Of what was done here itself it need not hear.
      guard.disconnect();
      for (const element of [way.anchor, outer]) guard.observe(element, { childList: true });
      // A page's head may be the whole page: it is known by the URL.
      if (way.anchor === spot.root && !spot.head) guard.observe(spot.root, inside);
      watchSize(tracked, way.target);
      if (way.over)
        for (const twin of drawn)
          if (twin.spot.subject === spot.subject && twin.placed?.way?.over === false) queue(twin);
    }
  };

  const hasPicture = ({ placed, spot }: Tracked) => placed?.way?.over ?? spot.cover !== null;

  /** The picture may get its size later than the card. */
  const watchSize = (tracked: Tracked, target: Element) => {
    if (tracked.sized === target) return;
    if (tracked.sized && tracked.sized !== tracked.spot.root) sizes.unobserve(tracked.sized);
    tracked.sized = target;
    if (target === tracked.spot.root) return;
    drawnIn.set(target, tracked);
    read.add(target);
    sizes.observe(target);
  };

  /** All that is painted at a point, from the top, the badge among it. */
  const stackAt = (badge: Badge, x: number, y: number) => badge.findable(() => document.elementsFromPoint(x, y));

  /** Hides the badges that would be above a bar, mask or modal of the page, and shows the others. */
  const uncover = () => {
    for (const { placed, spot, near } of drawn) {
      if (!placed?.loose || !placed.way || !(near || spot.head)) continue;
      const { badge, way } = placed;
      const { left, top, right, bottom } = badge.box();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue;
      const own = spot.head ? scopeOf(way.target, spot.root) : spot.root;
      badge.setCovered(isAboveLayer(badge.host, stackAt(badge, x, y), own, way.anchor));
    }
  };
  let uncovering = 0;
  const settle = () => {
    if (uncovering !== 0 || drawn.size === 0) return;
    uncovering = requestAnimationFrame(() => {
      uncovering = 0;
      uncover();
    });
  };

  /** What grew, moved or was loaded may be what a badge stands over. */
  const changed = ({ target }: Event) => {
    if (!(target instanceof Node)) return;
    for (const tracked of drawn) {
      const { root } = tracked.spot;
      if (root.contains(target) || (target !== document && target.contains(root))) queue(tracked);
    }
    settle();
  };
  const everything = () => {
    for (const tracked of drawn) queue(tracked);
  };
  const on = (target: EventTarget, types: string[], listener: (event: Event) => void) => {
    for (const type of types) target.addEventListener(type, listener, { capture: true, passive: true, signal });
  };
  on(document, ['load', 'loadeddata', 'transitionend', 'animationend'], changed);
  on(document, ['fullscreenchange'], everything);
  on(document, ['scroll', 'click'], settle);
  on(globalThis, ['resize'], everything);

  signal.addEventListener('abort', () => {
    cancelAnimationFrame(frame);
    cancelAnimationFrame(uncovering);
    sizes.disconnect();
  });

  return {
    isOurs: (node) => ours.has(node),
    own: (node) => ours.add(node),
    of(target) {
      const tracked = target && byHost.get(target);
      return tracked?.placed?.badge.focused() ? tracked : null;
    },
    under(x, y) {
      for (const tracked of drawn) {
        const { placed, spot, near } = tracked;
        const badge = placed?.badge;
        if (!badge?.drawn() || !(near || spot.head) || !isIn(badge.box(), x, y)) continue;
        const stack = stackAt(badge, x, y);
        const at = stack.indexOf(badge.host);
        // What is seen is what answers: through a sheet of glass, and not through a bar.
        if (at >= 0 && stack.slice(0, at).every((above) => spot.root.contains(above) || !isPainted(above)))
          return tracked;
      }
      return null;
    },
    draw(tracked, model, setup) {
      const { spot } = tracked;
      if (tracked.unwelcome) return;
      if (!tracked.placed) {
        const badge = createBadge(document, setup);
        tracked.placed = { spot, badge, outer: badge.host, way: null, loose: false, guard: guardOf(tracked) };
        drawn.add(tracked);
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
      if (tracked.placed) queue(tracked);
    },
    replace(tracked) {
      if (!tracked.placed) return;
      tracked.placed.spot = tracked.spot;
      const { way, outer } = tracked.placed;
      const taken = way !== null && outer.parentElement !== way.anchor;
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
      drawn.delete(tracked);
      for (const element of [tracked.spot.root, tracked.sized]) {
        if (!element) continue;
        sizes.unobserve(element);
        drawnIn.delete(element);
      }
      tracked.sized = null;
    },
    settle,
  };
}
