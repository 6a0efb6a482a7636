import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Db } from './db/db';
import { openFolder } from './db/folder';
import { openPostgres } from './db/postgres';
import { messageOf, Refusal } from './refusal';
import { Service } from './service';

/** Where the data is: a folder of ours, or a PostgreSQL server when a URL is given. */
export interface Place {
  folder: string;
  database: string | undefined;
}

export interface Opened {
  service: Service;
  /** A folder for files on their way in. */
  incoming: string;
  /** The place in words, without a password. */
  where: string;
  /** The data folder, null on a server. */
  folder: string | null;
  /** Resolves when the database dies by itself. */
  broken: Promise<Error>;
  close(): Promise<void>;
}

/**
 * Opens the data.
 * @param onError hears of what fails in the background
 * @throws Refusal with what is in the way: the folder in use or not writable, the server not answering, a newer schema
 */
export async function openPlace(place: Place, onError: (error: unknown) => void): Promise<Opened> {
  return place.database === undefined ? openLocal(place.folder, onError) : openServer(place.database, onError);
}

async function openLocal(path: string, onError: (error: unknown) => void): Promise<Opened> {
  const folder = await openFolder(resolve(path));
  const service = await served(folder.db, onError, () => folder.close());
  return {
    service,
    incoming: folder.incoming,
    where: folder.path,
    folder: folder.path,
    broken: folder.broken,
    async close() {
      await service.sweeper.stop();
      await folder.close();
    },
  };
}

async function openServer(url: string, onError: (error: unknown) => void): Promise<Opened> {
  const where = withoutPassword(url);
  const db = await openPostgres(url).catch((error: unknown) => {
    throw new Refusal('server_database_unreachable', { database: where, reason: messageOf(error) }, { cause: error });
  });
  const service = await served(db, onError, () => db.close());
  const incoming = await mkdtemp(join(tmpdir(), 'grasslens-'));
  return {
    service,
    incoming,
    where,
    folder: null,
    broken: new Promise(() => {}),
    async close() {
      await service.sweeper.stop();
      await db.close();
      await rm(incoming, { recursive: true, force: true });
    },
  };
}

async function served(db: Db, onError: (error: unknown) => void, close: () => Promise<void>): Promise<Service> {
  try {
    return await Service.open(db, onError);
  } catch (error) {
    await close();
    throw error;
  }
}

function withoutPassword(url: string): string {
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url)) throw new Refusal('server_database_url');
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
