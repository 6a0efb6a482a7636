import type { CostPart } from './cost-parts';
import type { Day } from './days';
import type { Flavour } from './flavours';
import type { Source } from './sources';
import type { Caliber, Grain, Traffic, Window } from './values';

/** Why a number is not there (domain.md §3.2). Missing is never 0. */
export type MissingReason =
  | 'not-in-source'
  | 'not-requested'
  | 'not-authorised'
  | 'pending'
  | 'not-covered'
  | 'lifetime-only'
  | 'task-only'
  | 'not-mapped'
  | 'unknown-attribute'
  | 'failed'
  /** The number would be a division by 0. */
  | 'zero-denominator'
  /** Cost and GMV both lack a part: the ratio may lie on either side of what is known. */
  | 'both-incomplete';

/** What must be said beside a number for it to be true. */
export type Mark =
  | 'task-level' // 任务级: the figure is the task's, the note is its only note
  | 'whole-spend' // 全部花费: the spend also served another platform
  | 'only-this-shop' // 仅淘宝 / 仅京东: the notes link to another platform too
  | 'shared' // shared by several products
  | 'group' // 商品组's figure on a member's page
  | 'partial' // some days of the range are not covered
  | 'immature' // 归因未满
  | 'sampled' // scaled from a sample
  | 'rounded' // the platform had rounded it (3.8万)
  | 'declared' // rests on what the user declared at import
  | 'conflict' // two exports of one as-of disagree
  | 'cost-incomplete' // a part of the cost scope was never imported: cost ≥, ROI ≤
  | 'notes-incomplete' // a total is more than its notes were credited with, or of a note or task nothing is known
  | 'credited'; // note level: credited in full to every note that helped

/** Where a figure came from: one line per source that took part. */
export interface Provenance {
  source: Source;
  grain: Grain;
  window: Window;
  caliber: Caliber;
  traffic: Traffic;
  /** Last covered day of this source. */
  asOf: Day | null;
  /** The live imports whose rows or coverage were used. */
  imports: string[];
}

/** How many days of the range asked for are behind a figure. */
export interface Days {
  covered: number;
  asked: number;
}

/**
 * A number with everything needed to say it truthfully. `low === high` is a point; otherwise a band
 * (domain.md §3.5). `bound` says that the truth lies beyond: `at-least` (a cost with a part missing, a set with
 * a member unknown), `at-most`.
 */
export interface KnownFigure {
  state: 'known';
  low: number;
  high: number;
  bound: 'exact' | 'at-least' | 'at-most';
  /** Which flavour stands for it, where it is a choice (gmv, roi). */
  of?: Flavour;
  days: Days;
  /** Raw counts behind a ratio of people, for the small-sample guard: successes among trials. */
  sample?: { successes: number; trials: number };
  /** Parts of the cost scope whose source was never imported. */
  lacks?: CostPart[];
  marks: Mark[];
  /** Places in the cell's `provenance`. */
  provenance: number[];
}

export interface MissingFigure {
  state: 'missing';
  reason: MissingReason;
  /** How many notes share the task, for `task-only`. */
  count?: number;
  marks: Mark[];
  /** Places in the cell's `provenance`. */
  provenance: number[];
}

export type Figure = KnownFigure | MissingFigure;
