import type { Box } from '../ui/box';
import { overlap } from '../ui/box';

/** What is the page's own around a place, and how the page stacks it. Everything here reads, nothing writes. */

/** Nodes that are looked at around one badge. */
const MOST = 400;
/** What is at least so large, in parts of an area, is what the area shows and no control on it. */
const LARGE = { width: 0.8, height: 0.5 };
const PICTURES = /^(?:img|svg|video|canvas|picture)$/;

export interface Around {
  taken: Box[];
  /** What lies over all of the area: pictures of a slide show, a shade. */
  sheets: Element[];
}

/** The labels, controls and words of the page that are in an area, in the window's coordinates. */
export function lookAround(
  scope: Element,
  area: Box,
  subject: Element | null,
  isOurs: (node: Node) => boolean,
): Around {
  const found: Around = { taken: [], sheets: [] };
  const width = area.right - area.left;
  const height = area.bottom - area.top;
  let left = MOST;
  const read = (parent: Element) => {
    for (let node = parent.firstChild; node && left > 0; node = node.nextSibling) {
      left--;
      if (node.nodeType === 3) {
        if (node.nodeValue?.trim()) for (const line of linesOf(node)) if (overlap(line, area)) found.taken.push(line);
        continue;
      }
      if (node.nodeType !== 1 || isOurs(node)) continue;
      const element = node as Element;
      if (element === subject && !element.firstElementChild) continue;
      const box = element.getBoundingClientRect();
      const isLeaf = !element.firstElementChild;
      const isSubject = subject !== null && (element === subject || element.contains(subject));
      if (isSubject || box.width < 4 || box.height < 4 || !overlap(box, area)) {
        read(element);
        continue;
      }
      if (box.width >= width * LARGE.width && box.height >= height * LARGE.height) {
        found.sheets.push(element);
        if (!PICTURES.test(element.localName)) read(element);
      } else if (PICTURES.test(element.localName) || (isLeaf && !element.textContent?.trim())) {
        found.taken.push(box);
      } else if (box.width <= width / 2 && box.height <= height / 2 && !isInline(element)) {
        found.taken.push(box);
      } else {
        if (isPainted(element)) found.taken.push(box);
        read(element);
      }
    }
  };
  read(scope);
  return found;
}

/** The lines of a node as they are laid out. */
export function linesOf(node: Node): Box[] {
  const range = node.ownerDocument?.createRange();
  range?.selectNodeContents(node);
  return [...(range?.getClientRects() ?? [])].filter(({ width }) => width > 0);
}

const styleOf = (element: Element) => element.ownerDocument.defaultView?.getComputedStyle(element);

function isInline(element: Element): boolean {
  return styleOf(element)?.display === 'inline';
}

/** Whether an element draws anything itself. */
export function isPainted(element: Element): boolean {
  const style = styleOf(element);
  if (style?.visibility !== 'visible' || style.opacity === '0') return false;
  return (
    PICTURES.test(element.localName) ||
    style.backgroundImage !== 'none' ||
    !/^transparent$|, 0\)$/.test(style.backgroundColor) ||
    Number.parseFloat(style.borderTopWidth) > 0
  );
}

/** The column that an element's text runs in: the element itself, or what an inline one is part of. */
export function columnOf(element: Element): Element {
  let column = element;
  while (column.parentElement && styleOf(column)?.display.startsWith('inline')) column = column.parentElement;
  return column;
}

/** The nearest element around that is larger than the target, within `root`: what may have controls on it. */
export function scopeOf(target: Element, root: Element): Element {
  const { width, height } = target.getBoundingClientRect();
  let scope = target;
  for (let steps = 0; steps < 6 && scope !== root && scope.parentElement; steps++) {
    const parent = scope.parentElement;
    const box = parent.getBoundingClientRect();
    if (parent === parent.ownerDocument.body || box.width * box.height > width * height * 1.5) break;
    scope = parent;
  }
  return scope === target ? (target.parentElement ?? target) : scope;
}

export interface Stacking {
  /** The layer of the picture in the anchor's own order. */
  layer: number;
  /** Whether what is put into the anchor stays in the layer of the card, whatever its own. */
  closed: boolean;
}

/** How what is put into the anchor is stacked beside what it stands over. */
export function stackingOf(anchor: Element, shown: readonly Element[], root: Element): Stacking {
  let layer = 0;
  for (const element of shown) {
    let own = 0;
    for (let up: Element | null = element; up && up !== anchor; up = up.parentElement) {
      const style = styleOf(up);
      if (!style || !isContext(style)) continue;
      own = style.position === 'static' ? 0 : Number.parseInt(style.zIndex, 10) || 0;
    }
    layer = Math.max(layer, own);
  }
  let closed = false;
  for (let up: Element | null = anchor; up && root.contains(up) && !closed; up = up.parentElement) {
    const style = styleOf(up);
    closed = style !== undefined && isContext(style);
  }
  return { layer: closed ? Math.max(2, layer) : layer, closed };
}

function isContext(style: CSSStyleDeclaration): boolean {
  return (
    /fixed|sticky/.test(style.position) ||
    (style.position !== 'static' && style.zIndex !== 'auto') ||
    style.transform + style.filter !== 'nonenone' ||
    style.opacity !== '1' ||
    /isolate|transform|opacity|filter|paint|layout|strict|content/.test(
      `${style.isolation} ${style.willChange} ${style.contain}`,
    )
  );
}

/** Whether a host would be painted above something of the page that lies over its card; `stack`: all at one point. */
export function isAboveLayer(host: Element, stack: readonly Element[], root: Element, anchor: Element): boolean {
  const at = stack.indexOf(host);
  if (at < 0) return false;
  for (const element of stack.slice(at + 1, at + 9)) {
    if (root.contains(element) || element.contains(anchor) || anchor.contains(element)) return false;
    if (isPainted(element)) return true;
  }
  return false;
}
