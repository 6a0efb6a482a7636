import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportFile } from '../../exports';
import { errorCode } from '../db/db';
import { messageOf, Refusal } from '../refusal';

/** The largest file taken over HTTP; 1,000,000 rows of 种草星河 are about 250 MB. */
export const MAX_UPLOAD_BYTES = 1024 ** 3;

/** A file to import, lying on disk, and the hash of its content. */
export interface Upload extends ExportFile {
  sha256: string;
}

/** A file that the user named. @throws Refusal as {@link checkFile} */
export async function fileUpload(path: string): Promise<Upload> {
  const size = await checkFile(path);
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
  return onDisk(path, basename(path), size, hash.digest('hex'));
}

/** That a file is there and can be read, and its size. @throws Refusal `server_file_missing`, `server_file_unreadable` */
export async function checkFile(path: string): Promise<number> {
  try {
    const file = await open(path);
    try {
      const found = await file.stat();
      if (found.isFile()) return found.size;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw new Refusal('server_file_missing', { file: path });
    throw new Refusal('server_file_unreadable', { file: path, reason: messageOf(error) }, { cause: error });
  }
  throw new Refusal('server_file_unreadable', { file: path, reason: 'EISDIR' });
}

/**
 * Writes a request's body to `path` as it comes in, hashing it on the way; nothing stands in memory whole.
 * @throws Refusal `server_upload_too_large` as soon as it is
 */
export async function receiveUpload(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  path: string,
  name: string,
): Promise<Upload> {
  const hash = createHash('sha256');
  let size = 0;
  const watch = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const part of source) {
      size += part.byteLength;
      if (size > MAX_UPLOAD_BYTES) throw tooLarge();
      hash.update(part);
      yield part;
    }
  };
  await pipeline(Readable.from(body), watch, createWriteStream(path, { mode: 0o600 }));
  return onDisk(path, name, size, hash.digest('hex'));
}

export function tooLarge(): Refusal {
  return new Refusal('server_upload_too_large', { megabytes: MAX_UPLOAD_BYTES / 1024 ** 2 });
}

function onDisk(path: string, name: string, size: number, sha256: string): Upload {
  return { name, size, sha256, bytes: () => createReadStream(path) as AsyncIterable<Uint8Array> };
}
