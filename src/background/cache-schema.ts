import type { DBSchema } from 'idb';
import type { Day } from '../metrics/days';
import type { DecisionMark } from '../metrics/marks';
import type { Subject } from '../metrics/subjects';
import type { Bars } from '../metrics/verdicts';
import type { KnownSet } from './known-set';

/** One answer and how old it is. Keyed by (connection, absolute question, subject): `form` and `to` are the question. */
export interface CacheRecord<T> {
  connection: string;
  /** The question but for its natural end. */
  form: string;
  /** The subject, or '' for what is asked of the whole workspace. */
  subject: string;
  /** The question's last day, where the connection's as-of set it; else ''. */
  to: Day | '';
  /** null: asked, and the source knows nothing of it. */
  answer: T;
  /** The state of the source's imports that this answer is of. */
  revision: string;
  fetchedAt: number;
  usedAt: number;
}

/** What a connection knows, as it was last told. */
export interface KnownRecord {
  connection: string;
  etag: string;
  fetchedAt: number;
  workspace: string;
  /** The state of the source's imports, as the set or a later answer has named it. */
  revision: string;
  /** A question's natural end. */
  to: Day;
  set: KnownSet;
}

/** What the team has decided, as it was last told: by whom numbers are judged, and what was marked. */
export interface DecisionsRecord extends Bars {
  connection: string;
  /** The question that the water lines are of, and the state of the imports. */
  of: string;
  fetchedAt: number;
  marks: Record<Subject, DecisionMark>;
}

type Key = [connection: string, form: string, subject: string, to: string];
interface Store {
  key: Key;
  value: CacheRecord<unknown>;
  indexes: { usedAt: number };
}

export interface CacheSchema extends DBSchema {
  answers: Store;
  summaries: Store;
  tops: Store;
  coverages: Store;
  details: Store;
  known: { key: string; value: KnownRecord };
  decisions: { key: string; value: DecisionsRecord };
}

export const RECORD_STORES = ['answers', 'summaries', 'tops', 'coverages', 'details'] as const;
export type RecordStore = (typeof RECORD_STORES)[number];
