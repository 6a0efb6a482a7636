import { type Zippable, zipSync } from 'fflate/browser';

/**
 * `fflate` for the build's `write-excel-file`: all of it, but that a file is packed at once. A sheet of a few hundred
 * rows takes some milliseconds; fflate's own way would start a worker from a text, which the pages' policy forbids.
 */
export * from 'fflate/browser';

export function zip(files: Zippable, done: (error: null, packed: Uint8Array) => void): void {
  done(null, zipSync(files));
}
