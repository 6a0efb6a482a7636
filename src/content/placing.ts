import type { Spot } from '../sites/face';
import type { Badge } from '../ui/badge';

/**
 * Puts a badge's host into its spot without a say in the page's layout. A host fills the nearest positioned block.
 * Where the spot's own anchor is that block, it goes straight in. Where it is not, the block is some far ancestor
 * that does not move with the card, so a frame goes in between: of no size in the layout, at the place where the
 * flow would put it, stretched over the target.
 */
export interface Placed {
  spot: Spot;
  badge: Badge;
  /** The element of ours that is the anchor's child: the host, or the frame around it. */
  outer: HTMLElement;
  /** Whether it was put in, so that its absence is the page's doing. */
  inserted: boolean;
}

/** A badge after a text may stand below it or beside it. */
const ROOM = { width: 360, height: 56 };

/** Puts several badges in, reading the layout for all of them at once. */
export function place(document: Document, placed: readonly Placed[]): void {
  for (const one of placed) {
    if (one.outer.parentElement !== one.spot.anchor) one.spot.anchor.append(one.outer);
    one.inserted = true;
  }
  const loose = placed.filter(({ spot, badge, outer }) => outer !== badge.host || !holds(spot.anchor, outer));
  for (const one of loose) {
    if (one.outer !== one.badge.host) continue;
    one.outer = frame(one.badge.host);
    one.spot.anchor.append(one.outer);
  }
  const moves = loose.map(({ spot, outer }) => ({ spot, outer, ...boxes(spot, outer) }));
  for (const { spot, outer, from, to } of moves) {
    const { style } = outer;
    const after = spot.place === 'after';
    const move = (name: 'marginLeft' | 'marginTop', by: number) => (Number.parseFloat(style[name]) || 0) + by;
    set(style, 'margin-left', move('marginLeft', to.left - from.left));
    set(style, 'margin-top', move('marginTop', to.top - from.top));
    // Never wider than the window: what sticks out could be scrolled to.
    const width = after ? Math.max(to.width, ROOM.width) : to.width;
    set(style, 'width', Math.max(0, Math.min(width, document.documentElement.clientWidth - to.left)));
    set(style, 'height', after ? to.height + ROOM.height : to.height);
  }
  for (const { spot, badge } of placed) badge.stand(spot.target, spot.place);
}

/** Whether the host fills the anchor. The browser names these as `offsetParent` also when they hold nothing. */
function holds(anchor: Element, host: HTMLElement): boolean {
  return host.offsetParent === anchor && !anchor.matches('body, table, th, td');
}

function boxes(spot: Spot, outer: HTMLElement) {
  return { from: outer.getBoundingClientRect(), to: spot.target.getBoundingClientRect() };
}

function set(style: CSSStyleDeclaration, property: string, px: number): void {
  style.setProperty(property, `${px}px`, 'important');
}

/** What a page's sheet may say of any `div` is said here first; `all` would write out every property there is. */
const FRAME_STYLE = [
  'position:absolute',
  'inset:auto',
  'display:block',
  'float:none',
  'box-sizing:border-box',
  'min-width:0',
  'min-height:0',
  'max-width:none',
  'max-height:none',
  'padding:0',
  'border:0',
  'transform:none',
  'background:none',
  'pointer-events:none',
]
  .map((declaration) => `${declaration}!important`)
  .join(';');

function frame(host: HTMLElement): HTMLElement {
  const outer = host.ownerDocument.createElement('div');
  outer.style.cssText = FRAME_STYLE;
  outer.append(host);
  return outer;
}
