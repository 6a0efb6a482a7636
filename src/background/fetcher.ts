import { MAX_SUBJECTS } from '../api/contract';
import { type DataSource, SourceError } from '../api/data-source';
import type { Answer, Question } from '../metrics/question';
import type { Subject } from '../metrics/subjects';
import type { CacheRecord } from './cache-schema';
import type { Clock } from './face';
import type { Health } from './health';
import type { Records, Scope } from './records';

/** What subjects are asked about together: one connection's source and one absolute question. */
export interface Asking {
  scope: Scope;
  source: DataSource;
  question: Question;
}

type Fetched = CacheRecord<Answer | null>;

/** Requests under way at once; further misses gather meanwhile and leave together. */
const AT_ONCE = 2;

interface Expected {
  usedAt: number;
  settle: (outcome: Fetched | SourceError) => void;
}
type Batch = Map<Subject, Expected>;
interface Waiting {
  asking: Asking;
  subjects: Batch;
}

/**
 * Fetches what the cache lacks: a subject that is under way is not asked for again by anybody, whatever is
 * missing leaves in as few requests as the API allows, every answer is kept before it is given.
 */
export class Fetcher {
  private readonly underWay = new Map<string, Promise<Fetched>>();
  private readonly waiting = new Map<string, Waiting>();
  private running = 0;

  constructor(
    private readonly records: Records<Answer | null>,
    private readonly health: Health,
    private readonly clock: Clock,
    /** Told of each answer's revision. */
    private readonly onRevision: (connection: string, revision: string) => void,
  ) {}

  /**
   * One promise per subject; each rejects with the SourceError of its request. `usedAt` is when somebody last
   * looked at a subject: now, unless it is only refreshed.
   */
  fetch(asking: Asking, subjects: readonly Subject[], usedAt = (_: Subject) => this.clock.now()): Promise<Fetched>[] {
    const promises = subjects.map((subject) => this.one(asking, subject, usedAt(subject)));
    // After this turn, so that what is asked for in it leaves together.
    queueMicrotask(() => this.leave());
    return promises;
  }

  /** Asks nothing more of what has not left yet: its connection is no longer the active one. */
  drop(): void {
    const left = [...this.waiting.values()];
    this.waiting.clear();
    for (const { subjects } of left) for (const { settle } of subjects.values()) settle(new SourceError('unreachable'));
  }

  private one(asking: Asking, subject: Subject, usedAt: number): Promise<Fetched> {
    const group = JSON.stringify(asking.scope);
    const key = `${group} ${subject}`;
    const already = this.underWay.get(key);
    if (already) return already;
    const waiting: Waiting = this.waiting.get(group) ?? { asking, subjects: new Map() };
    this.waiting.set(group, waiting);
    const promise = new Promise<Fetched>((resolve, reject) => {
      const settle = (outcome: Fetched | SourceError) => {
        this.underWay.delete(key);
        if (outcome instanceof SourceError) reject(outcome);
        else resolve(outcome);
      };
      waiting.subjects.set(subject, { usedAt, settle });
    });
    this.underWay.set(key, promise);
    return promise;
  }

  private leave(): void {
    while (this.running < AT_ONCE) {
      const [next] = this.waiting;
      if (!next) return;
      const [group, { asking, subjects }] = next;
      const batch = new Map([...subjects].slice(0, MAX_SUBJECTS));
      for (const subject of batch.keys()) subjects.delete(subject);
      if (subjects.size === 0) this.waiting.delete(group);
      this.running += 1;
      this.send(asking, batch).finally(() => {
        this.running -= 1;
        this.leave();
      });
    }
  }

  private async send({ scope, source, question }: Asking, batch: Batch): Promise<void> {
    try {
      const response = await this.health.run(() => source.metrics([...batch.keys()], question), 'numbers');
      const { revision, answers } = response;
      const fetchedAt = this.clock.now();
      const records = [...batch].map(([subject, { usedAt }]): Fetched => {
        return { ...scope, subject, answer: answers[subject] ?? null, revision, fetchedAt, usedAt };
      });
      await this.records.put(records);
      this.onRevision(scope.connection, revision);
      for (const record of records) batch.get(record.subject)?.settle(record);
    } catch (error) {
      const fault = error instanceof SourceError ? error : new SourceError('failing', null, { cause: error });
      for (const { settle } of batch.values()) settle(fault);
    }
  }
}
