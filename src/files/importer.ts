import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ImportAnswer } from '../api/contract';
import { openArchive, writeArchive } from '../archive';
import {
  applicable,
  type ExportFile,
  Gathered,
  isSameReading,
  kindAnswers,
  openExport,
  refuseUnanswered,
  reportOf,
} from '../exports';
import { ArchiveTaking, archiveSource } from './archives';
import type { ImportRecord, OpenFiles } from './database';
import { FilesError } from './errors';
import { Loader, sweep } from './loader';
import { SavedMappings } from './mappings';
import type { FileRequest } from './request';
import { FilesStore } from './store';

/** What values take beside the bytes that they are read from: a csv about as much, a workbook or archive is compressed. */
const ROOM = { csv: 1.5, xlsx: 12, archive: 20 };

export interface ImporterHost {
  open: OpenFiles;
  /** Runs work that no other page's may overlap; the browser lets go of it when the page dies. */
  alone<T>(work: () => Promise<T>, how?: Pick<FileRequest, 'signal' | 'onWait'>): Promise<T>;
  /** Bytes that may still be stored; null where the browser does not say. */
  room(): Promise<number | null>;
  read?: typeof openExport;
}

/** Reads files into sets: each all of it, made live by one short put, or nothing. */
export class FilesImporter {
  private readonly store: FilesStore;
  readonly mappings: SavedMappings;
  private readonly read: typeof openExport;

  constructor(private readonly host: ImporterHost) {
    this.store = new FilesStore(host.open);
    this.mappings = new SavedMappings(host.open);
    this.read = host.read ?? openExport;
  }

  /**
   * Imports a file, or says what would come of it.
   * @throws ExportError for a file that is no export we know; FilesError for one without a usable row or without room
   */
  run(request: FileRequest): Promise<ImportAnswer> {
    return request.preview ? this.preview(request) : this.host.alone(() => this.take(request), request);
  }

  /** Live imports, newest first. */
  async list(set: string): Promise<ImportAnswer[]> {
    return (await this.store.imports(set)).map((record) => toAnswer(record, false));
  }

  /** A map to fill in, for the notes and tasks that lead to no product or note yet. */
  template(set: string): Promise<string> {
    return this.store.mapTemplate(set);
  }

  /** All of a set as one file, to be imported elsewhere. */
  archive(set: string, name: string, how: Pick<FileRequest, 'onWait'> = {}): Promise<Blob> {
    // Alone, so that nothing is swept while it is read.
    return this.host.alone(async () => {
      for (;;) {
        const revision = await this.store.revision(set);
        const blob = await this.archived(set, name);
        // Begun anew where a pair was made, or an import taken back, while it was read.
        if ((await this.store.revision(set)) === revision) return blob;
      }
    }, how);
  }

  private async archived(set: string, name: string): Promise<Blob> {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const written = writeArchive(await archiveSource(this.store, this.host.open, set, name), writable);
    // What fails there would otherwise leave the reading side waiting for ever.
    written.catch(() => writable.abort()).catch(() => undefined);
    const [blob] = await Promise.all([new Response(readable).blob(), written]);
    return new Blob([blob], { type: 'application/zip' });
  }

  async undo(set: string, id: string): Promise<void> {
    await new Loader(this.host.open, set).undo(id);
    this.sweepSoon();
  }

  /** Lets go of everything in a set. */
  async wipe(set: string): Promise<void> {
    await new Loader(this.host.open, set).wipe();
    this.sweepSoon();
  }

  /** Removes what earlier pages left behind. */
  sweep(): Promise<void> {
    return this.host.alone(() => sweep(this.host.open));
  }

  /** It counts for nothing already; what cannot be swept now is swept by the next import. */
  private sweepSoon(): void {
    this.sweep().catch(() => undefined);
  }

  private async preview(request: FileRequest): Promise<ImportAnswer> {
    const archive = await openArchive(request.file);
    if (archive) return new ArchiveTaking(this.store, this.host.open, archive, request).preview();
    const { same, reading, rows } = await this.begin(request);
    if (same) return toAnswer(same, true);
    for await (const _ of rows) {
      request.signal?.throwIfAborted();
      if (reading.gathered.isFull) reading.gathered.takeNamed();
    }
    const report = await this.report(request, reading);
    return { id: null, state: 'preview', already: false, fileName: request.file.name, createdAt: null, report };
  }

  private async take(request: FileRequest): Promise<ImportAnswer> {
    await sweep(this.host.open);
    try {
      const archive = await openArchive(request.file);
      await this.checkRoom(request.file, archive !== null);
      return archive
        ? await new ArchiveTaking(this.store, this.host.open, archive, request).take()
        : await this.takeExport(request);
    } catch (error) {
      // What went wrong first is what the user must hear; what is not swept now is swept by the next page.
      await sweep(this.host.open).catch(() => undefined);
      throw isQuota(error) ? new FilesError('files_no_room_left') : error;
    }
  }

  private async takeExport(request: FileRequest): Promise<ImportAnswer> {
    const { same, reading, rows, loader, start } = await this.begin(request);
    if (same) return toAnswer(same, true);
    const record = await loader.begin(start);
    await loader.fill(record.id, rows, reading.gathered, request.signal);
    refuseUnanswered(reading.opened.prepared.cuts ?? []);
    if (reading.gathered.isEmpty) throw nothingTaken(reading.gathered);
    const ended = await loader.writeEnd(record, await this.report(request, reading), reading.gathered);
    request.signal?.throwIfAborted();
    await loader.makeLive([ended.id]);
    return toAnswer(ended, false);
  }

  /** Recognises the file and makes it ready; nothing of it is stored yet. */
  private async begin(request: FileRequest) {
    const { set, kind, sheet = null, signal } = request;
    let bytes = 0;
    const file: ExportFile = {
      ...request.file,
      async *bytes() {
        bytes = 0;
        for await (const part of request.file.bytes()) {
          bytes += part.byteLength;
          yield part;
        }
      },
    };
    const loader = new Loader(this.host.open, set);
    const { secret } = request.preview ? await loader.peek() : await loader.prepare();
    const { live } = await this.store.live(set);
    const opened = await this.read(file, {
      secret,
      mappings: await this.mappings.list(),
      answers: kindAnswers([...live.values()].map(({ report }) => report).reverse()),
      ...(request.mapping !== undefined && { mapping: request.mapping }),
      ...(kind !== undefined && { kind }),
      ...(sheet !== null && { sheet }),
    });
    const { declared, warnings } = applicable(request.declared, opened);
    const { reader } = opened;
    // Behind what refuses a file: nobody waits for all of one that is too large to be told so.
    const digest = sha256.create();
    for await (const part of request.file.bytes()) {
      signal?.throwIfAborted();
      digest.update(part);
    }
    const start = {
      fileName: file.name,
      sha256: bytesToHex(digest.digest()),
      kind: reader.kind,
      source: reader.source,
      declared,
    };
    const same = [...live.values()].find((one) =>
      isSameReading(
        { ...one, sheet: one.report?.sheet ?? null, mapping: one.report?.mapping },
        { ...start, sheet, mapping: reader.mapping },
      ),
    );
    const gathered = new Gathered();
    const named = { fileName: file.name, sha256: start.sha256, bytes: file.size, sheet };
    async function* rows() {
      for await (const batch of opened.parsed(declared)) {
        yield gathered.add(batch);
        request.onProgress?.({ bytes, of: file.size, values: gathered.values });
      }
    }
    return { same, loader, start, reading: { file: named, opened, declared, warnings, gathered }, rows: rows() };
  }

  private async report({ set }: FileRequest, reading: Parameters<typeof reportOf>[0]) {
    return reportOf(reading, await this.store.live(set));
  }

  private async checkRoom({ name, size }: ExportFile, isArchive: boolean): Promise<void> {
    const room = await this.host.room();
    const needed = size * ROOM[isArchive ? 'archive' : /\.xlsx$/i.test(name) ? 'xlsx' : 'csv'];
    if (room === null || needed <= room) return;
    const megabytes = (count: number) => Math.ceil(count / 1024 ** 2);
    throw new FilesError('files_no_room', { needed: megabytes(needed), room: megabytes(room) });
  }
}

function toAnswer({ id, fileName, createdAt, report }: ImportRecord, already: boolean): ImportAnswer {
  return { id, state: 'live', already, fileName, createdAt, report };
}

function nothingTaken(gathered: Gathered): FilesError {
  const [first] = gathered.rejected.first;
  if (!first) return new FilesError('files_no_rows');
  const { line, ...because } = first;
  return new FilesError('files_nothing_taken', { rejected: gathered.totals.rejected, line }, because);
}

function isQuota(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
