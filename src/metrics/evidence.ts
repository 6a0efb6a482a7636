import type { Calibers } from './calibers';
import type { Day } from './days';
import type { StoredMeasure } from './measures';
import type { Source } from './sources';
import type { Subject } from './subjects';
import type { Grain, Label, Link, Scope, StoredRow } from './values';

/**
 * What one live import proves for one scope: on these days a subject without a row is a real 0 in each of
 * `measures` (domain.md §3.2); other measures of the source were not in the file. An import that was declared
 * filtered proves no zero: its runs say `filtered` and only its own rows count.
 */
export interface CoverageRun extends Scope {
  importId: string;
  measures: StoredMeasure[];
  /**
   * Measures that the file has a column for and no row states: an older figure never fills their blanks (§3.8).
   * Absent where there are none, and from imports of earlier builds.
   */
  blanks?: StoredMeasure[];
  /** Last days on which a measure is 0 in every row: not returned yet where something was shown or paid for (§3.3). */
  pending?: { measure: StoredMeasure; days: Day[] }[];
  /** Days on which the import has spend or impressions. */
  exposed?: Day[];
  /** A list of events covers every day up to its as-of, from this day or the beginning (§3.2). */
  events?: { since: Day | null };
  filtered: boolean;
  /** Days of day rows; sorted, without repeats. */
  days: Day[];
  /** Periods of range rows (聚光 SUMMARY), sorted. */
  ranges: { from: Day; to: Day }[];
  /** As-of days of lifetime rows (蒲公英 and its like), sorted. */
  snapshots: Day[];
  asOf: Day;
}

/** A live import, as provenance and declared marks need it. */
export interface LiveImport {
  id: string;
  fileName: string;
  declared: boolean;
}

/** Since when live rows of a source are sure to speak of a subject: the day of a day row, a snapshot's as-of. */
export interface Seen {
  subject: Subject;
  source: Source;
  grain: Grain;
  since: Day;
}

/**
 * All that a store hands to the algebra. The store only selects; what wins, adds or is missing is decided
 * in this room, so every store and mode gives the same answers (design.md, decision 5).
 */
export interface Evidence {
  /** Every live row of {@link relatedSubjects} of the question, overlapping imports included, in any order. */
  rows: readonly StoredRow[];
  /** What rows limited to some days no longer tell; absent where `rows` are all that there are of their subjects. */
  seen?: readonly Seen[];
  /** All live coverage of the workspace. */
  coverage: readonly CoverageRun[];
  /** The whole live map. */
  links: readonly Link[];
  /** Which of the subjects asked about are the workspace's: named by a live row, label or link. */
  known: readonly Subject[];
  /** Labels of the related subjects. */
  labels: readonly Label[];
  imports: readonly LiveImport[];
  /** Whose day the rows of sources are, where their files do not say. */
  calibers?: Calibers;
}
