import type { KnownResponse } from '../api/contract';
import { SourceError } from '../api/data-source';
import type { Cache } from './cache';
import type { KnownRecord } from './cache-schema';
import type { Clock, Connection, SourceFor } from './face';
import type { Health } from './health';
import { packSubjects } from './known-set';
import { latestDay } from './ranges';

/** How long the set is taken as it is, ms. */
export const KNOWN_FOR_MS = 5 * 60_000;
const AGAIN_AFTER_MS = 30_000;

/**
 * The set of the connection's own subjects, which decides whether anything is asked at all. Kept in the cache's
 * database and in memory; refreshed by its tag.
 */
export class Known {
  private kept: KnownRecord | null = null;
  private refreshing: { connection: string; done: Promise<KnownRecord> } | null = null;
  /** Told when the set, the revision or the as-of day is another. */
  onNews: () => void = () => undefined;

  constructor(
    private readonly cache: Cache,
    private readonly sourceFor: SourceFor,
    private readonly health: Health,
    private readonly clock: Clock,
  ) {}

  /** The set as it is at hand, or null; asks nobody. */
  async atHand(connection: Connection): Promise<KnownRecord | null> {
    if (this.kept?.connection !== connection.id) this.kept = await this.read(connection.id);
    return this.kept;
  }

  /**
   * The set to decide by: what is at hand, refreshed behind the answer's back when it is due. Waits for the
   * source only where there is no set at all; null when there is none to be had.
   */
  async current(connection: Connection): Promise<KnownRecord | null> {
    const known = await this.atHand(connection);
    if (known && !this.isDue(known)) return known;
    const refreshed = this.refresh(connection).catch(noneOnFault);
    return known ?? (await refreshed);
  }

  isDue({ fetchedAt }: KnownRecord): boolean {
    return Math.abs(this.clock.now() - fetchedAt) > KNOWN_FOR_MS;
  }

  /**
   * An answer has named another revision: what was kept under the old one is out of date, and so perhaps is the
   * set. It is asked for again soon, not at once: a source that disagrees with itself must not be asked in circles.
   */
  async outrun(connection: string, revision: string): Promise<void> {
    const known = this.kept;
    if (known?.connection !== connection || known.revision === revision) return;
    const dueSoon = this.clock.now() - KNOWN_FOR_MS + AGAIN_AFTER_MS;
    await this.keep({ ...known, revision, fetchedAt: Math.min(known.fetchedAt, dueSoon) });
    this.onNews();
  }

  /** Asks the source, once for all who want to know. @throws SourceError */
  refresh(connection: Connection): Promise<KnownRecord> {
    if (this.refreshing?.connection !== connection.id) {
      const done = this.ask(connection).finally(() => {
        if (this.refreshing?.done === done) this.refreshing = null;
      });
      this.refreshing = { connection: connection.id, done };
    }
    return this.refreshing.done;
  }

  /** Takes a connection's first answer, which it was made with. */
  async begin(connection: Connection, known: KnownResponse, etag: string): Promise<void> {
    await this.keep(this.recordOf(connection, known, etag));
  }

  async forget(): Promise<void> {
    this.kept = null;
    this.refreshing = null;
    await this.cache.database.useOr(undefined, (database) => database.clear('known'));
  }

  private async ask(connection: Connection): Promise<KnownRecord> {
    const before = await this.atHand(connection);
    const answer = await this.health.run(() => this.sourceFor(connection).known(before?.etag || null), 'known');
    if (answer === 'unchanged') {
      // A tag is only sent with a set at hand; a source that says "unchanged" without one has no set for us.
      if (!before) throw new SourceError('not-an-api');
      return this.keepIfCurrent({ ...before, fetchedAt: this.clock.now() });
    }
    const after = await this.keepIfCurrent(this.recordOf(connection, answer.known, answer.etag));
    if (before?.revision !== after.revision || before.to !== after.to) this.onNews();
    return after;
  }

  /** Of a connection that was left meanwhile nothing is kept. */
  private async keepIfCurrent(record: KnownRecord): Promise<KnownRecord> {
    return this.refreshing?.connection === record.connection ? this.keep(record) : record;
  }

  private recordOf(connection: Connection, known: KnownResponse, etag: string): KnownRecord {
    const fetchedAt = this.clock.now();
    return {
      connection: connection.id,
      etag,
      fetchedAt,
      workspace: known.workspace,
      revision: known.revision,
      to: latestDay(known.asOf, fetchedAt),
      set: packSubjects(known.subjects),
    };
  }

  private async keep(record: KnownRecord): Promise<KnownRecord> {
    this.kept = record;
    await this.cache.database.useOr(undefined, async (database) => {
      await database.put('known', record);
    });
    return record;
  }

  private async read(connection: string): Promise<KnownRecord | null> {
    const record = await this.cache.database.useOr(undefined, (database) => database.get('known', connection));
    return record ?? null;
  }
}

function noneOnFault(error: unknown): null {
  if (error instanceof SourceError) return null;
  throw error;
}
