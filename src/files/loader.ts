import type { ImportReport } from '../api/contract';
import type { Gathered } from '../exports';
import type { NamedSubject } from '../metrics/named';
import type { Subject } from '../metrics/subjects';
import type { Row } from '../metrics/values';
import { EVERYTHING, type FilesDatabase, type ImportRecord, type OpenFiles, type SetRecord } from './database';
import { FilesError } from './errors';
import { packRows } from './packed';

/** Names written per transaction. */
const NAMES_AT_ONCE = 2_000;
/** Ids count up within a set and sort as text. */
const ID_DIGITS = 6;

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
      id: String(nextImport - 1).padStart(ID_DIGITS, '0'),
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

  /**
   * Writes what only the whole file tells, then makes the import live: the one put by which answers change.
   * @throws FilesError `files_set_wiped` when the set was wiped since {@link prepare}
   */
  async makeLive(record: ImportRecord, report: ImportReport, gathered: Gathered): Promise<ImportRecord> {
    const database = await this.open();
    const { set, id } = record;
    const ended: ImportRecord = { ...record, asOf: report.asOf, report };
    await database.put('proofs', { set, id, runs: gathered.coverage.runs(), links: gathered.links });
    await database.put('imports', ended);
    await this.changeSet((of) => ({ ...of, live: [...of.live, id], changes: of.changes + 1 }));
    return ended;
  }

  /** Takes a live import back by one put; its rows are swept later. */
  async undo(id: string): Promise<void> {
    if ((await (await this.open()).count('sets', this.set)) === 0) return;
    await this.changeSet((of) =>
      of.live.includes(id) ? { ...of, live: of.live.filter((one) => one !== id), changes: of.changes + 1 } : of,
    );
  }

  /** Lets go of the whole set by one short delete; what it held is swept later. */
  async wipe(): Promise<void> {
    await (await this.open()).delete('sets', this.set);
  }

  private async changeSet(change: (record: SetRecord) => SetRecord): Promise<SetRecord> {
    const database = await this.open();
    const writes = database.transaction('sets', 'readwrite', { durability: 'strict' });
    const found = await writes.store.get(this.set);
    if (this.epoch !== null && found?.epoch !== this.epoch) throw new FilesError('files_set_wiped');
    const record = change(found ?? newSet(this.set));
    await writes.store.put(record);
    await writes.done;
    return record;
  }
}

/**
 * Removes what no live import owns: of imports that were undone, died loading or whose set is gone. Only for one who
 * knows that nobody is loading.
 */
export async function sweep(open: OpenFiles): Promise<void> {
  const database = await open();
  const sets = new Map((await database.getAll('sets')).map((set) => [set.id, set]));
  for (const [set, id] of await database.getAllKeys('imports')) {
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

function newSet(id: string): SetRecord {
  return { id, live: [], epoch: randomHex(6), changes: 0, nextImport: 1, secret: randomHex(32) };
}

function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
