import { Gathered } from '../exports/gathered';
import { changedLinks, MADE_MAP, madeLinks } from '../exports/made-links';
import { reportOf } from '../exports/report';
import type { CoverageRun, LiveImport } from '../metrics/evidence';
import type { PairChange } from '../metrics/pairs';
import type { Link } from '../metrics/values';
import { type FilesDatabase, type ImportRecord, importId, newSet, type OpenFiles, revisionOf, under } from './database';

/** What is live in a set, of one revision. */
type LiveOf = (set: string) => Promise<{
  revision: string;
  live: ReadonlyMap<string, ImportRecord>;
  imports: readonly LiveImport[];
  coverage: readonly CoverageRun[];
}>;

/**
 * The links that people make one by one in a set: an import of their own, of which every change makes another. One
 * transaction does it all, so that it need not wait for files that are being imported.
 */
export class FilesPairs {
  constructor(
    private readonly open: OpenFiles,
    private readonly liveOf: LiveOf,
  ) {}

  async links(set: string): Promise<Link[]> {
    return linksOf(await this.open(), heldOf((await this.liveOf(set)).live));
  }

  /** Adds links and takes others away; of two changes at once neither is lost. */
  async change(set: string, change: PairChange): Promise<void> {
    while (!(await this.changed(set, change)));
  }

  /** False where the set became another while the change was made ready. */
  private async changed(set: string, change: PairChange): Promise<boolean> {
    const database = await this.open();
    const { revision, live, imports, coverage } = await this.liveOf(set);
    const held = heldOf(live);
    const links = changedLinks(await linksOf(database, held), change);
    const { file, opened } = madeLinks(links);
    const { name: fileName, sha256, size: bytes } = file;
    if (held ? held.sha256 === sha256 : links.length === 0) return true;
    const gathered = new Gathered();
    for await (const batch of opened.parsed({})) gathered.add(batch);
    const read = { file: { fileName, sha256, bytes, sheet: null }, opened, declared: {}, warnings: [], gathered };
    const report = reportOf(read, { coverage, imports, links: await linksBeside(database, set, live) });

    const writes = database.transaction(['sets', 'imports', 'proofs', 'names'], 'readwrite', { durability: 'strict' });
    const found = await writes.objectStore('sets').get(set);
    if (revision !== revisionOf(found)) return false;
    const record = found ?? newSet(set);
    const id = importId(record.nextImport);
    const puts: Promise<unknown>[] = [];
    if (links.length > 0) {
      const { kind, source } = opened.reader;
      const about = { fileName, sha256, kind, source, declared: {}, asOf: null, createdAt: new Date().toISOString() };
      puts.push(
        writes.objectStore('imports').put({ ...about, set, id, report }),
        writes.objectStore('proofs').put({ set, id, runs: [], links }),
        ...gathered.takeNamed().map((named) => writes.objectStore('names').put({ ...named, set, id })),
      );
    }
    if (held) {
      const named = await writes.objectStore('names').index('import').getAllKeys([set, held.id]);
      puts.push(
        writes.objectStore('imports').delete([set, held.id]),
        writes.objectStore('proofs').delete([set, held.id]),
        ...named.map((key) => writes.objectStore('names').delete(IDBKeyRange.only(key))),
      );
    }
    const ids = [...record.live.filter((one) => one !== held?.id), ...(links.length > 0 ? [id] : [])];
    const after = { ...record, live: ids, changes: record.changes + 1, nextImport: record.nextImport + 1 };
    puts.push(writes.objectStore('sets').put(after));
    for (const put of puts) void put.catch(() => undefined);
    await writes.done;
    return true;
  }
}

function heldOf(live: ReadonlyMap<string, ImportRecord>): ImportRecord | undefined {
  return [...live.values()].find(({ kind }) => kind === MADE_MAP);
}

/** The links of files: those that people made before are none once there are others. */
async function linksBeside(
  database: FilesDatabase,
  set: string,
  live: ReadonlyMap<string, ImportRecord>,
): Promise<Link[]> {
  const proofs = await database.getAll('proofs', under(set));
  return proofs.filter(({ id }) => live.has(id) && live.get(id)?.kind !== MADE_MAP).flatMap(({ links }) => links);
}

async function linksOf(database: FilesDatabase, held: ImportRecord | undefined): Promise<Link[]> {
  return held ? ((await database.get('proofs', [held.set, held.id]))?.links ?? []) : [];
}
