import type { Spot } from '../sites/face';
import type { Badge } from '../ui/badge';
import type { Box } from '../ui/box';
import { freePlace } from './free-place';
import { columnOf, linesOf, lookAround, scopeOf, stackingOf } from './surroundings';

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
  /** Where it was put, so that its absence is the page's doing. */
  way: Way | null;
  /** It may be seen through what the page lays over its card: to be looked at when the page moves. */
  loose: boolean;
  /** Told when the page changes where it stands. */
  guard: MutationObserver;
}

/** One way to stand: over a picture or after a text. */
export interface Way {
  target: Element;
  anchor: Element;
  over: boolean;
}

/** What placing needs to know of the page beside its layout. */
export interface Page {
  document: Document;
  isOurs(node: Node): boolean;
  /** Whether a badge of the same subject stands on a picture: its text links need none then. */
  isPictured(spot: Spot): boolean;
}

/** Whether a badge stands where it was put. */
export function isInPlace({ way, badge, outer }: Placed): boolean {
  return outer.parentElement === way?.anchor && (outer === badge.host || badge.host.parentElement === outer);
}

/** A badge after a text may stand below it or beside it, and is higher than a line. */
const ROOM = { width: 360, above: 8, height: 56 };
const DOT = { width: 14, height: 14 };
/** A picture's edge stays free. */
const MARGIN = 8;

interface Plan {
  one: Placed;
  way: Way;
  /** The anchor's own block, null where a frame is needed. */
  block: Grid | null;
  /** What one of the anchor's own pixels is in the window. */
  scale: number;
  /** What the badge stands over, or the column of the text. */
  target: Box;
  line: Box | null;
  taken: Box[];
  layer: number;
  loose: boolean;
}

/** Where an element's own pixels are in the window: one of them is `scale` pixels there. */
interface Grid {
  left: number;
  top: number;
  scale: number;
  width: number;
  height: number;
}

/**
 * Puts several badges in. The layout is read for all of them before any of them changes it.
 * @returns What gives each its place, to be called when they are laid out; it returns those that went elsewhere.
 */
export function place(page: Page, placed: readonly Placed[]): () => Placed[] {
  const ways = new Map(placed.map((one) => [one, waysOf(one.spot, page)]));
  const plans = placed.flatMap((one) => {
    const [first] = ways.get(one) ?? [];
    return first ? [planOf(one, first, page)] : [];
  });
  for (const plan of plans) {
    insert(plan);
    arrange(plan);
  }
  const give = (some: readonly Plan[]) => {
    const measured = some.map((plan) => ({
      plan,
      grid: plan.block ?? gridOf(plan.one.outer),
      size: plan.one.badge.size(),
    }));
    for (const { plan, grid, size } of measured) if (stand(plan, grid, size)) ways.delete(plan.one);
  };
  // A frame that was laid out where it was put, and then moved, would be a layout shift of the page's.
  give(plans.filter(({ block }) => block === null));
  return () => {
    give(plans.filter(({ block, one }) => block !== null && one.badge.host.isConnected));
    const others = [...ways].filter(([{ badge }, left]) => left.length === 0 || badge.host.isConnected);
    for (const [one, left] of others) standElsewhere(one, left, page);
    return others.map(([one]) => one);
  };
}

/** The other ways to stand, one after another; then as a dot; then not at all. */
function standElsewhere(one: Placed, ways: readonly Way[], page: Page): void {
  const attempts = [...ways.slice(1).map((way) => ({ way, dot: false })), ...ways.map((way) => ({ way, dot: true }))];
  const stands = attempts.some(({ way, dot }) => {
    const plan = planOf(one, way, page);
    insert(plan);
    const grid = plan.block ?? gridOf(one.outer);
    arrange(plan);
    return stand(plan, grid, dot ? DOT : one.badge.size(), dot);
  });
  if (stands) return;
  one.loose = false;
  one.badge.stand(null);
}

/** How a badge may stand in its spot, best first. */
function waysOf(spot: Spot, page: Page): Way[] {
  if (page.document.fullscreenElement) return [];
  const { cover, texts, root, head } = spot;
  const over = cover && isShown(cover) && !fillsWindow(cover) ? [overWay(spot, cover)] : [];
  if (over.length === 0 && !head && page.isPictured(spot)) return [];
  const after = texts.filter(isShown).map((target): Way => {
    const anchor = head || target === root ? (target.parentElement ?? root) : root;
    return { target, anchor, over: false };
  });
  // Where a card shows no picture yet, its own ground will do.
  const ground = over.length === 0 && !head && isGround(root) ? [overWay(spot, root)] : [];
  return [...over, ...after.slice(0, head ? 3 : 1), ...ground];
}

function isGround(root: Element): boolean {
  return root.localName !== 'a' && isShown(root);
}

/** A picture holds no children. */
function overWay({ root, head }: Spot, target: Element): Way {
  const holder = /^(?:img|video|canvas)$/.test(target.localName) ? (target.parentElement ?? root) : target;
  return { target, anchor: head ? holder : root, over: true };
}

function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && (element.checkVisibility?.() ?? true);
}

/** A video that fills the window is being watched. */
function fillsWindow(cover: Element): boolean {
  const { clientWidth, clientHeight } = cover.ownerDocument.documentElement;
  const { width, height } = cover.getBoundingClientRect();
  if (width < clientWidth || height < clientHeight) return false;
  return cover.localName === 'video' || cover.querySelector('video') !== null;
}

function planOf(one: Placed, way: Way, { isOurs }: Page): Plan {
  const { root, head } = one.spot;
  const element = way.over ? way.target : columnOf(way.target);
  const target = boxOf(element);
  const own = head ? scopeOf(element, root) : root;
  const line = way.over ? null : (linesOf(way.target).at(-1) ?? null);
  const area = way.over ? target : roomBeside(target, one.outer.ownerDocument);
  const scope = way.over ? own : (element.parentElement ?? element);
  const { taken, sheets } = lookAround(scope, area, way.over ? element : null, isOurs);
  const { layer, closed } = stackingOf(way.anchor, way.over ? [element, ...sheets] : [element], own);
  const block = blockOf(way.anchor);
  const scale = block?.scale ?? (way.anchor instanceof HTMLElement ? gridOf(way.anchor).scale : 1);
  return { one, way, block, scale, target, line, taken, layer, loose: !closed };
}

/** Of what is wider than the window the part that is seen first. */
function boxOf(element: Element): Box {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left, top, right: Math.min(right, left + element.ownerDocument.documentElement.clientWidth), bottom };
}

/** What a frame for a text covers: the text's column, and room beside and below. */
function roomBeside({ left, top, right, bottom }: Box, document: Document): Box {
  // Never wider than the window: what sticks out could be scrolled to.
  const edge = Math.min(left + ROOM.width, document.documentElement.clientWidth);
  return { left, top: top - ROOM.above, right: Math.max(right, edge), bottom: bottom + ROOM.height };
}

function insert({ one, way, block }: Plan): void {
  const { badge } = one;
  if (block ? one.outer !== badge.host : one.outer === badge.host) {
    one.outer.remove();
    one.outer = block ? badge.host : frame(badge.host);
  }
  if (one.outer !== badge.host && badge.host.parentElement !== one.outer) one.outer.append(badge.host);
  if (one.outer.parentElement !== way.anchor) way.anchor.append(one.outer);
  one.way = way;
}

function arrange({ one, way, target, layer, scale }: Plan): void {
  const room = way.over ? (target.right - target.left) / scale - 2 * MARGIN : ROOM.width;
  one.badge.arrange(room, !way.over);
  one.badge.setLayer(layer);
}

/** @returns Whether there was a place for it. */
function stand(
  { one, way, block, target, line, taken, loose }: Plan,
  grid: Grid,
  size: typeof DOT,
  dot = false,
): boolean {
  const area = way.over ? target : roomBeside(target, one.outer.ownerDocument);
  const own = block ? grid : stretch(one.outer, grid, area);
  const local = ({ left, top, right, bottom }: Box): Box => ({
    left: (left - own.left) / own.scale,
    top: (top - own.top) / own.scale,
    right: (right - own.left) / own.scale,
    bottom: (bottom - own.top) / own.scale,
  });
  const free = freePlace(
    {
      cover: way.over ? local(target) : null,
      text: line && { line: local(line), column: local(target), below: one.spot.head },
      taken: taken.map(local),
      seen: { left: 0, top: 0, right: own.width, bottom: own.height },
    },
    size,
  );
  if (!free) return false;
  one.badge.stand({ left: free.left, top: free.top, dot });
  one.loose = loose;
  return true;
}

/** Moves a frame from where it is over an area. */
function stretch(outer: HTMLElement, { left, top, scale }: Grid, area: Box): Grid {
  const { style } = outer;
  const width = (area.right - area.left) / scale;
  const height = (area.bottom - area.top) / scale;
  const set = (property: string, px: number) => style.setProperty(property, `${px}px`, 'important');
  set('margin-left', (Number.parseFloat(style.marginLeft) || 0) + (area.left - left) / scale);
  set('margin-top', (Number.parseFloat(style.marginTop) || 0) + (area.top - top) / scale);
  set('width', width);
  set('height', height);
  return { left: area.left, top: area.top, scale, width, height };
}

function gridOf(element: HTMLElement): Grid {
  const { left, top, width } = element.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = element;
  return { left, top, scale: scaleOf(width, offsetWidth), width: offsetWidth, height: offsetHeight };
}

/** Under a `zoom` or a `transform` an element's own pixels are not the window's. */
function scaleOf(width: number, own: number): number {
  return width > 0 && own > 0 ? width / own : 1;
}

/**
 * The box that an absolutely placed child of the anchor fills, or null when that is not surely the anchor's own:
 * a frame is right in any case.
 */
function blockOf(anchor: Element): Grid | null {
  const style = anchor.ownerDocument.defaultView?.getComputedStyle(anchor);
  if (!style || !(anchor instanceof HTMLElement) || /^(?:inline|contents|table-(?:row|row-group))$/.test(style.display))
    return null;
  if (style.position === 'static' && style.transform === 'none') return null;
  const { left, top, scale } = gridOf(anchor);
  const { clientLeft, clientTop, clientWidth: width, clientHeight: height } = anchor;
  return { left: left + clientLeft * scale, top: top + clientTop * scale, scale, width, height };
}

/** What a page's sheet may say of any `div` is said here first; `all` would write out every property there is. */
const FRAME_STYLE = [
  'position:absolute',
  'inset:auto',
  'display:block',
  'box-sizing:border-box',
  'width:100px',
  'height:100px',
  'min-width:0',
  'min-height:0',
  'max-width:none',
  'max-height:none',
  'padding:0',
  'border:0',
  'transform:none',
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
