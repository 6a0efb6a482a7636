import { type ReadonlySignal, signal } from '@preact/signals';

/** Work done one at a time, in the order in which it was asked for. */
export interface Turns {
  /** Whether anything is being done or waits for its turn. */
  busy: ReadonlySignal<boolean>;
  /** @param work Gets a signal that says when the user wants no more of it. It must not throw. */
  take(work: (stop: AbortSignal) => Promise<void>): Promise<void>;
  /** Ends what is being done now; what waits has its turn. */
  stop(): void;
}

export function createTurns(): Turns {
  const busy = signal(false);
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  let ending = new AbortController();
  return {
    busy,
    take(work) {
      waiting += 1;
      busy.value = true;
      last = last.then(async () => {
        ending = new AbortController();
        await work(ending.signal);
        waiting -= 1;
        busy.value = waiting > 0;
      });
      return last;
    },
    stop: () => ending.abort(),
  };
}
