import { beforeEach, describe, expect, it } from 'vitest';
import { SourceError } from '../../../src/api/data-source';
import { Health } from '../../../src/background/health';
import { FakeArea, FakeClock } from './world';

let clock: FakeClock;
let area: FakeArea;
let health: Health;
beforeEach(() => {
  clock = new FakeClock();
  area = new FakeArea();
  health = new Health(area, clock);
});

const failing = () => Promise.reject(new SourceError('failing'));
const fault = (work: Promise<unknown>) => work.then(String, (error: unknown) => (error as SourceError).fault);

/** A request that ends when it is told to. */
function pending() {
  let end: (error: SourceError | null) => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve('good'));
  });
  return { request: () => promise, end: (error: SourceError | null) => end(error) };
}

describe('the gate', () => {
  it('takes requests that were under way together for one failure, though one fails later', async () => {
    const [one, two] = [pending(), pending()];
    const both = [fault(health.run(one.request)), fault(health.run(two.request))];
    one.end(new SourceError('failing'));
    await both[0];
    clock.advance(500);
    two.end(new SourceError('failing'));
    await both[1];
    expect(await health.get()).toMatchObject({ failures: 1, closedUntil: clock.now() - 500 + 2_000 });
  });

  it('lets one through after the pause, and the others when that one has been answered', async () => {
    await fault(health.run(failing));
    clock.advance(2_000);
    const probe = pending();
    let made = 0;
    const made1 = async () => {
      made += 1;
      return 'good';
    };
    const first = health.run(probe.request);
    expect(await fault(health.run(made1))).toBe('failing');
    expect(made).toBe(0);
    probe.end(null);
    await first;
    expect(await fault(health.run(made1))).toBe('good');
  });

  it('lets another try when the one let through has failed and its pause is over', async () => {
    await fault(health.run(failing));
    clock.advance(2_000);
    await fault(health.run(failing));
    clock.advance(3_999);
    expect(await fault(health.run(async () => 'good'))).toBe('failing');
    clock.advance(1);
    expect(await fault(health.run(async () => 'good'))).toBe('good');
  });

  it('closes for longer where only a person can help', async () => {
    await fault(health.run(() => Promise.reject(new SourceError('not-authorised'))));
    expect((await health.get()).closedUntil).toBe(clock.now() + 30_000);
  });

  it('closes for no less than half of its pause, so that a team does not come back all at once', async () => {
    clock.random = () => 0;
    await fault(health.run(failing));
    expect((await health.get()).closedUntil).toBe(clock.now() + 1_000);
  });

  it('believes a source that asks for a day for an hour', async () => {
    await fault(health.run(() => Promise.reject(new SourceError('busy', 86_400))));
    expect((await health.get()).closedUntil).toBe(clock.now() + 3_600_000);
  });

  it('passes on what is no fault of the source, and stays open', async () => {
    await expect(health.run(() => Promise.reject(new TypeError('ours')))).rejects.toThrow(TypeError);
    expect((await health.get()).status).toBe('ok');
  });

  it('works from memory where nothing can be stored, and begins well where nonsense is', async () => {
    area.set = () => Promise.reject(new Error('full'));
    await fault(health.run(failing));
    expect((await health.get()).failures).toBe(1);
    area.items.set('health', 'nonsense');
    expect((await new Health(area, clock).get()).failures).toBe(0);
  });
});
