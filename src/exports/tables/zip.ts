import { configure, type FileEntry, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';

// Its own workers are started from blob URLs, which an extension's pages forbid.
configure({ useWebWorkers: false });

/** A zip's entries, each readable as a stream of text. Sums are checked, so a damaged byte never becomes another digit. */
export interface Archive {
  has(name: string): boolean;
  /** The text of an entry in pieces. @throws Error where it is damaged or goes beyond the limit that all entries share. */
  text(name: string): AsyncGenerator<string>;
}

/** @throws Error for what is no whole zip, and for one that declares more than `limit` bytes of content. */
export async function openArchive(bytes: Uint8Array, limit: number): Promise<Archive> {
  const entries = new Map<string, FileEntry>();
  let declared = 0;
  for (const entry of await new ZipReader(new Uint8ArrayReader(bytes)).getEntries()) {
    if (entry.directory) continue;
    entries.set(entry.filename, entry);
    declared += entry.uncompressedSize;
  }
  if (declared > limit) throw new TooMuch();
  return {
    has: (name) => entries.has(name),
    async *text(name) {
      const entry = entries.get(name);
      if (!entry) throw new Error(`no ${name}`);
      yield* textOf(entry, limit);
    },
  };
}

/** More content than any export has: a zip bomb, or a workbook that should be a csv. */
export class TooMuch extends Error {}

async function* textOf(entry: FileEntry, limit: number): AsyncGenerator<string> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const stop = new AbortController();
  const reader = readable.getReader();
  const written = entry.getData(writable, { checkSignature: true, signal: stop.signal });
  // A damaged entry fails there and would leave the reading side waiting for ever.
  written.catch(() => reader.cancel()).catch(() => undefined);
  const decoder = new TextDecoder();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) throw new TooMuch();
      yield decoder.decode(value, { stream: true });
    }
    await written;
    yield decoder.decode();
  } finally {
    stop.abort();
    await reader.cancel().catch(() => undefined);
  }
}
