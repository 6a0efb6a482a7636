import { ExportError } from '../exports';

/** Why nothing of a file is taken: the key of its sentence, and of a line what was wrong with it. */
export class FilesError extends ExportError {
  constructor(
    code: string,
    params: Record<string, string | number> = {},
    readonly because: { code: string; params?: Record<string, string | number> } | null = null,
  ) {
    super(code, params);
    this.name = 'FilesError';
  }
}
