import { writeZip } from '../exports';
import { ARCHIVE_VERSION, entryOf, MANIFEST, type Manifest } from './format';
import type { Part } from './parts';

/** A set that is to be handed over. */
export interface ArchiveSource extends Omit<Manifest, 'grasslens' | 'createdAt'> {
  /** What one of its imports holds. */
  parts(id: string): AsyncIterable<Part>;
}

/**
 * Writes a set as an archive, a piece at a time. What goes wrong with the source or the output is thrown, and the
 * output is left unfinished.
 */
export async function writeArchive({ parts, ...set }: ArchiveSource, out: WritableStream<Uint8Array>): Promise<void> {
  const manifest: Manifest = { grasslens: ARCHIVE_VERSION, createdAt: new Date().toISOString(), ...set };
  await writeZip(
    [
      // First, so that the file's first bytes say what it is.
      { name: MANIFEST, text: [JSON.stringify(manifest)] },
      ...set.imports.map(({ id }) => ({ name: entryOf(id), text: linesOf(parts(id)) })),
    ],
    out,
  );
}

async function* linesOf(parts: AsyncIterable<Part>): AsyncGenerator<string> {
  for await (const part of parts) yield `${JSON.stringify(part)}\n`;
}
