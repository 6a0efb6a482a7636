import { messageOf } from './refusal';

/** The line and column, from 1, at which a text that is no JSON stops being any. */
export function breakIn(text: string): { line: number; column: number } {
  const before = text.slice(0, breakOf(text)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Where a text stops being the beginning of any JSON: JSON.parse itself tells that of long texts only. */
function breakOf(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** Whether a text is JSON, or breaks only at its end. */
function mayGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const reason = messageOf(error);
    return /end of JSON|Unterminated/.test(reason) || Number(/at position (\d+)/.exec(reason)?.[1]) === text.length;
  }
}
