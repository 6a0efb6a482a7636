import type { CostPart } from './cost-parts';
import type { Day } from './days';
import type { Figure, Mark, Provenance } from './figures';
import type { MeasureKey } from './measures';
import type { Source } from './sources';
import type { Platform, Subject } from './subjects';

/**
 * Absolute days. `to` is the latest day the asker wants; each cell ends at the last day that all of its
 * sources cover, and `last` counts back from there ("last 15 days means the 15 days up to that as-of").
 * `since: 'publication'`: from the note's publication, or from a product's first linked note.
 */
export type Range = { from: Day; to: Day } | { last: number; to: Day } | { since: 'publication'; to: Day };

export interface Question {
  range: Range;
  /** Selects only among measures that have a window. */
  window: 7 | 15 | 30;
  /** `source`: whichever single caliber the source's rows state. */
  caliber: 'source' | 'click' | 'conversion';
  costScope: CostPart[];
  /** Which figures to answer with; the badge's own ({@link BADGE_MEASURES}) when absent. */
  measures?: MeasureKey[];
}

/** What a badge and its one-line summary can show: kept short, because a screenful is sixty of these. */
export const BADGE_MEASURES: readonly MeasureKey[] = [
  'cost',
  'visitors',
  'search_visitors',
  'cost_per_search_visitor',
  'cost_per_visitor',
  'item_viewers',
  'search_viewers',
  'cost_per_search_viewer',
  'cost_per_viewer',
  'readers',
  'visit_rate',
  'view_rate',
  'cart_adders',
  'buyers',
  'conversion_rate',
  'view_conversion_rate',
  'gmv_task',
  'gmv_shop',
  'gmv',
  'roi',
];

/** What a table of the panel, and a file of it, can show beside the badge's. */
export const TABLE_MEASURES: readonly MeasureKey[] = [...BADGE_MEASURES, 'xhs_visits', 'xhs_gmv_paid'];

/** What the popup tells of other days than those shown: changes against the days before, and trends. */
export const PERIOD_MEASURES: readonly MeasureKey[] = ['cost', 'visitors', 'item_viewers', 'gmv', 'roi'];

/** The figures of one subject on one platform, on one range of days. */
export interface Cell {
  /** `xhs`: what the note itself did and cost. `taobao`, `jd`: what it sold there. */
  platform: Platform;
  /** The days actually answered, null when nothing is covered. */
  range: { from: Day; to: Day } | null;
  /** The last day covered by all sources of this cell. */
  asOf: Day | null;
  figures: Partial<Record<MeasureKey, Figure>>;
  provenance: Provenance[];
}

/** What is known of one subject: a cell per platform that it is linked to. */
export interface Answer {
  subject: Subject;
  title: string | null;
  /** Product groups: the figures are the group's, of this many members. */
  group: { name: string; members: number } | null;
  /** How many notes (on a product) or products (on a note) are linked. */
  linked: number;
  marks: Mark[];
  /** Why a note has no shop's cell: nothing leads to a product, or no shop's report was ever imported. */
  unlinked?: { reason: 'not-mapped' | 'not-imported'; source?: Source };
  cells: Cell[];
}

/** The whole workspace over one question. */
export interface Summary {
  subjects: { notes: number; products: number };
  cells: Cell[];
}
