import type { ImportProgress } from '../api/contract';
import type { ExportFile } from '../exports';
import type { Mapping } from '../metrics/mapping';
import type { Declared } from '../metrics/values';

/** A file to import into a set and how. */
export interface FileRequest {
  set: string;
  file: ExportFile;
  declared: Declared;
  /** The reader and sheet to use, where detection finds several. */
  kind?: string;
  sheet?: string;
  /** A column mapping to read by, and by nothing else; without it the saved ones are looked for too. */
  mapping?: Mapping;
  /** Say everything, store nothing. */
  preview?: boolean;
  onProgress?(progress: ImportProgress): void;
  /** Told that it waits for another page, and when it does no longer. */
  onWait?(isWaiting: boolean): void;
  signal?: AbortSignal;
}
