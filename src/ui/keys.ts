import type { Figure, Mark, MissingReason } from '../metrics/figures';
import type { Decision } from '../metrics/marks';
import type { Shop } from '../metrics/subjects';
import type { Say } from '../text/fill';

/** Where the words of the domain's codes are in `_locales`: `not-mapped` is `reason_not_mapped`. */
const keyOf = (prefix: string, code: string) => `${prefix}_${code.replaceAll('-', '_')}`;

/** A measure's short name on surfaces; its full name and formula are in the catalogue. */
export const measureKey = (measure: string) => keyOf('measure', measure);

/** The same where there is hardly room: beside a number, under a heading that says the rest. */
export const shortKey = (measure: string) => keyOf('measure_short', measure);

/** A mark's word; 「仅淘宝」 and 「仅京东」 are one mark. */
export const markKey = (mark: Mark, shop: Shop) =>
  mark === 'only-this-shop' ? `mark_only_${shop}` : keyOf('mark', mark);

/** A decision in a word: 加投, 观察, 停投. */
export const decisionKey = (decision: Decision) => keyOf('badge_decision', decision);

/** That a number is better or worse than what it is held against, around `{sentence}`. */
export const verdictKey = ({ verdict, bar }: { verdict: 'good' | 'bad'; bar: { from: string } }) =>
  `badge_verdict_${verdict}_${bar.from}`;

/** The active connection's status in a word or two, for a badge. */
export const badgeStatusKey = (status: string) => keyOf('badge_status', status);

/** Why a number is missing as a sentence that says what to do. */
export const reasonSentenceKey = (reason: MissingReason) => `${keyOf('reason', reason)}_why`;

/** Why a number is missing in a few words. What an answer does not have at all is not in its source. */
export function reasonWords(figure: Figure | undefined, say: Say): string {
  if (figure?.state !== 'missing') return say('reason_not_in_source');
  const { reason, count } = figure;
  return reason === 'task-only' && count !== undefined
    ? say('reason_task_only_shared', { count })
    : say(keyOf('reason', reason));
}
