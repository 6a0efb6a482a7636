import { bench } from 'vitest';
import { measureImport } from './store/import';
import { STORES } from './store/stores';

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
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
