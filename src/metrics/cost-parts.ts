import type { StoredMeasure } from './measures';
import type { Source } from './sources';
import type { Grain } from './values';

/** The parts a cost can be made of (domain.md §3.6). Their order here is the order they are named in. */
export const COST_PARTS = ['quote', 'service', 'juguang', 'shutiao', 'ud'] as const;
export type CostPart = (typeof COST_PARTS)[number];

/** Where each part of a cost comes from (§3.6). */
export interface CostSource {
  source: Source;
  measure: StoredMeasure;
  grains: readonly Grain[];
  /** Paid once, on the day of publication: it belongs to that day and to the whole life. */
  oneOff: boolean;
}

export const COST_SOURCES: Record<CostPart, CostSource> = {
  quote: { source: 'pgy', measure: 'quote', grains: ['note'], oneOff: true },
  service: { source: 'pgy', measure: 'service_fee', grains: ['note'], oneOff: true },
  juguang: { source: 'juguang', measure: 'spend', grains: ['note', 'creative'], oneOff: false },
  shutiao: { source: 'shutiao', measure: 'boost_spend', grains: ['order', 'note'], oneOff: false },
  ud: { source: 'mapped', measure: 'ud_spend', grains: ['note', 'creative', 'order'], oneOff: false },
};

/** Grains of one spend coarser than a note, coarsest first: an account's total comes from the first present. */
export const COARSE_SPEND_GRAINS: readonly Grain[] = ['account', 'plan'];
