import fc from 'fast-check';
import type { Calibers } from '../../../src/metrics/calibers';
import { addDays, type Day, eachDay } from '../../../src/metrics/days';
import type { Label, Link } from '../../../src/metrics/values';
import type { MadeImport } from '../evidence';

/** An export as a team keeps it: live unless it was undone. */
export interface File extends MadeImport {
  kind: Kind;
  asOf: Day;
  undone: boolean;
}

/** A workspace as its imports and its map tell it; nothing in it knows the truth. */
export interface LawWorld {
  files: File[];
  links: Link[];
  labels: Label[];
  notes: string[];
  /** Products and tasks, by shop. */
  items: string[];
  skus: string[];
  tasks: { task: string; notes: string[]; products: string[] }[];
  direct: { note: string; product: string }[];
  group: string[];
  published: Map<string, Day>;
  /** What was answered of sources whose files do not say whose day a row is. */
  calibers: Calibers;
}

const KINDS = [
  'xinghe-note',
  'xinghe-note',
  'xinghe-task',
  'xinghe-task',
  'jd-task',
  'juguang-note',
  'juguang-note',
  'juguang-creative',
  'juguang-plan',
  'juguang-cut',
  'pgy',
  'shutiao',
  'ud',
] as const;
type Kind = (typeof KINDS)[number];

export const FIRST = '2026-07-01';
export const DAYS = eachDay(FIRST, addDays(FIRST, 19));
const seldom = fc.integer({ min: 0, max: 5 }).map((one) => one === 5);
const calibers = fc.constantFrom('click', 'click', 'conversion', 'unknown', 'unknown');

const fileShape = fc.record({
  kind: fc.constantFrom(...KINDS),
  from: fc.constantFrom(0, 0, 0, 2, 5, 12),
  length: fc.constantFrom(20, 20, 12, 5, 1),
  lag: fc.constantFrom(0, 1, 2, 3, 12, 40),
  without: fc.constantFrom(0, 0, 0, 1, 2, 5),
  filtered: seldom,
  undone: seldom,
  /** Exports of one version say the same of one day. */
  version: fc.constantFrom(0, 0, 0, 1),
  lacks: fc.constantFrom(null, null, null, 0, 1, 2, 3),
  windows: fc.constantFrom([7, 15, 30] as const, [15] as const, [15, 30] as const, [30] as const),
  zeros: fc.constantFrom(0, 0, 1, 2, 3, 4),
  sampled: fc.constantFrom('no', 'no', 'evenly', 'by row'),
  spoilt: fc.array(fc.record({ who: fc.nat(3), day: fc.nat(19), what: fc.nat(3), hidden: fc.boolean() }), {
    maxLength: 2,
  }),
});
export type FileShape = typeof fileShape extends fc.Arbitrary<infer T> ? T : never;

/** What one drawn workspace is made from. */
export const shape = fc.record({
  born: fc.array(fc.constantFrom(-40, -40, -9, 0, 3), { minLength: 1, maxLength: 4 }),
  tasks: fc.array(
    fc.record({
      shop: fc.constantFrom('taobao', 'taobao', 'jd'),
      notes: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
      products: fc.constantFrom([0], [0], [1], [0, 1], [2]),
      total: fc.constantFrom('sum', 'between', 'between', 'below', 'above'),
    }),
    { maxLength: 3 },
  ),
  direct: fc.array(fc.record({ note: fc.nat(3), shop: fc.constantFrom('taobao', 'jd'), product: fc.nat(1) }), {
    maxLength: 3,
  }),
  grouped: seldom,
  calibers: fc.record({ xinghe: calibers, juguang: calibers, jdseeding: calibers }),
  answered: fc.array(
    fc.record({
      source: fc.constantFrom('xinghe', 'juguang', 'jdseeding'),
      caliber: fc.constantFrom('click', 'conversion'),
      by: fc.constantFrom('user', 'exports'),
    }),
    { maxLength: 2 },
  ),
  scale: fc.constantFrom(5, 60, 400),
  files: fc.array(fileShape, { minLength: 1, maxLength: 7 }),
});
export type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;
