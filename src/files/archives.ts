import type { ImportAnswer } from '../api/contract';
import {
  type ArchiveSource,
  archiveAnswer,
  columnParts,
  isKeyed,
  keyFor,
  type OpenedArchive,
  type Part,
  type ReadableImport,
  refuseWishes,
  reportThere,
  type Wanted,
  wantedOf,
} from '../archive';
import { Gathered } from '../exports';
import type { OpenFiles } from './database';
import { Loader } from './loader';
import type { FileRequest } from './request';
import type { FilesStore } from './store';

/** Records read per transaction. */
const AT_ONCE = 500;

/** An archive on its way into a set: what the set has not yet, live at one moment, or nothing. */
export class ArchiveTaking {
  constructor(
    private readonly store: FilesStore,
    private readonly open: OpenFiles,
    private readonly archive: OpenedArchive,
    private readonly request: FileRequest,
  ) {}

  /** @throws ArchiveError for one that is damaged, or whose orders cannot be told from the set's own */
  async preview(): Promise<ImportAnswer> {
    const { wanted, missing } = await this.look(new Loader(this.open, this.request.set));
    for (const one of missing) {
      const gathered = new Gathered();
      for await (const _ of this.rows(one, gathered)) {
        this.heed();
        if (gathered.isFull) gathered.takeNamed();
      }
    }
    return archiveAnswer(this.request.file.name, this.archive, wanted, null);
  }

  /** @throws as {@link preview}; FilesError `files_set_wiped` */
  async take(): Promise<ImportAnswer> {
    const { set, signal, file } = this.request;
    const loader = new Loader(this.open, set);
    await loader.prepare();
    const { wanted, missing, key } = await this.look(loader);
    const ids = new Map(wanted.flatMap(({ one, already }) => (already === null ? [] : [[one.id, already] as const])));
    const ended: string[] = [];
    for (const one of missing) {
      const { fileName, sha256, kind, source, declared } = one.report;
      const record = await loader.begin({ fileName, sha256, kind, source, declared });
      ids.set(one.id, record.id);
      const gathered = new Gathered();
      await loader.fill(record.id, this.rows(one, gathered), gathered, signal);
      await loader.writeEnd(record, reportThere(one.report, ids), gathered);
      ended.push(record.id);
    }
    this.heed();
    await loader.makeLive(ended, { ...this.archive, key });
    return archiveAnswer(file.name, this.archive, wanted, ids);
  }

  private async look(loader: Loader): Promise<{ wanted: Wanted[]; missing: ReadableImport[]; key: string | null }> {
    refuseWishes(this.request);
    const { live } = await this.store.live(this.request.set);
    const wanted = wantedOf(this.archive, live.values());
    const missing = wanted.flatMap(({ one, already }) => (already === null ? [one] : []));
    const { secret } = await loader.peek();
    const own = { secret, isUsed: [...live.values()].some(isKeyed) };
    return { wanted, missing, key: keyFor({ secret: this.archive.secret, imports: missing }, own) };
  }

  private async *rows(one: ReadableImport, gathered: Gathered) {
    for await (const batch of one.parsed(gathered)) {
      yield gathered.add(batch);
      const { size } = this.request.file;
      this.request.onProgress?.({ bytes: 0, of: size, values: gathered.values });
    }
  }

  private heed(): void {
    this.request.signal?.throwIfAborted();
  }
}

/** A set as an archive is written from it; nothing may be swept meanwhile. */
export async function archiveSource(
  store: FilesStore,
  open: OpenFiles,
  set: string,
  name: string,
): Promise<ArchiveSource> {
  const database = await open();
  const { live } = await store.live(set);
  const decisions = await database.get('decisions', set);
  const record = await database.get('sets', set);
  return {
    name,
    secret: record?.secret ?? null,
    imports: [...live.values()].flatMap(({ id, createdAt, report }) => (report ? [{ id, createdAt, report }] : [])),
    mappings: await database.getAll('mappings'),
    targets: decisions?.targets ?? {},
    marks: decisions?.marks ?? {},
    calibers: record?.calibers ?? {},
    parts: (id) => partsOf(open, set, id),
  };
}

async function* partsOf(open: OpenFiles, set: string, id: string): AsyncGenerator<Part> {
  const proof = await (await open()).get('proofs', [set, id]);
  if (proof) yield* columnParts(proof.runs);
  for await (const { subject, packed } of recordsOf(open, 'rows', set, id)) yield { subject, packed };
  for await (const { subject, labels } of recordsOf(open, 'names', set, id)) {
    if (labels.length > 0) yield { labels: labels.map((label) => ({ subject, ...label })) };
  }
  if (proof && proof.links.length > 0) yield { links: proof.links };
}

/** Everything that an import has in a store, some at a time: a transaction does not outlive the writing of a line. */
async function* recordsOf<S extends 'rows' | 'names'>(open: OpenFiles, store: S, set: string, id: string) {
  const database = await open();
  const keys = await database.getAllKeysFromIndex(store, 'import', IDBKeyRange.only([set, id]));
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const reads = database.transaction(store, 'readonly');
    const found = await Promise.all(keys.slice(start, start + AT_ONCE).map((key) => reads.store.get(key)));
    for (const record of found) if (record) yield record;
  }
}
