import type { Site, Spot } from '../sites/face';
import type { Painter } from './painter';
import { createSight } from './sight';
import { createRegister, type Register, type Tracked } from './tracked';

/** Finds cards in what is added to a page, and keeps knowing which they are. */
export interface Finder {
  cards: Register;
  /** Reads an element that was added or changed. True when it is or was a card, holds some, or may. */
  look(element: Element): boolean;
  drop(card: Tracked): void;
  /** Lets go of what has left the page. */
  sweep(): void;
}

export interface FinderHandlers {
  /** The page's own head is not a card, though it often looks like one. */
  isHead(spot: Spot): boolean;
  /** A card is within a screen of being seen, or is another's now. */
  want(card: Tracked): void;
  /** The feed, if there is one: what is added to it is read when it comes near. */
  feed(): Element | undefined;
}

/** So many elements in a row that came near and held nothing: a feed of something else. */
const BARREN = 200;

/**
 * Cards of a feed come by the hundred, and most are never scrolled to. What is added to one waits until it is
 * within a screen of being seen before it is read at all; everything else is read at once.
 */
export function createFinder(
  document: Document,
  site: Site,
  painter: Painter,
  { isHead, want, feed }: FinderHandlers,
  signal: AbortSignal,
): Finder {
  const cards = createRegister();
  const waiting = new WeakSet<Element>();
  let barren = 0;

  const sight = createSight((element, near, hasBox) => {
    // What has no box of its own never comes near: its parts may.
    if (waiting.has(element) && (near || !hasBox)) read(element);
    const card = cards.at(element);
    if (!card) return;
    card.near = near;
    if (near) want(card);
  }, signal);

  function look(element: Element): boolean {
    const within = feed();
    for (let up: Element | null = element; up; up = up.parentElement) {
      const card = cards.at(up);
      if (card) return check(card, element);
      if (waiting.has(up)) return false;
      if (up === within) return wait(element);
    }
    return take(element);
  }

  function wait(element: Element): boolean {
    waiting.add(element);
    sight.watch(element);
    return barren < BARREN;
  }

  /** Reads what has come near. It goes on being watched if it is itself a card. */
  function read(element: Element) {
    waiting.delete(element);
    barren = take(element) ? 0 : barren + 1;
    if (!cards.at(element)) sight.ignore(element);
  }

  function take(element: Element): boolean {
    return site.cards(element).filter((spot) => found(spot, element)).length > 0;
  }

  /** Reads a known card again, in which something has changed. */
  function check(card: Tracked, element: Element): boolean {
    const { root } = card.spot;
    const now = site.card(root);
    if (now) return found(now, element);
    drop(card);
    if (!look(root)) take(root);
    return true;
  }

  /** Takes in a spot; `within` is what was looked at. */
  function found(spot: Spot, within: Element): boolean {
    if (isHead(spot)) return false;
    const known = cards.at(spot.root);
    if (known) {
      const same = known.spot.subject === spot.subject;
      known.spot = spot;
      if (same) painter.replace(known);
      else {
        painter.erase(known);
        if (known.near) want(known);
      }
      return !same;
    }
    // What was just added has nothing known in it. Elsewhere a card may have been known by a part of it, or by more.
    if (!within.contains(spot.root) || within === document.documentElement) {
      const larger = cards.around(spot.root);
      if (larger && site.card(larger.spot.root)) return false;
      if (larger) drop(larger);
      for (const part of cards.inside(spot.root)) drop(part);
    }
    cards.add(spot);
    // Once more, if it is watched already: being known is news.
    sight.ignore(spot.root);
    sight.watch(spot.root);
    return true;
  }

  function drop(card: Tracked) {
    sight.ignore(card.spot.root);
    painter.erase(card);
    cards.remove(card);
  }

  return {
    cards,
    look,
    drop,
    sweep() {
      for (const card of [...cards.all()]) if (!card.spot.root.isConnected) drop(card);
    },
  };
}
