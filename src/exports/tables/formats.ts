/** Excel's own date and time formats, by number. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a number format shows a date: date letters outside quotes, and no digit places. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(id);
  const letters = code
    .replace(/"[^"]*"|\\./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/gi, '');
  return /[ymd年月日]/i.test(letters) && !/[0#?%]/.test(letters);
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
