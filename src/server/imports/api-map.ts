import { changedLinks, MADE_MAP, madeLinks } from '../../exports';
import type { Link } from '../../metrics/values';
import { Imports } from '../store/imports';
import type { Snapshot } from '../store/snapshot';
import type { Store } from '../store/store';
import type { Sweeper } from '../store/sweeper';
import { Importer } from './importer';

/** How many maps put one after the other can be taken back one by one; what is older is let go. */
const KEPT = 10;

/** The part of the map that was put by API: an import like any other, of which only the newest live one counts. */
export class ApiMap {
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly sweeper: Sweeper,
  ) {}

  /** Puts links in the place of those put before; undoing the import brings those back. */
  put(workspace: string, links: readonly Link[]): Promise<void> {
    return this.inTurn(() => this.putNow(workspace, links));
  }

  /** Adds links to those put before and takes others of them away; of two changes at once neither is lost. */
  change(workspace: string, change: { add: readonly Link[]; remove: readonly Link[] }): Promise<void> {
    return this.inTurn(async () => {
      const held = apiMapOf(await this.store.snapshot(workspace));
      const before = held === null ? [] : await new Imports(this.store.db, workspace).links(held);
      await this.putNow(workspace, changedLinks(before, change));
    });
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.tail.then(work);
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private async putNow(workspace: string, links: readonly Link[]): Promise<void> {
    const { file, opened } = madeLinks(links);
    const importer = new Importer(this.store, this.sweeper, async () => opened);
    await importer.run({ workspace, upload: { ...file, bytes: nothing }, declared: {}, mayBeEmpty: true });
    await this.letGo(workspace);
  }

  private async letGo(workspace: string): Promise<void> {
    const imports = new Imports(this.store.db, workspace);
    const put = (await imports.list()).filter(({ kind, state }) => kind === MADE_MAP && state === 'live');
    for (const { id } of put.slice(KEPT)) await imports.undo(id);
    if (put.length > KEPT) this.sweeper.sweepSoon(workspace);
  }
}

/** The import of a snapshot that holds the links put by API; null when none does. */
export function apiMapOf({ live }: Snapshot): string | null {
  return [...live.values()].find(({ kind }) => kind === MADE_MAP)?.id ?? null;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
