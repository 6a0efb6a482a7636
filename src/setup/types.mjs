import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runTool } from './run.mjs';

/**
 * Checks each room under its own tsconfig, so that none uses another's globals; then the tests and the build's
 * configuration. All rooms are checked, so that one run shows every error.
 */
const rooms = readdirSync(join(ROOT, 'src')).map((room) => `src/${room}`);
const projects = [...rooms, 'test'].filter((folder) => existsSync(join(ROOT, folder, 'tsconfig.json')));
for (const project of projects) {
  if ((await runTool('typescript/bin/tsc', ['-p', project])) !== 0) process.exitCode = 1;
}
