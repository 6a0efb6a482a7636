import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import type { Db } from '../../../src/server/db/db';
import { openPostgres } from '../../../src/server/db/postgres';
import { RemoteDb } from '../../../src/server/db/remote';
import { startPostgres } from '../../unit/server/support/postgres';

/** A store as it is shipped, empty, with a folder beside it for files. */
export interface Store {
  name: string;
  db: Db;
  /** A folder that goes with the store. */
  home: string;
  close(): Promise<void>;
}

/** PGlite in a thread of its own with its data in a folder, as `serve` runs it. */
async function openPgliteStore(): Promise<Store> {
  const home = await mkdtemp(join(tmpdir(), 'grasslens-bench-'));
  const built = resolve('node_modules/.cache', `grasslens-bench-${process.pid}`);
  await build({ mode: 'server', logLevel: 'error', build: { outDir: built, emptyOutDir: true } });
  const worker = new Worker(join(built, 'pglite-worker.js'), { workerData: join(home, 'db') });
  await new Promise((ready, failed) => worker.once('message', ready).once('error', failed));
  const db = new RemoteDb(worker);
  return {
    name: 'PGlite',
    db,
    home,
    async close() {
      await db.close();
      await worker.terminate();
      await rm(home, { recursive: true, force: true });
      await rm(built, { recursive: true, force: true });
    },
  };
}

async function openPostgresStore(): Promise<Store> {
  const home = await mkdtemp(join(tmpdir(), 'grasslens-bench-'));
  const server = await startPostgres();
  const db = await openPostgres(server.url);
  return {
    name: 'PostgreSQL',
    db,
    home,
    async close() {
      await db.close();
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export const STORES = { PGlite: openPgliteStore, PostgreSQL: openPostgresStore };

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds that something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
