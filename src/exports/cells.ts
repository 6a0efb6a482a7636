import { type Day, isDay } from '../metrics/days';
import type { Notice } from './face';

/** A cell that cannot be taken for what its column says it is, with the reason. */
export class Unreadable extends Error {
  constructor(readonly notice: Notice) {
    super(notice.code);
  }
}

export function unreadable(code: string, params: Record<string, string | number> = {}): Unreadable {
  return new Unreadable({ code, params });
}

/** How much of a strange cell is repeated in the reason for its rejection. */
const shown = (text: string) => (text.length > 40 ? `${beginning(text, 40)}…` : text);

/** The first so many units of a text; of a character that takes two and would be cut, none. */
export function beginning(text: string, most: number): string {
  return text.slice(0, most).replace(/\p{Cs}$/u, '');
}

const NO_VALUE = new Set([
  '',
  '-',
  '--',
  '---',
  '—',
  '——',
  '–',
  '－',
  '－－',
  '———',
  '*',
  '**',
  '***',
  '****',
  '无',
  '不适用',
  '未授权',
  '无权限',
  '/',
  'n/a',
  'na',
  'null',
  'none',
  '\\n',
  '暂无',
  '暂无数据',
  '无数据',
]);

/** Whether a cell says "no value". No value is never 0. */
export function isBlank(text: string): boolean {
  if (text.length > 4) return false;
  const first = text.charCodeAt(0);
  // Most cells are numbers, and a million rows have tens of millions of them.
  return !(first >= 0x30 && first <= 0x39) && NO_VALUE.has(text.toLowerCase());
}

/** Full-width digits and signs as plain ones. */
export function plain(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.normalize('NFKC').replace(/[−﹣]/g, '-').trim();
}

export interface Quantity {
  value: number;
  /** The platform wrote 万 or 亿, so the last digits are gone. */
  rounded: boolean;
}

/** Digits as nearly every cell has them: so many, perhaps a point and up to two more. */
const SIMPLE = /^(\d{1,12})(?:\.(\d{1,2}))?$/;
const DECIMAL = /^(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?(万|亿|w)?$/i;
const ZEROS: Readonly<Record<string, number>> = { 万: 4, w: 4, W: 4, 亿: 8 };

/**
 * A whole number: `1,234`, `1234`, `3.8万`.
 * @throws Unreadable for anything else, negatives and fractions included.
 */
export function count(text: string): Quantity {
  if (/^\d{1,15}$/.test(text)) return { value: Number(text), rounded: false };
  return quantity(text, 0, (rest) => {
    if (/[1-9]/.test(rest)) throw unreadable('export_cell_whole', { text: shown(text) });
    return 0;
  });
}

/**
 * Money in 元 as integer fen, from its digits and never through a fraction; parts of a fen are rounded.
 * @throws Unreadable for what is no amount, or a negative one.
 */
export function fen(text: string): Quantity {
  const simple = SIMPLE.exec(text);
  if (simple) return { value: Number(`${simple[1]}${(simple[2] ?? '').padEnd(2, '0')}`), rounded: false };
  const amount = plain(text)
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '');
  return quantity(amount, 2, (rest) => (rest >= '5' ? 1 : 0));
}

/** `text × 10^shift` as an integer; `tail` says what the digits below 1 are worth. */
function quantity(text: string, shift: number, tail: (rest: string) => number): Quantity {
  const cell = plain(text);
  const match = DECIMAL.exec(cell);
  const [, whole = '', fraction = '', unit] = match ?? [];
  if (!match || whole + fraction === '') throw notANumber(cell);
  const places = shift + (ZEROS[unit ?? ''] ?? 0);
  const digits = whole.replaceAll(',', '') + fraction.slice(0, places).padEnd(places, '0');
  // What 万 leaves below one is not a fault of the file.
  const rest = fraction.slice(places);
  const value = Number(digits) + (unit ? Number(rest >= '5') : tail(rest));
  if (!Number.isSafeInteger(value)) throw unreadable('export_cell_large', { text: shown(text) });
  return { value, rounded: unit !== undefined };
}

function notANumber(text: string): Unreadable {
  const params = { text: shown(text) };
  if (/^=|^#[A-Z/0]+[!?]?$/.test(text)) return unreadable('export_cell_formula', params);
  if (/^[+-]?(?:nan|inf|infinity|∞)$/i.test(text)) return unreadable('export_cell_finite', params);
  if (isScientific(text)) return unreadable('export_cell_digits', params);
  if (/^-\s*[¥]?[\d.,]+[万亿]?$/.test(text)) return unreadable('export_cell_negative', params);
  return unreadable('export_cell_number', params);
}

/** `1.23E+18`: what a spreadsheet makes of a long id. Its last digits are gone for good. */
export function isScientific(text: string): boolean {
  return /^[+-]?\d(?:\.\d+)?e[+-]?\d{1,3}$/i.test(text);
}

/** What a share without a sign is written in: `50` or `0.5`. */
export type BareShare = 'percent' | 'fraction';

/**
 * 抽样比例 as a fraction in (0, 1]: `50%`, or a bare number as `bare` says. 0 is no share at all: null.
 * @throws Unreadable for what is no share, and for a bare number that would only make sense the other way.
 */
export function share(text: string, bare: BareShare): number | null {
  const cell = plain(text);
  const match = /^(\d+(?:\.\d+)?)\s*(%)?$/.exec(cell);
  if (!match) throw notANumber(cell);
  const value = Number(match[1]);
  if (value === 0) return null;
  const asFraction = match[2] === undefined && bare === 'fraction';
  const unclear = match[2] === undefined && (bare === 'fraction' ? value > 1 : value <= 1);
  if (unclear || value > 100) throw unreadable('export_cell_share', { text: shown(text) });
  return asFraction ? value : value / 100;
}

const DATE = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?(?:[ T]+(.+))?$/;
const COMPACT_DATE = /^(\d{4})(\d{2})(\d{2})(?:[ T]+(.+))?$/;
const TIME = /^(\d{1,2})[:时点](?:(\d{1,2})分?)?(?::(\d{1,2}))?/;

/**
 * A day: `2026-07-04`, `20260704`, `2026/7/4`, `2026年7月4日`; a midnight behind it is allowed.
 * @throws Unreadable for what is no day, a day that does not exist, an hour of a day, and several days.
 */
export function day(text: string): Day {
  const { day: found, time } = momentOrDays(text);
  if (time !== null && time !== '00:00:00') throw unreadable('export_cell_hour', { text: shown(text) });
  return found;
}

/** The moment of a cell, which may also name one day as a beginning and an end. @throws Unreadable for several days */
function momentOrDays(text: string): Moment {
  try {
    return momentOf(text);
  } catch (error) {
    const days = MONTH_OR_WEEK.test(plain(text)) ? 'several' : daysBetween(text);
    if (days === null) throw error;
    if (days === 'several' || days.from < days.to) throw unreadable('export_cell_period', { text: shown(text) });
    return { day: days.from, time: null };
  }
}

const MONTH_OR_WEEK = /^\d{4}(?:[-/.年]\d{1,2}月?|年?第?\d{1,2}周|[-/]?w\d{1,2})$/i;

export interface Moment {
  readonly day: Day;
  /** `13:05:00`, where the cell names one. */
  readonly time: string | null;
}

/** Days repeat on every row: those read lately are not read again. */
const moments = new Map<string, Moment>();
const MOMENTS_KEPT = 5_000;

/**
 * A day with, perhaps, the time of it.
 * @throws Unreadable for what is no day, and a time that does not exist.
 */
export function momentOf(text: string): Moment {
  const held = moments.get(text);
  if (held) return held;
  const moment = readMoment(text);
  if (moments.size >= MOMENTS_KEPT) moments.clear();
  moments.set(text, moment);
  return moment;
}

/** What a spreadsheet keeps a day of these decades as, where the cell is not styled as a date. */
const SERIAL = /^[34]\d{4}(?:\.\d+)?$/;

function readMoment(text: string): Moment {
  const cell = plain(text).replace(/\s*\(?(?:周|星期)[一二三四五六日天]\)?$/, '');
  const compact = COMPACT_DATE.exec(cell);
  const written = compact ? null : DATE.exec(cell);
  const [year, month, date, time] = compact?.slice(1) ?? [written?.[1], written?.[3], written?.[5], written?.[6]];
  const found = `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`;
  if (!isDay(found) || found < '2000' || found > '2100') {
    throw unreadable(SERIAL.test(cell) ? 'export_cell_serial' : 'export_cell_day', { text: shown(text) });
  }
  if (time === undefined) return { day: found, time: null };
  const [, hour, minute = '0', second = '0'] = TIME.exec(time) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw unreadable('export_cell_day', { text: shown(text) });
  }
  return { day: found, time: [hour, minute, second].map((part) => part.padStart(2, '0')).join(':') };
}

const WRITTEN_DAY = '\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?|\\d{8}';
const TWO_DAYS = new RegExp(
  `^(${WRITTEN_DAY})(?: 0?0:00(?::00)?)?\\s*(?:~|-|–|—|至|到|to)\\s*(${WRITTEN_DAY})(?: 23:59(?::59)?)?$`,
  'i',
);

/** Two days with `~`, 至, 到 or a dash between them; null where the cell is not of that shape. */
export function daysBetween(text: string): { from: Day; to: Day } | null {
  const cell = plain(text);
  const parts = TWO_DAYS.exec(cell)?.slice(1) ?? cell.split(/\s*(?:~|至|到|—|–|\sto\s|\s-\s)\s*/);
  const [from, to] = parts;
  if (parts.length !== 2 || from === undefined || to === undefined) return null;
  const period = { from: day(from), to: day(to) };
  if (period.from > period.to) throw unreadable('export_cell_day', { text: shown(text) });
  return period;
}

/**
 * The attribution window in a text such as `15`, `30天`, `15日归因`; null where it names none.
 * @throws Unreadable for a window that no measure has: it is never taken for the nearest one.
 */
export function windowIn(text: string): 7 | 15 | 30 | null {
  const number = /\d+/.exec(plain(text))?.[0];
  if (number === undefined) return null;
  if (number === '7' || number === '15' || number === '30') return Number(number) as 7 | 15 | 30;
  throw unreadable('export_cell_window', { text: shown(text) });
}

/**
 * Text that must be read to the letter: an id, a name that tells rows apart.
 * @throws Unreadable where decoding has failed in it, or a spreadsheet has cut its digits.
 */
export function exact(text: string): string {
  if (text.includes('\ufffd')) throw unreadable('export_cell_letters', { text: shown(text) });
  if (isScientific(text)) throw unreadable('export_cell_digits', { text: shown(text) });
  return text;
}

/**
 * An id that no subject has a grammar for: a creative's, a plan's.
 * @throws Unreadable for what has lost digits or letters, and for what is too long to be one.
 */
export function idText(text: string): string {
  const id = exact(plain(text));
  if (id.length > 64 || /\s/.test(id)) throw unreadable('export_cell_id', { text: shown(text) });
  return id;
}

const LONGEST_LABEL = 200;

/** A name for people to read, at a length that any surface can take; null when decoding has damaged it. */
export function label(text: string): string | null {
  if (text === '' || text.includes('\ufffd')) return null;
  return text.length <= LONGEST_LABEL ? text : Array.from(text).slice(0, LONGEST_LABEL).join('');
}
