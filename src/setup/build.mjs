import { ensureBuilt } from './built.mjs';
import { checkNode, ensureDependencies } from './dependencies.mjs';
import { main } from './words.mjs';

await main(async () => {
  checkNode();
  await ensureDependencies();
  await ensureBuilt();
  return 0;
});
