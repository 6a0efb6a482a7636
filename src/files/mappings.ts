import { parseMapping } from '../exports';
import type { Mapping } from '../metrics/mapping';
import type { OpenFiles } from './database';

/** The column mappings that the user of this browser has saved. */
export class SavedMappings {
  constructor(private readonly open: OpenFiles) {}

  /** By name. */
  async list(): Promise<Mapping[]> {
    return (await this.open()).getAll('mappings');
  }

  /** Saves one in the place of another of its name. @throws ExportError for what is no mapping that can work */
  async save(json: unknown): Promise<Mapping> {
    const mapping = parseMapping(json);
    await (await this.open()).put('mappings', mapping);
    return mapping;
  }

  /** What was imported by it stays. */
  async delete(name: string): Promise<void> {
    await (await this.open()).delete('mappings', name);
  }
}
