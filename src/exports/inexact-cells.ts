import { fen, plain } from './cells';

/** A number that a console does not tell: `hidden` because it is small, `range` for only between which numbers it is. */
export type Inexact = 'hidden' | 'range';

/** Consoles hide numbers of up to this many, so that nobody can be told from the rest. */
const SMALL = 100;

const NUMBER = '((?:\\d{1,3}(?:,\\d{3})+|\\d{1,7})(?:\\.\\d+)?[万亿w]?)';
const PEOPLE = '(?:[人次个件单笔元])?';
const shape = (text: string) => new RegExp(`^${text}$`, 'i');
const UP_TO = [
  shape(`[<≤]=?\\s*${NUMBER}${PEOPLE}`),
  shape(`${NUMBER}${PEOPLE}以[下内]`),
  shape(`(?:少于|小于|低于|不足|不到|未满)${NUMBER}${PEOPLE}`),
];
const FROM = [
  shape(`[>≥]=?\\s*${NUMBER}${PEOPLE}`),
  shape(`${NUMBER}${PEOPLE}(?:\\+|以上)`),
  shape(`(?:大于|超过|高于)${NUMBER}${PEOPLE}`),
];
const BETWEEN = shape(`${NUMBER}\\s*[-~–—至]\\s*${NUMBER}${PEOPLE}`);
const TOO_FEW =
  /^(?:(?:数据|样本|人群|人数|用户数|基数)(?:样本)?(?:量|数|数量)?(?:较少|过少|太少|偏少|较小|过小|太小|不足|不够)|较少|过少)$/;

/** What a cell tells instead of a number: `<10`, 数据较少, `1-10`, `1万+`; null where it is none of these. */
export function inexactIn(text: string): Inexact | null {
  if (text.length > 24) return null;
  const cell = plain(text);
  if (TOO_FEW.test(cell)) return 'hidden';
  if (!/[\d]/.test(cell)) return null;
  for (const form of UP_TO) {
    const most = form.exec(cell)?.[1];
    if (most !== undefined) return isSmall(most) ? 'hidden' : 'range';
  }
  if (FROM.some((form) => form.test(cell))) return 'range';
  const [, low, high] = BETWEEN.exec(cell) ?? [];
  if (low === undefined || high === undefined || fen(low).value >= fen(high).value) return null;
  return isSmall(high) ? 'hidden' : 'range';
}

const isSmall = (number: string) => fen(number).value <= SMALL * 100;
