import type { DBSchema } from 'idb';
import { Database, StorageDown } from './database';
import type { Connection } from './face';

interface ConnectionSchema extends DBSchema {
  connections: { key: string; value: Connection };
}

/** Nothing can be done without it, so a slow disk is waited for: less than a page waits for its answer, ms. */
const PATIENCE = { open: 8_000, work: 8_000 };

/** The one that is asked. */
const ACTIVE = 'active';

/**
 * The active connection with its token, in the extension origin's IndexedDB, which no content script can reach
 * in either browser. A database of its own: the cache's is thrown away when it breaks, this one never by itself.
 */
export class Connections {
  private readonly database: Database<ConnectionSchema>;
  private kept: Promise<Connection | null> | null = null;
  private down = false;
  /** Told when the browser no longer says which connection is active, and when it does again. */
  onDown: (down: boolean) => void = () => undefined;

  constructor(now: () => number, patience = PATIENCE) {
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
  active(): Promise<Connection | null> {
    this.kept ??= this.database
      .use((database) => database.get('connections', ACTIVE))
      .then((connection) => {
        this.say(false);
        return connection ?? null;
      })
      .catch((error) => {
        this.kept = null;
        this.say(true);
        throw error;
      });
    return this.kept;
  }

  /** Keeps the connection, or none; a database that is broken beyond reading is begun anew for it. */
  async become(connection: Connection | null): Promise<void> {
    const write = () =>
      this.database.use(async (database) => {
        await (connection ? database.put('connections', connection, ACTIVE) : database.clear('connections'));
      });
    await write().catch(async (error) => {
      if (!(error instanceof StorageDown)) throw error;
      await this.database.renew();
      // What cannot be stored even so is used until the worker dies.
      await write().catch(() => undefined);
    });
    this.kept = Promise.resolve(connection);
    this.say(false);
  }

  private say(down: boolean): void {
    if (down === this.down) return;
    this.down = down;
    this.onDown(down);
  }
}
