import type { Ask } from '../messages/ask';
import type { Subject } from '../metrics/subjects';
import type { Tracked } from './tracked';

/** Tells the background what is on the page, for the popup and the toolbar. */
export interface Report {
  /** Something changed: say so when the page has come to rest. */
  soon(): void;
  /** What was said may be forgotten on the other side: say it again, also if it is the same. */
  again(): void;
}

const REST_MS = 400;
/** A page that never rests is told of all the same. */
const LONGEST_MS = 3_000;
/** A page of more is a feed scrolled for an hour; the popup lists no more. */
const MOST = 1000;

export function createReport(
  ask: Ask,
  document: Document,
  found: () => { cards: Iterable<Tracked>; head: Tracked | null },
  signal: AbortSignal,
): Report {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  let last = '';

  const send = () => {
    timer = undefined;
    const { cards, head } = found();
    const all = head ? [head, ...cards] : [...cards];
    const subjects = [...new Set<Subject>(all.map(({ spot }) => spot.subject))].slice(0, MOST);
    const drawn = all.filter(({ placed }) => placed !== null).length;
    const said = JSON.stringify([document.URL, subjects, drawn]);
    if (said === last || signal.aborted) return;
    last = said;
    // Nobody waits for this, and the next change says it again.
    ask('present', { subjects, drawn }).catch(() => {});
  };

  signal.addEventListener('abort', () => clearTimeout(timer));
  const soon = () => {
    const now = performance.now();
    if (timer === undefined) since = now;
    else if (now - since > LONGEST_MS) return;
    clearTimeout(timer);
    timer = setTimeout(send, REST_MS);
  };
  return {
    soon,
    again() {
      last = '';
      soon();
    },
  };
}
