/** Runs steps when a frame's layout is done and nothing has dirtied it: reading it there costs nothing. */
export interface CleanLayout {
  /** Runs a step in this frame, once an element that is drawn is laid out; within a step a deeper element only. */
  after(element: Element, step: () => void): void;
}

/** Resize observers are called after layout and before paint, and again for what is deeper (csswg.org/resize-observer). */
export function createCleanLayout(signal: AbortSignal): CleanLayout {
  const steps = new Map<Element, () => void>();
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const step = steps.get(target);
      steps.delete(target);
      observer.unobserve(target);
      step?.();
    }
  });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    steps.clear();
  });
  return {
    after(element, step) {
      steps.set(element, step);
      // Once more, if it is observed already: it is reported anew.
      observer.unobserve(element);
      observer.observe(element);
    },
  };
}
