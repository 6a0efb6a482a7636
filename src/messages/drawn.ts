import type { Decision } from '../metrics/marks';
import type { MeasureKey } from '../metrics/measures';
import type { Shop } from '../metrics/subjects';

/**
 * What is drawn on a page, as a page gets it: said and written by the background, so that the content script carries
 * no dictionary and no formats, and gets no more numbers than it draws.
 */

/** A number as it is drawn. */
export interface BadgeNumber {
  measure: MeasureKey | null;
  label: string;
  /** It speaks for itself where there is hardly room: people first, and the cost of one of them after that. */
  plain: boolean;
  text: string;
  /** Where the rule allows one; shown by a sign, never by colour alone. */
  verdict: 'good' | 'bad' | null;
}

/** One platform's numbers as they are drawn. */
export interface BadgeCell {
  /** null: there is no platform to name, only a state. */
  shop: Shop | null;
  sign: string;
  numbers: BadgeNumber[];
  /** Marks, days covered, or why there is no number: a few words each. */
  notes: string[];
}

/** All that a badge says. `spoken` is the same in sentences, to the last digit. */
export interface BadgeModel {
  look: 'loading' | 'fresh' | 'stale' | 'failed';
  cells: BadgeCell[];
  /** What was decided about the subject, in a word. */
  mark: { decision: Decision; text: string } | null;
  /** The age of a stale answer and why there is no newer one, or ''. */
  tail: string;
  spoken: string;
}
