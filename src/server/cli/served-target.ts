import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import {
  type ImportAnswer,
  ImportListSchema,
  type ImportProgress,
  ImportProgressSchema,
  ImportSchema,
  ProblemSchema,
} from '../../api/contract';
import { MappingsResponseSchema } from '../../api/contract-mappings';
import { cutTexts } from '../../metrics/declared-cuts';
import type { Mapping } from '../../metrics/mapping';
import type { Locale } from '../../text/text';
import { WORKSPACE_HEADER } from '../http/auth';
import { checkFree, unwritable } from '../imports/hand-over';
import { checkFile } from '../imports/upload';
import { Refusal } from '../refusal';
import type { Token } from '../store/workspaces';
import type { ServeFile } from './serve-file';
import type { FileToImport, Target } from './target';

export interface ServedOptions extends ServeFile {
  folder: string;
  workspace: string;
  locale: Locale;
  signal: AbortSignal;
}

const LineSchema = v.union([
  v.object({ progress: ImportProgressSchema }),
  v.object({ import: ImportSchema }),
  v.object({ problem: ProblemSchema }),
]);

const TokensSchema = v.object({
  tokens: v.array(v.object({ id: v.string(), label: v.string(), createdAt: v.string() })),
});

/** Node's HTTP server takes 16 kB of headers, the address among them. */
const MAX_QUERY_LENGTH = 14_000;

/** Asks the `serve` that owns the data folder. */
export class ServedTarget implements Target {
  constructor(private readonly options: ServedOptions) {}

  async importFile(file: FileToImport, onProgress: (progress: ImportProgress) => void): Promise<ImportAnswer> {
    const { path, declared, kind, sheet, mapping, preview } = file;
    await checkFile(path);
    const sent = mapping && JSON.stringify(mapping);
    const { cuts, ...said } = declared;
    const fields = { filename: basename(path), preview, kind, sheet, mapping: sent, ...said };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, String(value));
    for (const text of cutTexts(cuts)) query.append('cut', text);
    if (String(query).length > MAX_QUERY_LENGTH) throw new Refusal('server_mapping_long');
    const response = await this.ask(`/v1/imports?${query}`, {
      method: 'POST',
      headers: { accept: 'application/x-ndjson' },
      body: Readable.toWeb(createReadStream(path)) as ReadableStream,
      duplex: 'half',
    });
    for await (const text of createInterface({ input: Readable.from(response.body ?? []) })) {
      const line = v.parse(LineSchema, JSON.parse(text));
      if ('progress' in line) onProgress(line.progress);
      else if ('import' in line) return line.import;
      else throw told(line.problem);
    }
    throw this.away();
  }

  async undo(id: string): Promise<ImportAnswer> {
    const response = await this.ask(`/v1/imports/${encodeURIComponent(id)}`, { method: 'DELETE' });
    return v.parse(ImportSchema, await response.json());
  }

  async list(): Promise<ImportAnswer[]> {
    const response = await this.ask('/v1/imports', {});
    return v.parse(ImportListSchema, await response.json()).imports;
  }

  async mappings(): Promise<Mapping[]> {
    const response = await this.ask('/v1/mappings', {});
    return v.parse(MappingsResponseSchema, await response.json()).mappings;
  }

  async changeMappings(save: readonly Mapping[], remove: readonly string[]): Promise<void> {
    await this.ask('/v1/mappings', { method: 'PUT', body: JSON.stringify({ save, remove }) });
  }

  async exportTo(path: string): Promise<void> {
    checkFree(path);
    const response = await this.ask('/local/archive', {});
    const unfinished = `${path}.part`;
    try {
      await pipeline(Readable.from(response.body ?? []), createWriteStream(unfinished, { mode: 0o600 }));
      const { size } = await stat(unfinished);
      if (String(size) !== response.headers.get('content-length')) throw this.away();
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw unwritable(error, path);
    }
  }

  async createToken(label: string): Promise<string> {
    const response = await this.ask(`/local/tokens?${new URLSearchParams({ label })}`, { method: 'POST' });
    return v.parse(v.object({ token: v.string() }), await response.json()).token;
  }

  async tokens(): Promise<Token[]> {
    const response = await this.ask('/local/tokens', {});
    return v.parse(TokensSchema, await response.json()).tokens;
  }

  async revokeToken(id: string): Promise<void> {
    await this.ask(`/local/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  async close(): Promise<void> {}

  private async ask(path: string, init: RequestInit): Promise<Response> {
    const { url, secret, workspace, locale, signal } = this.options;
    const response = await fetch(url + path, {
      ...init,
      signal,
      headers: {
        ...init.headers,
        authorization: `Bearer ${secret}`,
        'accept-language': locale === 'en' ? 'en' : 'zh-CN',
        [WORKSPACE_HEADER]: workspace,
      },
    }).catch((error: unknown) => {
      if (signal.aborted) throw error;
      throw this.away(error);
    });
    // Not our secret: the file was left by a process that is gone, and another program has its port now.
    if (response.status === 401) throw this.away();
    if (response.ok) return response;
    const problem = v.safeParse(ProblemSchema, await response.json().catch(() => null));
    throw problem.success ? told(problem.output) : this.away();
  }

  /** The folder is taken, and its owner does not answer. */
  private away(cause?: unknown): Refusal {
    return new Refusal('server_folder_in_use', { folder: this.options.folder }, { cause });
  }
}

/** What the other side refused, in the sentence that it gave. */
function told({ code, detail }: v.InferOutput<typeof ProblemSchema>): Refusal {
  return new Refusal('server_told', { message: detail ?? code });
}
