import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { tryLock } from 'fs-native-extensions';
import { messageOf, Refusal } from '../refusal';
import { type Db, errorCode } from './db';
import { RemoteDb } from './remote';

/** The built server is flat: the worker lies beside whichever chunk starts it. */
const WORKER = new URL('./pglite-worker.js', import.meta.url);

/** What {@link openFolder} gives: the database, and a place for files on their way in. */
export interface Folder {
  path: string;
  db: Db;
  incoming: string;
  /** Resolves with the reason when the database's thread dies by itself; never on `close`. */
  broken: Promise<Error>;
  /** Closes the database and gives the lock back. */
  close(): Promise<void>;
}

/**
 * Takes a data folder as its one owner and opens the database in it.
 * @throws Refusal `server_folder_in_use` when another process owns it, `server_folder_unusable` when it cannot
 *   be written, `server_folder_broken` when the database in it does not open
 */
export async function openFolder(path: string): Promise<Folder> {
  const lock = await takeLock(path);
  try {
    const incoming = join(path, 'incoming');
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { mode: 0o700 });
    const { db, broken, stop } = await startWorker(path);
    return {
      path,
      db,
      incoming,
      broken,
      async close() {
        await db.close();
        await stop();
        await lock.close();
      },
    };
  } catch (error) {
    await lock.close();
    throw error;
  }
}

async function takeLock(path: string) {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const file = await open(join(path, 'lock'), 'a', 0o600);
    if (tryLock(file.fd)) return file;
    await file.close();
  } catch (error) {
    throw new Refusal('server_folder_unusable', { folder: path, reason: messageOf(error) }, { cause: error });
  }
  throw new Refusal('server_folder_in_use', { folder: path });
}

type Started = { ready: true } | { ready: false; message: string; code: string | null };

async function startWorker(path: string) {
  const worker = new Worker(WORKER, { workerData: join(path, 'db') });
  const failed = (reason: string, cause?: unknown) =>
    new Refusal('server_folder_broken', { folder: path, reason }, { cause });

  const started = await new Promise<Started>((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error) => resolve({ ready: false, message: messageOf(error), code: errorCode(error) }));
    worker.once('exit', (code) => resolve({ ready: false, message: `exit ${code}`, code: null }));
  });
  if (!started.ready) {
    await worker.terminate();
    throw failed(started.message);
  }

  const db = new RemoteDb(worker);
  let stopping = false;
  const broken = new Promise<Error>((resolve) => {
    const breakOff = (reason: string, cause?: unknown) => {
      if (stopping) return;
      const error = new Refusal('server_database_stopped', { reason }, { cause });
      db.breakOff(error);
      resolve(error);
    };
    worker.on('error', (error) => breakOff(messageOf(error), error));
    worker.on('exit', (code) => breakOff(`exit ${code}`));
  });
  const stop = async () => {
    stopping = true;
    await worker.terminate();
  };
  return { db, broken, stop };
}
