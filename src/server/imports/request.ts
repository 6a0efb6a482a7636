import type { ImportProgress } from '../../api/contract';
import type { Mapping } from '../../metrics/mapping';
import type { Declared } from '../../metrics/values';
import type { Upload } from './upload';

/** A file to import and how. */
export interface ImportRequest {
  workspace: string;
  upload: Upload;
  declared: Declared;
  /** The reader and sheet to use, where detection finds several. */
  kind?: string;
  sheet?: string;
  /** A column mapping to read by, and by nothing else; without it the workspace's own are looked for too. */
  mapping?: Mapping;
  /** Say everything, store nothing. */
  preview?: boolean;
  /** Nothing in it is something to say, too: a map that was emptied. */
  mayBeEmpty?: boolean;
  onProgress?(progress: ImportProgress): void;
  signal?: AbortSignal;
}
