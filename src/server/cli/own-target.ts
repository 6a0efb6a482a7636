import type { ImportAnswer, ImportProgress } from '../../api/contract';
import type { Mapping } from '../../metrics/mapping';
import { checkFree, writeWorkspace } from '../imports/hand-over';
import { toAnswer } from '../imports/importer';
import { fileUpload } from '../imports/upload';
import type { Opened } from '../open';
import { importId } from '../store/imports';
import type { Token } from '../store/workspaces';
import type { FileToImport, Target } from './target';

/** This process owns the data and does the work itself. */
export class OwnTarget implements Target {
  constructor(
    private readonly opened: Opened,
    private readonly workspace: string,
    private readonly signal: AbortSignal,
  ) {}

  async importFile(file: FileToImport, onProgress: (p: ImportProgress) => void) {
    const { path, declared, kind, sheet, mapping, preview } = file;
    return this.opened.service.importer.run({
      workspace: this.workspace,
      upload: await fileUpload(path),
      declared,
      preview,
      onProgress,
      signal: this.signal,
      ...(kind === undefined ? {} : { kind }),
      ...(sheet === undefined ? {} : { sheet }),
      ...(mapping === undefined ? {} : { mapping }),
    });
  }

  async undo(id: string): Promise<ImportAnswer> {
    const { service } = this.opened;
    const record = await service.undo(this.workspace, importId(id));
    await service.sweeper.sweep(this.workspace);
    return toAnswer(record, false);
  }

  async list(): Promise<ImportAnswer[]> {
    const records = await this.opened.service.imports(this.workspace).list();
    return records.map((record) => toAnswer(record, false));
  }

  mappings(): Promise<Mapping[]> {
    return this.opened.service.mappings(this.workspace).list();
  }

  changeMappings(save: readonly Mapping[], remove: readonly string[]): Promise<void> {
    return this.opened.service.mappings(this.workspace).change(save, remove);
  }

  async exportTo(path: string): Promise<void> {
    checkFree(path);
    await writeWorkspace(this.opened.service.store, this.workspace, path);
  }

  createToken(label: string): Promise<string> {
    return this.opened.service.workspaces.createToken(this.workspace, label);
  }

  tokens(): Promise<Token[]> {
    return this.opened.service.workspaces.tokens(this.workspace);
  }

  revokeToken(id: string): Promise<void> {
    return this.opened.service.workspaces.revokeToken(this.workspace, id);
  }

  close(): Promise<void> {
    return this.opened.close();
  }
}
