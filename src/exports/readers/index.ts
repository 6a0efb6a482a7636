/// <reference path="./glob.d.ts" />
import type { Reader } from '../face';

/**
 * Every kind of export that can be read: whatever reader a file of this folder exports. Adding a kind is adding
 * its file here, and nothing else.
 */
export const READERS: readonly Reader[] = Object.values(import.meta.glob(['./*.ts', '!./index.ts'], { eager: true }))
  .flatMap((file) => Object.values(file))
  .filter(isReader);

function isReader(value: unknown): value is Reader {
  return typeof value === 'object' && value !== null && 'kind' in value && 'detect' in value && 'prepare' in value;
}
