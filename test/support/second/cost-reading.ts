import type { CostPart } from '../../../src/metrics/cost-parts';
import type { Day } from '../../../src/metrics/days';
import { type Mark, MISSING_REASONS } from '../../../src/metrics/figures';
import type { StoredMeasure } from '../../../src/metrics/measures';
import type { Question } from '../../../src/metrics/question';
import type { Source } from '../../../src/metrics/sources';
import { COARSE, type Grain } from '../../../src/metrics/values';
import { added, type Ends, nothing, type Quantity, type Some } from './quantity';
import type { Sums } from './sums';
import type { LawWorld } from './world-shape';

export const COSTS: Record<CostPart, { source: Source; measure: StoredMeasure; grains: Grain[] }> = {
  quote: { source: 'pgy', measure: 'quote', grains: ['note'] },
  service: { source: 'pgy', measure: 'service_fee', grains: ['note'] },
  juguang: { source: 'juguang', measure: 'spend', grains: ['note', 'creative'] },
  shutiao: { source: 'shutiao', measure: 'boost_spend', grains: ['order'] },
  ud: { source: 'mapped', measure: 'ud_spend', grains: ['note'] },
};

/** What a subject cost (domain.md §3.6). */
export class CostReading {
  constructor(
    private readonly world: LawWorld,
    private readonly question: Question,
    private readonly sums: Sums,
  ) {}

  cost(): Some {
    const { subject, platform } = this.sums.links.about;
    const { costScope } = this.question;
    const parts = costScope.map((part) => COSTS[part]);
    const imported = parts.filter(({ source }) => this.sums.cells.isImported(source));
    const lacks = imported.length < parts.length;
    if (subject === 'all' && platform !== 'xhs') return 'silent';
    if (this.sums.links.notes.length === 0) return [nothing(MISSING_REASONS)];
    if (imported.length === 0) return [nothing(['not-imported'])];
    let some: Quantity[] | null = null;
    for (const part of imported) {
      const found = part.source === 'pgy' ? this.paidOnce(part.measure) : this.spentOn(part);
      if (found === 'silent') return 'silent';
      // Of a part that was imported for other days only, the law does not say whether it is missing or named.
      if (found.every(({ days }) => days.size === 0) && imported.length > 1) return 'silent';
      some = some === null ? found : some.flatMap((one) => found.map((other) => added(one, other)));
    }
    const marks: Mark[] = [
      ...(this.sums.links.onOtherProducts() && this.sums.broken !== 'other-products'
        ? (['other-products'] as const)
        : []),
      ...(this.sums.links.onOtherShop() && this.sums.broken !== 'whole-spend' ? (['whole-spend'] as const) : []),
    ];
    // Which notes a task's cost is shared by the law does not say.
    const open: Mark[] = this.sums.links.isPage() ? [] : ['other-products'];
    return (some ?? []).map((one) => ({
      ...one,
      open: [...one.open, ...open],
      marks: [...one.marks, ...marks],
      ...(lacks && this.sums.broken !== 'cost-scope' ? { bound: 'at-least' as const } : {}),
    }));
  }

  private spentOn(part: (typeof COSTS)[CostPart]): Some {
    const { source, measure } = part;
    const fine = this.sums.ofNotes(part, 'added');
    if (this.sums.links.about.subject !== 'all' || measure !== 'spend') return fine;
    const whole = this.sums.over([this.sums.line({ source, grain: 'plan', measure }, COARSE)], 'added', source);
    if (whole === 'silent' || whole.bound !== 'exact' || fine === 'silent') return 'silent';
    // Of plans that spent less than their notes on the same days one is older: the law does not say which.
    const ends = (days: readonly Day[]) => {
      const isBelow = fine.some((one) => {
        const same = days.filter((day) => one.days.has(day));
        const [all, told] = [whole.ends(same), one.ends(same)];
        return all !== 'silent' && told !== 'silent' && told.high > all.low;
      });
      return isBelow ? 'silent' : whole.ends(days);
    };
    const plans: Quantity = { ...whole, ends };
    if (whole.days.size === this.sums.days.length) return [plans];
    if (fine.every(({ days }) => days.size === 0)) return whole.days.size > 0 ? [plans] : fine;
    // Where plans tell some other days, what notes spent is less than all or all of it.
    const open = whole.reasons[0] !== 'not-in-source';
    return [...(whole.days.size > 0 ? [plans] : []), ...fine.map((one) => (open ? { ...one, bound: null } : one))];
  }

  /** 报价 and 服务费 belong to the day of publication (§3.6); of a life the newest export counts (§3.3). */
  private paidOnce(measure: StoredMeasure): Some {
    const [first = '', last = ''] = [this.sums.links.about.days[0], this.sums.links.about.days.at(-1)];
    if (this.sums.cells.onlyFiltered('pgy')) return 'silent';
    const paid = this.sums.links.notes.map((note) => {
      const day = this.world.published.get(note) ?? '';
      const files = this.sums.cells.live.filter(({ rows }) =>
        rows.some((row) => row.source === 'pgy' && row.measures[measure] !== undefined),
      );
      const rows = files.flatMap(({ rows: all, asOf, filtered }) =>
        all.filter((row) => row.source === 'pgy' && row.subject === note).map((row) => ({ row, asOf, filtered })),
      );
      const newest = rows.reduce<Day>((a, { asOf }) => (asOf > a ? asOf : a), '');
      const values = new Set(rows.filter(({ asOf }) => asOf === newest).map(({ row }) => row.measures[measure]));
      const [value] = values;
      const isFiltered = rows.some(({ filtered }) => filtered === true);
      return { day, value, isFiltered, isSure: rows.length > 0 && values.size === 1 && newest <= last };
    });
    if (paid.some(({ isSure, value, day }) => !isSure || value === undefined || day > last)) return 'silent';
    // Of nothing that was paid nothing is left out.
    const spent = paid.filter(({ value }) => value !== 0);
    const before = spent.some(({ day }) => day < first);
    const days = new Set(this.sums.links.about.days);
    const ends = (some: readonly Day[]): Ends | 'silent' => {
      if (spent.some(({ day }) => !some.includes(day))) return 'silent';
      const sum = spent.reduce((all, { value = 0 }) => all + value, 0);
      return { low: sum, high: sum, marks: [], unsure: false };
    };
    const hasFiltered = paid.some(({ isFiltered }) => isFiltered);
    const unclear: Pick<Quantity, 'bound' | 'open'> = hasFiltered
      ? { bound: null, open: ['filtered-only'] }
      : { bound: 'exact', open: [] };
    const quantity: Quantity = { days, ends, ...unclear, marks: [], reasons: [] };
    return [before ? { ...quantity, beforehand: true } : quantity];
  }

  unattributed(): Some {
    const { measure, source } = COSTS.juguang;
    const whole = this.sums.over([this.sums.line({ source, grain: 'plan', measure }, COARSE)], 'added', source);
    if (whole === 'silent') return whole;
    if (whole.days.size === 0) return [nothing(MISSING_REASONS)];
    const fine = this.sums.ofNotes(COSTS.juguang, 'added');
    if (fine === 'silent' || whole.bound !== 'exact') return 'silent';
    return fine.map((one) => ({
      ...added(whole, one),
      ends: (days) => {
        const [all, told] = [whole.ends(days), one.ends(days)];
        if (all === 'silent' || told === 'silent' || all.low < told.low || one.bound !== 'exact') return 'silent';
        const rest = all.low - told.low;
        return { low: rest, high: rest, marks: [...all.marks, ...told.marks], unsure: all.unsure || told.unsure };
      },
    }));
  }
}
