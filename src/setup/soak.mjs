import { runTool } from './run.mjs';
import { main } from './words.mjs';

/** `npm run soak`: the randomised tests with their full counts, where `npm test` runs a seeded tenth. */
await main(() => runTool('vitest/vitest.mjs', ['run', '--project', 'unit', '--testTimeout', '1800000'], { SOAK: '1' }));
