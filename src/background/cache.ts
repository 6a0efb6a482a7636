import type { Coverage } from '../metrics/coverage-report';
import type { Detail } from '../metrics/detail';
import type { Answer, Summary } from '../metrics/question';
import type { Top } from '../metrics/ranking';
import { type CacheSchema, RECORD_STORES } from './cache-schema';
import { Database } from './database';
import { Records } from './records';

/** The worker's own database of what it was told. It alone opens it: pages would block each other's upgrades. */
export function openCache(now: () => number, patience?: { open: number; work: number }) {
  const database = new Database<CacheSchema>(
    {
      name: 'grasslens-cache',
      version: 3,
      upgrade(opened) {
        // A cache is not migrated: another version's answers are asked for again.
        for (const store of opened.objectStoreNames) opened.deleteObjectStore(store);
        for (const name of RECORD_STORES) {
          const store = opened.createObjectStore(name, { keyPath: ['connection', 'form', 'subject', 'to'] });
          store.createIndex('usedAt', 'usedAt');
        }
        opened.createObjectStore('known', { keyPath: 'connection' });
        opened.createObjectStore('decisions', { keyPath: 'connection' });
      },
      disposable: true,
      ...(patience && { patience }),
    },
    now,
  );
  const answers = new Records<Answer | null>(database, 'answers', now);
  const summaries = new Records<Summary>(database, 'summaries', now);
  const tops = new Records<Top>(database, 'tops', now);
  const coverages = new Records<Coverage>(database, 'coverages', now);
  const details = new Records<Detail | null>(database, 'details', now);
  const all = [answers, summaries, tops, coverages, details];
  return {
    database,
    answers,
    summaries,
    tops,
    coverages,
    details,
    /** How many answers are kept. */
    async count(): Promise<number> {
      const counts = await Promise.all(all.map((records) => records.count()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    /** Deletes all but one connection's records, or all. */
    async keepOnly(connection: string | null): Promise<void> {
      await Promise.all(all.map((records) => records.keepOnly(connection)));
      await database.useOr(undefined, async (opened) => {
        const others = (await opened.getAllKeys('decisions')).filter((key) => key !== connection);
        for (const key of others) await opened.delete('decisions', key);
      });
    },
  };
}

export type Cache = ReturnType<typeof openCache>;
