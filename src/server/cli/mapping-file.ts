import { readFile } from 'node:fs/promises';
import { readMapping } from '../../exports';
import type { Mapping } from '../../metrics/mapping';
import { checkFile } from '../imports/upload';

/**
 * A column mapping that the user named.
 * @throws Refusal as `checkFile`; ExportError for what is no mapping that can work
 */
export async function mappingAt(path: string): Promise<Mapping> {
  await checkFile(path);
  return readMapping(await readFile(path, 'utf8'));
}
