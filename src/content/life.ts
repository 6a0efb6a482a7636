import type { Ask } from '../messages/ask';
import type { Subject } from '../metrics/subjects';
import type { HeadMemory, Site, Spot } from '../sites/face';
import { createAsking } from './asking';
import { createCard } from './card';
import { createFinder } from './finder';
import { createPainter } from './painter';
import { createReport } from './report';
import { newlyTracked, placeOf, type Tracked } from './tracked';
import { createWatcher } from './watcher';

/** What can happen to a page while it is being looked at. */
export interface Life {
  /** The page went somewhere else without loading, or came back from the back/forward cache. */
  turn(): void;
  /** What was known may have become untrue. */
  refresh(): void;
  /** Brings a subject into view; false where it is not on the page now. */
  show(subject: Subject): boolean;
}

/** A head that has its place is looked for again when the page has been at rest so long. */
const REST_MS = 300;
/** Numbers that may have become untrue stand so long while newer ones are asked for. */
const PATIENCE_MS = 1_000;

/**
 * One life of a page: from the moment that there is something to do until the signal. Finds cards and the page's
 * own subject, asks about what comes into sight, draws what is ours. When it ends nothing of it is left.
 * @param quiet only reports what is there: asks about nothing and draws nothing
 */
export function beginLife(document: Document, site: Site, ask: Ask, quiet: boolean, signal: AbortSignal): Life {
  let head: Tracked | null = null;
  const memory: HeadMemory = new WeakMap();
  const url = () => new URL(document.URL);
  /** Where the watching was last scoped to: nothing to do while this is as it was. */
  let scoped: Element[] | null = null;

  /** Cards come and go, and turn into others' by such a change. */
  const inside = { childList: true, subtree: true, attributes: true, attributeFilter: ['href', ...site.attributes] };
  const painter = createPainter(document, inside, { erased: (tracked) => card.gone(tracked), doubted }, signal);
  const card = createCard(document, ask, painter, signal);
  const asking = createAsking(ask, () => document.URL, wantAll, signal);
  const finder = createFinder(document, site, painter, { isHead, want, feed: () => scoped?.[0] }, signal);
  const report = createReport(ask, document, site, () => ({ cards: finder.cards.all(), head }), signal);
  const { isOurs } = painter;
  const watcher = createWatcher(document, inside, { isOurs, look: finder.look, settled }, signal);

  function want(tracked: Tracked) {
    if (quiet) return report.soon();
    const { subject } = tracked.spot;
    const badge = asking.badgeOf(subject);
    if (badge === undefined) asking.want(subject);
    else if (badge !== tracked.shown) draw(tracked);
  }

  /** Draws what is known of a card or head, once it is sure that it still is that subject. */
  function draw(tracked: Tracked) {
    const now = tracked === head ? site.page(document, url(), memory) : site.card(tracked.spot.root);
    if (now?.subject !== tracked.spot.subject) return watcher.look(tracked.spot.root);
    const badge = asking.badgeOf(now.subject);
    const setup = asking.setup();
    if (badge && setup) painter.draw(tracked, badge, setup);
    else painter.erase(tracked);
    report.soon();
  }

  /** Its badge was taken out, or it may be another's now. */
  function doubted(tracked: Tracked) {
    if (tracked === head) lookAtHead();
    else finder.look(tracked.spot.root);
  }

  function* near(): Iterable<Tracked> {
    if (head) yield head;
    for (const card of finder.cards.all()) if (card.near) yield card;
  }

  function wantAll() {
    for (const tracked of near()) want(tracked);
  }

  /** The page's own title is often a link to the page: that is no card. */
  function isHead({ subject, root }: Spot): boolean {
    const target = head?.spot.subject === subject ? placeOf(head) : null;
    return target !== null && (target.contains(root) || root.contains(target));
  }

  function lookAtHead() {
    const spot = site.page(document, url(), memory);
    if (head && head.spot.subject !== spot?.subject) {
      painter.erase(head);
      head = null;
    }
    if (!spot) return;
    if (head && head.spot.root === spot.root) {
      head.spot = spot;
      painter.replace(head);
      return;
    }
    if (head) painter.erase(head);
    head = newlyTracked(spot, spot.subject.startsWith('xhs/note/') ? 'note' : 'product');
    const card = finder.cards.around(placeOf(head));
    if (card?.spot.subject === spot.subject) finder.drop(card);
    want(head);
  }

  /** Scopes the watching to the feed and the head, once everything that the URL promises is found. */
  function scope() {
    const feed = site.feedOf(document);
    const complete = feed !== null && (head !== null || site.subjectOfUrl(url()) === null);
    const elements = complete ? [feed, ...(head ? [head.spot.root] : [])] : [];
    watcher.scope(elements);
    scoped = complete ? elements : null;
  }

  function isScoped(): boolean {
    return scoped?.every(({ isConnected }) => isConnected) ?? false;
  }

  let resting: ReturnType<typeof setTimeout> | undefined;

  function settled(removed: boolean) {
    if (removed) finder.sweep();
    report.soon();
    painter.settle();
    if (!head && isScoped()) return;
    if (head?.spot.root.isConnected) {
      // It has its place; a better one may still be rendered.
      resting ??= setTimeout(() => {
        resting = undefined;
        lookAtHead();
        scope();
      }, REST_MS);
    } else {
      lookAtHead();
      scope();
    }
  }

  function turn() {
    scoped = null;
    report.turned();
    finder.sweep();
    lookAtHead();
    watcher.rouse();
    watcher.look(document.documentElement);
  }

  signal.addEventListener('abort', () => {
    clearTimeout(resting);
    for (const tracked of [head, ...finder.cards.all()]) if (tracked) painter.erase(tracked);
  });
  turn();

  return {
    turn,
    refresh() {
      asking.forget();
      card.refresh();
      report.again();
      for (const card of finder.cards.all()) if (!card.near) painter.erase(card);
      wantAll();
      setTimeout(() => {
        const waiting = asking.setup()?.waiting;
        for (const tracked of waiting ? near() : [])
          if (waiting && asking.badgeOf(tracked.spot.subject) === undefined) painter.wait(tracked, waiting);
      }, PATIENCE_MS);
    },
    show(subject) {
      const places = [head, ...finder.cards.all()];
      const found = places.find((one) => one?.spot.subject === subject && one.spot.root.isConnected);
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      if (found) placeOf(found).scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
      return found !== undefined;
    },
  };
}
