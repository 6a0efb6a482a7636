import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'puppeteer-core';
import { xlsxSheets } from '../../src/exports/tables/xlsx';
import { fileOf } from '../unit/exports/support';

/** What each surface shows of one subject, read from what is drawn or spoken there, to be held against the others. */

/** A spoken number as it is written: 「不低于 10.00 到 15.00 元」 is `≥¥10.00–15.00`. What is said after it is left out. */
export function written(said: string | undefined): string | undefined {
  const number = said?.split(/[，。]/)[0] ?? '';
  const [low, high] = number.match(/\d[\d,]*(\.\d+)?/g) ?? [];
  const bound = number.includes('不低于') ? '≥' : number.includes('不高于') ? '≤' : '';
  return low && `${bound}${number.includes('元') ? '¥' : ''}${low}${high ? `–${high}` : ''}`;
}

/** What a badge or a line of the popup says of a measure of one shop, in Chinese. */
export function saidOf(sentence: string, shop: string, name: string): string | undefined {
  const of = sentence.split(`${shop}：`)[1]?.split('。')[0];
  return of
    ?.split('，')
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length);
}

/** Opens the card of the first badge of a tab by the keyboard, as its own document. */
export async function openCard(tab: Page): Promise<Frame> {
  await tab.bringToFront();
  for (let presses = 0; presses < 20; presses += 1) {
    await tab.keyboard.press('Tab');
    if (await tab.evaluate(() => document.activeElement?.matches('div:empty'))) break;
  }
  await tab.keyboard.press('Enter');
  for (let waits = 0; waits < 100; waits += 1) {
    const [, frame] = tab.frames();
    if (frame && (await frame.$('.row').catch(() => null))) return frame;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no card opened');
}

/** What a card's lines of one shop say, by their names; of two lines of one name the first. */
export async function cardLines(card: Frame, shop: 'taobao' | 'jd'): Promise<Record<string, string>> {
  const lines = await card.$$eval(`.columns > .${shop} .row`, (rows) =>
    rows.map((row) => [row.querySelector('.name')?.getAttribute('data-v') ?? '', row.getAttribute('aria-label') ?? '']),
  );
  return Object.fromEntries(lines.reverse().map(([name = '', said = '']) => [name, said.slice(name.length)]));
}

/** A saved table as texts by heading, a record per line. */
export async function readTable(path: string): Promise<Record<string, string>[]> {
  const lines = path.endsWith('.csv') ? csvLines(readFileSync(path, 'utf8')) : await xlsxLines(path);
  const [headings = [], ...rows] = lines;
  return rows.map((row) => Object.fromEntries(headings.map((heading, at) => [heading, row[at] ?? ''])));
}

function csvLines(text: string): string[][] {
  return text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replaceAll('"', '').trim()));
}

async function xlsxLines(path: string): Promise<string[][]> {
  const [sheet] = await xlsxSheets(fileOf(path, new Uint8Array(readFileSync(path))));
  const lines: string[][] = [];
  for await (const some of sheet?.lines() ?? []) lines.push(...some.map(({ cells }) => [...cells]));
  return lines;
}
