import type { ImportAnswer, ImportProgress } from '../../api/contract';
import type { Mapping } from '../../metrics/mapping';
import type { Declared } from '../../metrics/values';
import type { Token } from '../store/workspaces';

/** One file to import, as the command line was told. */
export interface FileToImport {
  path: string;
  declared: Declared;
  kind: string | undefined;
  sheet: string | undefined;
  /** A column mapping to read by. */
  mapping: Mapping | undefined;
  preview: boolean;
}

/** Who does the work of a command: this process, or the `serve` that owns the data folder. */
export interface Target {
  importFile(file: FileToImport, onProgress: (progress: ImportProgress) => void): Promise<ImportAnswer>;
  undo(id: string): Promise<ImportAnswer>;
  list(): Promise<ImportAnswer[]>;
  mappings(): Promise<Mapping[]>;
  /** Saves some mappings and takes some away: all of it, or nothing. */
  changeMappings(save: readonly Mapping[], remove: readonly string[]): Promise<void>;
  /** Writes all of the workspace as an archive to a file that is not there yet. @throws Refusal `server_export_exists` */
  exportTo(path: string): Promise<void>;
  createToken(label: string): Promise<string>;
  tokens(): Promise<Token[]>;
  /** @throws Refusal `server_token_unknown` */
  revokeToken(id: string): Promise<void>;
  close(): Promise<void>;
}
