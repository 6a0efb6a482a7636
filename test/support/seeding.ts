import { addDays, type Day, eachDay } from '../../src/metrics/days';
import type { Shop } from '../../src/metrics/subjects';
import type { Label, Link } from '../../src/metrics/values';
import type { MadeImport } from './evidence';

/**
 * A made-up seeding world in which the truth is known visit by visit, and the exports that platforms would write of
 * it: every visit is credited in full to each note and task that helped, spends repeat per grain, people are sampled,
 * cells are blank, files overlap, leave days out, are restated and filtered. What they say of the truth they say
 * rightly, but never all of it.
 */
export interface World {
  days: Day[];
  notes: string[];
  /** By shop; a note may be in several. */
  tasks: Record<Shop, Task[]>;
  /** The first of the products, which every world has. */
  item: string;
  items: Record<Shop, string[]>;
  /** Whether the Taobao products are one group. */
  grouped: boolean;
  visits: Visit[];
  spends: { note: string; day: Day; fen: number }[];
  /** Spent by plans beyond their notes, per day. */
  beyond: { day: Day; fen: number }[];
  /** What each note did and cost by itself. */
  lives: { note: string; born: Day; quote: number; reads: (day: Day) => number }[];
  links: Link[];
  labels: Label[];
  imports: MadeImport[];
}

export interface Task {
  task: string;
  notes: string[];
  items: string[];
}

/** Somebody who came to a shop, and what they paid for one product: nothing, if they only looked. */
export interface Visit {
  shop: Shop;
  item: string;
  day: Day;
  person: number;
  fen: number;
  /** Days from the click on: only windows as long as this count it. */
  delay: number;
  helped: string[];
}

export const WINDOWS = [15, 30] as const;
/** Each person who is drawn stands for so many, so that a quarter of them is a whole number. */
export const PEOPLE = 4;
export const FIRST = '2026-07-01';
export const DAYS = eachDay(FIRST, addDays(FIRST, 9));
export const ITEMS = { taobao: ['taobao/item/594983854607', 'taobao/item/602938475610'], jd: ['jd/sku/100099000001'] };
export const noteId = (at: number): string => `xhs/note/6841f00000000000000000${String(at).padStart(2, '0')}`;
