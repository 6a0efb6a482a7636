/**
 * Watches the page for what may hold cards. Inside a feed only the feed is watched, and of everything else only
 * whether the elements around the feed change; a page without a feed is watched whole. Records are gathered and
 * worked on once per frame, a slice at a time.
 */
export interface Watcher {
  /** Watches these elements' insides, and what holds them; none: the whole page. */
  scope(elements: readonly Element[]): void;
  /** Looks at an element (again) in the next frame. */
  look(element: Element): void;
  /** Starts watching again after many looks found nothing. */
  rouse(): void;
}

export interface WatchHandlers {
  /** Whether a node was put into the page by us. */
  isOurs(node: Node): boolean;
  /** Something was added, or its ids changed. True when it led to anything. */
  look(element: Element): boolean;
  /** After a frame's looks. `removed`: elements went away since. */
  settled(removed: boolean): void;
}

/** Our own time in one frame. */
const BUDGET_MS = 5;
/** Looks between two glances at the clock. */
const LOOKS_PER_GLANCE = 8;
/** So many looks in a row that found nothing, and watching stops until the user does something. */
const EMPTY_LOOKS = 200;

/** @param inside what to watch of the insides of an element */
export function createWatcher(
  document: Document,
  inside: MutationObserverInit,
  handlers: WatchHandlers,
  signal: AbortSignal,
): Watcher {
  const pending = new Set<Element>();
  let removed = false;
  let frame = 0;
  let emptyLooks = 0;
  let asleep = false;
  let scopes: readonly Element[] = [];

  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === 'attributes') pending.add(target as Element);
      else {
        // By index: cards come by the hundred, and an iterator costs as much as the rest.
        for (let index = 0; index < addedNodes.length; index++) {
          const node = addedNodes[index];
          if (node?.nodeType === Node.ELEMENT_NODE && !handlers.isOurs(node)) pending.add(node as Element);
        }
        for (const node of removedNodes) removed ||= !handlers.isOurs(node);
      }
    }
    if (pending.size > 0 || removed) schedule();
  });

  const observe = () => {
    observer.disconnect();
    if (asleep || signal.aborted) return;
    if (scopes.length === 0) return observer.observe(document, inside);
    for (const scope of scopes)
      for (let around = scope.parentNode; around; around = around.parentNode)
        observer.observe(around, { childList: true });
    for (const scope of scopes) observer.observe(scope, inside);
  };

  const schedule = () => {
    if (frame === 0) frame = requestAnimationFrame(work);
  };

  const work = () => {
    frame = 0;
    const until = performance.now() + BUDGET_MS;
    let found = false;
    let looks = 0;
    for (const element of pending) {
      pending.delete(element);
      if (element.isConnected && handlers.look(element)) found = true;
      if (++looks % LOOKS_PER_GLANCE === 0 && performance.now() > until) break;
    }
    if (pending.size > 0) schedule();
    emptyLooks = found ? 0 : emptyLooks + 1;
    handlers.settled(removed);
    removed = false;
    if (emptyLooks >= EMPTY_LOOKS && !asleep) {
      asleep = true;
      observe();
    }
  };

  const rouse = () => {
    emptyLooks = 0;
    if (!asleep) return;
    asleep = false;
    observe();
    pending.add(document.documentElement);
    schedule();
  };

  for (const type of ['scroll', 'pointerdown', 'keydown'])
    document.addEventListener(type, rouse, { capture: true, passive: true, signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    pending.clear();
  });
  observe();

  return {
    scope(elements) {
      if (elements.length === scopes.length && elements.every((element, index) => element === scopes[index])) return;
      scopes = elements;
      observe();
    },
    look(element) {
      pending.add(element);
      schedule();
    },
    rouse,
  };
}
