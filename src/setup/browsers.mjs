import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { installDebian } from './debian.mjs';
import { SetupError, say } from './words.mjs';

/** @typedef {'chromium' | 'firefox'} Browser */

const { env } = process;
/** Where each system keeps its programs; on every system the path is looked through as well. */
const FOLDERS = {
  macos: ['/Applications', `${env.HOME}/Applications`],
  windows: [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((folder) => folder !== undefined),
  path: [...(env.PATH ?? '').split(delimiter), '/snap/bin'],
};

/**
 * Where a browser may be, best first. Chromium before branded Chrome and Edge: all three load the extension
 * over the debugging pipe, and the first is what the tests are kept on.
 * @type {Record<Browser, { override: string, path: string[], macos: string[], windows: string[], debian: string }>}
 */
const PLACES = {
  chromium: {
    override: 'GRASSLENS_CHROMIUM',
    path: [
      'chromium',
      'chromium-browser',
      'google-chrome-stable',
      'google-chrome',
      'microsoft-edge-stable',
      'microsoft-edge',
    ],
    macos: [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    windows: [
      'Chromium/Application/chrome.exe',
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ],
    debian: 'chromium',
  },
  firefox: {
    override: 'GRASSLENS_FIREFOX',
    path: ['firefox-esr', 'firefox'],
    macos: ['Firefox.app/Contents/MacOS/firefox'],
    windows: ['Mozilla Firefox/firefox.exe'],
    debian: 'firefox-esr',
  },
};

/** The environment variable that names a browser's program: for the user, and from set-up to what it starts. @param {Browser} browser */
export const overrideOf = (browser) => PLACES[browser].override;

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first place that has a browser's program. @param {Browser} browser */
function lookFor(browser) {
  const system = process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : 'path';
  /** @param {'path' | 'macos' | 'windows'} where */
  const under = (where) =>
    PLACES[browser][where].flatMap((program) => FOLDERS[where].map((folder) => join(folder, program)));
  return [...under(system), ...under('path')].find(isProgram);
}

/**
 * The program of a browser: the one that the environment names, else one of the usual places, else installed
 * where that needs nobody's leave.
 * @param {Browser} browser
 * @throws {SetupError} with what to install.
 */
export async function findBrowser(browser) {
  const { override, debian } = PLACES[browser];
  const named = env[override];
  if (named) {
    if (isAbsolute(named) && isProgram(named)) return named;
    throw new SetupError(say('browser_override', { variable: override, path: named }));
  }
  const found = lookFor(browser) ?? ((await installDebian([debian])) ? lookFor(browser) : undefined);
  if (found) return found;
  throw new SetupError(say(`no_${browser}`, { variable: override }));
}
