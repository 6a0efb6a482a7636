import type { BadgeModel } from '../messages/drawn';
import type { Spot } from '../sites/face';
import type { Surface } from '../ui/badge';
import type { Placed } from './placing';

/** A card, or the page's own head, that we know of. */
export interface Tracked {
  spot: Spot;
  surface: Surface;
  /** Within one screen of being seen. */
  near: boolean;
  placed: Placed | null;
  /** What is watched for another size beside the root. */
  sized: Element | null;
  /** What its badge says, null when it is not drawn or may be untrue. */
  shown: BadgeModel | null;
  /** When lately the page had taken the badge out and it was put back. */
  returns: number[];
  /** The page takes it out again and again: it is let have its way. */
  unwelcome: boolean;
}

/** The element beside which what is said of a subject belongs. */
export function placeOf({ placed, spot }: Tracked): Element {
  const way = placed?.way;
  if (way?.over) return way.target;
  return spot.head ? (way?.target ?? spot.cover ?? spot.texts[0] ?? spot.root) : spot.root;
}

/** Something found, not yet seen. */
export function newlyTracked(spot: Spot, surface: Surface): Tracked {
  return { spot, surface, near: false, placed: null, sized: null, shown: null, returns: [], unwelcome: false };
}

/** All cards that are tracked, by root. It holds them: whoever notices that one left the page removes it. */
export interface Register {
  at(root: Element): Tracked | undefined;
  /** The tracked element that holds this one, itself included. */
  around(element: Element): Tracked | undefined;
  /** Tracked elements inside this one, itself not included. */
  inside(element: Element): Tracked[];
  add(spot: Spot): Tracked;
  remove(tracked: Tracked): void;
  all(): Iterable<Tracked>;
}

/** A tracked element is sought so many elements up: cards are not deeper. */
const HEIGHT = 24;

export function createRegister(): Register {
  const byRoot = new Map<Element, Tracked>();
  return {
    at: (root) => byRoot.get(root),
    around(element) {
      let up: Element | null = element;
      for (let steps = 0; up && steps < HEIGHT; steps++, up = up.parentElement) {
        const tracked = byRoot.get(up);
        if (tracked) return tracked;
      }
      return undefined;
    },
    inside: (element) =>
      [...byRoot.values()].filter(({ spot }) => spot.root !== element && element.contains(spot.root)),
    add(spot) {
      const tracked = newlyTracked(spot, 'card');
      byRoot.set(spot.root, tracked);
      return tracked;
    },
    remove(tracked) {
      byRoot.delete(tracked.spot.root);
    },
    all: () => byRoot.values(),
  };
}
