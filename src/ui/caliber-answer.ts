import type { Ask } from '../messages/ask';
import type { Source } from '../metrics/sources';

export const CALIBER_ANSWERS = ['click', 'conversion'] as const;
export type CaliberAnswer = (typeof CALIBER_ANSWERS)[number];

/** Answers whose day a source's rows are, in one connection, and calls back where it has the answer. */
export async function declareIn(
  ask: Ask,
  connection: string | undefined,
  source: Source,
  caliber: CaliberAnswer,
  onChange: () => Promise<void>,
): Promise<boolean> {
  if (connection === undefined) return false;
  const answer = await ask('declareCaliber', { connection, source, caliber }).catch(() => null);
  if (answer?.status !== 'ok') return false;
  await onChange();
  return true;
}
