import type { Decision, MarkWish } from '../metrics/marks';
import type { MeasureKey } from '../metrics/measures';
import type { Source } from '../metrics/sources';
import type { Platform, Shop, Subject } from '../metrics/subjects';

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
  /** What it counts, where a reader could take it for people: 人·天; else ''. */
  unit: string;
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

/** A line of a card: a number or a fact under its name. */
export interface CardRow {
  name: string;
  /** What the name means: formula, source, which way is better; '' where there is nothing to explain. */
  why: string;
  text: string;
  /** What it counts, where a reader could take it for people: 人·天; else ''. */
  unit: string;
  /** The same to the last digit, for copying. */
  exact: string;
  /** What must be said beside it: marks, a step's rate, or why there is none. */
  notes: string[];
  verdict: 'good' | 'bad' | null;
  /** All of it in a sentence. */
  spoken: string;
  /** How far it stands in: a branch of what it stands under. */
  level: 0 | 1 | 2;
  /** Its size beside the greatest of its column, 0 to 1; 0 draws nothing. */
  bar: number;
  /** A line over days as an SVG path in a box of 96 × 24; '' draws none. */
  line: string;
  /** Whose page a press on it opens. */
  opens: Subject | null;
}

/** Rows under a heading of their own; '' has none. `shop` gives it its sign's colour. */
export interface CardColumn {
  heading: string;
  shop: Platform | null;
  rows: CardRow[];
}

/** Columns side by side: one per platform, never merged. */
export interface CardSection {
  heading: string;
  columns: CardColumn[];
}

/** Whose day a source's rows are, in a sentence, with each answer in a word. */
export interface CardQuestion {
  source: Source;
  text: string;
  answers: [caliber: 'click' | 'conversion', word: string][];
}

/** All that a card says, in the reader's language. */
export interface CardModel {
  subject: Subject;
  /** Whose numbers these are, by the connection's id: an answer is for it alone. */
  connection: string;
  title: string;
  /** How old it is and why, or why there is nothing; '' where all is well. */
  state: string;
  sections: CardSection[];
  mark: MarkWish | null;
  /** What the user is asked of a source, where a number depends on it. */
  asks: CardQuestion[];
  /** Every decision in a word. */
  decisions: [decision: Decision, word: string][];
  words: Record<'close' | 'decide' | 'remark' | 'copyText' | 'copyTable' | 'copied' | 'notCopied' | 'notKept', string>;
  /** As text and as a table for a spreadsheet. */
  copies: { text: string; table: string };
  /** Its style sheet: pages without an open card carry none. */
  style: string;
}
