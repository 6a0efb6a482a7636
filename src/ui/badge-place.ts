/** `over`: in the corner over the target. `after`: just after the target's text. */
export type Place = 'over' | 'after';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where a host and its target are, in one coordinate system. */
export interface Boxes {
  host: Box;
  target: Box;
}

const GAP = 8;

/**
 * Where a badge's drawn part goes inside its host, in pixels from the host's corner, and how wide it may become.
 * All boxes are in one coordinate system.
 * @param target The box to stand over, or the column in which the text stands.
 * @param text The last line of the target's text, null when it has none.
 * @param width The drawn part's own width: after the text where that fits on the line, else below it.
 */
export function placeIn(
  host: Box,
  target: Box,
  text: Box | null,
  place: Place,
  width: number,
): { left: number; top: number; maxWidth: number } {
  const rightmost = Math.min(host.right, target.right);
  const at = (left: number, top: number, edge: number) => ({
    left: left - host.left,
    top: top - host.top,
    maxWidth: Math.max(0, edge - left),
  });
  if (place === 'over') return at(target.left + GAP, target.top + GAP, rightmost - GAP);
  const line = text ?? target;
  if (text !== null && text.right + GAP + width <= rightmost) return at(text.right + GAP, text.top, rightmost);
  return at(target.left, line.bottom, rightmost);
}

/** The column that an element's text runs in: the element itself, or what an inline one is part of. */
export function columnOf(element: Element): Element {
  const view = element.ownerDocument.defaultView;
  let column = element;
  while (column.parentElement && view?.getComputedStyle(column).display.startsWith('inline'))
    column = column.parentElement;
  return column;
}

/** The last line of an element's text as it is laid out, or null. */
export function lastLine(element: Element): Box | null {
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let last: Box | null = null;
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const range = element.ownerDocument.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 0) last = box;
  }
  return last;
}
