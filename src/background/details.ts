import type { DetailAnswer } from '../messages/protocol';
import type { Detail } from '../metrics/detail';
import type { Subject } from '../metrics/subjects';
import type { KnownRecord } from './cache-schema';
import { type Decisions, withDecisions } from './decisions';
import type { Clock, Connection } from './face';
import type { Asking } from './fetcher';
import type { Health } from './health';
import { Kept } from './kept';
import type { Known } from './known';
import { isKnown } from './known-set';
import type { Records } from './records';

/** All that is known of one subject. What is not the connection's own is asked of nobody. */
export class Details {
  private readonly kept: Kept<Detail | null>;

  constructor(
    records: Records<Detail | null>,
    private readonly known: Known,
    health: Health,
    private readonly decisions: Decisions,
    clock: Clock,
    private readonly askingOf: (connection: Connection, known: KnownRecord) => Promise<Asking>,
  ) {
    this.kept = new Kept(
      'detail',
      records,
      known,
      health,
      clock,
      async ({ source, question }, subject, { revision }) => {
        const found = await source.detail(subject, question);
        return found ? { revision: found.revision, answer: found.detail } : { revision, answer: null };
      },
    );
  }

  set onLate(tell: () => void) {
    this.kept.onLate = tell;
  }

  /** null for a subject that is not ours, or of which the source knows nothing. */
  async detail(connection: Connection, subject: Subject): Promise<DetailAnswer | null> {
    const known = await this.known.current(connection);
    if (!known || !isKnown(known.set, subject)) return null;
    const asking = await this.askingOf(connection, known);
    const { answer, ...got } = await this.kept.get(known, asking, subject);
    if (answer === null && got.freshness !== 'failed') return null;
    const made = await this.decisions.current(connection, asking, known);
    const { mark, verdicts } = withDecisions({ subject, answer, ...got }, made);
    return { subject, ...got, detail: answer, mark, verdicts };
  }
}
