import { readFile } from 'node:fs/promises';
import { readPatch, type SitePatches } from '../sites/patch-schema';
import { checkFile } from './imports/upload';
import { breakIn } from './json-break';
import { Refusal } from './refusal';

/** What pages are to be found by where a site has changed before a release has, as the extension takes it. */
export interface ServedSites {
  version: 1;
  sites: SitePatches;
}

/** Every site is as the release knows it. */
export const NO_SITES: ServedSites = { version: 1, sites: {} };

/**
 * The site patch in a file, checked whole as the extension checks it: one that it would leave alone is not served.
 * @throws Refusal as `checkFile`, `server_sites_not_json`, `server_sites_wrong` saying where
 */
export async function sitesAt(path: string): Promise<ServedSites> {
  await checkFile(path);
  const read = readPatch(parsed(await readFile(path, 'utf8'), path));
  if ('patches' in read) return { version: 1, sites: read.patches };
  const { where, found } = read.problem;
  throw new Refusal('server_sites_wrong', { file: path, where: where === '' ? '/' : where, found });
}

function parsed(text: string, file: string): unknown {
  // Windows' editors begin a file with a mark that no JSON has.
  const json = text.replace(/^\ufeff/, '');
  try {
    return JSON.parse(json);
  } catch {
    throw new Refusal('server_sites_not_json', { file, ...breakIn(json) });
  }
}
