/**
 * What an earlier build answered, without what the amended law answers otherwise of the same rows: why a figure is
 * missing whose source was never imported (domain.md §3.2), what was not judged or ranked because it is a bound or a
 * band, and the end of a band that its bound does not keep (§3.5). Revisions count changes, not answers.
 */
export function untouched(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map((one) => (isUnranked(one) ? {} : untouched(one)));
  if (typeof answer !== 'object' || answer === null) return answer;
  if (isRenamed(answer)) return { state: 'missing' };
  const dropped = [...COUNTS, ...looseEnd(answer)];
  const entries = Object.entries(answer).filter(([key, value]) => !dropped.includes(key) && !isUnjudged(value));
  return Object.fromEntries(entries.map(([key, value]) => [key, untouched(value)]));
}

const COUNTS = ['revision', 'etag'];
const IN_BETWEEN = ['bound', 'band'];

const isRenamed = (figure: object) =>
  'reason' in figure && ['not-covered', 'not-mapped'].includes(String(figure.reason));
const looseEnd = (figure: object): string[] =>
  !('bound' in figure) || figure.bound === 'exact' ? [] : [figure.bound === 'at-least' ? 'high' : 'low'];
const isUnjudged = (value: unknown) =>
  typeof value === 'object' && value !== null && 'why' in value && IN_BETWEEN.includes(String(value.why));
/** A ranking out of which something fell that may take part by now. */
const isUnranked = (value: unknown) =>
  typeof value === 'object' && value !== null && 'unranked' in value && [value.unranked].flat().some(isUnjudged);
