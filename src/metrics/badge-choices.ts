import type { MeasureKey } from './measures';
import type { Shop } from './subjects';

/**
 * What can be chosen for a badge, and which measure it is in each shop: JD's people are viewers of an item and
 * Taobao's are visitors of a shop, and each stands under its own name (domain.md §3.4).
 */
export const BADGE_CHOICES = {
  people: { taobao: 'visitors', jd: 'item_viewers' },
  cost_per_person: { taobao: 'cost_per_visitor', jd: 'cost_per_viewer' },
  roi: { taobao: 'roi', jd: 'roi' },
  search: { taobao: 'search_visitors', jd: 'search_viewers' },
  cost_per_search: { taobao: 'cost_per_search_visitor', jd: 'cost_per_search_viewer' },
  gmv: { taobao: 'gmv', jd: 'gmv' },
  cost: { taobao: 'cost', jd: 'cost' },
  people_rate: { taobao: 'visit_rate', jd: 'view_rate' },
  conversion: { taobao: 'conversion_rate', jd: 'view_conversion_rate' },
  carts: { taobao: 'cart_adders', jd: 'cart_adders' },
  buyers: { taobao: 'buyers', jd: 'buyers' },
} as const satisfies Record<string, Record<Shop, MeasureKey>>;

export type BadgeChoice = keyof typeof BADGE_CHOICES;

/** In the order in which they are offered. */
export const ALL_BADGE_CHOICES = Object.keys(BADGE_CHOICES) as BadgeChoice[];

/** What a badge shows until something else is chosen. */
export const DEFAULT_BADGE: readonly BadgeChoice[] = ['people', 'cost_per_person', 'roi'];

/** More do not fit over a picture. */
export const MOST_ON_BADGE = 3;
