import type { Figure } from '../metrics/figures';
import type { Say } from '../text/fill';
import type { Locale } from '../text/text';
import { reasonWords } from './keys';

/**
 * Figures as marketers write them. Chinese counts in 万 and 亿 (1.2万, 3.4亿). English-reading teams of these
 * platforms expect K, M and B with the same one decimal (12.3K, 3.4M) and the sign ¥ for yuan. In both, a number
 * below ten thousand stands whole, because there a single visitor still matters. Each number is rounded once,
 * here, half away from zero.
 */

/** How a number is written: what a measure's unit becomes on a surface. Money comes in fen, percents as fractions. */
export type Form = 'count' | 'people' | 'money' | 'times' | 'percent';

export const MISSING = '—';

/** From here on numbers are written short. */
const SHORT_FROM = 10_000;

const format = (locale: string, options: Intl.NumberFormatOptions) =>
  // No minus before what rounds to 0.
  new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options });
const decimals = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
const whole = format('en-US', decimals(0));
const cents = format('en-US', decimals(2));
const percents = format('en-US', { style: 'percent', ...decimals(1) });
/** Below one percent one decimal would say 0.0% of a rate that is not 0. */
const smallPercent = format('en-US', { style: 'percent', ...decimals(2) });
const compact: Record<Locale, Intl.NumberFormat> = {
  zh_CN: format('zh-CN', { notation: 'compact', maximumFractionDigits: 1 }),
  zh_TW: format('zh-TW', { notation: 'compact', maximumFractionDigits: 1 }),
  en: format('en-US', { notation: 'compact', maximumFractionDigits: 1 }),
};

/** The digits of a number without its unit; `short` in 万 or K from ten thousand on. */
function digits(value: number, form: Form, locale: Locale, short: boolean): string {
  if (form === 'times') return cents.format(value);
  if (form === 'percent') return (value !== 0 && Math.abs(value) < 0.01 ? smallPercent : percents).format(value);
  const unit = form === 'money' ? 100 : 1;
  const threshold = SHORT_FROM * unit;
  if (short && Math.round(Math.abs(value)) >= threshold) {
    // What only rounds up to ten thousand is written as ten thousand is.
    const size = Math.max(Math.abs(value), threshold);
    return compact[locale].format((Math.sign(value) * size) / unit);
  }
  return (form === 'money' ? cents : whole).format(value / unit);
}

function write(figure: Figure | undefined, form: Form, locale: Locale, short: boolean): string {
  if (figure?.state !== 'known') return MISSING;
  const low = digits(figure.low, form, locale, short);
  const high = digits(figure.high, form, locale, short);
  const bound = { exact: '', 'at-least': '≥', 'at-most': '≤' }[figure.bound];
  const sign = form === 'money' ? '¥' : '';
  return `${bound}${sign}${low}${low === high ? '' : `–${high}`}`.replace('¥-', '-¥');
}

/** A share that is no figure, as it is drawn: `12.3%`. */
export function percent(share: number): string {
  return digits(share, 'percent', 'en', false);
}

/** A figure as it is drawn: `1.2万`, `¥3.46`, `600–1,000`, `≥¥12.50`, and `—` for one that is missing. */
export function drawn(figure: Figure | undefined, form: Form, locale: Locale): string {
  return write(figure, form, locale, true);
}

/** The same to the last digit: `12,345`, `¥12,345,678.90`. */
export function exact(figure: Figure | undefined, form: Form, locale: Locale): string {
  return write(figure, form, locale, false);
}

/** The same as a part of a spoken sentence, to the last digit: 「600 到 1,000 人·天」, “at least 12.50 yuan”. */
export function spoken(figure: Figure | undefined, form: Form, locale: Locale, say: Say): string {
  if (figure?.state !== 'known') {
    return say('number_spoken_missing', { reason: reasonWords(figure, say) });
  }
  const low = digits(figure.low, form, locale, false);
  const high = digits(figure.high, form, locale, false);
  const n = low === high ? low : say('number_spoken_band', { low, high });
  const number = say(`number_spoken_${form}`, { n });
  return figure.bound === 'exact' ? number : say(`number_spoken_${figure.bound.replace('-', '_')}`, { number });
}
