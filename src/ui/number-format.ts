import type { Figure, KnownFigure } from '../metrics/figures';
import { DERIVED, type MeasureKey, measure } from '../metrics/measures';
import type { Say } from '../text/fill';
import type { Locale } from '../text/text';
import { commonMagnitude, type Magnitude, magnitudeOf, ONE, rounded, shifted, shortDecimals } from './magnitude';
import { reasonWords } from './reason-words';

/**
 * Figures as marketers write them (domain.md §3.9): whole below ten thousand, because there a single visitor still
 * matters, and with three significant digits above it, in 万 and 亿 or K, M and B. Each number is rounded once, here.
 */

/** How a number is written: what a measure's unit becomes on a surface. Money comes in fen, percents as fractions. */
export type Form = 'count' | 'people' | 'person-days' | 'money' | 'times' | 'percent';

/** How a measure is written. A ratio of money to money is a multiple, every other one a percentage. */
export function formOf(key: MeasureKey): Form {
  const { unit } = measure(key);
  if (unit === 'fen') return 'money';
  if (unit === 'people-days') return 'person-days';
  if (unit !== 'ratio') return unit;
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

export const MISSING = '—';

/** How many zeros a form's unit has in what is counted (a yuan is 100 fen), its decimals, and its signs. */
const UNITS: Record<Form, { zeros: number; decimals: number; before: string; after: string }> = {
  count: { zeros: 0, decimals: 0, before: '', after: '' },
  people: { zeros: 0, decimals: 0, before: '', after: '' },
  'person-days': { zeros: 0, decimals: 0, before: '', after: '' },
  money: { zeros: 2, decimals: 2, before: '¥', after: '' },
  times: { zeros: 0, decimals: 2, before: '', after: '' },
  percent: { zeros: -2, decimals: 1, before: '', after: '%' },
};

/** Ends that differ by less than this share are one number: sums of fractions differ in their last bits. */
const NOISE = 1e-12;
/** Nothing is written with more decimals. */
const MOST_DECIMALS = 12;
/** How small a part of its unit a number may be, at the end of a band and in a column. */
const LEAST_IN_BAND = 0.01;
const LEAST_IN_COLUMN = 0.1;

interface Manner {
  form: Form;
  magnitude: Magnitude;
  /** Whether what would round to 0 has as many digits as it takes. */
  isExact: boolean;
}

/** A number's size as it is written, and whether it is smaller than that. */
interface Written {
  isBelow: boolean;
  isNegative: boolean;
  size: string;
}

function decimalsOf(value: number, { form, magnitude }: Manner): number {
  const { zeros, decimals } = UNITS[form];
  const units = shifted(value, -zeros);
  if (magnitude.zeros > 0) return shortDecimals(shifted(units, -magnitude.zeros));
  // One decimal would leave 0.0% of a rate that is not 0.
  return form === 'percent' && units !== 0 && Math.abs(units) < 1 ? decimals + 1 : decimals;
}

/** Writes a number with `more` decimals than it has by itself. */
function written(value: number, manner: Manner, more = 0): Written {
  const { form, magnitude, isExact } = manner;
  const inUnits = shifted(value, -UNITS[form].zeros - magnitude.zeros);
  const fewest = decimalsOf(value, manner) + more;
  let decimals = fewest;
  while (isExact && value !== 0 && rounded(inUnits, decimals - 1) === 0 && decimals < MOST_DECIMALS) decimals++;
  const size = Math.abs(rounded(inUnits, decimals));
  const isBelow = size === 0 && value !== 0;
  const text = sizeText(isBelow ? 10 ** -decimals : size, fewest, decimals, manner);
  return { isBelow, isNegative: value < 0, size: text };
}

function sizeText(size: number, fewest: number, most: number, { form, magnitude }: Manner): string {
  const { after } = UNITS[form];
  // Nothing is nothing in any magnitude.
  if (size === 0 && magnitude.zeros > 0) return `0${after}`;
  const [minimumFractionDigits, maximumFractionDigits] = [Math.max(0, fewest), Math.max(0, most)];
  const digits = new Intl.NumberFormat('en-US', { minimumFractionDigits, maximumFractionDigits }).format(size);
  return `${digits}${magnitude.sign}${after}`;
}

/** A written number with its signs; of the later end of a band the unit's sign is not repeated. */
function textOf({ isBelow, isNegative, size }: Written, before: string): string {
  const sign = isBelow ? (isNegative ? '>' : '<') : '';
  return `${sign}${isNegative ? '-' : ''}${before}${size}`;
}

/** A bound with its sign. Of less than can be written it is known on which side of 0 it is. */
function boundText(bound: 'at-least' | 'at-most', one: Written, before: string): string {
  const isAbove = bound === 'at-least';
  if (!one.isBelow) return `${isAbove ? '≥' : '≤'}${textOf(one, before)}`;
  return isAbove === one.isNegative ? textOf(one, before) : `${isAbove ? '>' : '<'}${before}0`;
}

/** The ends that a figure is written by: of a bound the sure one, of a band both (domain.md §3.5). */
function endsOf({ low, high, bound }: KnownFigure): number[] {
  if (bound === 'at-least') return [low];
  if (bound === 'at-most') return [high];
  return high - low <= NOISE * Math.max(Math.abs(low), Math.abs(high)) ? [low] : [low, high];
}

/** The numbers that say a figure, each with as many decimals as tell them apart. */
function numbersOf(figure: KnownFigure, manner: Manner): Written[] {
  const ends = endsOf(figure);
  const all = (more: number) => ends.map((end) => written(end, manner, more));
  let numbers = all(0);
  for (let more = 1; ends.length > 1 && areAlike(numbers) && more <= MOST_DECIMALS; more++) numbers = all(more);
  return numbers;
}

function areAlike([first, second]: readonly Written[]): boolean {
  return first?.size === second?.size && first?.isNegative === second?.isNegative;
}

function write(figure: Figure | undefined, manner: Manner): string {
  if (figure?.state !== 'known') return MISSING;
  const { before } = UNITS[manner.form];
  const [first, second] = numbersOf(figure, manner);
  if (!first) return MISSING;
  if (figure.bound !== 'exact') return boundText(figure.bound, first, before);
  return second ? `${textOf(first, before)}–${textOf(second, '')}` : textOf(first, before);
}

function commonOf(values: readonly number[], form: Form, locale: Locale, least: number): Magnitude {
  const { zeros, decimals } = UNITS[form];
  const units = values.map((value) => shifted(value, -zeros));
  return commonMagnitude(units, decimals, locale, least);
}

/** What all figures of a column are written in, so that they can be read down it. */
export function columnMagnitude(figures: readonly (Figure | undefined)[], form: Form, locale: Locale): Magnitude {
  const ends = figures.flatMap((figure) => (figure?.state === 'known' ? endsOf(figure) : []));
  return commonOf(ends, form, locale, LEAST_IN_COLUMN);
}

/**
 * A figure as it is drawn: `1.03万`, `¥3.46`, `600–1,000`, `≥¥12.50`, and `—` for one that is missing.
 * @param magnitude of its column; by itself it has its own
 */
export function drawn(figure: Figure | undefined, form: Form, locale: Locale, magnitude?: Magnitude): string {
  const own = () => commonOf(figure?.state === 'known' ? endsOf(figure) : [], form, locale, LEAST_IN_BAND);
  return write(figure, { form, magnitude: magnitude ?? own(), isExact: false });
}

/** A number that is no figure of an answer, as it is drawn: a share, a change, a peak. */
export function drawnNumber(value: number, form: Form, locale: Locale): string {
  const { zeros, decimals } = UNITS[form];
  const manner = { form, magnitude: magnitudeOf(shifted(value, -zeros), decimals, locale), isExact: false };
  return textOf(written(value, manner), UNITS[form].before);
}

/** The same to the last digit: `12,345`, `¥12,345,678.90`. */
export function exact(figure: Figure | undefined, form: Form): string {
  return write(figure, { form, magnitude: ONE, isExact: true });
}

/** The same as a part of a spoken sentence, to the last digit: 「600 到 1,000 人·天」, “at least 12.50 yuan”. */
export function spoken(figure: Figure | undefined, form: Form, say: Say): string {
  if (figure?.state !== 'known') return say('number_spoken_missing', { reason: reasonWords(figure, say) });
  const numbers = numbersOf(figure, { form, magnitude: ONE, isExact: true });
  const [low = MISSING, high] = numbers.map((one) => textOf(one, ''));
  const n = high === undefined ? low : say('number_spoken_band', { low, high });
  const number = say(SPOKEN[form], { n });
  return figure.bound === 'exact' ? number : say(SPOKEN_BOUND[figure.bound], { number });
}

const SPOKEN = {
  count: 'number_spoken_count',
  people: 'number_spoken_people',
  'person-days': 'number_spoken_person_days',
  money: 'number_spoken_money',
  times: 'number_spoken_times',
  percent: 'number_spoken_percent',
} as const satisfies Record<Form, string>;

const SPOKEN_BOUND = { 'at-least': 'number_spoken_at_least', 'at-most': 'number_spoken_at_most' } as const;
