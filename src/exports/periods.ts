import { type Day, isDay, shanghaiDay } from '../metrics/days';
import { noteCreatedAt, parseSubject, type Subject } from '../metrics/subjects';
import type { Period } from '../metrics/values';
import { day, daysBetween, momentOf, plain, unreadable } from './cells';
import type { TableHead } from './face';
import { saysTotal } from './total-rows';

/** What a time cell says: days, and the hour where it names one. */
export interface When {
  period: Period | 'whole';
  hour: string;
}

/**
 * A time cell: a day, an hour of a day, two days, or 汇总 for all the days of the report.
 * @throws Unreadable for anything else.
 */
export function whenIn(text: string): When {
  if (saysTotal(text)) return { period: 'whole', hour: '' };
  const hours = /^(\d{8})(\d{2})0000\s*[~-]\s*(\d{8})(\d{2})5959$/.exec(plain(text));
  if (hours) return betweenHours(hours.slice(1));
  const range = daysBetween(text);
  if (range !== null) return { period: periodOf(range.from, range.to), hour: '' };
  const moment = momentOf(text);
  const hour = moment.time === null || moment.time === '00:00:00' ? '' : moment.time.slice(0, 2);
  return { period: periodOf(moment.day, moment.day), hour };
}

/** `20260324130000~20260324135959`: an hour of a day, a whole day, or several. */
function betweenHours([from = '', first = '', to = '', last = '']: string[]): When {
  const period = periodOf(day(from), day(to));
  const isHour = from === to && first === last;
  if (period.from > period.to || !(isHour || (first === '00' && last === '23'))) {
    throw unreadable('export_cell_day', { text: `${from}${first}~${to}${last}` });
  }
  return { period, hour: isHour ? first : '' };
}

export function periodOf(from: Day, to: Day): Period {
  return { kind: from === to ? 'day' : 'range', from, to };
}

/** "Up to `to`": from the note's birth, which its id tells; other subjects' lives begin with the day itself. */
export function lifetimeTo(subject: Subject, to: Day): Period {
  const parts = parseSubject(subject);
  const born = parts?.kind === 'note' ? shanghaiDay(noteCreatedAt(parts.id)) : to;
  return { kind: 'lifetime', from: isDay(born) && born < to ? born : to, to };
}

/** The days that a banner above the headings names for the whole report (`统计时间：2026-07-01 至 2026-07-15`). */
export function bannerPeriod(head: TableHead, headingLine: number): Period | null {
  for (const cell of bannerCells(head, headingLine)) {
    const [from, to, more] = daysIn(cell);
    if (from !== undefined && to !== undefined && more === undefined && from <= to) return periodOf(from, to);
  }
  return null;
}

/** The day that a banner gives as the data's own (`数据更新日：2026-07-10`). */
export function bannerDay(head: TableHead, headingLine: number): Day | null {
  for (const cell of bannerCells(head, headingLine)) {
    const [day, more] = daysIn(cell);
    if (/更新|截至|截止/.test(cell) && day !== undefined && more === undefined) return day;
  }
  return null;
}

const DAYS = /(?<!\d)(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})(?!\d)/g;

/** The days that a sentence names; what only looks like one is none. */
function daysIn(text: string): Day[] {
  return [...text.matchAll(DAYS)]
    .map(([, year = '', month = '', day = '']) => [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'))
    .filter(isDay);
}

function bannerCells(head: TableHead, headingLine: number): string[] {
  return head.lines.filter(({ line }) => line < headingLine).flatMap(({ cells }) => cells);
}
