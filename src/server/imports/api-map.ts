import { createHash } from 'node:crypto';
import type { OpenedExport } from '../../exports';
import type { Link } from '../../metrics/values';
import { Imports } from '../store/imports';
import { MAP_API, type Snapshot } from '../store/snapshot';
import type { Store } from '../store/store';
import type { Sweeper } from '../store/sweeper';
import { Importer } from './importer';

/** How many maps put one after the other can be taken back one by one; what is older is let go. */
const KEPT = 10;
const NAME = { zh: '对照表（经接口写入）', en: 'Map (put by API)' };

/** The part of the map that was put by API: an import like any other, of which only the newest live one counts. */
export class ApiMap {
  constructor(
    private readonly store: Store,
    private readonly sweeper: Sweeper,
  ) {}

  /** Puts links in the place of those put before; undoing the import brings those back. */
  async put(workspace: string, links: readonly Link[]): Promise<void> {
    const text = JSON.stringify([...new Set(links.map(({ from, to }) => `${from} ${to}`))].sort());
    const sha256 = createHash('sha256').update(text).digest('hex');
    const upload = { name: '/v1/map', size: Buffer.byteLength(text), sha256, bytes: nothing };
    const importer = new Importer(this.store, this.sweeper, async () => opened(links));
    await importer.run({ workspace, upload, declared: {}, mayBeEmpty: true });
    await this.letGo(workspace);
  }

  private async letGo(workspace: string): Promise<void> {
    const imports = new Imports(this.store.db, workspace);
    const put = (await imports.list()).filter(({ kind, state }) => kind === MAP_API && state === 'live');
    for (const { id } of put.slice(KEPT)) await imports.undo(id);
    if (put.length > KEPT) this.sweeper.sweepSoon(workspace);
  }
}

/** The import of a snapshot that holds the links put by API; null when none does. */
export function apiMapOf({ live }: Snapshot): string | null {
  return [...live.values()].find(({ kind }) => kind === MAP_API)?.id ?? null;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Links as an opened file of them. */
function opened(links: readonly Link[]): OpenedExport {
  const prepared = { columns: [], undeclared: [], firstLine: 1, read: () => [] };
  return {
    reader: {
      kind: MAP_API,
      source: null,
      name: NAME,
      detect: () => ({ confidence: 0, because: [] }),
      prepare: () => prepared,
    },
    detection: { confidence: 1, because: [] },
    prepared,
    encoding: 'utf-8',
    async *parsed() {
      yield links.map((link) => ({ type: 'link' as const, link }));
    },
  };
}
