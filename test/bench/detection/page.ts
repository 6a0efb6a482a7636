/**
 * What the bench's page does, and how long our own script takes in it. Every way in which a script of ours is
 * called is timed: observers, frames, timers, and what goes on after an answer.
 */
export interface Bench {
  /** Milliseconds of our own script so far. */
  spent: number;
  /** How often it was called. */
  calls: number;
}

export const bench: Bench = { spent: 0, calls: 0 };

function timed<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    const from = performance.now();
    try {
      return work(...args);
    } finally {
      bench.spent += performance.now() - from;
      bench.calls++;
    }
  };
}

/** From here on, whatever the script under measure hands to the browser is timed. */
export function timeEverything(): void {
  const { MutationObserver, IntersectionObserver, ResizeObserver, requestAnimationFrame, setTimeout } = globalThis;
  globalThis.MutationObserver = class extends MutationObserver {
    constructor(callback: MutationCallback) {
      super(timed(callback));
    }
  };
  globalThis.IntersectionObserver = class extends IntersectionObserver {
    constructor(callback: IntersectionObserverCallback, options?: IntersectionObserverInit) {
      super(timed(callback), options);
    }
  };
  globalThis.ResizeObserver = class extends ResizeObserver {
    constructor(callback: ResizeObserverCallback) {
      super(timed(callback));
    }
  };
  globalThis.requestAnimationFrame = (callback) => requestAnimationFrame(timed(callback));
  globalThis.setTimeout = ((callback: () => void, after?: number) =>
    setTimeout(timed(callback), after)) as typeof setTimeout;
}

/** Lets the script under measure go on with an answer, and times all that it does before the browser's next task. */
export function answer<T>(value: T): Promise<T> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const from = performance.now();
      resolve(value);
      let microtasks = 8;
      const wait = () => {
        if (microtasks-- > 0) return queueMicrotask(wait);
        bench.spent += performance.now() - from;
        bench.calls++;
      };
      wait();
    };
    channel.port2.postMessage(null);
  });
}

const CARDS = 2_000;
const BATCHES = 100;
const NOISE = 3_000;

/** Adds the cards in batches, one per frame, with unrelated mutations in tasks of their own between them. */
export async function goOn(): Promise<void> {
  const feed = document.querySelector('#exploreFeeds') as Element;
  const aside = document.querySelector('aside') as Element;
  const frame = () => new Promise((resolve) => pageFrame(resolve));
  for (let batch = 0; batch < BATCHES; batch++) {
    const cards = document.createDocumentFragment();
    for (let index = 0; index < CARDS / BATCHES; index++) cards.append(card(batch * (CARDS / BATCHES) + index));
    feed.append(cards);
    for (let index = 0; index < NOISE / BATCHES; index++) {
      await pageTask();
      noise(aside, index);
    }
    await frame();
  }
  await new Promise((resolve) => pageTimeout(resolve, 1_200));
}

/** The page's own, taken before anything is timed. */
const pageFrame = requestAnimationFrame.bind(globalThis);
const pageTimeout = setTimeout.bind(globalThis);
const pageTask = () => {
  const channel = new MessageChannel();
  return new Promise((resolve) => {
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });
};

export const noteOf = (n: number) => `6411cf990000000013${n.toString(16).padStart(6, '0')}`;

function card(n: number): Element {
  const id = noteOf(n);
  const section = document.createElement('section');
  section.className = 'note-item';
  section.style.transform = `translate(${(n % 5) * 216}px,${Math.floor(n / 5) * 316}px)`;
  section.innerHTML = `<div><a href="/explore/${id}" style="display:none"></a>
    <a class="cover mask ld" href="/explore/${id}?xsec_token=ABsJ5fXql0_RYweB4YHpGEEFBK-eZFkbVBu23jLwrDlgE=&xsec_source="><img alt=""></a>
    <div class="footer"><a class="title"><span>标题</span></a><div class="author-wrapper">
      <a class="author" href="/user/profile/5d2aec020000000012${n.toString(16).padStart(6, '0')}?xsec_token=AB"><span class="name">某人</span></a>
      <span class="like-wrapper"><span class="count">赞</span></span></div></div></div>`;
  return section;
}

/** What pages do all the time and what has nothing to do with cards. */
function noise(aside: Element, index: number): void {
  if (index % 3 === 0) aside.setAttribute('class', `state-${Math.random()}`);
  else if (index % 3 === 1) aside.append(document.createElement('span'));
  else if (aside.lastElementChild) aside.lastElementChild.textContent = String(Math.random());
}
