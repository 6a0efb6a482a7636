import type { Figure } from './figures';
import { type StoredMeasure, measure as unitOf } from './measures';
import type { OpenCell } from './open-cells';
import { figureOf, Places, ratioOf } from './quantity';
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

const STEPS: Record<Shop, readonly Step[]> = {
  taobao: [
    { measure: 'readers', branch: 'trunk', of: null },
    { measure: 'search_exposed', branch: 'search', of: 'readers' },
    { measure: 'search_visitors', branch: 'search', of: 'search_exposed' },
    { measure: 'visitors', branch: 'trunk', of: 'readers' },
    { measure: 'cart_adders', branch: 'trunk', of: 'visitors' },
    { measure: 'buyers', branch: 'trunk', of: 'visitors' },
  ],
  jd: [
    { measure: 'readers', branch: 'trunk', of: null },
    { measure: 'search_exposed', branch: 'search', of: 'readers' },
    { measure: 'search_viewers', branch: 'search', of: 'search_exposed' },
    { measure: 'item_viewers', branch: 'trunk', of: 'readers' },
    { measure: 'cart_adders', branch: 'trunk', of: 'item_viewers' },
    { measure: 'buyers', branch: 'trunk', of: 'item_viewers' },
  ],
};

/** A shop's funnel on the cell's days; steps come from one report, so their windows and days agree. */
export function funnelOf({ platform, inside }: OpenCell): Funnel[] {
  if (!inside || platform === 'xhs') return [];
  const { asking, sources } = inside;
  const places = new Places();
  const steps = STEPS[platform].map(({ measure, branch, of }): FunnelStep => {
    const value = sources.stored(measure);
    const comparable = of !== null && unitOf(of).unit === unitOf(measure).unit;
    return {
      measure,
      branch,
      figure: figureOf(value, asking.span, places),
      rate: comparable ? { of, figure: ratioOf(value, sources.stored(of), 1, asking.span, places) } : null,
    };
  });
  return [{ platform, steps, provenance: places.list }];
}
