/** Half a pixel is rounding. */
const SLACK = 1;

/**
 * What does not fit where it stands, a line each: an element wider than what it stands in, or words that are cut off
 * where nothing else says them in full. What is only spoken or never seen is left out; nothing
 * is scrolled sideways.
 */
export function overflowing(document: Document): string[] {
  const { documentElement: page } = document;
  const found = page.scrollWidth > page.clientWidth ? [`the page: ${page.scrollWidth} in ${page.clientWidth} px`] : [];
  for (const element of within(document.body)) found.push(...faultsOf(element));
  return found;
}

/** All elements that are drawn, those in shadow roots too. */
function* within(root: ParentNode): Iterable<HTMLElement> {
  for (const child of root.children) {
    if (!(child instanceof HTMLElement) || child.matches('.spoken, .veil, script, style') || !child.checkVisibility())
      continue;
    yield child;
    yield* within(child);
    if (child.shadowRoot) yield* within(child.shadowRoot);
  }
}

function* faultsOf(element: HTMLElement): Iterable<string> {
  const style = getComputedStyle(element);
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
  const fault = (what: string) => `${nameOf(element)} ${what}`;
  // What is typed into a field, or chosen in a list, scrolls there.
  if (element.matches('input, textarea, select, option, progress')) return;
  const clipsX = style.overflowX !== 'visible';
  const clipsY = style.overflowY === 'hidden' || style.overflowY === 'clip';
  const cutX = scrollWidth > clientWidth + SLACK && style.display !== 'inline';
  const cutY = clipsY && scrollHeight > clientHeight + SLACK;
  if ((cutX || cutY) && !isToldInFull(element)) {
    yield fault(
      `${clipsX || cutY ? 'cuts off' : 'spills'}: ${scrollWidth}×${scrollHeight} in ${clientWidth}×${clientHeight}`,
    );
  }
  const box = element.getBoundingClientRect();
  const block = blockAround(element);
  if (block === null || box.width === 0) return;
  const around = block.getBoundingClientRect();
  if (box.right > around.right + SLACK || box.left < around.left - SLACK) {
    yield fault(`stands out of ${nameOf(block)}: ${span(box)} of ${span(around)}`);
  }
}

const span = ({ left, right }: DOMRect) => `${Math.round(left)}–${Math.round(right)}`;

/** Cut short with dots or after some lines, and said in full to the pointer or a screen reader. */
function isToldInFull(element: HTMLElement): boolean {
  const { textOverflow, webkitLineClamp } = getComputedStyle(element);
  if (textOverflow !== 'ellipsis' && webkitLineClamp === 'none') return false;
  return (element.getAttribute('title') ?? element.getAttribute('aria-label') ?? '').length > 0;
}

/** What an element in the flow must stay inside of; null where it may be anywhere. */
function blockAround(element: HTMLElement): HTMLElement | null {
  if (['absolute', 'fixed', 'sticky'].includes(getComputedStyle(element).position)) return null;
  const parent = element.parentElement;
  if (!parent) return null;
  return getComputedStyle(parent).display === 'inline' ? blockAround(parent) : parent;
}

function nameOf(element: Element): string {
  const classes = [...element.classList].map((one) => `.${one}`).join('');
  const said = element.getAttribute('data-v') ?? element.textContent ?? '';
  return `${element.localName}${classes} 「${said.trim().slice(0, 30)}」`;
}
