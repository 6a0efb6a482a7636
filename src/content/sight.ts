/** Tells when elements come within one screen of being seen, and when they leave again. */
export interface Sight {
  watch(element: Element): void;
  ignore(element: Element): void;
}

/** One screen around the window, and as much inside what scrolls or slides in it. */
const AHEAD = { rootMargin: '100%', scrollMargin: '1000px' };

/** @param changed Called once for every element after it is watched, and then at every change. */
export function createSight(
  changed: (element: Element, near: boolean, hasBox: boolean) => void,
  signal: AbortSignal,
): Sight {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting, boundingClientRect } of entries)
      changed(target, isIntersecting, boundingClientRect.height > 0 && boundingClientRect.width > 0);
  }, AHEAD);
  signal.addEventListener('abort', () => observer.disconnect());
  return { watch: (element) => observer.observe(element), ignore: (element) => observer.unobserve(element) };
}
