import type { SummaryAnswer } from '../messages/protocol';
import type { Summary } from '../metrics/question';
import type { KnownRecord } from './cache-schema';
import type { Clock, Connection } from './face';
import type { Asking } from './fetcher';
import type { Health } from './health';
import { Kept } from './kept';
import type { Known } from './known';
import type { Records } from './records';

/** An answer as it is whoever's it is. */
type Given = Omit<SummaryAnswer, 'connection'>;

/** The cache's subject of what is asked of the whole workspace. */
const ALL = '';

/** Answers about the whole workspace. */
export class Summaries {
  private readonly kept: Kept<Summary>;

  constructor(
    records: Records<Summary>,
    private readonly known: Known,
    private readonly health: Health,
    clock: Clock,
  ) {
    this.kept = new Kept('summary', records, known, health, clock, async ({ source, question }) => {
      const { revision, ...answer } = await source.summary(question);
      return { revision, answer };
    });
  }

  set onLate(tell: () => void) {
    this.kept.onLate = tell;
  }

  async summary(connection: Connection, askingOf: (known: KnownRecord) => Promise<Asking>): Promise<Given> {
    const known = await this.known.current(connection);
    if (!known) {
      const { status } = await this.health.get();
      return { status, freshness: 'failed', fetchedAt: null, asOf: null, summary: null };
    }
    const { answer, ...got } = await this.kept.get(known, await askingOf(known), ALL);
    return { ...got, asOf: known.to, summary: answer };
  }
}
