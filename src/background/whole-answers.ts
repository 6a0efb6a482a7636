import type { Freshness, Status } from '../messages/protocol';
import type { Day } from '../metrics/days';
import type { KnownRecord } from './cache-schema';
import type { Clock, Connection } from './face';
import type { Asking } from './fetcher';
import type { Asked, Health } from './health';
import { Kept } from './kept';
import type { Known } from './known';
import type { Records } from './records';

/** What was answered about a whole workspace, whoever's it is. */
interface Given<T> {
  status: Status;
  freshness: Freshness;
  fetchedAt: number | null;
  /** The connection's latest covered day. */
  asOf: Day | null;
  answer: T | null;
}

/** The cache's subject of what is asked of the whole workspace. */
const ALL = '';

/** Answers about the whole workspace, of one kind. */
export class WholeAnswers<T> {
  private readonly kept: Kept<T>;

  constructor(
    of: Asked,
    records: Records<T>,
    private readonly known: Known,
    private readonly health: Health,
    clock: Clock,
    ask: (asking: Asking) => Promise<{ revision: string; answer: T }>,
  ) {
    this.kept = new Kept(of, records, known, health, clock, ask);
  }

  set onLate(tell: () => void) {
    this.kept.onLate = tell;
  }

  async get(connection: Connection, askingOf: (known: KnownRecord) => Promise<Asking>): Promise<Given<T>> {
    const known = await this.known.current(connection);
    if (!known) {
      const { status } = await this.health.get();
      return { status, freshness: 'failed', fetchedAt: null, asOf: null, answer: null };
    }
    return { ...(await this.kept.get(known, await askingOf(known), ALL)), asOf: known.to };
  }
}
