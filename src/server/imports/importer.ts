import type { ImportAnswer, ImportReport, Notice } from '../../api/contract';
import { openArchive } from '../../archive';
import {
  applicable,
  Gathered,
  isSameReading,
  kindAnswers,
  MADE_MAP,
  type OpenedExport,
  openExport,
  refuseUnanswered,
  reportOf,
} from '../../exports';
import type { Mapping } from '../../metrics/mapping';
import type { Declared } from '../../metrics/values';
import { Refusal } from '../refusal';
import { type ImportRecord, type ImportStart, Imports } from '../store/imports';
import { Mappings } from '../store/mappings';
import type { Store } from '../store/store';
import type { Sweeper } from '../store/sweeper';
import { Workspaces } from '../store/workspaces';
import { takeArchive } from './archive';
import { Chunks } from './chunks';
import { ImportQueue } from './import-queue';
import { loadingAll } from './loading';
import type { ImportRequest } from './request';
import type { Upload } from './upload';

/** Reads a file through its reader into the store: all of it, made live by one short statement, or nothing. */
export class Importer {
  private readonly queue = new ImportQueue();

  constructor(
    private readonly store: Store,
    private readonly sweeper: Sweeper,
    private readonly open: typeof openExport = openExport,
  ) {}

  /**
   * Imports a file, after those that its workspace asked for before.
   * @throws ExportError for a file that is no export we know; Refusal `server_nothing_taken` for one without a usable row
   */
  run(request: ImportRequest): Promise<ImportAnswer> {
    return this.queue.run(request.workspace, () => this.runNow(request));
  }

  private async runNow(request: ImportRequest): Promise<ImportAnswer> {
    request.signal?.throwIfAborted();
    const { workspace, upload } = request;
    const file = counted(upload, request);
    const archive = await openArchive(file);
    if (archive) return takeArchive(this.store, this.sweeper, archive, request);
    const opened = await this.open(file, {
      secret: await new Workspaces(this.store.db).orderKey(workspace),
      mappings: await new Mappings(this.store.db, workspace).list(),
      answers: await this.answers(workspace),
      ...(request.mapping === undefined ? {} : { mapping: request.mapping }),
      ...(request.kind === undefined ? {} : { kind: request.kind }),
      ...(request.sheet === undefined ? {} : { sheet: request.sheet }),
    });
    const { declared, warnings } = applicable(request.declared, opened);
    const start: ImportStart = {
      fileName: upload.name,
      sha256: upload.sha256,
      kind: opened.reader.kind,
      source: opened.reader.source,
      declared,
    };
    const same = await this.sameLive(request, start, opened.reader.mapping);
    if (same) return toAnswer(same, true);

    const reading: Reading = { request, opened, declared, warnings, gathered: new Gathered() };
    if (request.preview) {
      for await (const batch of opened.parsed(declared)) {
        request.signal?.throwIfAborted();
        reading.gathered.add(batch);
        if (reading.gathered.isFull) reading.gathered.takeNamed();
        file.progress(reading.gathered.values);
      }
      const report = await this.report(reading);
      return { id: null, state: 'preview', already: false, fileName: upload.name, createdAt: null, report };
    }
    const imports = new Imports(this.store.db, workspace);
    return loadingAll(imports, this.sweeper, workspace, async (begin) => {
      const id = await begin(start);
      await this.load(imports, id, reading, file.progress);
      return toAnswer(await imports.get(id), false);
    });
  }

  private async load(imports: Imports, id: string, reading: Reading, progress: (values: number) => void) {
    const { request, opened, declared, gathered } = reading;
    const chunks = new Chunks(imports, id);
    let part = 0;
    try {
      for await (const batch of opened.parsed(declared)) {
        request.signal?.throwIfAborted();
        await chunks.add(gathered.add(batch));
        if (gathered.isFull) await imports.addNamed(id, part++, gathered.takeNamed());
        progress(chunks.written);
      }
      await chunks.end();
    } finally {
      await chunks.settled();
    }
    refuseUnanswered(opened.prepared.cuts ?? []);
    if (gathered.isEmpty && !request.mayBeEmpty) throw nothingTaken(gathered);
    const report = await this.report(reading);
    request.signal?.throwIfAborted();
    await imports.addNamed(id, part, gathered.takeNamed());
    await imports.makeLive(id, {
      asOf: report.asOf,
      runs: gathered.coverage.runs(report.asOf),
      links: gathered.links,
      report,
    });
  }

  private async report({ request, opened, declared, warnings, gathered }: Reading): Promise<ImportReport> {
    const { coverage, imports, live, links } = await this.store.snapshot(request.workspace);
    const { name: fileName, sha256, size: bytes } = request.upload;
    const file = { fileName, sha256, bytes, sheet: request.sheet ?? null };
    // A map put by API takes the place of the one before, whose links are then none.
    const others = [...live.values()].filter(({ kind }) => kind !== MADE_MAP).map(({ id }) => id);
    const beside =
      opened.reader.kind === MADE_MAP ? await new Imports(this.store.db, request.workspace).links(...others) : links;
    return reportOf({ file, opened, declared, warnings, gathered }, { coverage, imports, links: beside });
  }

  /** What was said of tables that prove nothing, by whoever imported one that is live. */
  private async answers(workspace: string) {
    const { live } = await this.store.snapshot(workspace);
    return kindAnswers([...live.values()].map(({ report }) => report).reverse());
  }

  /** A live import of the very same content, read and declared alike. */
  private async sameLive(
    { workspace, sheet }: ImportRequest,
    start: ImportStart,
    mapping: Mapping | undefined,
  ): Promise<ImportRecord | null> {
    const { live } = await this.store.snapshot(workspace);
    const same = [...live.values()].find((record) =>
      isSameReading(
        { ...record, sheet: record.report?.sheet ?? null, mapping: record.report?.mapping },
        { ...start, sheet: sheet ?? null, mapping },
      ),
    );
    return same ?? null;
  }
}

interface Reading {
  request: ImportRequest;
  opened: OpenedExport;
  declared: Declared;
  warnings: Notice[];
  gathered: Gathered;
}

/** A record as the API shows it. */
export function toAnswer(record: ImportRecord, already: boolean): ImportAnswer {
  const { id, state, fileName, createdAt, report } = record;
  return { id, state, already, fileName, createdAt, report };
}

function nothingTaken(gathered: Gathered): Refusal {
  const [first] = gathered.rejected.first;
  if (!first) return new Refusal('server_no_rows');
  const { line, ...reason } = first;
  return new Refusal('server_nothing_taken', { rejected: gathered.totals.rejected, line, reason });
}

/** The upload, saying how far its latest reading has come. */
function counted(upload: Upload, { onProgress }: ImportRequest) {
  let bytes = 0;
  return {
    ...upload,
    async *bytes() {
      bytes = 0;
      for await (const part of upload.bytes()) {
        bytes += part.byteLength;
        yield part;
      }
    },
    progress: (values: number) => onProgress?.({ bytes, of: upload.size, values }),
  };
}
