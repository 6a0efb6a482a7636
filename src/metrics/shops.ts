import { STORED, type StoredMeasure } from './measures';
import type { Source } from './sources';
import type { Platform, Shop } from './subjects';
import type { Grain } from './values';

/** What a shop's own report calls the things that a funnel needs; people of two shops never share a name. */
export interface ShopReport {
  source: Source;
  /** Grains that credit single notes, best first. */
  noteGrains: readonly Grain[];
  /** Grains that state a total of a task, best first. */
  taskGrains: readonly Grain[];
  /** The order details of the shop's alliance: each order once, by the link that it came through (§2.2, §2.3). */
  orders: Source;
  /** The shop's whole advertising and alliance, by day: no note's own, and context beside seeding (§1.7, §3.6). */
  wide: readonly Source[];
}

export const SHOPS: Record<Shop, ShopReport> = {
  taobao: {
    source: 'xinghe',
    noteGrains: ['note'],
    taskGrains: ['task', 'order'],
    orders: 'tborders',
    wide: ['alimama'],
  },
  // JD reports tasks only (domain.md §1.4): a note has a figure when its task has no other note (§3.7).
  jd: { source: 'jdseeding', noteGrains: [], taskGrains: ['task'], orders: 'jdorders', wide: ['jdads', 'jdunion'] },
};

export const SHOP_NAMES = Object.keys(SHOPS) as Shop[];

/** The shop of a subject's platform, null for Xiaohongshu's own. */
export function shopOf(platform: Platform): Shop | null {
  return platform === 'xhs' ? null : platform;
}

/** Whether a source speaks of what a shop sold, and so stands in that shop's cell. */
export function isShopSource(source: Source): boolean {
  return SHOP_NAMES.some((shop) => SHOPS[shop].source === source || SHOPS[shop].orders === source);
}

/** Whether a source tells single orders. */
export function isOrderSource(source: Source): boolean {
  return SHOP_NAMES.some((shop) => SHOPS[shop].orders === source);
}

/** Whether a measure is of a shop's single orders rather than of its report. */
export function isOfOrders(shop: Shop, measure: StoredMeasure): boolean {
  return isOf(measure, SHOPS[shop].orders);
}

const ALL_WIDE: readonly Source[] = SHOP_NAMES.flatMap((shop) => SHOPS[shop].wide);

/** Whether a measure is of whole shops only. */
export function isShopWide(measure: StoredMeasure): boolean {
  return STORED[measure].sources.every((source) => ALL_WIDE.includes(source));
}

/** The report of a whole shop that a measure is of, if it is of one. */
export function wideSourceOf(shop: Shop, measure: StoredMeasure): Source | undefined {
  return SHOPS[shop].wide.find((source) => isOf(measure, source));
}

function isOf(measure: StoredMeasure, source: Source): boolean {
  return (STORED[measure].sources as readonly Source[]).includes(source);
}

/** Every source of what one shop sold or spent. */
export function sourcesOfShop(shop: Shop): readonly Source[] {
  const { source, orders, wide } = SHOPS[shop];
  return [source, orders, ...wide];
}

/** What a note's own figures are of, but for those of a shop's report. */
export const GRAINS_OF_NOTES: readonly Grain[] = ['note', 'creative', 'order'];

/** Whether rows of this grain are of notes; of others, of tasks and of what is coarser than any subject. */
export function isOfNotes({ source, grain }: { source: Source; grain: Grain }): boolean {
  return grain === 'note' || grain === 'creative' || (grain === 'order' && !isShopSource(source));
}
