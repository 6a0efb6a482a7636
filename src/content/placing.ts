import type { Spot } from '../sites/face';
import type { Badge } from '../ui/badge';
import { type Box, columnOf } from '../ui/badge-place';

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
  /** Told when the page changes where it stands. */
  guard: MutationObserver;
}

/** Whether a badge stands where it was put. */
export function isInPlace({ spot, badge, outer }: Placed): boolean {
  return outer.parentElement === spot.anchor && (outer === badge.host || badge.host.parentElement === outer);
}

/** A badge after a text may stand below it or beside it. */
const ROOM = { width: 360, height: 56 };

/** Puts several badges in. The layout is read for all of them before any of them changes it. */
export function place(document: Document, placed: readonly Placed[]): void {
  const plans = placed.map((one) => ({
    one,
    block: blockOf(one.spot.anchor),
    target: coveredBy(one.spot).getBoundingClientRect(),
  }));
  for (const { one, block } of plans) {
    const { badge, spot } = one;
    if (block ? one.outer !== badge.host : one.outer === badge.host) {
      one.outer.remove();
      one.outer = block ? badge.host : frame(badge.host);
    }
    if (one.outer !== badge.host && badge.host.parentElement !== one.outer) one.outer.append(badge.host);
    if (one.outer.parentElement !== spot.anchor) spot.anchor.append(one.outer);
    one.inserted = true;
  }
  const loose = plans.filter(({ block }) => !block);
  const now = loose.map(({ one }) => one.outer.getBoundingClientRect());
  for (const [index, { one, target }] of loose.entries()) {
    const { left, top } = now[index] ?? target;
    stretch(one, target, left, top, document.documentElement.clientWidth);
  }
  for (const { one, block, target } of plans) {
    const { spot, badge } = one;
    badge.stand(spot.target, spot.place, { host: block ?? target, target });
  }
}

/** Moves a frame from where it is over its target. */
function stretch({ outer, spot }: Placed, target: Box, left: number, top: number, windowWidth: number): void {
  const { style } = outer;
  const after = spot.place === 'after';
  const width = target.right - target.left;
  const height = target.bottom - target.top;
  const set = (property: string, px: number) => style.setProperty(property, `${px}px`, 'important');
  set('margin-left', (Number.parseFloat(style.marginLeft) || 0) + target.left - left);
  set('margin-top', (Number.parseFloat(style.marginTop) || 0) + target.top - top);
  // Never wider than the window: what sticks out could be scrolled to.
  set('width', Math.max(0, Math.min(after ? Math.max(width, ROOM.width) : width, windowWidth - target.left)));
  set('height', after ? height + ROOM.height : height);
}

/** What a frame is stretched over: a card's picture, or the column in which a text stands, which may be a mere span. */
function coveredBy({ target, place }: Spot): Element {
  return place === 'after' ? columnOf(target) : target;
}

/** Whether a point is in a box. */
export function isIn({ left, top, right, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/**
 * The box that an absolutely placed child of the anchor fills, or null when that is not surely the anchor's own:
 * a frame is right in any case.
 */
function blockOf(anchor: Element): Box | null {
  const style = anchor.ownerDocument.defaultView?.getComputedStyle(anchor);
  if (!style || style.display === 'inline' || (style.position === 'static' && style.transform === 'none')) return null;
  const { left, top } = anchor.getBoundingClientRect();
  const { clientLeft, clientTop, clientWidth, clientHeight } = anchor;
  const inner = { left: left + clientLeft, top: top + clientTop };
  return { ...inner, right: inner.left + clientWidth, bottom: inner.top + clientHeight };
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
