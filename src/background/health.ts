import { SourceError, type SourceFault } from '../api/data-source';
import type { Status } from '../messages/protocol';
import type { AreaFace, Clock } from './face';

/** How the active connection is doing, kept outside the worker: it dies at any moment. */
export interface HealthRecord {
  status: Status;
  /**
   * Failures since the last good answer of the kind that failed: an answer of another kind ends the pause, but the
   * next one doubles all the same, or an API that fails at one kind alone would be asked for it without end.
   */
  failures: number;
  of: Asked;
  /** No request before this instant, ms since 1970. */
  closedUntil: number;
  lastGood: number | null;
}

/** What a request asks for. An API may fail at one of these alone. */
export type Asked = 'known' | 'numbers' | 'summary' | 'top' | 'detail' | 'coverage' | 'pairs' | 'search' | 'decisions';

const UNTRIED: HealthRecord = { status: 'ok', failures: 0, of: 'known', closedUntil: 0, lastGood: null };

/** First pause after a fault and the longest one, ms. What only a person can mend is asked about less often. */
const PAUSES: Record<SourceFault, { first: number; longest: number }> = {
  offline: { first: 2_000, longest: 60_000 },
  unreachable: { first: 2_000, longest: 300_000 },
  busy: { first: 5_000, longest: 300_000 },
  failing: { first: 2_000, longest: 300_000 },
  storage: { first: 2_000, longest: 60_000 },
  'not-authorised': { first: 30_000, longest: 900_000 },
  'not-an-api': { first: 30_000, longest: 900_000 },
  version: { first: 30_000, longest: 900_000 },
};
/** A source may ask for more patience than ours, up to an hour. */
const LONGEST_ASKED = 3_600_000;

/**
 * The gate to the source: every request goes through {@link run}. After a fault it is closed for a while that
 * doubles with each further one, then lets one request through to see; the first good answer opens it.
 */
export class Health {
  private record: Promise<HealthRecord> | null = null;
  private probing = false;
  /** Counts connections: what a request of an earlier one brings is no news of this one. */
  private era = 0;
  /** Told of every change of status, of the end of failures, and of every pause. */
  onChange: (status: Status) => void = () => undefined;
  onPause: (ms: number) => void = () => undefined;

  constructor(
    private readonly area: AreaFace,
    private readonly clock: Clock,
  ) {}

  /** Where things stand. */
  get(): Promise<HealthRecord> {
    this.record ??= this.area.get('health').then(
      ({ health }) => (isHealthRecord(health) ? health : UNTRIED),
      () => UNTRIED,
    );
    return this.record;
  }

  /**
   * Makes a request if the gate is open.
   * @throws SourceError the request's, or without a request that of the fault which closed the gate
   */
  async run<T>(request: () => Promise<T>, of: Asked = 'known'): Promise<T> {
    const before = await this.get();
    const pause = before.closedUntil - this.clock.now();
    const closed = pause > 0 && pause <= LONGEST_ASKED;
    if (before.failures > 0 && (closed || this.probing)) throw new SourceError(faultOf(before.status), pause / 1000);
    const { era } = this;
    const probe = before.failures > 0;
    if (probe) this.probing = true;
    try {
      const value = await request();
      if (era === this.era) await this.goodAt(of);
      return value;
    } catch (error) {
      if (error instanceof SourceError && era === this.era) await this.bad(error, before, of);
      throw error;
    } finally {
      if (probe && era === this.era) this.probing = false;
    }
  }

  /** The source has answered. */
  async good(): Promise<void> {
    await this.become({ ...UNTRIED, lastGood: this.clock.now() });
  }

  /** When the gate opens again after a fault, ms since 1970; null while it is open. */
  async retryAt(): Promise<number | null> {
    const { closedUntil } = await this.get();
    const pause = closedUntil - this.clock.now();
    return pause > 0 && pause <= LONGEST_ASKED ? closedUntil : null;
  }

  /** The next request may try at once: the network is back, or a person wants to know. */
  async reopen(): Promise<void> {
    await this.become({ ...(await this.get()), closedUntil: 0 });
  }

  /** Nothing is known yet: another connection. */
  async reset(): Promise<void> {
    this.era += 1;
    this.probing = false;
    await this.become(UNTRIED);
  }

  private async goodAt(asked: Asked): Promise<void> {
    const { failures, of } = await this.get();
    const left = of === asked ? 0 : failures;
    await this.become({ ...UNTRIED, failures: left, of, lastGood: this.clock.now() });
  }

  private async bad(error: SourceError, before: HealthRecord, of: Asked): Promise<void> {
    const { failures, lastGood, ...now } = await this.get();
    // Requests that were under way together fail together: one failure.
    if (failures !== before.failures || now.closedUntil !== before.closedUntil) return;
    const { first, longest } = PAUSES[error.fault];
    const doubled = Math.min(longest, first * 2 ** Math.min(failures, 20));
    // Jitter, so that a team's browsers do not come back all at once.
    const ours = doubled * (0.5 + this.clock.random() / 2);
    const pause = Math.min(LONGEST_ASKED, Math.max(ours, (error.retryAfter ?? 0) * 1000));
    const closedUntil = this.clock.now() + pause;
    await this.become({ status: error.fault, failures: failures + 1, of, closedUntil, lastGood });
    this.onPause(pause);
  }

  private async become(next: HealthRecord): Promise<void> {
    const before = await this.get();
    this.record = Promise.resolve(next);
    // Without this area the worker's memory has to do.
    await this.area.set({ health: next }).catch(() => undefined);
    const well = next.failures === 0 && before.failures > 0;
    if (next.status !== before.status || well) this.onChange(next.status);
  }
}

function faultOf(status: Status): SourceFault {
  return Object.hasOwn(PAUSES, status) ? (status as SourceFault) : 'failing';
}

function isHealthRecord(value: unknown): value is HealthRecord {
  return typeof value === 'object' && value !== null && 'status' in value && 'closedUntil' in value;
}
