import type { MissingReason } from './figures';
import { isOfPeople, type StoredMeasure } from './measures';
import type { Question } from './question';
import type { Caliber, Scope, Traffic, Window } from './values';

type Attributes = Pick<Scope, 'window' | 'caliber' | 'traffic'>;
export type Choice = { scope: Attributes } | { missing: MissingReason };

/** A source's rows of one grain, by what keeps them apart; see {@link chooseScope}. */
export interface ScopeSeen extends Attributes {
  measures: ReadonlySet<StoredMeasure>;
}

/** `source` takes the single caliber that the rows state; a known one before an unknown. */
const CALIBER_ORDER: Caliber[] = ['click', 'conversion', 'none', 'unknown'];

/**
 * Which rows of a source answer a question about a measure: one window, one caliber, one traffic, so that rows
 * of two 归因周期 or two 流量类型 are never added (domain.md §1.3, §3.1). Unknown never stands for a known one,
 * and a window that the source lacks is not in this source, never the nearest one (§3.3).
 */
export function chooseScope(
  seen: readonly ScopeSeen[],
  measure: StoredMeasure,
  question: Pick<Question, 'window' | 'caliber'>,
): Choice {
  let left = seen.filter((scope) => scope.measures.has(measure));
  if (left.length === 0) return { missing: whyNone(seen, measure) };

  const window = pick<Window>(left, 'window', (value) => value === question.window || value === 'none');
  if (typeof window !== 'object') return { missing: window };
  left = left.filter((scope) => scope.window === window.value);

  const traffic = pick<Traffic>(left, 'traffic', (value) => value === 'all' || value === 'none');
  if (typeof traffic !== 'object') return { missing: traffic };
  left = left.filter((scope) => scope.traffic === traffic.value);

  const caliber = pick<Caliber>(
    [...left].sort((a, b) => CALIBER_ORDER.indexOf(a.caliber) - CALIBER_ORDER.indexOf(b.caliber)),
    'caliber',
    (value) => question.caliber === 'source' || value === question.caliber || value === 'none',
  );
  if (typeof caliber !== 'object') return { missing: caliber };
  return { scope: { window: window.value, caliber: caliber.value, traffic: traffic.value } };
}

/** Of people whose sampling ratio no row tells, rows hold nothing (§3.4). */
function whyNone(seen: readonly ScopeSeen[], measure: StoredMeasure): MissingReason {
  if (seen.length === 0) return 'not-imported';
  const isUntold = isOfPeople(measure) && seen.some(({ measures }) => measures.size === 0);
  return isUntold ? 'unknown-attribute' : 'not-requested';
}

function pick<T>(
  seen: readonly ScopeSeen[],
  attribute: 'window' | 'caliber' | 'traffic',
  fits: (value: T) => boolean,
): { value: T } | MissingReason {
  const fitting = seen.find((scope) => fits(scope[attribute] as T));
  if (fitting) return { value: fitting[attribute] as T };
  return seen.some((scope) => scope[attribute] === 'unknown') ? 'unknown-attribute' : 'not-in-source';
}
