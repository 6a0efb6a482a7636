import type { CellSources } from './cells';
import type { Figure } from './figures';
import { type StoredMeasure, measure as unitOf } from './measures';
import type { OpenCell } from './open-cells';
import { Places } from './provenance-places';
import { figureOf, type MaybeQuantity, ratioOf } from './quantity';
import type { Shop } from './subjects';

/** One step of the way from reading to buying. `rate` is missing where the step before counts something else. */
export interface FunnelStep {
  measure: StoredMeasure;
  /** 进店 is reached on two branches: the link under the note, and a later search (domain.md §3.7). */
  branch: 'trunk' | 'link' | 'search';
  figure: Figure;
  rate: { of: StoredMeasure; figure: Figure } | null;
}

export interface Funnel {
  platform: Shop;
  steps: FunnelStep[];
  provenance: Places['list'];
}

interface Step {
  measure: StoredMeasure;
  branch: FunnelStep['branch'];
  of: StoredMeasure | null;
}

/** What the notes did before any shop counts: seen, read, and the link under them clicked. */
const OWN_STEPS: readonly Step[] = [
  { measure: 'impressions', branch: 'trunk', of: null },
  { measure: 'reads', branch: 'trunk', of: 'impressions' },
  { measure: 'link_clicks', branch: 'link', of: 'reads' },
];

const SHOP_STEPS: Record<Shop, readonly Step[]> = {
  taobao: [
    { measure: 'readers', branch: 'trunk', of: 'reads' },
    { measure: 'search_exposed', branch: 'search', of: 'readers' },
    { measure: 'search_visitors', branch: 'search', of: 'search_exposed' },
    { measure: 'visitors', branch: 'trunk', of: 'readers' },
    { measure: 'cart_adders', branch: 'trunk', of: 'visitors' },
    { measure: 'buyers', branch: 'trunk', of: 'visitors' },
  ],
  jd: [
    { measure: 'readers', branch: 'trunk', of: 'reads' },
    { measure: 'search_exposed', branch: 'search', of: 'readers' },
    { measure: 'search_viewers', branch: 'search', of: 'search_exposed' },
    { measure: 'item_viewers', branch: 'trunk', of: 'readers' },
    { measure: 'cart_adders', branch: 'trunk', of: 'item_viewers' },
    { measure: 'buyers', branch: 'trunk', of: 'item_viewers' },
  ],
};

/**
 * A shop's funnel on the cell's days. A rate stands only between steps of one unit and one report, so that windows,
 * days and what is counted agree: 聚光 counts what was paid for and 蒲公英 everything.
 */
export function funnelOf({ platform, inside }: OpenCell): Funnel[] {
  if (!inside || platform === 'xhs') return [];
  const { asking, sources } = inside;
  const places = new Places();
  const own = ownSteps(sources);
  const quantityOf = (measure: StoredMeasure) => own.get(measure) ?? sources.stored(measure);
  const steps = [...OWN_STEPS, ...SHOP_STEPS[platform]].map(({ measure, branch, of }): FunnelStep => {
    const value = quantityOf(measure);
    const under = of === null ? null : quantityOf(of);
    const rate =
      of !== null && under !== null && unitOf(of).unit === unitOf(measure).unit && ofOneSource(value, under)
        ? { of, figure: ratioOf(value, under, 1, asking.span, places) }
        : null;
    return { measure, branch, figure: figureOf(value, asking.span, places), rate };
  });
  return [{ platform, steps, provenance: places.list }];
}

/** Seen and read by one source's count where it tells both. */
function ownSteps({ own, costMarks }: CellSources): Map<StoredMeasure, MaybeQuantity> {
  const reads = own('reads');
  const readBy = reads.state === 'known' ? reads.provenance[0]?.source : undefined;
  const seen = own('impressions', readBy);
  // A note's link may lead to either shop, and nobody tells which was clicked.
  const untold: MaybeQuantity = { state: 'missing', reason: 'unknown-attribute' };
  return new Map([
    ['impressions', seen.state === 'known' ? seen : own('impressions')],
    ['reads', reads],
    ['link_clicks', costMarks.includes('whole-spend') ? untold : own('link_clicks')],
  ]);
}

function ofOneSource(one: MaybeQuantity, other: MaybeQuantity): boolean {
  if (one.state === 'missing' || other.state === 'missing') return true;
  return new Set([...one.provenance, ...other.provenance].map(({ source }) => source)).size === 1;
}
