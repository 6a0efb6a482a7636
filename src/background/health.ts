import { SourceError, type SourceFault } from '../api/data-source';
import type { Status } from '../messages/protocol';
import type { AreaFace, Clock } from './face';

/** How the active connection is doing, kept outside the worker: it dies at any moment. */
export interface HealthRecord {
  status: Status;
  /** Failures since the last good answer. */
  failures: number;
  /** No request before this instant, ms since 1970. */
  closedUntil: number;
  lastGood: number | null;
}

const UNTRIED: HealthRecord = { status: 'ok', failures: 0, closedUntil: 0, lastGood: null };

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
  /** Told of every change of status, and of every pause. */
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
  async run<T>(request: () => Promise<T>): Promise<T> {
    const before = await this.get();
    const pause = before.closedUntil - this.clock.now();
    const closed = pause > 0 && pause <= LONGEST_ASKED;
    if (before.failures > 0 && (closed || this.probing)) throw new SourceError(faultOf(before.status), pause / 1000);
    const { era } = this;
    const probe = before.failures > 0;
    if (probe) this.probing = true;
    try {
      const value = await request();
      if (era === this.era) await this.good();
      return value;
    } catch (error) {
      if (error instanceof SourceError && era === this.era) await this.bad(error, before);
      throw error;
    } finally {
      if (probe && era === this.era) this.probing = false;
    }
  }

  /** The source has answered. */
  async good(): Promise<void> {
    await this.become({ status: 'ok', failures: 0, closedUntil: 0, lastGood: this.clock.now() });
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

  private async bad(error: SourceError, before: HealthRecord): Promise<void> {
    const { failures, lastGood, ...now } = await this.get();
    // Requests that were under way together fail together: one failure.
    if (failures !== before.failures || now.closedUntil !== before.closedUntil) return;
    const { first, longest } = PAUSES[error.fault];
    const doubled = Math.min(longest, first * 2 ** Math.min(failures, 20));
    // Jitter, so that a team's browsers do not come back all at once.
    const ours = doubled * (0.5 + this.clock.random() / 2);
    const pause = Math.min(LONGEST_ASKED, Math.max(ours, (error.retryAfter ?? 0) * 1000));
    const closedUntil = this.clock.now() + pause;
    await this.become({ status: error.fault, failures: failures + 1, closedUntil, lastGood });
    this.onPause(pause);
  }

  private async become(next: HealthRecord): Promise<void> {
    const before = await this.get();
    this.record = Promise.resolve(next);
    // Without this area the worker's memory has to do.
    await this.area.set({ health: next }).catch(() => undefined);
    if (next.status !== before.status) this.onChange(next.status);
  }
}

function faultOf(status: Status): SourceFault {
  return Object.hasOwn(PAUSES, status) ? (status as SourceFault) : 'failing';
}

function isHealthRecord(value: unknown): value is HealthRecord {
  return typeof value === 'object' && value !== null && 'status' in value && 'closedUntil' in value;
}
