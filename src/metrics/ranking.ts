import type { Figure } from './figures';
import { type Flavour, ofOneFlavour } from './flavours';
import { DERIVED, type MeasureKey, measure } from './measures';
import type { Answer } from './question';
import { isProduct, parseSubject, type Shop, type Subject } from './subjects';
import { type Incomparable, sureRange, whyIncomparable } from './verdict';

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

/** A ratio that fewer people stand behind is chance: it would lead every ranking, or end it. */
export const FEWEST_PEOPLE = 10;

/**
 * What keeps a number out of a ranking, if anything does: it must be of whole and mature days, and a ratio a point
 * with enough people behind it (domain.md §3.2, §3.4, §3.5). A band of money or people is ranked by its lower end.
 */
export function whyUnranked(key: MeasureKey, figure: Figure | undefined): Exclude<Unranked, 'other-flavour'> | null {
  if (figure?.state !== 'known') return 'missing';
  if (!(key in DERIVED)) return whyIncomparable({ ...figure, high: figure.low, bound: 'exact' });
  const why = whyIncomparable(figure);
  if (why) return why;
  return sureRange(key, figure) === null || (figure.sample?.successes ?? 0) < FEWEST_PEOPLE ? 'small-sample' : null;
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

/** Gathers the answers about a workspace's notes, or its products, some at a time, into every ranking of them. */
export class RankingBuilder {
  private readonly lists = RANKINGS.map((by) => new List(by));
  /** A group's figures are those of each of its members on one platform: it is ranked once (domain.md §3.7). */
  private readonly groups = new Set<string>();

  add(answers: Iterable<Answer | null>): void {
    for (const answer of answers) {
      if (answer && !this.isOfGroupSeen(answer)) for (const list of this.lists) list.add(answer);
    }
  }

  rankings(): Ranking[] {
    return this.lists.map((list) => list.ranking());
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
  value: number;
  /** Which GMV the number rests on, where it rests on one. */
  of: Flavour | undefined;
}

class List {
  private readonly candidates: Candidate[] = [];
  private readonly unranked = new Map<Unranked, number>();

  constructor(private readonly by: RankedBy) {}

  add(answer: Answer): void {
    const figure = figureBy(answer, this.by);
    if (!figure) return;
    const why = whyUnranked(this.by.measure, figure);
    if (why) this.leaveOut(why, 1);
    else if (figure.state === 'known')
      this.candidates.push({ subject: answer.subject, value: figure.low, of: figure.of });
  }

  ranking(): Ranking {
    const { kept: ranked, left } = ofOneFlavour(this.candidates);
    if (left.length > 0) this.unranked.set('other-flavour', left.length);
    const sign = measure(this.by.measure).better === 'lower' ? 1 : -1;
    // Equal ones in the order of their names: the same answers give the same ranking.
    ranked.sort((a, b) => sign * (a.value - b.value) || (a.subject < b.subject ? -1 : 1));
    return {
      ...this.by,
      best: ranked.slice(0, MOST_BEST).map(({ subject }) => subject),
      ranked: ranked.length,
      unranked: UNRANKED.flatMap((why) => {
        const count = this.unranked.get(why);
        return count === undefined ? [] : [{ why, count }];
      }),
    };
  }

  private leaveOut(why: Unranked, count: number): void {
    this.unranked.set(why, (this.unranked.get(why) ?? 0) + count);
  }
}
