import type { Figure, KnownFigure, MissingReason } from '../metrics/figures';
import type { Answer } from '../metrics/question';
import type { Say } from '../text/fill';
import { snake } from './keys';

/** Why a number is missing in a few words. What an answer does not have at all is not in its source. */
export function reasonWords(figure: Figure | undefined, say: Say): string {
  if (figure?.state !== 'missing') return say('reason_not_in_source');
  const { reason, count, source } = figure;
  if (reason === 'task-only' && count !== undefined) return say('reason_task_only_shared', { count });
  if (reason === 'not-imported' && source)
    return say('reason_not_imported_of', { source: say(`measure_source_${source}`) });
  return say(`reason_${snake(reason)}`);
}

/** The same as a sentence that says what to do about it (domain.md §3.2). */
export function reasonSentence(figure: Figure | undefined, say: Say): string {
  if (figure?.state !== 'missing') return reasonSentenceOf('not-in-source', say);
  const { reason, source } = figure;
  if (!source) return reasonSentenceOf(reason, say);
  const params = { source: say(`measure_source_${source}`), how: say(`reason_how_${source}`) };
  if (reason === 'not-imported') return say('reason_not_imported_of_why', params);
  if (reason === 'filtered-only') return say('reason_filtered_only_of_why', params);
  return reasonSentenceOf(reason, say);
}

function reasonSentenceOf(reason: MissingReason, say: Say): string {
  return say(`reason_${snake(reason)}_why`);
}

/** What is missing of a note without a shop's cell. An older answer gives no reason. */
export function unlinkedFigure({ unlinked }: Pick<Answer, 'unlinked'>): Figure {
  return { state: 'missing', reason: 'not-mapped', ...unlinked, marks: [], provenance: [] };
}

/** The days that a number lacks: 「缺 09-23…09-25」; null where it lacks none. */
export function lackingWords({ lacking = [] }: Pick<KnownFigure, 'lacking'>, say: Say): string | null {
  if (lacking.length === 0) return null;
  return say('reason_lacking', { days: daysText(lacking, say) });
}

/** Days without their year, which a range has already: `09-23…09-25`. */
function daysText(stretches: readonly { from: string; to: string }[], say: Say): string {
  const short = (day: string) => day.slice(5);
  return stretches
    .map(({ from, to }) => (from === to ? short(from) : `${short(from)}…${short(to)}`))
    .join(say('measure_part_separator'));
}
