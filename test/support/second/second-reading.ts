import { type Day, eachDay } from '../../../src/metrics/days';
import { type Mark, MISSING_REASONS } from '../../../src/metrics/figures';
import { DERIVED, type MeasureKey, STORED, type StoredMeasure } from '../../../src/metrics/measures';
import type { Question } from '../../../src/metrics/question';
import type { Source } from '../../../src/metrics/sources';
import type { Shop } from '../../../src/metrics/subjects';
import type { Grain } from '../../../src/metrics/values';
import type { Broken } from './broken';
import { COSTS, CostReading } from './cost-reading';
import { DayCells } from './day-cells';
import { AKIN, added, nothing, type Quantity, type Reading, type Some, whyNoDay } from './quantity';
import { SoldReading } from './sold-reading';
import { type About, SubjectLinks } from './subject-links';
import { Sums } from './sums';
import type { LawWorld } from './world-shape';

const DECIDED: Mark[] = [
  'partial',
  'immature',
  'maybe-immature',
  'conflict',
  'other-products',
  'shared',
  'whole-spend',
  'only-this-shop',
  'sampled',
  'filtered-only',
  'inferred',
];
const OF_DAYS: Mark[] = ['inferred', 'sampled', 'conflict'];
const OWN: Partial<Record<MeasureKey, { source: Source; grains: Grain[] }>> = {
  spend: COSTS.juguang,
  impressions: { source: 'juguang', grains: ['note'] },
  clicks: { source: 'juguang', grains: ['note'] },
  link_gmv: { source: 'juguang', grains: ['note'] },
  outside_visitors: { source: 'juguang', grains: ['note'] },
  boost_spend: COSTS.shutiao,
  ud_spend: COSTS.ud,
};

/**
 * A second reading of domain.md §3, written from its text: slow, from the rows of the imports alone, and not from
 * `src/metrics`. Where the law is silent it reads nothing, and nothing is compared:
 * - which days a cell ends with: the product's are taken;
 * - two exports of one as-of that disagree: the mark alone is asked for;
 * - two grains of one note's spend that each tell some days: either; of which one has no row of the note: nothing;
 * - whether a column's absence in one export of a key makes another export's silence a 0;
 * - numbers of a filtered export beside unfiltered ones: their bound; cuts and creatives of it: all;
 * - a set of which one member tells no day at all; sets whose notes are not all in the tasks that have totals;
 * - impossible totals of sets of several tasks, or of only some of the days;
 * - the ratio of two bands, or of a band that begins with 0;
 * - parts of a cost that were imported for other days only, or whose column is lacking;
 * - whole shops' GMV of products and summaries; a summary's cost on a shop; a task's spend on other products;
 * - a blank among zeros that are perhaps pending; plans beside notes of which it is silent;
 * - marks of sampling, conflict and inference of a ratio's part on days that the ratio does not use;
 * - which of several true reasons for a missing figure is told ({@link AKIN}).
 */
export class SecondReading {
  private readonly cells: DayCells;

  constructor(
    private readonly world: LawWorld,
    private readonly question: Question,
    private readonly broken: Broken = null,
  ) {
    this.cells = new DayCells(world, question, broken);
  }

  /** The figures that the law allows, one of which must be told; empty where it is silent. */
  read(subject: string, platform: 'xhs' | Shop, key: MeasureKey, range: { from: Day; to: Day }): Reading[] {
    const days = eachDay(range.from, range.to);
    const found = new SubjectReading(this.world, this.question, this.cells, this.broken, { subject, platform, days });
    const some = found.quantity(key);
    if (some === 'silent') return [];
    const told = some.map((one) => this.told(one, days));
    return told.includes(null) ? [] : (told as Reading[]);
  }

  private told(one: Quantity, asked: readonly Day[]): Reading | null {
    const days = asked.filter((day) => one.days.has(day));
    if (days.length === 0) return { reasons: one.reasons.flatMap((reason) => AKIN[reason] ?? reason) };
    const ends = one.ends(days);
    if (ends === 'silent') return null;
    if (!Number.isFinite(ends.high)) return { reasons: ['zero-denominator'] };
    if (one.bound === 'at-least' && one.reasons.includes('both-incomplete')) return { reasons: ['both-incomplete'] };
    const more: Mark[] = [
      ...(days.length < asked.length ? (['partial'] as const) : []),
      ...(one.filtered ? (['filtered-only'] as const) : []),
    ];
    const must = [...new Set([...ends.marks, ...one.marks, ...more])];
    return {
      low: ends.low,
      high: ends.high,
      bound: one.bound,
      covered: one.filtered ? null : days.length,
      must,
      mustNot: DECIDED.filter((mark) => !must.includes(mark) && !one.open.includes(mark)),
      unsure: ends.unsure,
    };
  }
}

/** Reads one subject on one platform. */
class SubjectReading {
  private readonly links: SubjectLinks;
  private readonly sums: Sums;
  private readonly costs: CostReading;
  private readonly shop: SoldReading;

  constructor(
    world: LawWorld,
    question: Question,
    cells: DayCells,
    broken: Broken,
    private readonly about: About,
  ) {
    this.links = new SubjectLinks(world, cells, about);
    this.sums = new Sums(cells, this.links, broken);
    this.costs = new CostReading(world, question, this.sums);
    this.shop = new SoldReading(world, this.sums);
  }

  quantity(key: MeasureKey): Some {
    const { subject, platform } = this.about;
    if (key in DERIVED) return this.ratio(key as keyof typeof DERIVED);
    if (key === 'cost') return this.costs.cost();
    if (key === 'gmv') return this.shop.gmv();
    if (key === 'unattributed') return subject === 'all' && platform === 'xhs' ? this.costs.unattributed() : 'silent';
    const own = OWN[key];
    if (platform === 'xhs') {
      if (!own) return 'silent';
      // Whether the orders of two notes' links are one, the law does not say.
      if (this.links.notes.length !== 1 && key === 'link_gmv') return 'silent';
      if (subject === 'all' && key === 'spend') return 'silent';
      const asked = { ...own, measure: key as StoredMeasure };
      const some = this.sums.ofNotes(asked, key === 'outside_visitors' ? 'credited' : 'added');
      if (some === 'silent' || some.some(({ days }) => days.size > 0)) return some;
      // Of a measure that several sources have, each of them may be what lacks.
      const sources = STORED[key as StoredMeasure].sources.length;
      return sources > 1 ? [nothing(MISSING_REASONS)] : some;
    }
    return this.shop.sold(key as StoredMeasure);
  }

  private ratio(key: keyof typeof DERIVED): Some {
    const { numerator, denominator, scale } = DERIVED[key].formula;
    const [above, below] = [this.quantity(numerator), this.quantity(denominator)];
    if (above === 'silent' || below === 'silent') return 'silent';
    // Of two numbers that a filter may have cut, the law does not say whether their ratio is one.
    if (above.some(({ bound }) => bound === null) && below.some(({ bound }) => bound === null)) return 'silent';
    const pairs = above.flatMap((a) => below.map((b) => [a, b] as const));
    return pairs.map(([a, b]) => this.divided(key, a, b, scale));
  }

  private divided(key: string, a: Quantity, b: Quantity, scale: number): Quantity {
    const days = new Set([...a.days].filter((day) => b.days.has(day)));
    const common = added(a, b);
    if (a.beforehand || b.beforehand)
      return nothing([
        'lifetime-only',
        'both-incomplete',
        ...(a.days.size > 0 && b.days.size > 0 ? [] : common.reasons),
      ]);
    const isRoi = key === 'roi';
    const lessThanAll = isRoi && this.links.onOtherShop();
    const ofOthers = isRoi && this.links.onOtherProducts();
    const own = ofOthers && a.by === 'totals' && !this.links.tasks.some((task) => this.links.sellsOthers(task));
    let top = a.bound;
    if ((lessThanAll || own) && top === 'exact') top = 'at-least';
    else if ((ofOthers && !own) || (isRoi && this.links.isOpenTask())) top = null;
    const bottom = b.bound;
    const both = top === 'at-least' && bottom === 'at-least';
    const bound =
      top === null || bottom === null || both
        ? null
        : top === 'exact'
          ? ({ exact: 'exact', 'at-least': 'at-most', 'at-most': 'at-least' } as const)[bottom]
          : top;
    return {
      ...common,
      days,
      bound: both ? 'at-least' : bound,
      // What holds of a part's other days only, the law neither asks for nor forbids.
      open: [...common.open, ...OF_DAYS],
      marks: [...common.marks, ...(lessThanAll ? (['only-this-shop'] as const) : [])],
      reasons: days.size > 0 ? (both ? ['both-incomplete', 'filtered-only'] : []) : whyNoDay(a, b),
      ends: (some) => {
        const [n, d] = [a.ends(some), b.ends(some)];
        if (n === 'silent' || d === 'silent') return 'silent';
        if (d.high === 0) return { low: 0, high: Number.POSITIVE_INFINITY, marks: [], unsure: false };
        // Of two bands, or a band that begins with 0, the law does not say what they are divided by each other.
        if (d.low === 0 || (n.low < n.high && d.low < d.high)) return 'silent';
        const marks = [...n.marks, ...d.marks];
        return { low: (n.low / d.high) * scale, high: (n.high / d.low) * scale, marks, unsure: n.unsure || d.unsure };
      },
    };
  }
}
