import * as v from 'valibot';
import { table } from './schemas';

/** What was said of columns that cut a table: `sum` of their rows, the `first` row, or the value whose rows count. */
export const MAX_CUTS = 20;
export const MAX_CUT_HEADING = 100;
export const MAX_CUT_ANSWER = 200;

export const CutsSchema = v.pipe(
  table(
    v.pipe(v.string(), v.minLength(1), v.maxCodePoints(MAX_CUT_HEADING)),
    v.pipe(v.string(), v.maxCodePoints(MAX_CUT_ANSWER)),
  ),
  v.maxEntries(MAX_CUTS),
);

/** Answers as they are typed, `列=sum`; null where one names no column. */
export function cutsIn(answers: readonly string[]): Record<string, string> | null {
  const pairs = answers.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] as const);
  return answers.every((text) => text.indexOf('=') > 0) ? Object.fromEntries(pairs) : null;
}

/** Answers as they are sent, one by one. */
export function cutTexts(cuts: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(cuts).map(([column, answer]) => `${column}=${answer}`);
}
