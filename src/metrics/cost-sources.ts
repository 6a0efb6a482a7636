import { COST, type CostMeasure, SPEND_GRAINS } from './cost-parts';
import type { EvidenceIndex } from './evidence-index';
import { STORED } from './measures';
import type { Question } from './question';
import type { Source } from './sources';
import type { Subject } from './subjects';
import { COARSE, type Grain } from './values';

/**
 * The one source of a part that answers about a subject for its whole range (§3.6): the first that speaks of it, else
 * the first that tells the measure at all.
 */
export function costSourceOf(
  index: EvidenceIndex,
  { measure }: CostMeasure,
  subject: Subject,
  grains: readonly Grain[] = SPEND_GRAINS,
): Source {
  const tells = (source: Source, grain: Grain) => index.seen(source, grain).some((one) => one.measures.has(measure));
  const sources: readonly Source[] = STORED[measure].sources;
  const imported = sources.filter((source) => index.hasSource(source));
  if (imported.length < 2) return imported[0] ?? STORED[measure].sources[0];
  const telling = imported.filter((source) => grains.some((grain) => tells(source, grain)));
  const speaking = telling.find((source) =>
    grains.some((grain) => tells(source, grain) && index.hasRows(subject, source, grain)),
  );
  return speaking ?? telling[0] ?? imported[0] ?? STORED[measure].sources[0];
}

/** The sources whose days the cost of these notes moves with; what is paid once belongs to publication and holds no range back. */
export function costSources(index: EvidenceIndex, { costScope }: Question, notes: readonly Subject[]): Source[] {
  const moving = costScope.map((part) => COST[part]).filter(({ once }) => !once);
  const spending = notes.length > 0 ? notes : [COARSE];
  return [...new Set(moving.flatMap((part) => spending.map((one) => costSourceOf(index, part, one))))];
}
