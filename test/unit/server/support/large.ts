import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { addDays } from '../../../../src/metrics/days';

/** Exports of many rows, written as they are made. */

export const FIRST_DAY = '2026-07-01';

/** The id of a note of a large export. */
export const largeNote = (at: number): string => `6841f0${String(at).padStart(18, '0')}`;

export interface Large {
  notes: number;
  days: number;
  /** Visitors of every note on every day. */
  visitors: number;
}

/** Writes 种草星河 content rows of so many notes over so many days, one row each. */
export async function writeLarge(path: string, { notes, days, visitors }: Large): Promise<void> {
  await pipeline(Readable.from(lines(notes, days, visitors)), createWriteStream(path));
}

function* lines(notes: number, days: number, visitors: number): Generator<string> {
  yield '日期,内容ID,内容标题,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,任务商品成交GMV\n';
  for (let day = 0; day < days; day++) {
    const date = addDays(FIRST_DAY, day);
    let text = '';
    for (let at = 0; at < notes; at++) {
      text += `${date},${largeNote(at)},标题${at},全部流量,15,1000,${visitors},2,199.50\n`;
    }
    yield text;
  }
}
