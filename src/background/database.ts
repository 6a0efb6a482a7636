import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

/** The browser does not give us this database now; the caller goes on without. */
export class StorageDown extends Error {
  override readonly name = 'StorageDown';
}

export interface DatabasePlan<S extends DBSchema> {
  name: string;
  version: number;
  upgrade(database: IDBPDatabase<S>): void;
  /** Whether all that is in it can be had again: then a database that breaks is deleted and begun anew. */
  disposable: boolean;
  /** How long to wait for the browser to open it, and how long for one piece of work, ms. */
  patience?: { open: number; work: number };
}

const PATIENCE = { open: 1000, work: 5000 };
/** After a failure, how long before the next try, ms; until then every use fails at once. */
const PAUSE_MS = 10_000;

/**
 * A database that may fail and heals. Opening never settles while another connection blocks it, so it is given
 * up after a while (and taken when it comes late); a connection that is lost is opened anew; a disposable
 * database that is broken is deleted.
 */
export class Database<S extends DBSchema> {
  private opening: Promise<IDBPDatabase<S>> | null = null;
  private downUntil = 0;

  constructor(
    private readonly plan: DatabasePlan<S>,
    private readonly now: () => number,
  ) {}

  /**
   * Does the work on the open database; once more if the browser has closed the connection meanwhile.
   * @throws StorageDown when it cannot be opened or breaks; QuotaExceededError as it comes
   */
  async use<T>(work: (database: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const database = await this.open();
        return await inTime(this.patience.work, work(database));
      } catch (error) {
        if (attempt > 1 || nameOf(error) !== 'InvalidStateError') throw await this.judged(error);
        this.opening = null;
      }
    }
  }

  /** Does the work, or gives `otherwise` where the database is down or full. */
  async useOr<T>(otherwise: T, work: (database: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    try {
      return await this.use(work);
    } catch (error) {
      if (error instanceof StorageDown || nameOf(error) === 'QuotaExceededError') return otherwise;
      throw error;
    }
  }

  /** Deletes it with all that is in it; the next use begins anew. Settles also when the browser refuses. */
  async renew(): Promise<void> {
    const { opening } = this;
    this.opening = null;
    this.downUntil = 0;
    opening?.then((database) => database.close()).catch(() => undefined);
    await inTime(this.patience.open, deleteDB(this.plan.name)).catch(() => undefined);
  }

  private get patience(): { open: number; work: number } {
    return this.plan.patience ?? PATIENCE;
  }

  private open(): Promise<IDBPDatabase<S>> {
    const pause = this.downUntil - this.now();
    // More than the pause is left only when the clock was set back.
    if (pause > 0 && pause <= PAUSE_MS) return Promise.reject(new StorageDown(this.plan.name));
    // Kept before anything is awaited, or two callers would open two connections.
    this.opening ??= this.connect();
    return inTime(this.patience.open, this.opening);
  }

  private connect(): Promise<IDBPDatabase<S>> {
    const opening: Promise<IDBPDatabase<S>> = openDB<S>(this.plan.name, this.plan.version, {
      upgrade: (database) => this.plan.upgrade(database),
      // A newer version of the extension wants it: stand aside.
      blocking: () => {
        lost();
        opening.then((database) => database.close());
      },
      terminated: () => lost(),
    });
    const lost = () => {
      if (this.opening === opening) this.opening = null;
    };
    opening.then(() => {
      this.downUntil = 0;
    }, lost);
    return opening;
  }

  /** What an error says about the database, and the error to go on with. */
  private async judged(error: unknown): Promise<unknown> {
    const slow = error instanceof TooSlow;
    const ofStorage = slow || error instanceof DOMException;
    if (!ofStorage || nameOf(error) === 'QuotaExceededError') return error;
    if (!slow && this.plan.disposable) await this.renew();
    this.downUntil = this.now() + PAUSE_MS;
    return new StorageDown(this.plan.name, { cause: error });
  }
}

class TooSlow extends Error {}

function inTime<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooSlow()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** An error's name: storage errors differ in nothing else. */
export function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
