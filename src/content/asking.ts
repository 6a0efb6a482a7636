import type { Ask } from '../messages/ask';
import type { BadgeModel } from '../messages/drawn';
import type { PageSetup } from '../messages/protocol';
import type { Subject } from '../metrics/subjects';

/** What is known of subjects on this page, and the one place that asks for more. */
export interface Asking {
  /** What is to be drawn: null when the subject is not ours, undefined while it is not known. */
  badgeOf(subject: Subject): BadgeModel | null | undefined;
  /** Asks with the next batch, unless known or already asked. */
  want(subject: Subject): void;
  /** What to draw with; there before the first answer. */
  setup(): PageSetup | null;
  /** What was known may have become untrue: ask for it anew. */
  forget(): void;
}

/** Cards come into sight one by one: a screenful of them is one question. */
const GATHER_MS = 60;
/** The contract's limit for one question. */
const MOST = 200;
const FIRST_RETRY_MS = 2_000;
const TRIES = 6;
/** So long news of newer numbers are waited for before they are asked for again, twice as long each time. */
const FIRST_DOUBT_MS = 4_000;

/** @param wantAll Called when answers have come, and when some have not and may be wanted again. */
export function createAsking(ask: Ask, url: () => string, wantAll: () => void, signal: AbortSignal): Asking {
  let badges = new Map<Subject, BadgeModel | null>();
  let wanted = new Set<Subject>();
  let inFlight = new Set<Subject>();
  let setup: PageSetup | null = null;
  let greeted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let doubting: ReturnType<typeof setTimeout> | undefined;
  let doubts = 0;
  let failures = 0;
  let round = 0;

  const gather = (after: number) => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush();
    }, after);
  };

  /** The background may have died before it could tell that the source is well, or of newer numbers. */
  const doubt = () => {
    if (doubts >= TRIES) return;
    doubting ??= setTimeout(
      () => {
        doubting = undefined;
        for (const [subject, badge] of badges) if (badge && badge.look !== 'fresh') badges.delete(subject);
        wantAll();
      },
      FIRST_DOUBT_MS * 2 ** doubts++,
    );
  };

  const flush = async () => {
    const batch = [...wanted].slice(0, MOST);
    if (batch.length === 0 || signal.aborted) return;
    const asked = round;
    for (const subject of batch) {
      wanted.delete(subject);
      inFlight.add(subject);
    }
    if (wanted.size > 0) gather(0);
    try {
      if (!setup || !greeted) setup = await ask('hello', { url: url() });
      greeted = true;
      const reply = setup.enabled ? await ask('badges', { subjects: batch }) : { badges: {}, awaited: false };
      if (signal.aborted || asked !== round) return;
      failures = 0;
      for (const subject of batch) {
        inFlight.delete(subject);
        badges.set(subject, reply.badges[subject] ?? null);
      }
      if (reply.awaited) doubt();
      wantAll();
    } catch {
      if (signal.aborted || asked !== round) return;
      for (const subject of batch) inFlight.delete(subject);
      failures++;
      if (failures < TRIES) setTimeout(() => !signal.aborted && wantAll(), FIRST_RETRY_MS * 2 ** (failures - 1));
    }
  };

  const forget = () => {
    clearTimeout(doubting);
    doubting = undefined;
  };
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    forget();
  });

  return {
    badgeOf: (subject) => badges.get(subject),
    want(subject) {
      if (badges.has(subject) || inFlight.has(subject)) return;
      wanted.add(subject);
      gather(GATHER_MS);
    },
    setup: () => setup,
    forget() {
      forget();
      round++;
      failures = doubts = 0;
      badges = new Map();
      wanted = new Set();
      inFlight = new Set();
      greeted = false;
    },
  };
}
