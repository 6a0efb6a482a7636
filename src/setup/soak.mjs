import { runTool } from './run.mjs';
import { main } from './words.mjs';

/** @param {string[]} args */
const vitest = (...args) =>
  runTool('vitest/vitest.mjs', ['run', '--testTimeout', '1800000', '--project', ...args], { SOAK: '1' });

/** `npm run soak`: the randomised tests with their full counts, where `npm test` runs a seeded tenth. */
await main(async () => {
  const code = await vitest('unit');
  return (
    code ||
    vitest(
      'e2e',
      'test/e2e/worker/kills',
      'test/e2e/worker/faults',
      'test/e2e/worker/hostile',
      'test/e2e/worker/worker',
      'test/e2e/files/killed',
    )
  );
});
