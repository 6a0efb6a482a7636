import type { ImportAnswer, ImportProgress, Notice } from '../api/contract';
import type { SampledColumn } from '../exports';
import type { Mapping } from '../metrics/mapping';
import type { Declared } from '../metrics/values';

/** What the options page and its worker say to each other. */

/** Which file to read, and how. */
export interface FileWish {
  set: string;
  file: File;
  declared: Declared;
  kind?: string;
  sheet?: string;
  /** A column mapping to read by, and by nothing else: also one that is not saved yet. */
  mapping?: Mapping;
  preview?: boolean;
}

export interface Jobs {
  import: { wish: FileWish; result: ImportAnswer };
  list: { wish: { set: string }; result: ImportAnswer[] };
  template: { wish: { set: string }; result: string };
  archive: { wish: { set: string; name: string }; result: Blob };
  undo: { wish: { set: string; id: string }; result: null };
  columns: { wish: { file: File; sheet?: string }; result: SampledColumn[] };
  mappings: { wish: null; result: Mapping[] };
  /** Anything may be sent; what comes back is what was saved. */
  saveMapping: { wish: { json: unknown }; result: Mapping };
  deleteMapping: { wish: { name: string }; result: null };
  wipe: { wish: { set: string }; result: null };
}

export type JobName = keyof Jobs;

/** A job under a number that its answers carry; `cancel` names the job that is to end. */
export type ToWorker =
  | { [K in JobName]: { number: number; job: K; wish: Jobs[K]['wish'] } }[JobName]
  | { number: number; job: 'cancel' };

export type FromWorker =
  | { number: number; progress: ImportProgress }
  /** Another page is at work, and this job's turn is after it; or its turn has come. */
  | { number: number; waiting: boolean }
  | { number: number; result: Jobs[JobName]['result'] }
  | { number: number; failure: Failure };

/** Why a job was not done: the key of its sentence, and what was wrong with the line that it names. */
export interface Failure extends Pick<Notice, 'code' | 'params'> {
  because?: Pick<Notice, 'code' | 'params'>;
}
