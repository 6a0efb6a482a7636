import { SourceError } from '../api/data-source';
import type { Status, SummaryAnswer } from '../messages/protocol';
import type { Summary } from '../metrics/question';
import { isFresh } from './answers';
import type { CacheRecord } from './cache';
import type { Clock, Connection } from './face';
import type { Asking } from './fetcher';
import type { Health } from './health';
import type { Known, KnownRecord } from './known';
import { inPatience, patience } from './patience';
import type { Records } from './records';

/** An answer as it is whoever's it is. */
type Given = Omit<SummaryAnswer, 'connection'>;

/** The cache's subject of what is asked of the whole workspace. */
const ALL = '';

/** Answers about the whole workspace: from the cache while nothing has changed, the last good one in need. */
export class Summaries {
  /** Told when an answer arrived after an older one had been given. */
  onLate: () => void = () => undefined;

  constructor(
    private readonly records: Records<Summary>,
    private readonly known: Known,
    private readonly health: Health,
    private readonly clock: Clock,
  ) {}

  async summary(connection: Connection, askingOf: (known: KnownRecord) => Promise<Asking>): Promise<Given> {
    const known = await this.known.current(connection);
    const { status } = await this.health.get();
    if (!known) return given(status, null, null, false);
    const asking = await askingOf(known);
    const kept = (await this.records.get(asking.scope, [ALL])).get(ALL) ?? null;
    if (kept && isFresh(kept, asking.scope.to, known, this.clock.now())) {
      return given(status, known, kept, status === 'ok');
    }
    try {
      const fetched = this.fetch(asking);
      const record = kept ? await inPatience(fetched, patience(this.clock), this.onLate) : await fetched;
      return record ? given('ok', known, record, true) : given(status, known, kept, false);
    } catch (error) {
      if (error instanceof SourceError) return given(error.fault, known, kept, false);
      throw error;
    }
  }

  private async fetch({ scope, source, question }: Asking): Promise<CacheRecord<Summary>> {
    const { revision, ...answer } = await this.health.run(() => source.summary(question), 'summary');
    const now = this.clock.now();
    const record = { ...scope, subject: ALL, answer, revision, fetchedAt: now, usedAt: now };
    await this.records.put([record]);
    await this.known.outrun(scope.connection, revision);
    return record;
  }
}

function given(status: Status, known: KnownRecord | null, record: CacheRecord<Summary> | null, fresh: boolean): Given {
  return {
    status,
    freshness: !record ? 'failed' : fresh ? 'fresh' : 'stale',
    fetchedAt: record?.fetchedAt ?? null,
    asOf: known?.to ?? null,
    summary: record?.answer ?? null,
  };
}
