import { SourceError } from '../api/data-source';
import type { Freshness, Status } from '../messages/protocol';
import { isFresh } from './answers';
import type { CacheRecord, KnownRecord } from './cache-schema';
import type { Clock } from './face';
import type { Asking } from './fetcher';
import type { Asked, Health } from './health';
import type { Known } from './known';
import { inPatience, patience } from './patience';
import type { Records } from './records';

/** What came of asking for one thing. */
export interface Got<T> {
  status: Status;
  freshness: Freshness;
  fetchedAt: number | null;
  answer: T | null;
}

/**
 * What is asked for one by one, by a call of its own: from the cache while nothing has changed, else from the source,
 * the last good one in need.
 */
export class Kept<T> {
  /** Told when an answer arrived after an older one had been given. */
  onLate: () => void = () => undefined;

  constructor(
    private readonly of: Asked,
    private readonly records: Records<T>,
    private readonly known: Known,
    private readonly health: Health,
    private readonly clock: Clock,
    private readonly ask: (
      asking: Asking,
      subject: string,
      known: KnownRecord,
    ) => Promise<{ revision: string; answer: T }>,
  ) {}

  /** @param subject '' for what is asked of the whole workspace */
  async get(known: KnownRecord, asking: Asking, subject: string): Promise<Got<T>> {
    const { status } = await this.health.get();
    const kept = (await this.records.get(asking.scope, [subject])).get(subject) ?? null;
    if (kept && isFresh(kept, asking.scope.to, known, this.clock.now())) return given(status, kept, status === 'ok');
    try {
      const fetched = this.fetch(known, asking, subject);
      const record = kept ? await inPatience(fetched, patience(this.clock), this.onLate) : await fetched;
      return record ? given('ok', record, true) : given(status, kept, false);
    } catch (error) {
      if (error instanceof SourceError) return given(error.fault, kept, false);
      throw error;
    }
  }

  private async fetch(known: KnownRecord, asking: Asking, subject: string): Promise<CacheRecord<T>> {
    const { revision, answer } = await this.health.run(() => this.ask(asking, subject, known), this.of);
    const now = this.clock.now();
    const record = { ...asking.scope, subject, answer, revision, fetchedAt: now, usedAt: now };
    await this.records.put([record]);
    await this.known.outrun(asking.scope.connection, revision);
    return record;
  }
}

function given<T>(status: Status, record: CacheRecord<T> | null, fresh: boolean): Got<T> {
  return {
    status,
    freshness: !record ? 'failed' : fresh ? 'fresh' : 'stale',
    fetchedAt: record?.fetchedAt ?? null,
    answer: record?.answer ?? null,
  };
}
