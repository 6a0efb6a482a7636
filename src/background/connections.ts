import type { DBSchema } from 'idb';
import { Database, StorageDown } from './database';
import type { AreaFace, Connection } from './face';

/** All of them in one record: which one is active never disagrees with which there are. */
interface Kept {
  active: string | null;
  list: Connection[];
}

interface ConnectionSchema extends DBSchema {
  connections: { key: string; value: Kept };
}

/** Nothing can be done without it, so a slow disk is waited for: less than a page waits for its answer, ms. */
const PATIENCE = { open: 8_000, work: 8_000 };

const KEY = 'kept';
/** Where it is in the session's memory. */
const REMEMBERED = 'connections';
const NONE: Kept = { active: null, list: [] };

/**
 * The connections with their tokens, in the extension origin's IndexedDB, which no content script can reach
 * in either browser. A database of its own: the cache's is thrown away when it breaks, this one never by itself.
 * But the browser keeps both in the same files and begins those anew when they are broken, so until it is closed
 * all is remembered in memory as well, and put back.
 */
export class Connections {
  private readonly database: Database<ConnectionSchema>;
  private kept: Promise<Kept> | null = null;
  private down = false;
  /** Told when the browser no longer says which connection is active, and when it does again. */
  onDown: (down: boolean) => void = () => undefined;

  /** @param session Memory that outlives the worker, which no content script can read either. */
  constructor(
    private readonly session: AreaFace,
    now: () => number,
    patience = PATIENCE,
  ) {
    this.database = new Database<ConnectionSchema>(
      {
        name: 'grasslens-connections',
        version: 1,
        upgrade: (database) => void database.createObjectStore('connections'),
        disposable: false,
        patience,
      },
      now,
    );
  }

  /** The active connection, or null where none is set. @throws StorageDown when the browser does not say */
  async active(): Promise<Connection | null> {
    const { active, list } = await this.read();
    return list.find(({ id }) => id === active) ?? null;
  }

  /** All connections, the oldest first. @throws StorageDown when the browser does not say */
  async list(): Promise<readonly Connection[]> {
    return (await this.read()).list;
  }

  /** Keeps the connection and makes it the active one; takes the place of one to the same source. */
  async become(connection: Connection): Promise<void> {
    const { list } = await this.read().catch(() => NONE);
    const others = list.filter((one) => !isSameSource(one, connection));
    const at = list.findIndex((one) => isSameSource(one, connection));
    await this.write({ active: connection.id, list: others.toSpliced(at < 0 ? others.length : at, 0, connection) });
  }

  /** Forgets the active connection; none is active then. */
  async leave(): Promise<void> {
    const { active, list } = await this.read().catch(() => NONE);
    await this.write({ active: null, list: list.filter(({ id }) => id !== active) });
  }

  /** Forgets a connection that is not active. */
  async forget(id: string): Promise<void> {
    const { active, list } = await this.read();
    await this.write({ active, list: list.filter((one) => one.id !== id) });
  }

  private read(): Promise<Kept> {
    this.kept ??= this.readAnew().then(
      (kept) => {
        this.say(false);
        return kept;
      },
      (error) => {
        this.kept = null;
        this.say(true);
        throw error;
      },
    );
    return this.kept;
  }

  /** What is stored; where the browser cannot say or has thrown it away, what the session remembers. */
  private async readAnew(): Promise<Kept> {
    const { [REMEMBERED]: remembered } = await this.session.get(REMEMBERED).catch(() => ({ [REMEMBERED]: null }));
    try {
      const stored = await this.database.use((database) => database.get('connections', KEY));
      if (stored) await this.remember(stored);
      if (stored || !isKept(remembered)) return stored ?? NONE;
      await this.database.use((database) => database.put('connections', remembered, KEY)).catch(() => undefined);
      return remembered;
    } catch (error) {
      if (isKept(remembered)) return remembered;
      throw error;
    }
  }

  private async remember(kept: Kept): Promise<void> {
    const none = kept.list.length === 0;
    const done = none ? this.session.remove(REMEMBERED) : this.session.set({ [REMEMBERED]: kept });
    await done.catch(() => undefined);
  }

  /** A database that is broken beyond reading is begun anew for it. */
  private async write(kept: Kept): Promise<void> {
    const put = () =>
      this.database.use(async (database) => {
        await (kept.list.length > 0 ? database.put('connections', kept, KEY) : database.clear('connections'));
      });
    await put().catch(async (error) => {
      if (!(error instanceof StorageDown)) throw error;
      await this.database.renew();
      // What cannot be stored even so is used until the worker dies.
      await put().catch(() => undefined);
    });
    this.kept = Promise.resolve(kept);
    await this.remember(kept);
    this.say(false);
  }

  private say(down: boolean): void {
    if (down === this.down) return;
    this.down = down;
    this.onDown(down);
  }
}

function isSameSource(one: Connection, other: Connection): boolean {
  if (one.id === other.id) return true;
  if (one.kind !== 'api' || other.kind !== 'api') return false;
  return one.address === other.address && one.workspace === other.workspace;
}

function isKept(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null && 'active' in value && 'list' in value;
}
