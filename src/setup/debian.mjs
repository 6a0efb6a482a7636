import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { announce } from './words.mjs';

/**
 * Installs Debian packages where that is possible without asking anyone: as root on a Debian or its kin.
 * @param {readonly string[]} packages
 * @returns {Promise<boolean>} Whether they are there now.
 */
export async function installDebian(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  announce('installing_packages', { packages: packages.join(' ') });
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  if ((await run('apt-get', ['update', '-qq'], quiet)) !== 0) return false;
  return (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], quiet)) === 0;
}
