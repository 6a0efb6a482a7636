import { bench } from 'vitest';
import { measureAnswers, measureRestated } from './store/answers';
import { measureImport } from './store/import';
import { STORES } from './store/stores';

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
/** Rows among which a screenful is asked for. */
const AMONG = [10_000, 100_000, 1_000_000, 10_000_000];
const MOST_ROWS = Number(process.env.BENCH_AMONG ?? 10_000_000);
const LARGEST = { PGlite: 1_000_000, PostgreSQL: 10_000_000 } as const;
const MOST_RESTATED = 1_000_000;
const OPTIONS = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true };

for (const [name, open] of Object.entries(STORES)) {
  bench(
    `import on ${name}`,
    async () => {
      const store = await open();
      try {
        const { imported, copied } = await measureImport(store, ROWS);
        console.table([
          {
            store: name,
            rows: ROWS,
            'import s': (imported / 1000).toFixed(1),
            'bare COPY s': (copied / 1000).toFixed(1),
            times: (imported / copied).toFixed(2),
          },
        ]);
      } finally {
        await store.close();
      }
    },
    OPTIONS,
  );
}

for (const name of ['PGlite', 'PostgreSQL'] as const) {
  bench(
    `answers on ${name}`,
    async () => {
      const lines: Record<string, string | number>[] = [];
      for (const rows of AMONG.filter((count) => count <= Math.min(LARGEST[name], MOST_ROWS))) {
        const store = await STORES[name]();
        try {
          const { metrics, lookup, summary, top } = await measureAnswers(store, rows);
          const restated = rows > MOST_RESTATED ? Number.NaN : await measureRestated(store, rows);
          lines.push({
            store: name,
            rows,
            'metrics ms': metrics.toFixed(1),
            'bare lookup ms': lookup.toFixed(1),
            times: (metrics / lookup).toFixed(2),
            'summary s': (summary / 1000).toFixed(2),
            'top s': (top / 1000).toFixed(2),
            'summary s, each day told four times': (restated / 1000).toFixed(2),
          });
        } finally {
          await store.close();
        }
      }
      console.table(lines);
    },
    OPTIONS,
  );
}
