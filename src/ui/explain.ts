import type { CostPart } from '../metrics/cost-parts';
import {
  COMPOSED,
  type ComposedMeasure,
  DERIVED,
  type DerivedMeasure,
  type MeasureKey,
  measure,
  STORED,
} from '../metrics/measures';
import type { Say } from '../text/fill';
import type { Locale } from '../text/text';

/** A measure's full name. */
export function nameOf(key: MeasureKey, locale: Locale): string {
  return measure(key)[locale === 'en' ? 'en' : 'zh'];
}

/** The same where what its people are is said elsewhere: 「进店UV」. */
export function briefNameOf(key: MeasureKey, locale: Locale): string {
  return nameOf(key, locale).replace(/（按日累计）$| \(person-days\)$/, '');
}

/**
 * What a measure is, in a sentence or two: its formula or its sources, what its people are, which way is better.
 * @param scope what a cost consists of
 */
export function explain(key: MeasureKey, scope: readonly CostPart[], locale: Locale, say: Say): string {
  const { unit, better } = measure(key);
  const what = [
    originOf(key, scope, locale, say),
    ...(unit === 'people-days' ? [say('card_why_person_days')] : []),
    ...(better === 'neutral' ? [] : [say(better === 'higher' ? 'card_why_higher' : 'card_why_lower')]),
  ].join(locale === 'en' ? ' ' : '');
  return say('card_why_named', { name: nameOf(key, locale), what });
}

/** How it is had: by division, by addition, or from which exports. */
function originOf(key: MeasureKey, scope: readonly CostPart[], locale: Locale, say: Say): string {
  if (isDerived(key)) {
    const { numerator, denominator, scale } = DERIVED[key].formula;
    const formula = say('card_why_ratio', { over: nameOf(numerator, locale), under: nameOf(denominator, locale) });
    return scale === 1 ? formula : say('card_why_times', { formula, scale });
  }
  if (key === 'cost')
    return say('card_why_cost', { parts: scope.map((part) => say(`measure_part_${part}`)).join(' + ') });
  if (isComposed(key)) {
    const parts = COMPOSED[key].parts.map((part) => nameOf(part, locale));
    return say(key === 'gmv' ? 'card_why_first' : 'card_why_rest', {
      parts: parts.join(say('measure_part_separator')),
    });
  }
  const sources = STORED[key].sources.map((source) => say(`measure_source_${source}`));
  return say('card_why_source', { sources: sources.join(say('measure_part_separator')) });
}

function isDerived(key: MeasureKey): key is DerivedMeasure {
  return Object.hasOwn(DERIVED, key);
}

function isComposed(key: MeasureKey): key is ComposedMeasure {
  return Object.hasOwn(COMPOSED, key);
}
