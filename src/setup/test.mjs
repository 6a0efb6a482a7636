import { findBrowser, overrideOf } from './browsers.mjs';
import { ensureBuilt } from './built.mjs';
import { checkNode, ensureDependencies } from './dependencies.mjs';
import { ensureFonts } from './fonts.mjs';
import { ROOT, run, runTool } from './run.mjs';
import { announce, main, SetupError, say } from './words.mjs';

const FIREFOX = '**/*.firefox.test.ts';
const BUILT = '**/built.test.ts';
/** @param {string[]} args */
const vitest = (...args) => runTool('vitest/vitest.mjs', ['run', ...args]);

/** `npm test`: every check there is, cheapest first, from a bare clone. */
await main(async () => {
  const begun = Date.now();
  checkNode();
  await ensureDependencies();
  const chromium = await findBrowser('chromium');
  const firefox = await findBrowser('firefox');
  process.env[overrideOf('chromium')] = chromium;
  process.env[overrideOf('firefox')] = firefox;
  await ensureFonts();

  await step('lint', () => runTool('@biomejs/biome/bin/biome', ['check', '.']));
  await step('types', () => run(process.execPath, [`${ROOT}/src/setup/types.mjs`]));
  // By itself vitest leaves one core idle, which of two is half of the time.
  await step('unit', () => vitest('--project', 'unit', '--maxWorkers', '100%'));
  await ensureBuilt();
  await step('built', () => vitest('--project', 'e2e', 'test/e2e/built.test.ts'));
  await step('e2e_chromium', () => vitest('--project', 'e2e', '--exclude', FIREFOX, '--exclude', BUILT));
  await step('e2e_firefox', () => vitest('--project', 'e2e', '.firefox.test.ts'));

  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(`✓ ${say('all_passed', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })}`);
  return 0;
});

/**
 * @param {string} name Its sentence is `step_<name>`.
 * @param {() => Promise<number>} work
 */
async function step(name, work) {
  const title = announce(`step_${name}`);
  const code = await work();
  if (code !== 0) throw new SetupError(say('step_failed', { step: title, code }));
}
