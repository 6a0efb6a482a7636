import { existsSync, statSync } from 'node:fs';
import { ROOT, run } from './run.mjs';
import { announce, SetupError, say } from './words.mjs';

const OLDEST_NODE = [20, 19];

/** @throws {SetupError} on a Node that is too old to run what comes next. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new SetupError(say('node_old', { found: process.versions.node, oldest: OLDEST_NODE.join('.') }));
  }
}

/** Runs `npm ci` where node_modules is missing or older than the lock file. @throws {SetupError} when npm fails. */
export async function ensureDependencies() {
  // npm writes this file last, so an install that was cut short counts as none.
  const installed = `${ROOT}/node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${ROOT}/package-lock.json`).mtimeMs) return;
  announce('installing');
  const args = ['ci', '--no-audit', '--no-fund'];
  // Under `npm start` npm says where it is; otherwise it is on the path (as npm.cmd, which needs a shell, on Windows).
  const npm = process.env.npm_execpath;
  const code = npm ? await run(process.execPath, [npm, ...args]) : await runNpm(args);
  if (code !== 0) throw new SetupError(say('install_failed', { code }));
}

/** @param {readonly string[]} args */
function runNpm(args) {
  return process.platform === 'win32' ? run('cmd.exe', ['/c', 'npm', ...args]) : run('npm', args);
}
