import type { Figure, KnownFigure } from './figures';
import { type Flavour, ofOneFlavour } from './flavours';
import { DERIVED, type MeasureKey, measure } from './measures';
import type { Answer } from './question';
import { isProduct, parseSubject, type Shop, type Subject } from './subjects';
import { type Incomparable, isLargeEnough, type Verdict, whyIncomparable } from './verdict';
import { type Bars, verdictOn } from './verdicts';

/** Why a number takes no part in a ranking. `other-flavour`: its GMV is not the kind that the others are ranked by. */
export const UNRANKED = [
  'missing',
  'partial',
  'immature',
  'band',
  'bound',
  'small-sample',
  'other-flavour',
] as const satisfies readonly ('missing' | Incomparable | 'small-sample' | 'other-flavour')[];
export type Unranked = (typeof UNRANKED)[number];

/**
 * What keeps a number out of a ranking, if anything does: it must be of whole and mature days, and a ratio have enough
 * people behind it and be a point, or a band or bound that is surely on one side of its bar (domain.md §3.2, §3.4,
 * §3.5). A band of money or people is ranked by its lower end.
 * @param verdict on this very number, where one was asked for
 */
export function whyUnranked(
  key: MeasureKey,
  figure: Figure | undefined,
  verdict?: Verdict,
): Exclude<Unranked, 'other-flavour'> | null {
  if (figure?.state !== 'known') return 'missing';
  if (!(key in DERIVED)) return whyIncomparable({ ...figure, high: figure.low, bound: 'exact' });
  const why = whyIncomparable(figure);
  const isSure = verdict !== undefined && verdict.verdict !== null && (why === 'band' || why === 'bound');
  if (why && !isSure) return why;
  return isLargeEnough(key, figure) ? null : 'small-sample';
}

/** What a ranked number stands in its ranking by: of a bound the end that holds, of a ratio's band the worse one. */
export function rankedBy(key: MeasureKey, { low, high, bound }: KnownFigure): number {
  if (!(key in DERIVED)) return low;
  if (bound === 'exact') return measure(key).better === 'lower' ? high : low;
  return bound === 'at-most' ? high : low;
}

/** What a ranking is by: a number of a shop's cell, or with null of all that a subject sold. */
export interface RankedBy {
  shop: Shop | null;
  measure: (typeof RANKED_MEASURES)[number];
}

export const RANKED_MEASURES = ['gmv', 'cost_per_visitor', 'cost_per_viewer', 'roi'] as const satisfies MeasureKey[];

/** Notes and products are ranked by what they sold, and per shop by what that cost: its people have names of their own. */
export const RANKINGS: readonly RankedBy[] = [
  { shop: null, measure: 'gmv' },
  { shop: 'taobao', measure: 'cost_per_visitor' },
  { shop: 'taobao', measure: 'roi' },
  { shop: 'jd', measure: 'cost_per_viewer' },
  { shop: 'jd', measure: 'roi' },
];

/** The best by one number: the first {@link MOST_BEST} of all that are `ranked`, and how many are not, by the reason. */
export interface Ranking extends RankedBy {
  best: Subject[];
  ranked: number;
  unranked: { why: Unranked; count: number }[];
}

/** Of the whole workspace. */
export interface Top {
  notes: Ranking[];
  products: Ranking[];
}

export const MOST_BEST = 5;

/** The number that an answer is ranked by; null where the subject is of no concern to this ranking. */
export function figureBy({ cells }: Pick<Answer, 'cells'>, { shop, measure: key }: RankedBy) {
  const cell = shop
    ? cells.find(({ platform }) => platform === shop)
    : (cells.find(({ platform }) => platform === 'xhs') ?? cells[0]);
  if (!cell) return null;
  const figure = cell.figures[key];
  // That it sold nothing known is to be told; that a shop's report has no such number is not.
  return figure ?? (shop === null ? NO_NUMBER : null);
}

const NO_NUMBER: Figure = { state: 'missing', reason: 'not-mapped', marks: [], provenance: [] };

/**
 * Gathers the answers about a workspace's notes, or its products, some at a time, into every ranking of them. The bars
 * may be known only when all are there: the workspace's water lines come of the same look.
 */
export class RankingBuilder {
  private readonly lists = RANKINGS.map((by) => new List(by));
  /** A group's figures are those of each of its members on one platform: it is ranked once (domain.md §3.7). */
  private readonly groups = new Set<string>();

  add(answers: Iterable<Answer | null>): void {
    for (const answer of answers) {
      if (answer && !this.isOfGroupSeen(answer)) for (const list of this.lists) list.add(answer);
    }
  }

  rankings(bars: Bars): Ranking[] {
    return this.lists.map((list) => list.ranking(bars));
  }

  private isOfGroupSeen({ subject, group }: Answer): boolean {
    if (!group || !isProduct(subject)) return false;
    const key = `${parseSubject(subject)?.platform} ${group.name}`;
    const seen = this.groups.has(key);
    this.groups.add(key);
    return seen;
  }
}

interface Candidate {
  subject: Subject;
  figure: KnownFigure;
  /** Which GMV the number rests on, where it rests on one. */
  of: Flavour | undefined;
}

class List {
  private readonly candidates: Candidate[] = [];
  /** Bands and bounds of a ratio, which only a bar can give a place. */
  private readonly unsure: (Candidate & { why: Unranked })[] = [];
  private readonly unranked = new Map<Unranked, number>();

  constructor(private readonly by: RankedBy) {}

  add(answer: Answer): void {
    const figure = figureBy(answer, this.by);
    if (!figure) return;
    if (figure.state === 'missing') {
      this.leaveOut('missing');
      return;
    }
    const why = whyUnranked(this.by.measure, figure);
    const candidate = { subject: answer.subject, figure, of: figure.of };
    if (why === null) this.candidates.push(candidate);
    else if (why === 'band' || why === 'bound') this.unsure.push({ ...candidate, why });
    else this.leaveOut(why);
  }

  ranking(bars: Bars): Ranking {
    const { shop, measure: key } = this.by;
    const unranked = new Map(this.unranked);
    const leave = (why: Unranked, count: number) => unranked.set(why, (unranked.get(why) ?? 0) + count);
    const all = [...this.candidates];
    for (const { why: unsure, ...candidate } of this.unsure) {
      const verdict = shop ? verdictOn(candidate.subject, shop, key, candidate.figure, bars) : undefined;
      const why = verdict?.verdict ? whyUnranked(key, candidate.figure, verdict) : unsure;
      if (why === null) all.push(candidate);
      else leave(why, 1);
    }
    const { kept: ranked, left } = ofOneFlavour(all);
    if (left.length > 0) leave('other-flavour', left.length);
    const sign = measure(key).better === 'lower' ? 1 : -1;
    const placed = ranked.map(({ subject, figure }) => ({ subject, value: rankedBy(key, figure) }));
    // Equal ones in the order of their names: the same answers give the same ranking.
    placed.sort((a, b) => sign * (a.value - b.value) || (a.subject < b.subject ? -1 : 1));
    return {
      ...this.by,
      best: placed.slice(0, MOST_BEST).map(({ subject }) => subject),
      ranked: placed.length,
      unranked: UNRANKED.flatMap((why) => {
        const count = unranked.get(why);
        return count === undefined ? [] : [{ why, count }];
      }),
    };
  }

  private leaveOut(why: Unranked): void {
    this.unranked.set(why, (this.unranked.get(why) ?? 0) + 1);
  }
}
