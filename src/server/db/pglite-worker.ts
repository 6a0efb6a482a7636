import { parentPort, workerData } from 'node:worker_threads';
import { errorCode } from './db';
import { openPglite } from './pglite';
import { answerFor } from './remote';

/**
 * The worker thread that owns a PGlite data folder: a COPY of 200,000 rows on the main thread stalled it
 * for 3.6 s (design.md, decision 6). It says `ready` once, or why it could not open the folder.
 */
const port = parentPort;
if (port) {
  try {
    const db = await openPglite(String(workerData));
    answerFor(port, db);
    port.postMessage({ ready: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    port.postMessage({ ready: false, message, code: errorCode(error) });
  }
}
