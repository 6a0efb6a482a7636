import { STORED, STORED_MEASURES, type StoredDefinition, type StoredMeasure } from './measures';
import { GRAINS_OF_NOTES } from './shops';
import type { Grain } from './values';

/** What a cost can be made of (domain.md §3.6): the catalogue's rows that name a part of it. */
export type CostPart = {
  [M in StoredMeasure]: (typeof STORED)[M] extends { costs: infer P } ? P : never;
}[StoredMeasure];

export interface CostMeasure {
  measure: StoredMeasure;
  /** Paid once, on the day of publication: it belongs to that day and to the whole life. */
  once: boolean;
}

const all = STORED_MEASURES.flatMap((measure) => {
  const { costs, once = false }: StoredDefinition = STORED[measure];
  return costs === undefined ? [] : [{ part: costs as CostPart, measure, once }];
});

/** Where each part of a cost is kept: from which exports, its measure says. */
export const COST = Object.fromEntries(all.map(({ part, measure, once }) => [part, { measure, once }])) as Record<
  CostPart,
  CostMeasure
>;

/** In the order that they are named in: what is paid once goes first. */
export const COST_PARTS: readonly CostPart[] = [
  ...all.filter(({ once }) => once),
  ...all.filter(({ once }) => !once),
].map(({ part }) => part);

/** Whether a measure is paid once in a note's life. */
export function isPaidOnce(measure: StoredMeasure): boolean {
  return all.some((one) => one.once && one.measure === measure);
}

/** The grains that tell a note's spend. */
export const SPEND_GRAINS: readonly Grain[] = GRAINS_OF_NOTES;

/** Grains of one spend coarser than a note, coarsest first: an account's total comes from the first present. */
export const COARSE_SPEND_GRAINS: readonly Grain[] = ['account', 'plan'];
