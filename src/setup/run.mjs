import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The project's folder: every step runs here, whatever folder npm was called from. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a program in this terminal to its end. Ctrl-C and SIGTERM go to it, and it decides when to end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] Added to this process's own.
 * @returns {Promise<number>} Its exit code; 128 + n when signal n ended it.
 */
export function run(command, args, env = {}) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(() => process.off('SIGINT', forward).off('SIGTERM', forward));
}

/**
 * Runs one of the installed packages' programs with this Node, without npx and on every system alike.
 * @param {string} script Its path under node_modules/.
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
export function runTool(script, args, env) {
  return run(process.execPath, [`${ROOT}/node_modules/${script}`, ...args], env);
}

/**
 * What a short program prints, or null when it is not there or fails.
 * @param {string} command
 * @param {readonly string[]} args
 */
export function output(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: 30_000 });
  return result.status === 0 ? result.stdout : null;
}
