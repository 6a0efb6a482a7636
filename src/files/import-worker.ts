import { columnsIn, ExportError, type ExportFile } from '../exports';
import { filesDatabase } from './database';
import { FilesError } from './errors';
import { FilesImporter } from './importer';
import type { Failure, FromWorker, ToWorker } from './worker-face';

/** The worker of the options page: it reads files and writes values, so that the page stays quick. */

const LOCK = 'grasslens-files';
/** Told so often how far an import is, ms. */
const PROGRESS_MS = 100;

const importer = new FilesImporter({
  open: filesDatabase(),
  async alone(work, { signal, onWait } = {}) {
    const done = await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) =>
      lock ? { result: await work() } : null,
    );
    if (done) return done.result;
    onWait?.(true);
    return navigator.locks.request(LOCK, { ...(signal && { signal }) }, () => {
      onWait?.(false);
      return work();
    });
  },
  async room() {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined ? null : quota - (usage ?? 0);
  },
});
const underWay = new Map<number, AbortController>();
const say = (message: FromWorker) => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.job === 'cancel') return underWay.get(data.number)?.abort();
  const { number } = data;
  const controller = new AbortController();
  underWay.set(number, controller);
  void work(data, controller.signal)
    .then((result) => say({ number, result }))
    .catch((error: unknown) => say({ number, failure: failureOf(error) }))
    .finally(() => underWay.delete(number));
});

async function work(task: Exclude<ToWorker, { job: 'cancel' }>, signal: AbortSignal) {
  const onWait = (waiting: boolean) => say({ number: task.number, waiting });
  switch (task.job) {
    case 'import': {
      let said = 0;
      const { file, ...wish } = task.wish;
      return importer.run({
        ...wish,
        file: exportFile(file),
        signal,
        onWait,
        onProgress(progress) {
          if (performance.now() - said < PROGRESS_MS) return;
          said = performance.now();
          say({ number: task.number, progress });
        },
      });
    }
    case 'list':
      return importer.list(task.wish.set);
    case 'template':
      return importer.template(task.wish.set);
    case 'archive':
      return importer.archive(task.wish.set, task.wish.name, { onWait });
    case 'columns':
      return columnsIn(exportFile(task.wish.file), task.wish.sheet);
    case 'mappings':
      return importer.mappings.list();
    case 'saveMapping':
      return importer.mappings.save(task.wish.json);
    case 'deleteMapping':
      return importer.mappings.delete(task.wish.name).then(() => null);
    case 'undo':
      return importer.undo(task.wish.set, task.wish.id).then(() => null);
    case 'wipe':
      return importer.wipe(task.wish.set).then(() => null);
  }
}

/** A chosen file as readers take it. Streams are not yet iterable in every browser that we run in. */
function exportFile(file: File): ExportFile {
  return {
    name: file.name,
    size: file.size,
    async *bytes() {
      const reader = file.stream().getReader();
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          yield value;
        }
      } finally {
        await reader.cancel().catch(() => undefined);
      }
    },
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof FilesError && error.because) return { ...failure(error), because: error.because };
  if (error instanceof ExportError) return failure(error);
  if (error instanceof DOMException && error.name === 'AbortError') return { code: 'files_cancelled' };
  // A file that was moved, changed or put out of reach after it was chosen.
  if (error instanceof DOMException && ['NotReadableError', 'NotFoundError'].includes(error.name)) {
    return { code: 'files_unreadable' };
  }
  return { code: 'files_failed', params: { reason: error instanceof Error ? error.message : String(error) } };
}

const failure = ({ code, params }: ExportError): Failure => ({ code, params });
