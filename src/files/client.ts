import type { ImportProgress } from '../api/contract';
import type { SampledColumn } from '../exports';
import type { Mapping } from '../metrics/mapping';
import type { Failure, FileWish, FromWorker, JobName, Jobs, ToWorker } from './worker-face';

export type { ImportAnswer, ImportProgress, ImportReport, Notice } from '../api/contract';
export type { SampledColumn } from '../exports';
export { amountText, isAnswered } from '../exports/cuts/questions';
export type { CutQuestion } from '../exports/face';
export { MADE_MAP } from '../exports/made-links';
export type { Failure, FileWish } from './worker-face';

/** Why a job was not done, as the worker says it. */
export class JobFailed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
    this.name = 'JobFailed';
  }
}

/** Told when a job waits for what another page is doing, and when its turn has come. */
interface Waits {
  onWait?: (isWaiting: boolean) => void;
}

/** What the options page can have done with files. Every promise may reject with {@link JobFailed}. */
export interface FilesClient {
  import(
    wish: FileWish,
    more?: Waits & { onProgress?: (progress: ImportProgress) => void; signal?: AbortSignal },
  ): Promise<Jobs['import']['result']>;
  list(set: string): Promise<Jobs['list']['result']>;
  template(set: string): Promise<string>;
  /** All of a set as one file, to be imported elsewhere under its name. */
  archive(set: string, name: string, onWait?: Waits['onWait']): Promise<Blob>;
  undo(set: string, id: string): Promise<null>;
  wipe(set: string): Promise<null>;
  /** The columns of a table, also of one that no reader knows, to make a mapping for it. */
  columns(file: File, sheet?: string): Promise<SampledColumn[]>;
  /** Saved column mappings, by name; every import looks for them by itself. */
  mappings(): Promise<Mapping[]>;
  /** Saves a mapping in the place of one of the same name; `json` may be a file's parsed text or made in an editor. */
  saveMapping(json: unknown): Promise<Mapping>;
  deleteMapping(name: string): Promise<null>;
}

interface Waiting {
  resolve(result: Jobs[JobName]['result']): void;
  reject(error: JobFailed): void;
  onProgress: ((progress: ImportProgress) => void) | undefined;
  onWait: Waits['onWait'];
}

/** Starts the worker that reads files; it ends with the page. One that dies fails what it was doing, and a new one is started. */
export function filesClient(): FilesClient {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let last = 0;

  const start = (): Worker => {
    const begun = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
    begun.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      const one = waiting.get(data.number);
      if (!one) return;
      if ('progress' in data) return one.onProgress?.(data.progress);
      if ('waiting' in data) return one.onWait?.(data.waiting);
      waiting.delete(data.number);
      if ('failure' in data) one.reject(new JobFailed(data.failure));
      else one.resolve(data.result);
    });
    begun.addEventListener('error', () => {
      worker = null;
      for (const one of waiting.values()) one.reject(new JobFailed({ code: 'files_worker_died' }));
      waiting.clear();
    });
    return begun;
  };

  const send = (message: ToWorker) => {
    worker ??= start();
    worker.postMessage(message);
  };

  function ask<K extends JobName>(
    job: K,
    wish: Jobs[K]['wish'],
    more: Waits & { onProgress?: (progress: ImportProgress) => void; signal?: AbortSignal } = {},
  ): Promise<Jobs[K]['result']> {
    const number = ++last;
    return new Promise((resolve, reject) => {
      if (more.signal?.aborted) return reject(new JobFailed({ code: 'files_cancelled' }));
      waiting.set(number, { resolve, reject, onProgress: more.onProgress, onWait: more.onWait });
      more.signal?.addEventListener('abort', () => send({ number, job: 'cancel' }));
      send({ number, job, wish } as ToWorker);
    });
  }

  return {
    import: (wish, more) => ask('import', wish, more),
    list: (set) => ask('list', { set }),
    template: (set) => ask('template', { set }),
    archive: (set, name, onWait) => ask('archive', { set, name }, { ...(onWait && { onWait }) }),
    undo: (set, id) => ask('undo', { set, id }),
    wipe: (set) => ask('wipe', { set }),
    columns: (file, sheet) => ask('columns', { file, ...(sheet !== undefined && { sheet }) }),
    mappings: () => ask('mappings', null),
    saveMapping: (json) => ask('saveMapping', { json }),
    deleteMapping: (name) => ask('deleteMapping', { name }),
  };
}
