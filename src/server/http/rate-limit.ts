import { Refusal } from '../refusal';

export interface RateLimits {
  /** Questions that may come at once. */
  burst: number;
  /** Questions per second in the long run. */
  perSecond: number;
}

/** A feed scrolled fast asks a few questions a second; ten times that is a loop gone wild. */
export const RATE_LIMITS: RateLimits = { burst: 120, perSecond: 30 };

/** Askers remembered; beyond this the one that was quiet longest is forgotten, and so starts afresh. */
const ASKERS = 10_000;

/** A bucket of questions per asker, filled again as time passes. */
export class RateLimit {
  private readonly buckets = new Map<string, { left: number; at: number }>();

  constructor(
    private readonly limits: RateLimits,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts one question. @throws Refusal `server_rate_limited` with the seconds to wait */
  take(asker: string): void {
    const { burst, perSecond } = this.limits;
    const now = this.now();
    const held = this.buckets.get(asker) ?? { left: burst, at: now };
    const left = Math.min(burst, held.left + ((now - held.at) / 1000) * perSecond);
    this.buckets.delete(asker);
    this.buckets.set(asker, { left: Math.max(left - 1, Math.min(left, 0)), at: now });
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > ASKERS && oldest !== undefined) this.buckets.delete(oldest);
    if (left < 1) throw new Refusal('server_rate_limited', { seconds: Math.max(1, Math.ceil((1 - left) / perSecond)) });
  }
}
