import { findBrowser, overrideOf } from './browsers.mjs';
import { ensureBuilt } from './built.mjs';
import { checkNode, ensureDependencies } from './dependencies.mjs';
import { ensureFonts } from './fonts.mjs';
import { ROOT, run } from './run.mjs';
import { main } from './words.mjs';

/** `npm start`: from a bare clone to a browser with badges in it. Options go to the demo (`--once`). */
await main(async () => {
  checkNode();
  await ensureDependencies();
  const chromium = await findBrowser('chromium');
  await ensureFonts();
  await ensureBuilt();
  return run(process.execPath, [`${ROOT}/dist/server/show.js`, ...process.argv.slice(2)], {
    [overrideOf('chromium')]: chromium,
  });
});
