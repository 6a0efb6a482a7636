import fc from 'fast-check';
import { COST_PARTS } from '../../src/metrics/cost-parts';
import { entityOf } from '../../src/metrics/cuts';
import { addDays } from '../../src/metrics/days';
import type { MeasureKey } from '../../src/metrics/measures';
import { orderEntity } from '../../src/metrics/orders';
import type { Question } from '../../src/metrics/question';
import { COARSE, type Label, type Link, type Row } from '../../src/metrics/values';
import { jd, juguang, type MadeImport, xinghe } from './evidence';
import { noteId, type World } from './seeding';
import { worlds } from './world';

/**
 * A world with all that a store has to keep apart: snapshots, ranges and days of one measure, restated and filtered
 * exports, two exports of one as-of that disagree, plans beside notes, JD tasks, a product group, publication days,
 * and imports that come only to be undone.
 */
export interface RichWorld extends World {
  /** Loaded and taken back again: nothing of these may stay. */
  strays: MadeImport[];
  /** Everything that can be asked about, and one that nobody knows. */
  subjects: string[];
}

const FIRST = '2026-06-28';
const dayAt = (offset: number): string => addDays(FIRST, offset);
const SKU = 'jd/sku/100121438395';
const TWIN = 'taobao/item/594983854608';
const STRANGER = 'xhs/note/ffffffffffffffffffffffff';
const tagAt = (tag: number): string => `taobao/task/pid-${111 + tag}`;
const amount = fc.integer({ min: 0, max: 9_999 });
const place = fc.record({ note: fc.nat(4), day: fc.nat(15) });

type Draft = Omit<Row, 'period' | 'line'>;
const on = (row: Draft, day: string): Row => ({ ...row, period: { kind: 'day', from: day, to: day }, line: 2 });
const pgy = (note: string, measures: Row['measures'], more: Partial<Row> = {}): Draft =>
  juguang(note, measures, { source: 'pgy', ...more });

/** 蒲公英: what a note cost and did in its life so far, on several days; money may be rounded, people sampled. */
const snapshots = fc
  .array(fc.record({ place, quote: amount, reads: amount, people: amount, sampled: fc.boolean() }), { maxLength: 6 })
  .map((list): MadeImport[] =>
    list.map(({ place: { note, day }, quote, reads, people, sampled }) => {
      const life = { kind: 'lifetime' as const, from: dayAt(0), to: dayAt(day) };
      const measures = { quote, service_fee: quote % 100, reads: reads * (day + 1) };
      const rows: Draft[] = [
        pgy(noteId(note), measures, sampled ? { rounded: ['quote'] } : {}),
        pgy(noteId(note), { outside_shop_visitors: people }, { window: 15, sampling: sampled ? 0.25 : 1 }),
      ];
      return { rows: rows.map((row) => ({ ...row, period: life, line: 2 })) };
    }),
  );

/** 聚光 SUMMARY rows over several days, plans, and exports that restate, disagree or were filtered. */
const spends = fc
  .array(
    fc.record({
      place,
      length: fc.nat(5),
      fen: amount,
      as: fc.constantFrom('range', 'plan', 'account', 'restated', 'filtered', 'declared', 'cut', 'blank'),
      late: fc.nat(3),
    }),
    { maxLength: 8 },
  )
  .map((list): MadeImport[] =>
    list.map(({ place: { note, day }, length, fen, as, late }) => {
      const row = juguang(noteId(note), { spend: fen, impressions: fen * 3, link_gmv: fen * 2 });
      switch (as) {
        case 'range': {
          const period = { kind: 'range' as const, from: dayAt(day), to: dayAt(day + length) };
          return { rows: [{ ...row, period, line: 2 }] };
        }
        case 'plan':
        case 'account': {
          const coarse = { ...row, subject: COARSE, grain: as, entity: `${as}-${note}` };
          return { rows: [on({ ...coarse, measures: { spend: fen * 5 } }, dayAt(day))] };
        }
        case 'blank': {
          // The next days' cells, or the same days' of another note, are blank beside one that is not.
          const { spend = 0, ...without } = row.measures;
          const period = { kind: 'range' as const, from: dayAt(day), to: dayAt(day + length) };
          const blank = { ...row, measures: late === 0 ? { spend } : without };
          const days = [
            on(row, dayAt(day)),
            on(blank, dayAt(day + 1)),
            on({ ...blank, subject: noteId(0) }, dayAt(day)),
          ];
          const ranges = [
            { ...row, period, line: 2 },
            { ...blank, subject: noteId(1), period, line: 3 },
          ];
          return { rows: late === 1 ? ranges : days, asOf: dayAt(day + late) };
        }
        case 'cut': {
          const parts = ['信息流', '搜索'].map((value, at) => ({
            ...row,
            entity: entityOf('', [{ by: 'placement', value }]),
            measures: { spend: at === 0 ? fen : fen % 7, impressions: 3 },
          }));
          return { rows: parts.map((part) => on(part, dayAt(day))), asOf: dayAt(day + late), filtered: late === 3 };
        }
        default:
          return {
            rows: [on(row, dayAt(day))],
            asOf: dayAt(day + late),
            filtered: as === 'filtered',
            declared: as === 'declared',
          };
      }
    }),
  );

/** More of 种草星河: another window, restated days of one as-of, and what a shop's other kinds of traffic sold. */
const results = fc
  .array(
    fc.record({
      place,
      visitors: amount,
      window: fc.constantFrom(7 as const, 15 as const, 30 as const, 'unknown' as const),
      traffic: fc.constantFrom('all', '自然流量', 'unknown'),
      caliber: fc.constantFrom('click' as const, 'conversion' as const, 'unknown' as const),
      late: fc.nat(2),
    }),
    { maxLength: 8 },
  )
  .map((list): MadeImport[] =>
    list.map(({ place: { note, day }, visitors, late, ...scope }) => ({
      rows: [on(xinghe(noteId(note), { visitors, readers: visitors * 9, gmv_shop: visitors * 7 }, scope), dayAt(day))],
      asOf: dayAt(day + late),
    })),
  );

const jdTasks = fc
  .array(fc.record({ task: fc.nat(2), day: fc.nat(15), viewers: amount, fen: amount }), { maxLength: 6 })
  .map((list): MadeImport[] =>
    list.map(({ task, day, viewers, fen }) => ({
      rows: [
        on(jd(`jd/task/${900 + task}`, { item_viewers: viewers, gmv_task: fen, buyers: viewers % 7 }), dayAt(day)),
      ],
    })),
  );

/** How an export tells of an order: through a note's link, of a product alone, or of neither. */
const told = fc.record({
  as: fc.constantFrom('tag', 'item', 'none'),
  named: fc.constantFrom(null, TWIN),
  fen: amount,
});

/** 淘宝联盟 orders, some of them told once more by a later export, which may know more or less of them. */
const orders = fc
  .array(fc.record({ tag: fc.nat(2), day: fc.nat(15), first: told, again: fc.option(told) }), { maxLength: 6 })
  .map((list): MadeImport[] => {
    const order = {
      source: 'tborders',
      grain: 'order',
      window: 'none',
      caliber: 'conversion',
      traffic: 'none',
    } as const;
    const rowsOf = (which: 'first' | 'again') =>
      list.flatMap(({ tag, day, [which]: one }, at): Row[] => {
        if (one === null) return [];
        const subject = one.as === 'tag' ? tagAt(tag) : one.as === 'item' ? TWIN : COARSE;
        const measures = { alliance_orders: 1, alliance_gmv_paid: one.fen };
        const entity = orderEntity(String(at).padStart(32, '0'), one.named);
        return [on({ ...xinghe(subject, measures), ...order, entity }, dayAt(day))];
      });
    return [{ rows: rowsOf('first') }, { rows: rowsOf('again'), asOf: dayAt(20) }].filter(
      ({ rows }) => rows.length > 0,
    );
  });

const map = fc.record({
  jd: fc.array(fc.record({ note: fc.nat(4), task: fc.nat(2) }), { maxLength: 5 }),
  grouped: fc.boolean(),
  direct: fc.array(fc.nat(4), { maxLength: 2 }),
  tags: fc.array(fc.record({ note: fc.nat(4), tag: fc.nat(2) }), { maxLength: 4 }),
});

const published = fc.array(place, { maxLength: 3 });

export const richWorlds: fc.Arbitrary<RichWorld> = fc
  .record({
    world: worlds,
    snapshots,
    spends,
    results,
    jdTasks,
    orders,
    map,
    published,
    strays: fc.tuple(spends, results),
  })
  .map(({ world, map, strays, ...more }): RichWorld => {
    const of = (at: number): string => world.notes[at % world.notes.length] ?? noteId(0);
    const links: Link[] = [
      ...world.links,
      ...map.jd.flatMap(({ note, task }) => [
        { from: of(note), to: `jd/task/${900 + task}` },
        { from: `jd/task/${900 + task}`, to: SKU },
      ]),
      ...map.tags.flatMap(({ note, tag }) => [
        { from: of(note), to: tagAt(tag) },
        { from: tagAt(tag), to: world.item },
      ]),
      // What an order names with its link, its reader ties to it.
      ...(more.orders.length > 0 ? [0, 1, 2].map((tag) => ({ from: tagAt(tag), to: TWIN })) : []),
      ...map.direct.map((note) => ({ from: of(note), to: TWIN })),
      ...(map.grouped ? [world.item, TWIN].map((from) => ({ from, to: 'group/面霜' })) : []),
    ];
    return {
      ...world,
      links,
      labels: [
        ...world.labels,
        ...more.published.flatMap(({ note, day }, at): Label[] => [
          { subject: of(note), name: 'published', value: dayAt(day) },
          { subject: of(note), name: 'title', value: `标题${at}` },
        ]),
      ],
      imports: [...world.imports, ...more.snapshots, ...more.spends, ...more.results, ...more.jdTasks, ...more.orders],
      strays: strays.flat(),
      subjects: [
        world.item,
        TWIN,
        SKU,
        STRANGER,
        ...world.notes,
        ...world.items.taobao,
        ...world.items.jd,
        'taobao/task/7000',
        'jd/task/8000',
        'jd/task/900',
        tagAt(0),
        noteId(4),
      ],
    };
  });

const range: fc.Arbitrary<Question['range']> = fc.oneof(
  fc.tuple(fc.nat(15), fc.nat(15)).map(([a, b]) => ({ from: dayAt(Math.min(a, b)), to: dayAt(Math.max(a, b)) })),
  fc.record({ last: fc.integer({ min: 1, max: 15 }), to: fc.nat(20).map(dayAt) }),
  fc.nat(20).map((to) => ({ since: 'publication' as const, to: dayAt(to) })),
);

const ASKED: MeasureKey[] = [
  'spend',
  'impressions',
  'reads',
  'outside_shop_visitors',
  'link_gmv',
  'visitors',
  'item_viewers',
  'gmv_shop',
  'cost',
  'gmv',
  'roi',
  'cpm',
  'cost_per_visitor',
  'view_conversion_rate',
  'unattributed',
  'alliance_orders',
  'alliance_gmv_paid',
];

/** Questions of every kind. */
export const questions: fc.Arbitrary<Question> = fc
  .record({
    range,
    window: fc.constantFrom(7 as const, 15 as const, 30 as const),
    caliber: fc.constantFrom('source' as const, 'click' as const, 'conversion' as const),
    costScope: fc.subarray([...COST_PARTS], { minLength: 1 }),
    measures: fc.option(fc.subarray(ASKED, { minLength: 1 }), { nil: undefined }),
  })
  .map(({ measures, ...question }) => ({ ...question, ...(measures === undefined ? {} : { measures }) }));
