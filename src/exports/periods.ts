import { type Day, isDay, shanghaiDay } from '../metrics/days';
import { noteCreatedAt, parseSubject, type Subject } from '../metrics/subjects';
import type { Period } from '../metrics/values';
import { daysBetween, momentOf, unreadable } from './cells';
import type { TableHead } from './face';
import { saysTotal } from './line-reader';

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
  const range = daysBetween(text);
  if (range !== null) return { period: periodOf(range.from, range.to), hour: '' };
  const moment = momentOf(text);
  const hour = /^(\d{1,2})(?::\d{2})?/.exec(moment.time ?? '')?.[1] ?? '';
  if (moment.time !== null && hour === '') throw unreadable('export_cell_day', { text });
  return { period: periodOf(moment.day, moment.day), hour: moment.time?.match(/^0?0:00(?::00)?$/) ? '' : hour };
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
  for (const { line, cells } of head.lines) {
    if (line >= headingLine) return null;
    for (const cell of cells) {
      const days = cell.match(/\d{4}(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{4})/g);
      if (days?.length !== 2) continue;
      const [from, to] = days.map((day) => momentOf(day).day);
      if (from !== undefined && to !== undefined && from <= to) return periodOf(from, to);
    }
  }
  return null;
}
