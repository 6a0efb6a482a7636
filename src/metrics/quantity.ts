import type { CostPart } from './cost-parts';
import { type Common, commonOf, countDays, type Daily, type DaySpan, daysOfAll, sumDays } from './daily';
import { areSame, type DaySet, excluding } from './day-set';
import { addDays, type Day } from './days';
import { isOfMature, marksOf } from './figure-marks';
import type { Figure, KnownFigure, Mark, MatureFigure, MissingReason, Provenance } from './figures';
import type { Places } from './provenance-places';
import type { Source } from './sources';

/**
 * Something that can be added over days: of one subject, or of a set whose members may have been credited with the
 * same order or person (domain.md §3.5).
 */
export interface Quantity {
  state: 'known';
  /**
   * Inside a group the members' credit may overlap: its truth lies between the largest member and their sum.
   * Groups are disjoint (two shops' orders, two notes' spends): they add.
   */
  groups: Daily[][];
  marks: Set<Mark>;
  provenance: Provenance[];
  /** Parts of the cost scope that were never imported: the truth is at least this. */
  lacks: CostPart[];
  /** Something of it is not known: the truth is at least this. */
  atLeast: boolean;
  /** One-off costs fall before the range: ratios are known for the whole life only (§3.6). */
  lifeOnly: boolean;
  /** The days of the span on which something of it was paid once: of others a ratio would leave that out. */
  paidOn: { day: number; value: number }[];
}

export interface NoQuantity {
  state: 'missing';
  reason: MissingReason;
  count?: number;
  /** The export that lacks, for `not-imported` and `filtered-only`. */
  source?: Source;
}

export type MaybeQuantity = Quantity | NoQuantity;

export function quantity(members: Daily[], overlapping: boolean, provenance: Provenance[]): Quantity {
  const marks = new Set(members.flatMap((member) => [...member.marks]));
  const groups = overlapping ? [members] : members.map((member) => [member]);
  const atLeast = members.some((member) => member.atLeast);
  return { state: 'known', groups, marks, provenance, lacks: [], atLeast, lifeOnly: false, paidOn: [] };
}

/** Whose share a ratio rests on. */
interface Sample {
  successes: MaybeQuantity;
  trials: MaybeQuantity;
}

/** The same, with something more to be said of it. */
export function marked(value: MaybeQuantity, mark: Mark): MaybeQuantity {
  return value.state === 'known' ? { ...value, marks: new Set([...value.marks, mark]) } : value;
}

type Groups = readonly (readonly Daily[])[];

/** What a whole workspace's notes know together is asked for once per ratio: it is reckoned once. */
const commonToAll = new WeakMap<Groups, Common>();
/** The ends of a quantity's band over the days that they were last asked for. */
const lastEnds = new WeakMap<Groups, { days: DaySet; low: number; high: number }>();

/** The days that quantities of one span all know. */
function daysKnown(quantities: readonly Groups[], span: DaySpan): DaySet {
  const all = quantities.map((groups) => {
    const held = commonToAll.get(groups) ?? commonOf(groups.flat(), span);
    commonToAll.set(groups, held);
    return held;
  });
  return daysOfAll(all, span);
}

/** The ends of a quantity's band over some days: per group the largest member, and the sum. */
function ends({ groups }: Quantity, days: DaySet): { low: number; high: number } {
  const held = lastEnds.get(groups);
  if (held && areSame(held.days, days)) return held;
  let low = 0;
  let high = 0;
  for (const group of groups) {
    let largest = Number.NEGATIVE_INFINITY;
    for (const member of group) {
      const sum = sumDays(member, days);
      largest = Math.max(largest, sum);
      high += sum;
    }
    low += largest;
  }
  const found = { days, low, high };
  lastEnds.set(groups, found);
  return found;
}

/** How many days of the span a quantity knows, for choosing between ways of knowing it. */
export function countKnown({ groups }: Quantity, span: DaySpan): number {
  return daysKnown([groups], span).count;
}

/** Whether a part alone is more than the whole can be, over all the days that the whole knows. */
export function isBeyond(part: Daily, whole: Quantity, span: DaySpan): boolean {
  if (part.marks.has('rounded') || whole.marks.has('rounded')) return false;
  const days = daysKnown([whole.groups, [[part]]], span);
  return days.count === countKnown(whole, span) && sumDays(part, days) > ends(whole, days).high;
}

/** The quantity itself as a figure over the span. */
export function figureOf(value: MaybeQuantity, span: DaySpan, places: Places, extra: readonly Mark[] = []): Figure {
  if (value.state === 'missing') return missing(value, extra);
  const days = daysKnown([value.groups], span);
  const covered = days.count;
  const provenance = places.of(value.provenance);
  if (covered === 0) return { state: 'missing', reason: 'not-covered', marks: [...extra], provenance };
  const { low, high } = ends(value, days);
  // What was paid once is known, whether or not the rest of its day is.
  const once = value.paidOn.reduce((sum, paid) => (days.has[paid.day] === 1 ? sum : sum + paid.value), 0);
  return {
    state: 'known',
    ...sureEnd({ low: low + once, high: high + once, bound: isLower(value) ? 'at-least' : 'exact' }),
    ...(value.lacks.length > 0 ? { lacks: value.lacks } : {}),
    ...daysOf(days, span),
    marks: marksOf([value], days, extra, covered < span.length),
    provenance,
  };
}

/**
 * `numerator ÷ denominator × scale` of sums over the days that both know (§3.3). A band divides both ends; a cost
 * of which a part is missing makes a cost ratio "≥" and an ROI "≤" (§3.6).
 */
export function ratioOf(
  numerator: MaybeQuantity,
  denominator: MaybeQuantity,
  scale: number,
  span: DaySpan,
  places: Places,
  extra: readonly Mark[] = [],
  sample: Sample | null = null,
): Figure {
  if (numerator.state === 'missing') return missing(numerator, extra);
  if (denominator.state === 'missing') return missing(denominator, extra);
  const provenance = places.of([...numerator.provenance, ...denominator.provenance]);
  const gone = (reason: MissingReason): Figure => ({ state: 'missing', reason, marks: [...extra], provenance });
  if (numerator.lifeOnly || denominator.lifeOnly) return gone('lifetime-only');
  const days = daysKnown([numerator.groups, denominator.groups], span);
  const value = divided(numerator, denominator, scale, days);
  if (typeof value === 'string') return gone(value);
  const lacks = [...numerator.lacks, ...denominator.lacks];
  const marks = marksOf([numerator, denominator], days, extra, days.count < span.length);
  const mature = sample && matureOf(numerator, denominator, scale, span, days);
  return {
    state: 'known',
    ...value,
    ...(lacks.length > 0 ? { lacks } : {}),
    ...daysOf(days, span),
    ...rawCounts(sample, days),
    ...(mature && { mature: { ...mature.figure, ...rawCounts(sample, mature.days), marks: marks.filter(isOfMature) } }),
    marks,
    provenance,
  };
}

/** A ratio over some days, or why there is none. */
function divided(
  numerator: Quantity,
  denominator: Quantity,
  scale: number,
  days: DaySet,
): Pick<KnownFigure, 'low' | 'high' | 'bound'> | MissingReason {
  if (days.count === 0) return 'not-covered';
  // Shown for days that all of its parts know, a cost without what was paid once is another cost.
  if ([...numerator.paidOn, ...denominator.paidOn].some(({ day }) => days.has[day] === 0)) return 'lifetime-only';
  const over = ends(numerator, days);
  const under = ends(denominator, days);
  if (under.low <= 0) return 'zero-denominator';
  if (isLower(numerator) && isLower(denominator)) return 'both-incomplete';
  return sureEnd({
    low: (over.low / under.high) * scale,
    high: (over.high / under.low) * scale,
    bound: isLower(numerator) ? 'at-least' : isLower(denominator) ? 'at-most' : 'exact',
  });
}

/** A bound on a band keeps the end that holds: ≥ of 0.74…1.24 is ≥0.74 (§3.5). */
export function sureEnd<T extends Pick<KnownFigure, 'low' | 'high' | 'bound'>>(value: T): T {
  if (value.bound === 'exact') return value;
  const end = value.bound === 'at-least' ? value.low : value.high;
  return { ...value, low: end, high: end };
}

/** How many days of the span a figure covers, and which it lacks. */
function daysOf(days: DaySet, span: DaySpan): Pick<KnownFigure, 'days' | 'lacking'> {
  const counts = { days: { covered: days.count, asked: span.length } };
  return days.count === span.length ? counts : { ...counts, lacking: gapsIn(days, span) };
}

/** Stretches of days named one by one; the count of days covers the others. */
const MOST_LACKING = 3;

function gapsIn({ has }: DaySet, { from }: DaySpan): { from: Day; to: Day }[] {
  const gaps: { from: number; to: number }[] = [];
  for (let day = 0; day < has.length; day++) {
    if (has[day] === 1) continue;
    const last = gaps.at(-1);
    if (last?.to === day - 1) last.to = day;
    else gaps.push({ from: day, to: day });
  }
  return gaps.slice(0, MOST_LACKING).map((gap) => ({ from: addDays(from, gap.from), to: addDays(from, gap.to) }));
}

/** A ratio over only those of the days that have matured; null where all have, or none (§3.9). */
function matureOf(
  numerator: Quantity,
  denominator: Quantity,
  scale: number,
  span: DaySpan,
  days: DaySet,
): { figure: Omit<MatureFigure, 'marks' | 'sample'>; days: DaySet } | null {
  const members = [numerator, denominator].flatMap(({ groups }) => groups.flat());
  const immature = new Set(members.flatMap((member) => [...member.immature]));
  if (immature.size === 0) return null;
  const blocks = members.flatMap((member) => member.blocks);
  const inside = [...immature].filter((day) => day >= 0 && day < span.length);
  const mature = daysOfAll([{ days: excluding(days, inside), blocks }], span);
  const value = divided(numerator, denominator, scale, mature);
  if (typeof value === 'string') return null;
  const [first, last] = [mature.has.indexOf(1), mature.has.lastIndexOf(1)];
  const range = { from: addDays(span.from, first), to: addDays(span.from, last) };
  return { figure: { ...value, days: { covered: mature.count, asked: last - first + 1 }, range }, days: mature };
}

/** Whether the truth is at least what is known (§3.6). */
function isLower({ lacks, atLeast }: Quantity): boolean {
  return atLeast || lacks.length > 0;
}

/** How many people were really counted over the days: sampled sums are taken back to their sample (§3.4). */
function rawCounts(sample: Sample | null, days: DaySet): { sample?: { successes: number; trials: number } } {
  if (sample?.successes.state !== 'known' || sample.trials.state !== 'known') return {};
  const raw = ({ groups }: Quantity) =>
    groups.reduce((sum, group) => sum + Math.max(...group.map((member) => countDays(member, days))), 0);
  return { sample: { successes: raw(sample.successes), trials: raw(sample.trials) } };
}

/** What `whole` holds beyond `part`, over the days that both know. */
export function differenceOf(whole: MaybeQuantity, part: MaybeQuantity, span: DaySpan, places: Places): Figure {
  if (whole.state === 'missing') return missing(whole, []);
  if (part.state === 'missing') return missing(part, []);
  const days = daysKnown([whole.groups, part.groups], span);
  const covered = days.count;
  const provenance = places.of([...whole.provenance, ...part.provenance]);
  if (covered === 0) return { state: 'missing', reason: 'not-covered', marks: [], provenance };
  const over = ends(whole, days);
  const under = ends(part, days);
  return {
    state: 'known',
    low: over.low - under.high,
    high: over.high - under.low,
    bound: 'exact',
    days: { covered, asked: span.length },
    marks: marksOf([whole, part], days, [], covered < span.length),
    provenance,
  };
}

/** Quantities of different things, added: orders of two shops are disjoint, notes' spends are too. */
export function addQuantities(parts: readonly Quantity[]): Quantity {
  return {
    state: 'known',
    groups: parts.flatMap((part) => part.groups),
    marks: new Set(parts.flatMap((part) => [...part.marks])),
    provenance: parts.flatMap((part) => part.provenance),
    lacks: [...new Set(parts.flatMap((part) => part.lacks))],
    atLeast: parts.some((part) => part.atLeast),
    lifeOnly: parts.some((part) => part.lifeOnly),
    paidOn: parts.flatMap((part) => part.paidOn),
  };
}

function missing({ state: _, ...why }: NoQuantity, extra: readonly Mark[]): Figure {
  return { state: 'missing', ...why, marks: [...extra], provenance: [] };
}
