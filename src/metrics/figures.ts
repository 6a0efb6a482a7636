import type { CostPart } from './cost-parts';
import type { Day } from './days';
import type { Flavour } from './flavours';
import type { Source } from './sources';
import type { Caliber, Grain, Traffic, Window } from './values';

/** Why a number is not there (domain.md §3.2). Missing is never 0. */
export const MISSING_REASONS = [
  /** The imported exports have no such column, or not with this window. */
  'not-in-source',
  'not-requested',
  'not-authorised',
  /** The platform has not returned these days yet (T+1, T+2), or printed zeros in their place (§3.3). */
  'pending',
  /** Other days of the source were imported. */
  'not-covered',
  /** No export of the source was ever imported. */
  'not-imported',
  /** Only exports that were filtered in the console are there. */
  'filtered-only',
  /** The console hides a small number: `<10`, 数据较少 (§3.4). */
  'hidden',
  /** The newest export leaves the cell blank, or it cannot be read (§3.8). */
  'blank',
  'lifetime-only',
  'task-only',
  'not-mapped',
  'unknown-attribute',
  'failed',
  /** The number would be a division by 0. */
  'zero-denominator',
  /** Both parts of a ratio are bounds: it may lie on either side of what is known. */
  'both-incomplete',
] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

/** What must be said with a number for it to be true. */
export const MARKS = [
  'task-level', // 任务级: the figure is the task's, the note is its only note
  'whole-spend', // 花费含另一平台: the spend also served another platform
  'other-products', // 花费含其他商品: the spend also served other products of this shop (§3.6)
  'only-this-shop', // 仅淘宝 / 仅京东: the notes link to another platform too
  'shared', // 多品共用: shared by several products
  'group', // 商品组's figure on a member's page
  'partial', // some days of the range are not covered
  'immature', // 归因未满
  'maybe-immature', // 归因可能未满: no export says whose day a row is, and its window has not passed (§3.3)
  'inferred', // 由导出推断: the caliber was proved by restated or unchanged days
  'filtered-only', // 只有筛选过的导出: the truth is at least what its rows sum to
  'sampled', // scaled from a sample
  'rounded', // the platform had rounded it (3.8万)
  'declared', // rests on what the user declared at import
  'conflict', // two exports disagree: of one as-of, or a total that is less than one of its members
  'cost-incomplete', // a part of the cost scope was never imported: cost ≥, ROI ≤
  'notes-incomplete', // a total is more than its notes were credited with, or of a note or task nothing is known
  'credited', // note level: credited in full to every note that helped
] as const;
export type Mark = (typeof MARKS)[number];

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
  /** The first stretches of days that it lacks, where it does not cover all that was asked. */
  lacking?: { from: Day; to: Day }[];
  /** Raw counts behind a ratio of people, for the small-sample guard: successes among trials. */
  sample?: { successes: number; trials: number };
  /** The same over only the days whose window has passed, where other days of the range have not matured (§3.9). */
  mature?: MatureFigure;
  /** Parts of the cost scope whose source was never imported. */
  lacks?: CostPart[];
  marks: Mark[];
  /** Places in the cell's `provenance`. */
  provenance: number[];
}

/** What a verdict rests on while a campaign runs: a figure of the mature days alone. */
export interface MatureFigure extends Pick<KnownFigure, 'low' | 'high' | 'bound' | 'days' | 'sample' | 'of' | 'marks'> {
  range: { from: Day; to: Day };
}

export interface MissingFigure {
  state: 'missing';
  reason: MissingReason;
  /** How many notes share the task, for `task-only`. */
  count?: number;
  /** Which export lacks, for `not-imported` and `filtered-only`. */
  source?: Source;
  marks: Mark[];
  /** Places in the cell's `provenance`. */
  provenance: number[];
}

export type Figure = KnownFigure | MissingFigure;
