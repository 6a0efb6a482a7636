import { DERIVED, type MeasureKey, measure } from '../metrics/measures';
import type { Form } from './numbers';

/** How a measure is written. A ratio of money to money is a multiple, every other one a percentage. */
export function formOf(key: MeasureKey): Form {
  const { unit } = measure(key);
  if (unit === 'fen') return 'money';
  if (unit === 'count') return 'count';
  if (unit !== 'ratio') return 'people';
  return isMoneyOverMoney(key) ? 'times' : 'percent';
}

function isMoneyOverMoney(key: MeasureKey): boolean {
  if (!isDerived(key)) return false;
  const { numerator, denominator } = DERIVED[key].formula;
  return [numerator, denominator].every((part) => measure(part).unit === 'fen');
}

function isDerived(key: MeasureKey): key is keyof typeof DERIVED {
  return key in DERIVED;
}
