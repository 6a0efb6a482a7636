import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/**
 * How the command line finds the `serve` that owns a data folder: a file in it that only its owner can read, with
 * the address and a secret that lives as long as the process.
 */
const ServeFileSchema = v.object({ url: v.string(), pid: v.number(), secret: v.string() });
export type ServeFile = v.InferOutput<typeof ServeFileSchema>;

const NAME = 'serve.json';

export function newSecret(): string {
  return `local-${randomBytes(32).toString('hex')}`;
}

/** Writes it whole or not at all, and never readable for others. */
export async function writeServeFile(folder: string, content: ServeFile): Promise<void> {
  const path = join(folder, NAME);
  await rm(`${path}.new`, { force: true });
  await writeFile(`${path}.new`, JSON.stringify(content), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export async function removeServeFile(folder: string): Promise<void> {
  await rm(join(folder, NAME), { force: true });
}

/** Null when there is none, or it is not one. */
export async function readServeFile(folder: string): Promise<ServeFile | null> {
  try {
    const result = v.safeParse(ServeFileSchema, JSON.parse(await readFile(join(folder, NAME), 'utf8')));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}
