import type { Answered } from '../messages/protocol';
import type { Decision } from '../metrics/marks';

/** One line of a table: a subject, what is known of it and what was decided about it. */
export type Row = Answered;

/** Which lines are shown: all, those with a decision, or those without any. */
export type Filter = 'all' | Decision | 'none';

export function filterRows(rows: readonly Row[], filter: Filter): Row[] {
  if (filter === 'all') return [...rows];
  return rows.filter(({ mark }) => (filter === 'none' ? mark === null : mark?.decision === filter));
}
