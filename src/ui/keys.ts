import type { Status } from '../messages/protocol';
import type { Mark } from '../metrics/figures';
import type { Decision } from '../metrics/marks';
import type { MeasureKey } from '../metrics/measures';
import type { Shop } from '../metrics/subjects';
import type { MessageKey } from '../text/fill';

type Snake<Code extends string> = Code extends `${infer Head}-${infer Tail}` ? `${Head}_${Snake<Tail>}` : Code;

/** A domain's code as it stands in a key of `_locales`: `not-mapped` is `not_mapped`. */
export function snake<Code extends string>(code: Code): Snake<Code> {
  return code.replaceAll('-', '_') as Snake<Code>;
}

/** The measures that have words under a prefix. */
type Worded<Prefix extends string> = { [K in MeasureKey]: `${Prefix}${K}` extends MessageKey ? K : never }[MeasureKey];
export type NamedMeasure = Worded<'measure_'>;
export type ShortNamedMeasure = Worded<'measure_short_'>;

/** A measure's short name on surfaces; its full name and formula are in the catalogue. */
export const measureKey = <K extends NamedMeasure>(measure: K) => `measure_${measure}` as const;

/** The same where there is hardly room: beside a number, under a heading that says the rest. */
export const shortKey = <K extends ShortNamedMeasure>(measure: K) => `measure_short_${measure}` as const;

/** A mark's word; 「仅淘宝」 and 「仅京东」 are one mark. */
export const markKey = (mark: Mark, shop: Shop) =>
  mark === 'only-this-shop' ? (`mark_only_${shop}` as const) : (`mark_${snake(mark)}` as const);

/** A decision in a word: 加投, 观察, 停投. */
export const decisionKey = (decision: Decision) => `badge_decision_${decision}` as const;

/** That a number is better or worse than what it is held against, around `{sentence}`. */
export const verdictKey = ({ verdict, bar }: { verdict: 'good' | 'bad'; bar: { from: 'target' | 'waterline' } }) =>
  `badge_verdict_${verdict}_${bar.from}` as const;

/** The active connection's status as a sentence that says what to do. */
export const statusKey = (status: Status) => `state_${snake(status)}` as const;

/** The same in a word or two, for a badge. */
export const badgeStatusKey = (status: Status) => `badge_status_${snake(status)}` as const;
