import { openCache } from '../../../src/background/cache';
import type { CacheRecord } from '../../../src/background/cache-schema';
import type { Answer } from '../../../src/metrics/question';

const SCREENFUL = 60;
const READS = 200;
const NOW = 1_000_000_000;
const SCOPE = { connection: 'c1', form: 'f', to: '2026-07-15' };
const note = (n: number) => `xhs/note/66${n.toString(16).padStart(22, '0')}`;
const { answers } = openCache(() => NOW, { open: 60_000, work: 600_000 });

/** Fills the cache up to so many records. @returns The median time of reading a screenful spread over all of them, ms */
async function measure(from: number, count: number): Promise<number> {
  const records = Array.from({ length: count - from }, (_, n): CacheRecord<Answer | null> => {
    return { ...SCOPE, subject: note(from + n), answer: null, revision: 'r1', fetchedAt: NOW, usedAt: NOW };
  });
  for (let at = 0; at < records.length; at += 1_000) await answers.put(records.slice(at, at + 1_000));
  const spent: number[] = [];
  for (let read = 0; read < READS; read += 1) {
    const wanted = Array.from({ length: SCREENFUL }, (_, n) =>
      note((Math.floor((n * count) / SCREENFUL) + read) % count),
    );
    const begun = performance.now();
    const found = await answers.get(SCOPE, wanted);
    spent.push(performance.now() - begun);
    if (found.size !== SCREENFUL) throw new Error(`${found.size} records were found`);
  }
  return spent.sort((a, b) => a - b)[READS / 2] ?? Number.NaN;
}

Object.assign(globalThis, { measure });
