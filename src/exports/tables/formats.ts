/** Excel's own date and time formats, by number. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** What a number format makes of a number, where it is more than digits. */
export type Shown = 'date' | 'percent' | null;

/** What a cell's number format shows: by its number where it is Excel's own, else by its code. */
export function shownAs(id: number, code: string | undefined): Shown {
  if (code === undefined) return isBuiltInDate(id) ? 'date' : id === 9 || id === 10 ? 'percent' : null;
  const bare = code
    .replace(/"[^"]*"|\\./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/gi, '');
  if (bare.includes('%')) return 'percent';
  return /[ymd年月日]/i.test(bare) && !/[0#?]/.test(bare) ? 'date' : null;
}

/** A percent cell's number as its cell shows it: 0.125 is `12.5%`. */
export function percentText(number: string): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(number);
  if (!match) return number;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = fraction.padEnd(2, '0');
  const percent = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = digits.slice(2).replace(/0+$/, '');
  return `${sign}${percent}${rest === '' ? '' : `.${rest}`}%`;
}

const MS_PER_DAY = 86_400_000;
/** Day 0 of both epochs. Excel's 1900 epoch counts a 29 February that never was, so days after it start one earlier. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** A date cell's number as `2026-07-04`, with a time behind it only where it has one; the number itself where it is no date. */
export function dateText(serial: string, from1904: boolean): string {
  const days = Number(serial);
  if (!Number.isFinite(days) || days < 1 || days > 2_958_465) return serial;
  const seconds = Math.round(days * 86_400);
  const at = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + seconds * 1000).toISOString();
  return seconds % (MS_PER_DAY / 1000) === 0 ? at.slice(0, 10) : at.slice(0, 19).replace('T', ' ');
}

/**
 * A number cell's digits, as a person would write them: `1.23456789E7`, which Java writes for money, is
 * 12345678.9. Where digits are already lost (`1.2345678901234568E18`) it stays as it is, and is refused later.
 */
export function plainNumber(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?E([+-]?\d+)$/i.exec(text);
  if (!match) return text.replace(/\.0+$/, '');
  const [, sign = '', lead = '', fraction = '', power = ''] = match;
  const exponent = Number(power);
  if (exponent >= 15 || exponent < -15) return text;
  const digits = lead + fraction;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1).replace(/0+$/, '');
  return rest === '' ? sign + whole : `${sign}${whole}.${rest}`;
}
