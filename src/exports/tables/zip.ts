import {
  configure,
  type FileEntry,
  Uint8ArrayReader,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import type { ExportFile } from '../face';
import { prefixOf } from './encoding';

// Its own workers are started from blob URLs, which an extension's pages forbid.
configure({ useWebWorkers: false });

/** A zip's entries, each readable as a stream of text. Sums are checked, so a damaged byte never becomes another digit. */
export interface Zip {
  /** All of them but folders, as the zip lists them. */
  entries: readonly ZipEntry[];
  has(name: string): boolean;
  /** The text of an entry in pieces. @throws Error where it is damaged or more than the zip says that it is. */
  text(name: string): AsyncGenerator<string>;
}

export interface ZipEntry {
  name: string;
  /** Bytes in the zip, and unpacked as the zip says; what unpacks to more is refused. */
  packed: number;
  size: number;
  encrypted: boolean;
}

/** @throws Error for what is no whole zip, and for one that declares more than `limit` bytes of content. */
export async function openZip(bytes: Uint8Array, limit: number): Promise<Zip> {
  const entries = new Map<string, FileEntry>();
  const listed: ZipEntry[] = [];
  let declared = 0;
  for (const entry of await new ZipReader(new Uint8ArrayReader(bytes)).getEntries()) {
    if (entry.directory) continue;
    const { filename: name, compressedSize: packed, uncompressedSize: size, encrypted } = entry;
    entries.set(name, entry);
    listed.push({ name, packed, size, encrypted });
    declared += entry.uncompressedSize;
  }
  if (declared > limit) throw new TooMuch();
  return {
    entries: listed,
    has: (name) => entries.has(name),
    async *text(name) {
      const entry = entries.get(name);
      if (!entry) throw new Error(`no ${name}`);
      yield* textOf(entry);
    },
  };
}

/** More content than any export has: a zip bomb, or a workbook that should be a csv. */
export class TooMuch extends Error {}

async function* textOf(entry: FileEntry): AsyncGenerator<string> {
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
      if (length > entry.uncompressedSize) throw new TooMuch();
      yield decoder.decode(value, { stream: true });
    }
    await written;
    yield decoder.decode();
  } finally {
    stop.abort();
    await reader.cancel().catch(() => undefined);
  }
}

const LOCAL_HEADER = [0x50, 0x4b, 0x03, 0x04];
/** Where in the first header its name's length is, and where the name begins. */
const NAME_LENGTH_AT = 26;
const NAME_AT = 30;

/** The name of a zip's first entry, by its first bytes alone; null for what does not begin like a zip. */
export async function firstEntryOf(file: ExportFile): Promise<string | null> {
  const head = await prefixOf(file);
  if (LOCAL_HEADER.some((byte, at) => head[at] !== byte)) return null;
  const length = (head[NAME_LENGTH_AT] ?? 0) + (head[NAME_LENGTH_AT + 1] ?? 0) * 256;
  return new TextDecoder().decode(head.subarray(NAME_AT, NAME_AT + length));
}

/** Writes a zip, each entry's text a piece at a time. */
export async function writeZip(
  entries: readonly { name: string; text: AsyncIterable<string> | Iterable<string> }[],
  out: WritableStream<Uint8Array>,
): Promise<void> {
  const zip = new ZipWriter(out);
  for (const { name, text } of entries) await zip.add(name, streamOf(text));
  await zip.close();
}

function streamOf(text: AsyncIterable<string> | Iterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = Symbol.asyncIterator in text ? text[Symbol.asyncIterator]() : text[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}
