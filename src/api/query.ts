import type { Question } from '../metrics/question';

/**
 * A question as a query string, for the calls that are GETs: `?last=15&to=2026-07-15&window=15&caliber=source&costScope=juguang,ud`.
 * The range's fields stand beside the others; which of them are there says which kind of range it is.
 */
export function queryOf({ range, costScope, measures, ...rest }: Question): string {
  const lists = { costScope: costScope.join(','), ...(measures && { measures: measures.join(',') }) };
  const fields = { ...range, ...rest, ...lists };
  return new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}

/** The way back: what `QuestionSchema` then checks. Names it does not know are kept, so that they are refused. */
export function questionOfQuery(query: Readonly<Record<string, string>>): unknown {
  const { from, to, last, since, window, costScope, measures, ...rest } = query;
  const range = { from, to, last: numeric(last), since };
  return {
    ...rest,
    range: Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined)),
    ...(window !== undefined && { window: numeric(window) }),
    ...(costScope !== undefined && { costScope: costScope.split(',') }),
    ...(measures !== undefined && { measures: measures.split(',') }),
  };
}

function numeric(text: string | undefined): number | string | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : text;
}
