import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A folder that is kept outside of the repository. */
export interface SharedFolder {
  read(path: string): string;
  bytes(path: string): Uint8Array<ArrayBuffer>;
  /** The names in a folder of it, in their order; none where the folder is not there. */
  names(path: string): string[];
}

/**
 * The folder that an environment variable names. A named folder that lacks what it must have is an error, so that
 * a machine that is meant to have it cannot pass without it.
 */
export function sharedFolder(variable: string, parts: readonly string[]): SharedFolder | null {
  const named = process.env[variable];
  if (!named) return null;
  const folder = resolve(named);
  for (const path of parts)
    if (!existsSync(join(folder, path))) throw new Error(`${variable}=${named}: there is no ${path} in it`);
  return {
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    bytes: (path) => new Uint8Array(readFileSync(join(folder, path))),
    names: (path) => (existsSync(join(folder, path)) ? readdirSync(join(folder, path)).sort(inOrder) : []),
  };
}

/** 9 comes before 11. */
const inOrder = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true });
