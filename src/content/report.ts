import type { Ask } from '../messages/ask';
import type { PageFinding } from '../messages/protocol';
import type { Subject } from '../metrics/subjects';
import type { Site } from '../sites/face';
import { promiseOf } from '../sites/health';
import type { Tracked } from './tracked';

/** Tells the background what is on the page, for the popup and the toolbar. */
export interface Report {
  /** Something changed: say so when the page has come to rest. */
  soon(): void;
  /** The page is another one now: whether it is recognised is open again. */
  turned(): void;
  /** What was said may be forgotten on the other side: say it again, also if it is the same. */
  again(): void;
}

const REST_MS = 400;
/** A page that never rests is told of all the same. */
const LONGEST_MS = 3_000;
/** So long a page may take until it has rendered what it promises. */
const SETTLED_MS = 4_000;
/** A page of more is a feed scrolled for an hour; the popup lists no more. */
const MOST = 1000;

export function createReport(
  ask: Ask,
  document: Document,
  site: Site,
  found: () => { cards: Iterable<Tracked>; head: Tracked | null },
  signal: AbortSignal,
): Report {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  let changedAt = 0;
  let turnedAt = 0;
  let settled: ReturnType<typeof setTimeout> | undefined;
  let last = '';

  const send = () => {
    timer = undefined;
    const { cards, head } = found();
    const all = head ? [head, ...cards] : [...cards];
    const subjects = [...new Set<Subject>(all.map(({ spot }) => spot.subject))].slice(0, MOST);
    const drawn = all.filter(({ placed }) => placed !== null).length;
    const finding = findingOf(all.length > 0, head !== null);
    const said = JSON.stringify([document.URL, subjects, drawn, finding]);
    if (said === last || signal.aborted) return;
    last = said;
    // Nobody waits for this, and the next change says it again.
    ask('present', { subjects, drawn, ...finding }).catch(() => {});
  };

  /** Sends when nothing has changed for a while; one timer at a time, for this is asked for in every frame. */
  const atRest = () => {
    const now = performance.now();
    const left = Math.min(changedAt + REST_MS, since + LONGEST_MS) - now;
    if (left > 0) timer = setTimeout(atRest, left);
    else send();
  };

  const findingOf = (any: boolean, head: boolean): PageFinding => {
    const kind = site.pageKind(new URL(document.URL));
    const promise = promiseOf(kind);
    if (promise === 'page' ? head : any) return { kind, recognition: 'recognised' };
    if (promise === 'nothing') return { kind, recognition: 'not-expected' };
    return { kind, recognition: performance.now() - turnedAt < SETTLED_MS ? 'looking' : 'nothing' };
  };

  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    clearTimeout(settled);
  });
  const soon = () => {
    changedAt = performance.now();
    if (timer !== undefined) return;
    since = changedAt;
    timer = setTimeout(atRest, REST_MS);
  };
  return {
    soon,
    turned() {
      turnedAt = performance.now();
      clearTimeout(settled);
      settled = setTimeout(soon, SETTLED_MS);
    },
    again() {
      last = '';
      soon();
    },
  };
}
