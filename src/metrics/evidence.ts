import type { Day } from './days';
import type { StoredMeasure } from './measures';
import type { Subject } from './subjects';
import type { Label, Link, Scope, StoredRow } from './values';

/**
 * Days that one live, unfiltered import proves for one scope: on these, a subject without a row is a real 0
 * in each of `measures` (domain.md §3.2). Other measures of the source were not in the file.
 */
export interface CoverageRun extends Scope {
  importId: string;
  measures: StoredMeasure[];
  /** Sorted, without repeats. */
  days: Day[];
  asOf: Day;
}

/** A live import, as provenance and declared marks need it. */
export interface LiveImport {
  id: string;
  fileName: string;
  declared: boolean;
}

/**
 * All that a store hands to the algebra. The store only selects; what wins, adds or is missing is decided
 * in this room, so every store and mode gives the same answers (design.md, decision 5).
 */
export interface Evidence {
  /** Every live row of {@link relatedSubjects} of the question, overlapping imports included, in any order. */
  rows: readonly StoredRow[];
  /** All live coverage of the workspace. */
  coverage: readonly CoverageRun[];
  /** The whole live map. */
  links: readonly Link[];
  /** Labels of the subjects asked about. */
  labels: readonly Label[];
  imports: readonly LiveImport[];
}

/** What a store is asked for. */
export interface EvidenceRequest {
  subjects: readonly Subject[];
  from: Day;
  to: Day;
}
