import type { Clock } from './face';

/** How long one who already has a number waits for a newer one, ms. The old one is then given, marked, and news told later. */
const PATIENCE_MS = 1_500;

/** Is null when it is over. */
export function patience(clock: Clock, ms = PATIENCE_MS): Promise<null> {
  return new Promise((resolve) => clock.after(ms, () => resolve(null)));
}

/** What the work brings while patience lasts, else null; what it brings after that is handed to `late`. Rejects as the work does. */
export async function inPatience<T>(
  work: Promise<T>,
  over: Promise<null>,
  late: (value: T) => void,
): Promise<T | null> {
  let given = false;
  work.then(
    (value) => given && late(value),
    () => undefined,
  );
  const soon = await Promise.race([work, over]);
  given = true;
  return soon;
}
