import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runTool } from './run.mjs';
import { announce, SetupError, say } from './words.mjs';

const TARGETS = ['chrome', 'firefox', 'server'];
/** What a build is made from. */
const INPUTS = ['src', 'public', 'manifest.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
const STAMP = join(ROOT, 'dist', 'built-from');

/** One hash of the names and contents of everything that a build is made from. */
function inputsHash() {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const entries = existsSync(join(ROOT, path)) ? readdirSync(join(ROOT, path), { withFileTypes: true }) : [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) add(inner);
      else
        hash
          .update(`${inner}\0`)
          .update(readFileSync(join(ROOT, inner)))
          .update('\0');
    }
  };
  for (const input of INPUTS) {
    if (input.includes('.')) hash.update(`${input}\0`).update(readFileSync(join(ROOT, input)));
    else add(input);
  }
  return hash.digest('hex');
}

/** Builds dist/chrome, dist/firefox and dist/server, unless they stand and nothing has changed since. @throws {SetupError} */
export async function ensureBuilt() {
  const inputs = inputsHash();
  const whole = TARGETS.every((target) => existsSync(join(ROOT, 'dist', target)));
  if (whole && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs) return;
  for (const target of TARGETS) {
    announce('building', { target: `dist/${target}` });
    const code = await runTool('vite/bin/vite.js', ['build', '--mode', target, '--logLevel', 'warn']);
    if (code !== 0) throw new SetupError(say('build_failed', { target: `dist/${target}` }));
  }
  writeFileSync(STAMP, inputs);
}
