import type fc from 'fast-check';
import type { Calibers } from '../../../src/metrics/calibers';
import { addDays, dayNumber } from '../../../src/metrics/days';
import type { Label, Link } from '../../../src/metrics/values';
import { Exports } from './world-exports';
import { FIRST, type LawWorld, shape } from './world-shape';

/** The first eight digits of a note's id are the second of its creation: noon in Shanghai. */
const noteOf = (born: number, at: number): string =>
  `xhs/note/${((dayNumber(FIRST) + born) * 86_400 + 4 * 3_600).toString(16)}00000000000000${String(at).padStart(2, '0')}`;
const ITEMS = ['taobao/item/594983854607', 'taobao/item/602938475610', 'taobao/item/602938475611'];
const SKUS = ['jd/sku/100099000001', 'jd/sku/100099000002'];

/** Workspaces of everything that the law speaks of. */
export const lawWorlds: fc.Arbitrary<LawWorld> = shape.map((drawn) => {
  const notes = drawn.born.map(noteOf);
  const published = new Map(notes.map((note, at) => [note, addDays(FIRST, drawn.born[at] ?? 0)]));
  const productsOf = (shop: string) => (shop === 'jd' ? SKUS : ITEMS);
  const some = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
  const tasks = drawn.tasks.map(({ shop, notes: who, products }, at) => ({
    task: `${shop}/task/${7000 + at}`,
    notes: [...new Set(who.map((one) => some(notes, one)))],
    products: [...new Set(products.map((one) => some(productsOf(shop), one)))],
  }));
  const direct = drawn.direct.map(({ note, shop, product }) => ({
    note: some(notes, note),
    product: some(productsOf(shop), product),
  }));
  const group = drawn.grouped ? ITEMS.slice(0, 2) : [];
  const links: Link[] = [
    ...tasks.flatMap(({ task, notes: own, products }) => [
      ...own.map((from) => ({ from, to: task })),
      ...products.map((to) => ({ from: task, to })),
    ]),
    ...direct.map(({ note, product }) => ({ from: note, to: product })),
    ...group.map((from) => ({ from, to: 'group/精华' as const })),
  ];
  const labels = notes.map(
    (note): Label => ({ subject: note, name: 'published', value: published.get(note) ?? FIRST }),
  );
  const calibers: Calibers = Object.fromEntries(drawn.answered.map(({ source, ...one }) => [source, one]));
  const world = { calibers, notes, tasks, direct, group, published, links, labels, items: ITEMS, skus: SKUS };
  const made = new Exports(drawn, world);
  return { ...world, files: drawn.files.map((file, at) => made.of(file, at)).filter(({ rows }) => rows.length > 0) };
});
