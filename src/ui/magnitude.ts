import type { Locale } from '../text/text';

/** A power of ten that numbers are written in, with its sign: 万, K. */
export interface Magnitude {
  zeros: number;
  sign: string;
}

export const ONE: Magnitude = { zeros: 0, sign: '' };

/** From here on numbers are written short (domain.md §3.9). */
const SHORT_FROM = 10_000;
/** How many digits a short number has. */
const SIGNIFICANT = 3;

/** Smallest first. */
const MAGNITUDES: Record<Locale, readonly Magnitude[]> = {
  zh_CN: [
    { zeros: 4, sign: '万' },
    { zeros: 8, sign: '亿' },
    { zeros: 12, sign: '万亿' },
  ],
  zh_TW: [
    { zeros: 4, sign: '萬' },
    { zeros: 8, sign: '億' },
    { zeros: 12, sign: '兆' },
  ],
  en: [
    { zeros: 3, sign: 'K' },
    { zeros: 6, sign: 'M' },
    { zeros: 9, sign: 'B' },
    { zeros: 12, sign: 'T' },
  ],
};

/** A number times ten to `zeros`, by the digits that it is written with: 1.15 and 2 give 115. */
export function shifted(value: number, zeros: number): number {
  const size = Math.abs(value);
  // Others are written with an exponent of their own.
  const isPlain = size >= 1e-6 && size < 1e21;
  return isPlain ? Number(`${value}e${zeros}`) : value * 10 ** zeros;
}

/**
 * A number to so many decimals, half away from zero; fewer than none rounds to tens. 1.005 lies below the half as a
 * double and is 1.01.
 */
export function rounded(value: number, decimals: number): number {
  return Math.sign(value) * shifted(Math.round(shifted(Math.abs(value), decimals)), -decimals);
}

/** Decimals that leave three significant digits, two at the most; below 0 where tens are rounded off. */
export function shortDecimals(value: number): number {
  const size = Math.abs(value);
  if (size < 1) return SIGNIFICANT - 1;
  const decimals = SIGNIFICANT - 1 - Math.floor(Math.log10(size));
  // 9.995 rounds to 10.0, which has a digit more before the point.
  return rounded(size, decimals) >= 10 ** (SIGNIFICANT - decimals) ? decimals - 1 : decimals;
}

/** What a number is written in: itself below ten thousand, above it the greatest magnitude that it rounds to. */
export function magnitudeOf(value: number, decimals: number, locale: Locale): Magnitude {
  const size = Math.abs(value);
  if (rounded(size, decimals) < SHORT_FROM) return ONE;
  const short = Math.max(rounded(size, shortDecimals(size)), SHORT_FROM);
  return MAGNITUDES[locale].findLast(({ zeros }) => short >= 10 ** zeros) ?? ONE;
}

/**
 * One magnitude for several numbers: that of the largest, or a smaller one in which each that is not 0 is at least
 * `least`: 40 visitors beside 12,000 are 40.
 */
export function commonMagnitude(values: readonly number[], decimals: number, locale: Locale, least: number): Magnitude {
  const sizes = values.map(Math.abs).filter((size) => size > 0);
  const largest = magnitudeOf(Math.max(0, ...sizes), decimals, locale);
  const smallest = Math.min(...sizes);
  return (
    MAGNITUDES[locale].findLast(({ zeros }) => zeros <= largest.zeros && shifted(smallest, -zeros) >= least) ?? ONE
  );
}
