import type { CacheRecord, CacheSchema, RecordStore } from './cache-schema';
import { type Database, nameOf } from './database';

/** A question as the cache knows it, of one connection. */
export interface Scope {
  connection: string;
  form: string;
  to: string;
}

/** When reading marks a record as used again, ms: a write per read would be worse than a coarse order. */
const TOUCH_MS = 3_600_000;
/** How many records stand in for the database while it is down. */
const MEMORY_RECORDS = 2000;

/**
 * The records of one store: whole batches, one transaction each. While the database is down they live in
 * memory, and so does what no longer fits in it.
 */
export class Records<T> {
  private readonly memory = new Map<string, CacheRecord<T>>();

  constructor(
    private readonly database: Database<CacheSchema>,
    private readonly store: RecordStore,
    private readonly now: () => number,
  ) {}

  /** Of each subject the record of this very question, else the newest of the same question up to another day. */
  async get({ connection, form, to }: Scope, subjects: readonly string[]): Promise<Map<string, CacheRecord<T>>> {
    const stored = await this.database.useOr<CacheRecord<unknown>[][]>([], (database) => {
      const store = database.transaction(this.store).store;
      return Promise.all(subjects.map((subject) => store.getAll(anyDay(connection, form, subject))));
    });
    const found = new Map<string, CacheRecord<T>>();
    for (const [index, subject] of subjects.entries()) {
      const kept = this.memory.get(memoryKey({ connection, form, subject }));
      // What a store holds was put there by this class.
      const candidates = [...((stored[index] ?? []) as CacheRecord<T>[]), ...(kept ? [kept] : [])];
      const best = candidates.reduce<CacheRecord<T> | null>((a, b) => (a && !better(b, a, to) ? a : b), null);
      if (best) found.set(subject, best);
    }
    return found;
  }

  /** Keeps the records, each in place of what is there of the same question up to other days. Never throws. */
  async put(records: readonly CacheRecord<T>[]): Promise<void> {
    if (records.length === 0) return;
    try {
      await this.write(records).catch(async (error) => {
        if (nameOf(error) !== 'QuotaExceededError') throw error;
        await this.prune((await this.count()) >> 1);
        await this.write(records);
      });
      for (const record of records) this.memory.delete(memoryKey(record));
    } catch {
      for (const record of records) this.remember(record);
    }
  }

  /** Notes that these records were used, for pruning. */
  async touch(records: Iterable<CacheRecord<T>>): Promise<void> {
    const now = this.now();
    const due = [...records].filter((record) => Math.abs(now - record.usedAt) > TOUCH_MS);
    if (due.length === 0) return;
    await this.database.useOr(undefined, async (database) => {
      const tx = database.transaction(this.store, 'readwrite');
      const touched = due.map(async ({ connection, form, subject, to }) => {
        const record = await tx.store.get([connection, form, subject, to]);
        if (record) await tx.store.put({ ...record, usedAt: now });
      });
      await Promise.all([...touched, tx.done]);
    });
  }

  /** The subjects of a question that were used since, the latest first. */
  async usedSince({ connection, form }: Scope, since: number, limit: number): Promise<string[]> {
    return this.database.useOr<string[]>([], async (database) => {
      const subjects: string[] = [];
      let cursor = await database
        .transaction(this.store)
        .store.index('usedAt')
        .openCursor(IDBKeyRange.lowerBound(since), 'prev');
      for (; cursor && subjects.length < limit; cursor = await cursor.continue()) {
        const { value } = cursor;
        if (value.connection === connection && value.form === form) subjects.push(value.subject);
      }
      return subjects;
    });
  }

  /** Deletes the least recently used until no more than `most` are left. */
  async prune(most: number): Promise<void> {
    await this.database.useOr(undefined, async (database) => {
      const tx = database.transaction(this.store, 'readwrite');
      let excess = (await tx.store.count()) - most;
      let cursor = excess > 0 ? await tx.store.index('usedAt').openCursor() : null;
      for (; cursor && excess > 0; excess -= 1) {
        await cursor.delete();
        cursor = await cursor.continue();
      }
      await tx.done;
    });
  }

  /** Deletes all but one connection's records, or all. */
  async keepOnly(connection: string | null): Promise<void> {
    for (const [key, record] of this.memory) if (record.connection !== connection) this.memory.delete(key);
    await this.database.useOr(undefined, async (database) => {
      const tx = database.transaction(this.store, 'readwrite');
      const others =
        connection === null
          ? [tx.store.clear()]
          : [
              tx.store.delete(IDBKeyRange.upperBound([connection], true)),
              tx.store.delete(IDBKeyRange.lowerBound([connection, []])),
            ];
      await Promise.all([...others, tx.done]);
    });
  }

  async count(): Promise<number> {
    return this.database.useOr(0, (database) => database.count(this.store));
  }

  private async write(records: readonly CacheRecord<T>[]): Promise<void> {
    await this.database.use(async (database) => {
      const tx = database.transaction(this.store, 'readwrite');
      const requests = records.flatMap((record) => [
        tx.store.delete(anyDay(record.connection, record.form, record.subject)),
        tx.store.put(record),
      ]);
      await Promise.all([...requests, tx.done]);
    });
  }

  private remember(record: CacheRecord<T>): void {
    const key = memoryKey(record);
    this.memory.delete(key);
    this.memory.set(key, record);
    const oldest = this.memory.keys().next();
    if (this.memory.size > MEMORY_RECORDS && !oldest.done) this.memory.delete(oldest.value);
  }
}

function anyDay(connection: string, form: string, subject: string): IDBKeyRange {
  return IDBKeyRange.bound([connection, form, subject], [connection, form, subject, []]);
}

function memoryKey({ connection, form, subject }: { connection: string; form: string; subject: string }): string {
  return JSON.stringify([connection, form, subject]);
}

/** Whether `a` rather than `b` answers the question up to that day. */
function better(a: { to: string; fetchedAt: number }, b: { to: string; fetchedAt: number }, to: string): boolean {
  if ((a.to === to) !== (b.to === to)) return a.to === to;
  return a.fetchedAt > b.fetchedAt;
}
