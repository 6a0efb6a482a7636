import { type Box, overlap, type Size, within } from '../ui/box';

/** What a badge may stand over or after, and what is there already; all in one coordinate system. */
export interface Surroundings {
  /** The picture in whose corners it may stand, or null. */
  cover: Box | null;
  /** The last line of the text that it may stand after, in the column that the text runs in; or null. */
  text: { line: Box; column: Box; below: boolean } | null;
  /** What is the page's own: labels, controls, words. */
  taken: readonly Box[];
  /** Outside of this nothing is seen. */
  seen: Box;
}

/** Distances to an edge, best first; small pictures have less to spare. */
const GAPS = [8, 4];
/** Distance to what is the page's own. */
const APART = 4;
/** How often a place is moved along an edge past what is there. */
const STEPS = 4;

type Corner = readonly [x: 'left' | 'right', y: 'top' | 'bottom'];
/** The right lower corner comes second: sites put icons and counts into the right upper one. */
const CORNERS: readonly Corner[] = [
  ['left', 'top'],
  ['right', 'bottom'],
  ['right', 'top'],
  ['left', 'bottom'],
];

/** The first free place for a box of this size, or null: a place in which it would cover or be cut is none. */
export function freePlace({ cover, text, taken, seen }: Surroundings, size: Size): Box | null {
  const padded = taken.map((box) => grow(box, APART));
  const isFree = (box: Box) => within(box, seen) && !padded.some((other) => overlap(box, other));
  for (const gap of cover ? GAPS : []) {
    const inner = cover && grow(cover, -gap);
    if (!inner || inner.right - inner.left < size.width || inner.bottom - inner.top < size.height) continue;
    const corners = CORNERS.map((corner) => inCorner(inner, corner, size));
    const free = corners.find(isFree);
    if (free) return free;
    for (const [index, corner] of CORNERS.entries()) {
      const start = corners[index];
      const moved = start && pastTaken(start, corner[1] === 'top' ? 1 : -1, padded);
      if (moved && within(moved, inner) && isFree(moved)) return moved;
    }
  }
  return text ? (afterText(text, size, seen.top).find(isFree) ?? null) : null;
}

function inCorner(inner: Box, [x, y]: Corner, { width, height }: Size): Box {
  const left = x === 'left' ? inner.left : inner.right - width;
  const top = y === 'top' ? inner.top : inner.bottom - height;
  return { left, top, right: left + width, bottom: top + height };
}

/** Moves a box down or up past what is in its way. */
function pastTaken(box: Box, way: 1 | -1, taken: readonly Box[]): Box | null {
  let at = box;
  for (let step = 0; step < STEPS; step++) {
    const blocker = taken.find((other) => overlap(at, other));
    if (!blocker) return at;
    const by = way > 0 ? blocker.bottom - at.top : blocker.top - at.bottom;
    at = { ...at, top: at.top + by, bottom: at.bottom + by };
  }
  return null;
}

/** On the text's last line, then below its column. */
function afterText(
  { line, column, below }: NonNullable<Surroundings['text']>,
  { width, height }: Size,
  top: number,
): Box[] {
  const [gap = 0] = GAPS;
  const middle = (line.top + line.bottom) / 2;
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
  const beside = at(line.right + gap, Math.max(top, middle - height / 2));
  const under = at(column.left, column.bottom + APART);
  return [...(beside.right <= column.right ? [beside] : []), ...(below ? [under] : [])];
}

function grow({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}
