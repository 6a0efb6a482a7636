import type { ImportReport } from '../api/contract';
import type { OpenedArchive } from '../archive';
import type { Gathered } from '../exports';
import type { NamedSubject } from '../metrics/named';
import { packRows } from '../metrics/packed';
import type { Subject } from '../metrics/subjects';
import type { Row } from '../metrics/values';
import {
  type DecisionsRecord,
  EVERYTHING,
  type FilesDatabase,
  type ImportRecord,
  importId,
  newSet,
  type OpenFiles,
  type SetRecord,
} from './database';
import { FilesError } from './errors';

/** Rows per chunk: what an import holds in memory, and the smallest thing that is written. */
const CHUNK_ROWS = 20_000;
/** Names written per transaction. */
const NAMES_AT_ONCE = 2_000;

/** What an archive brings beside its imports; `key` null leaves the set its own. */
export type HandedOver = Pick<OpenedArchive, 'targets' | 'marks' | 'mappings' | 'calibers'> & { key: string | null };

export type ImportStart = Omit<ImportRecord, 'set' | 'id' | 'asOf' | 'report' | 'createdAt'>;

/**
 * Writes imports of one set. Rows come in chunks under the import's id and count for nothing; one short put of the
 * set's record makes the import live. Whatever dies before leaves the old answers, and rows that are swept later.
 */
export class Loader {
  /** Which of the sets that had this id is loaded into: a set that was wiped since is another. */
  private epoch: string | null = null;

  constructor(
    private readonly open: OpenFiles,
    private readonly set: string,
  ) {}

  /** The set's record, made if it is new: what is loaded after this is loaded into it, or not at all. */
  async prepare(): Promise<SetRecord> {
    const record = await this.changeSet((found) => found);
    this.epoch = record.epoch;
    return record;
  }

  /** The set's record as it is or would be; a new one is not kept. */
  async peek(): Promise<SetRecord> {
    return (await (await this.open()).get('sets', this.set)) ?? newSet(this.set);
  }

  /** @throws FilesError `files_set_wiped` when the set was wiped since {@link prepare} */
  async begin(start: ImportStart): Promise<ImportRecord> {
    const { nextImport } = await this.changeSet((set) => ({ ...set, nextImport: set.nextImport + 1 }));
    const record: ImportRecord = {
      ...start,
      set: this.set,
      id: importId(nextImport - 1),
      asOf: null,
      report: null,
      createdAt: new Date().toISOString(),
    };
    await (await this.open()).put('imports', record);
    return record;
  }

  async addRows(id: string, rows: readonly Row[], chunk: number): Promise<void> {
    const bySubject = new Map<Subject, Row[]>();
    for (const row of rows) {
      const list = bySubject.get(row.subject);
      if (list) list.push(row);
      else bySubject.set(row.subject, [row]);
    }
    const writes = relaxed(await this.open(), 'rows');
    for (const [subject, list] of bySubject) {
      void writes.store.put({ set: this.set, subject, id, chunk, packed: packRows(list) }).catch(() => undefined);
    }
    await writes.done;
  }

  /** Writes what a part of the file named, to what earlier parts have said of the same subjects. */
  async addNamed(id: string, isFirst: boolean, named: readonly NamedSubject[]): Promise<void> {
    const database = await this.open();
    for (let start = 0; start < named.length; start += NAMES_AT_ONCE) {
      const writes = relaxed(database, 'names');
      for (const name of named.slice(start, start + NAMES_AT_ONCE)) {
        const said = isFirst ? undefined : await writes.store.get([this.set, name.subject, id]);
        const labels = [...(said?.labels ?? []), ...name.labels];
        const seen = [...(said?.seen ?? []), ...name.seen];
        void writes.store.put({ set: this.set, id, subject: name.subject, labels, seen }).catch(() => undefined);
      }
      await writes.done;
    }
  }

  /** Adds rows as they come, in chunks, and what is gathered of them. */
  async fill(
    id: string,
    batches: AsyncIterable<readonly Row[]>,
    gathered: Gathered,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    let chunk = 0;
    let waiting: Row[] = [];
    let isFirst = true;
    for await (const batch of batches) {
      signal?.throwIfAborted();
      for (const row of batch) waiting.push(row);
      if (waiting.length >= CHUNK_ROWS) {
        await this.addRows(id, waiting, chunk++);
        waiting = [];
      }
      if (gathered.isFull) {
        await this.addNamed(id, isFirst, gathered.takeNamed());
        isFirst = false;
      }
    }
    await this.addRows(id, waiting, chunk);
    await this.addNamed(id, isFirst, gathered.takeNamed());
  }

  /** Writes what only the whole file tells of an import that is not live yet. */
  async writeEnd(record: ImportRecord, report: ImportReport, gathered: Gathered): Promise<ImportRecord> {
    const database = await this.open();
    const { set, id } = record;
    const ended: ImportRecord = { ...record, asOf: report.asOf, report };
    await database.put('proofs', { set, id, runs: gathered.coverage.runs(report.asOf), links: gathered.links });
    await database.put('imports', ended);
    return ended;
  }

  /**
   * Makes imports live whose ends are written: the one put by which answers change.
   * @param handed What comes with them from another set, at the same moment
   * @throws FilesError `files_set_wiped` when the set was wiped since {@link prepare}
   */
  async makeLive(ids: readonly string[], handed?: HandedOver): Promise<void> {
    const change = (of: SetRecord) => ({ ...of, live: [...of.live, ...ids], changes: of.changes + 1 });
    if (!handed) return void (await this.changeSet(change));
    const database = await this.open();
    const writes = database.transaction(['sets', 'decisions', 'mappings'], 'readwrite', { durability: 'strict' });
    const record = this.own(await writes.objectStore('sets').get(this.set));
    const held = await writes.objectStore('decisions').get(this.set);
    const puts = [
      writes.objectStore('sets').put({
        ...change(record),
        calibers: { ...record.calibers, ...handed.calibers },
        ...(handed.key !== null && { secret: handed.key }),
      }),
      writes.objectStore('decisions').put(merged(held ?? { set: this.set, targets: {}, marks: {} }, handed)),
      ...handed.mappings.map((mapping) => writes.objectStore('mappings').put(mapping)),
    ];
    for (const put of puts) void put.catch(() => undefined);
    await writes.done;
  }

  /** Takes a live import back by one put; its rows are swept later. */
  async undo(id: string): Promise<void> {
    if ((await (await this.open()).count('sets', this.set)) === 0) return;
    await this.changeSet((of) =>
      of.live.includes(id) ? { ...of, live: of.live.filter((one) => one !== id), changes: of.changes + 1 } : of,
    );
  }

  /** Lets go of the whole set by one short transaction; the rows that it held are swept later. */
  async wipe(): Promise<void> {
    const writes = (await this.open()).transaction(['sets', 'decisions'], 'readwrite', { durability: 'strict' });
    void writes.objectStore('sets').delete(this.set);
    void writes.objectStore('decisions').delete(this.set);
    await writes.done;
  }

  /** The set that is worked on. @throws FilesError `files_set_wiped` where it is no longer the one of {@link prepare} */
  private own(found: SetRecord | undefined): SetRecord {
    if (this.epoch !== null && found?.epoch !== this.epoch) throw new FilesError('files_set_wiped');
    return found ?? newSet(this.set);
  }

  private async changeSet(change: (record: SetRecord) => SetRecord): Promise<SetRecord> {
    const database = await this.open();
    const writes = database.transaction('sets', 'readwrite', { durability: 'strict' });
    const record = change(this.own(await writes.store.get(this.set)));
    await writes.store.put(record);
    await writes.done;
    return record;
  }
}

/** What is in both is of the archive, but for a mark that is newer here. */
function merged(held: DecisionsRecord, { targets, marks }: HandedOver): DecisionsRecord {
  const newer = Object.entries(marks).filter(([subject, { at }]) => at > (held.marks[subject]?.at ?? ''));
  return {
    ...held,
    targets: { ...held.targets, ...targets },
    marks: { ...held.marks, ...Object.fromEntries(newer) },
  };
}

/**
 * Removes what no live import owns: of imports that were undone, died loading or whose set is gone. Only for one who
 * knows that nobody is loading.
 */
export async function sweep(open: OpenFiles): Promise<void> {
  const database = await open();
  // At one moment: an import may come meanwhile that is live from its first.
  const reads = database.transaction(['sets', 'imports'], 'readonly');
  const sets = new Map((await reads.objectStore('sets').getAll()).map((set) => [set.id, set]));
  for (const [set, id] of await reads.objectStore('imports').getAllKeys()) {
    if (sets.get(set)?.live.includes(id)) continue;
    const writes = database.transaction(EVERYTHING, 'readwrite');
    for (const name of ['rows', 'names'] as const) {
      const store = writes.objectStore(name);
      const keys =
        name === 'rows'
          ? await writes.objectStore('rows').index('import').getAllKeys([set, id])
          : await writes.objectStore('names').index('import').getAllKeys([set, id]);
      for (const key of keys) void store.delete(IDBKeyRange.only(key)).catch(() => undefined);
    }
    await writes.objectStore('proofs').delete([set, id]);
    await writes.objectStore('imports').delete([set, id]);
    await writes.done;
  }
}

/** A transaction whose loss to a power cut costs nothing: the live put comes after it. */
function relaxed<S extends 'rows' | 'names'>(database: FilesDatabase, store: S) {
  return database.transaction(store, 'readwrite', { durability: 'relaxed' });
}
