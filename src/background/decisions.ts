import { SourceError } from '../api/data-source';
import type { Answered, Status } from '../messages/protocol';
import type { MarkWish } from '../metrics/marks';
import type { Subject } from '../metrics/subjects';
import { type Bars, verdictsOf } from '../metrics/verdicts';
import type { Cache } from './cache';
import type { DecisionsRecord, KnownRecord } from './cache-schema';
import type { Clock, Connection } from './face';
import type { Asking } from './fetcher';
import type { Health } from './health';
import { inPatience, patience } from './patience';

/** How long it is taken as it is, ms: less than from one look for news to the next. */
const DECIDED_FOR_MS = 4 * 60_000;
/** A number waits so long for its colour, ms. */
const PATIENCE_MS = 300;
/** After a failure it is not asked again for so long, ms. */
const AGAIN_AFTER_MS = 30_000;

/**
 * What people decide beside the numbers: targets, water lines and marks. No number waits long for it, and a source
 * that has none of it is no worse for that: there is no colour and no mark then.
 */
export class Decisions {
  /** Told when what was decided is another. */
  onNews: () => void = () => undefined;
  private kept: DecisionsRecord | null = null;
  private refreshing: { of: string; done: Promise<DecisionsRecord | null> } | null = null;
  private failedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly cache: Cache,
    private readonly health: Health,
    private readonly clock: Clock,
  ) {}

  /** What is at hand, refreshed behind the answer's back when it is due; without any the source is waited for a little. */
  async current(connection: Connection, asking: Asking, known: KnownRecord): Promise<DecisionsRecord | null> {
    const kept = await this.atHand(connection);
    if (kept && !this.isDue(kept, asking, known)) return kept;
    const refreshed = this.refresh(connection, asking, known);
    return kept ?? (await inPatience(refreshed, patience(this.clock, PATIENCE_MS), (late) => late && this.onNews()));
  }

  /** What is at hand, or null; asks nobody. */
  async atHand(connection: Connection): Promise<DecisionsRecord | null> {
    if (this.kept?.connection !== connection.id) {
      const read = await this.cache.database.useOr(undefined, (database) => database.get('decisions', connection.id));
      this.kept = read ?? null;
    }
    return this.kept;
  }

  /** Another connection, or none: what is still under way is of nobody. */
  forget(): void {
    this.kept = null;
    this.refreshing = null;
  }

  /** Asks the source unless it is in trouble, once for all who want to know. Never throws: null when nothing was had. */
  private refresh(connection: Connection, asking: Asking, known: KnownRecord): Promise<DecisionsRecord | null> {
    const of = ofWhat(asking, known);
    if (this.refreshing?.of !== of) {
      const done = this.ask(connection, asking, of).finally(() => {
        if (this.refreshing?.done === done) this.refreshing = null;
      });
      this.refreshing = { of, done };
    }
    return this.refreshing.done;
  }

  /** Sets a subject's mark or takes it away. */
  async mark(connection: Connection, asking: Asking, subject: Subject, wish: MarkWish | null): Promise<Status> {
    try {
      const { marks } = await asking.source.setMarks({ [subject]: wish });
      const kept = await this.atHand(connection);
      await this.keep({ ...(kept ?? this.nothing(connection)), marks });
      this.onNews();
      return 'ok';
    } catch (error) {
      if (error instanceof SourceError) return error.fault;
      throw error;
    }
  }

  /** Sets what numbers are held against. */
  async setTargets(connection: Connection, asking: Asking, targets: Bars['targets']): Promise<Status> {
    try {
      await asking.source.setTargets(targets);
      const kept = await this.atHand(connection);
      await this.keep({ ...(kept ?? this.nothing(connection)), targets });
      this.onNews();
      return 'ok';
    } catch (error) {
      if (error instanceof SourceError) return error.fault;
      throw error;
    }
  }

  private isDue({ of, fetchedAt }: DecisionsRecord, asking: Asking, known: KnownRecord): boolean {
    return of !== ofWhat(asking, known) || Math.abs(this.clock.now() - fetchedAt) > DECIDED_FOR_MS;
  }

  private async ask(connection: Connection, { source, question }: Asking, of: string): Promise<DecisionsRecord | null> {
    const { failures } = await this.health.get();
    if (failures > 0 || Math.abs(this.clock.now() - this.failedAt) < AGAIN_AFTER_MS) return null;
    try {
      const [{ targets, waterlines }, { marks }] = await Promise.all([source.targets(question), source.marks()]);
      const before = await this.atHand(connection);
      if (this.refreshing?.of !== of) return null;
      const after = { connection: connection.id, of, fetchedAt: this.clock.now(), targets, waterlines, marks };
      await this.keep(after);
      if (before && contentOf(before) !== contentOf(after)) this.onNews();
      return after;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.failedAt = this.clock.now();
      return null;
    }
  }

  private async keep(record: DecisionsRecord): Promise<void> {
    this.kept = record;
    await this.cache.database.useOr(undefined, async (database) => {
      await database.put('decisions', record);
    });
  }

  private nothing(connection: Connection): DecisionsRecord {
    return { connection: connection.id, of: '', fetchedAt: 0, targets: {}, waterlines: null, marks: {} };
  }
}

/** An answer with what was decided about its subject and how its numbers stand. */
export function withDecisions(answered: Omit<Answered, 'mark' | 'verdicts'>, made: DecisionsRecord | null): Answered {
  const { subject, answer } = answered;
  return { ...answered, mark: made?.marks[subject] ?? null, verdicts: made && answer ? verdictsOf(answer, made) : {} };
}

/** Which numbers are asked for makes no difference to what they are held against. */
function ofWhat({ scope, question: { measures: _, ...question } }: Asking, { revision }: KnownRecord): string {
  return JSON.stringify([scope.connection, question, revision]);
}

function contentOf({ targets, waterlines, marks }: DecisionsRecord): string {
  return JSON.stringify([targets, waterlines, marks]);
}
