/** Tells when elements come within one screen of being seen, and when they leave again. */
export interface Sight {
  watch(element: Element): void;
  ignore(element: Element): void;
}

export function createSight(changed: (element: Element, near: boolean) => void, signal: AbortSignal): Sight {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) changed(target, isIntersecting);
    },
    { rootMargin: '100% 0px' },
  );
  signal.addEventListener('abort', () => observer.disconnect());
  return { watch: (element) => observer.observe(element), ignore: (element) => observer.unobserve(element) };
}
