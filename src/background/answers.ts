import { SourceError } from '../api/data-source';
import type { Answered, MetricsAnswer, Status } from '../messages/protocol';
import type { Answer } from '../metrics/question';
import type { Subject } from '../metrics/subjects';
import type { CacheRecord, KnownRecord } from './cache-schema';
import { type Decisions, withDecisions } from './decisions';
import type { Clock, Connection } from './face';
import type { Asking, Fetcher } from './fetcher';
import type { Health } from './health';
import type { Known } from './known';
import { isKnown } from './known-set';
import { inPatience, patience } from './patience';
import type { Records } from './records';

/** How long an answer is taken as it is even if the source says that nothing has changed, ms. */
const EXPIRY_MS = 24 * 3_600_000;

type Kept = CacheRecord<Answer | null>;

/** Whether a record is what the source would say now: the very question, and nothing imported or undone since. */
export function isFresh(record: CacheRecord<unknown>, to: string, known: KnownRecord, now: number): boolean {
  return record.to === to && record.revision === known.revision && now - record.fetchedAt <= EXPIRY_MS;
}

/** Answers about a page's subjects: those of the connection only, from the cache first, the last good number in need. */
export class Answers {
  /** Told when an answer arrived after its page had been given an older one. */
  onLate: () => void = () => undefined;

  constructor(
    private readonly records: Records<Answer | null>,
    private readonly fetcher: Fetcher,
    private readonly known: Known,
    private readonly health: Health,
    private readonly decisions: Decisions,
    private readonly clock: Clock,
    private readonly askingOf: (connection: Connection, known: KnownRecord) => Promise<Asking>,
  ) {}

  /** One screenful. What is not the connection's own, or cannot be known to be, is null and asked of nobody. */
  async metrics(connection: Connection, subjects: readonly Subject[]): Promise<MetricsAnswer> {
    const known = await this.known.current(connection);
    const ours = known ? [...new Set(subjects)].filter((subject) => isKnown(known.set, subject)) : [];
    const answers: MetricsAnswer['answers'] = Object.fromEntries(subjects.map((subject) => [subject, null]));
    if (!known || ours.length === 0) return { answers };
    const asking = await this.askingOf(connection, known);
    const kept = await this.records.get(asking.scope, ours);
    const due = ours.filter((subject) => !this.fresh(kept.get(subject), asking, known));
    const outcomes = await this.fetched(asking, due, kept);
    const { status } = await this.health.get();
    // After the numbers: a source that has none to give is not asked for more.
    const made = await this.decisions.current(connection, asking, known);
    for (const subject of ours) {
      const outcome = outcomes.get(subject);
      const record = kept.get(subject);
      const answered =
        outcome instanceof SourceError
          ? old(subject, record, outcome.fault)
          : outcome
            ? fresh(subject, outcome)
            : this.asKept(subject, record, asking, known, status);
      answers[subject] = answered && withDecisions(answered, made);
    }
    this.records.touch(kept.values()).catch(() => undefined);
    return { answers };
  }

  /** What is at hand about these subjects, without asking anybody. */
  async atHand(connection: Connection, subjects: readonly Subject[]): Promise<Answered[]> {
    const known = await this.known.atHand(connection);
    if (!known) return [];
    const asking = await this.askingOf(connection, known);
    const kept = await this.records.get(asking.scope, subjects);
    const { status } = await this.health.get();
    const made = await this.decisions.atHand(connection);
    return subjects
      .map((subject) => this.asKept(subject, kept.get(subject), asking, known, status))
      .filter((one) => one !== null)
      .map((one) => withDecisions(one, made));
  }

  /** Fetches anew, before anyone asks, what was looked at since and is no longer fresh. */
  async refreshSeen(connection: Connection, since: number, limit: number): Promise<void> {
    const known = await this.known.atHand(connection);
    if (!known) return;
    const asking = await this.askingOf(connection, known);
    const seen = await this.records.usedSince(asking.scope, since, limit);
    const kept = await this.records.get(asking.scope, seen);
    const due = seen.filter((s) => isKnown(known.set, s) && !this.fresh(kept.get(s), asking, known));
    // Nobody looks at them now: else they would be refreshed for ever.
    const usedAt = (subject: Subject) => kept.get(subject)?.usedAt ?? since;
    await Promise.allSettled(this.fetcher.fetch(asking, due, usedAt));
  }

  /** A kept record as it stands: fresh as long as the source is well and would say the same. */
  private asKept(subject: Subject, record: Kept | undefined, asking: Asking, known: KnownRecord, status: Status) {
    if (record && status === 'ok' && this.fresh(record, asking, known)) return fresh(subject, record);
    return old(subject, record, status);
  }

  private fresh(record: Kept | undefined, { scope }: Asking, known: KnownRecord): boolean {
    return record !== undefined && isFresh(record, scope.to, known, this.clock.now());
  }

  /**
   * What came of asking for what is due: a record, or why there is none. A subject with a number at hand is
   * waited for a little only, and is absent when that was too little.
   */
  private async fetched(asking: Asking, due: readonly Subject[], kept: ReadonlyMap<string, Kept>) {
    const outcomes = new Map<Subject, Kept | SourceError>();
    if (due.length === 0) return outcomes;
    const over = patience(this.clock);
    const late = (outcome: Kept | SourceError) => {
      if (!(outcome instanceof SourceError)) this.onLate();
    };
    const fetching = this.fetcher.fetch(asking, due).map(async (promise, index) => {
      const work = promise.catch(asFault);
      const subject = due[index] ?? '';
      const outcome = kept.has(subject) ? await inPatience(work, over, late) : await work;
      if (outcome) outcomes.set(subject, outcome);
    });
    await Promise.all(fetching);
    return outcomes;
  }
}

function asFault(error: unknown): SourceError {
  return error instanceof SourceError ? error : new SourceError('failing', null, { cause: error });
}

/** An answer before anybody's decisions. */
type Bare = Omit<Answered, 'mark' | 'verdicts'>;

function fresh(subject: Subject, { answer, fetchedAt }: Kept): Bare | null {
  return answer && { subject, freshness: 'fresh', status: 'ok', fetchedAt, answer };
}

/** The last good number where there is one, and what is wrong; of a subject that the source knows nothing of, nothing. */
function old(subject: Subject, record: Kept | undefined, status: Status): Bare | null {
  if (!record) return { subject, freshness: 'failed', status, fetchedAt: null, answer: null };
  const { answer, fetchedAt } = record;
  return answer && { subject, freshness: 'stale', status, fetchedAt, answer };
}
