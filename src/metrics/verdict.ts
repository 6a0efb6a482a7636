import type { Day } from './days';
import type { Figure, KnownFigure, MatureFigure } from './figures';
import { type Flavour, ofOneFlavour } from './flavours';
import { DERIVED, type DerivedMeasure, isStored, type MeasureKey, measure } from './measures';
import { isShopWide } from './shops';

/** What a value is held against: at or beyond `good` in the measure's better direction, or beyond `bad` in the other. */
export interface Bar {
  good: number;
  bad: number;
  /** Whether the user set it or it is the workspace's own P25/P75. */
  from: 'target' | 'waterline';
  /** The GMV that a water line's notes are measured by, where its ratio rests on one: it judges no other. */
  of?: Flavour;
}

export type Waterline = Bar & { from: 'waterline' };

/** Whether a bar's good end lies in the measure's better direction. */
export function isBarInOrder(key: MeasureKey, { good, bad }: Pick<Bar, 'good' | 'bad'>): boolean {
  return measure(key).better === 'lower' ? good <= bad : good >= bad;
}

/**
 * Whether any number of this measure can be judged: one with a better direction that subjects have, an amount by
 * itself and a ratio by the share that it rests on.
 */
export function isJudged(key: MeasureKey): boolean {
  if (measure(key).better === 'neutral') return false;
  if (!isRatio(key)) return !isStored(key) || !isShopWide(key);
  // The people behind an ROI have another name in each shop.
  return key === 'roi' || DERIVED[key].sample !== null;
}

function isRatio(key: MeasureKey): key is DerivedMeasure {
  return key in DERIVED;
}

/** Why a number may not be compared with others at all. */
export type Incomparable = 'partial' | 'band' | 'bound' | 'immature';
/** Why a number is not judged. */
export type NoVerdict = 'missing' | Incomparable | 'small-sample' | 'no-bar' | 'undirected';
export type Verdict =
  /** `basis`: the mature days that it rests on, where the range has other days too (domain.md §3.9). */
  { verdict: 'good' | 'bad' | 'between'; bar: Bar; basis?: { from: Day; to: Day } } | { verdict: null; why: NoVerdict };

/** What of a figure a verdict rests on: of the range, or of its mature days alone. */
type Judged = Omit<MatureFigure, 'range'>;

/** 95 % two-sided. */
const Z = 1.959964;
/** Fewer comparable notes than this have no waterline of their own. */
export const MIN_COMPARABLE = 20;
/** A ratio that fewer people stand behind is chance: it would move a water line, and lead or end every ranking. */
export const FEWEST_PEOPLE = 10;
/** Fewer mature days than this tell nothing of a range that has others, too (domain.md §3.9). */
const FEWEST_DAYS = 7;

/**
 * Wilson's score interval for a share of `successes` among `trials` (E. B. Wilson, "Probable Inference, the Law of
 * Succession, and Statistical Inference", JASA 22, 1927, pp. 209–212). People on several days may make successes
 * exceed trials; the share is then taken as 1.
 */
export function wilson(successes: number, trials: number): { low: number; high: number } {
  if (trials <= 0) return { low: 0, high: 1 };
  const share = Math.min(1, successes / trials);
  const z2 = Z * Z;
  const centre = share + z2 / (2 * trials);
  const spread = Z * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials));
  const scale = 1 + z2 / trials;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

/** The ends that a number itself tells: of a bound the one that holds (domain.md §3.5). */
function endsOf({ low, high, bound }: Judged): { low: number; high: number } {
  return {
    low: bound === 'at-most' ? Number.NEGATIVE_INFINITY : low,
    high: bound === 'at-least' ? Number.POSITIVE_INFINITY : high,
  };
}

/**
 * Where a number may truly lie. An amount is what it is, unless it was scaled from a sample of nobody knows how many.
 * A ratio is as sure as it rests on many: the interval of its sample's share, carried over to the ratio (a cost per
 * visitor falls as the share rises). Null when there is nothing to be sure by.
 */
export function sureRange(key: MeasureKey, figure: Judged): { low: number; high: number } | null {
  if (!isRatio(key)) return figure.marks.includes('sampled') ? null : endsOf(figure);
  const { sample } = figure;
  if (!sample || sample.trials <= 0) return null;
  const ends = endsOf(figure);
  // Nobody among many is sure, too, where the ratio is that very share; what a cost or a GMV is then, nobody knows.
  if (sample.successes <= 0)
    return isShare(key) ? { low: 0, high: Math.max(ends.high, wilson(0, sample.trials).high) } : null;
  const share = Math.min(1, sample.successes / sample.trials);
  const { low, high } = wilson(sample.successes, sample.trials);
  if (low <= 0) return null;
  const rises = measure(key).better === 'higher';
  return rises
    ? { low: (ends.low * low) / share, high: (ends.high * high) / share }
    : { low: (ends.low * share) / high, high: (ends.high * share) / low };
}

/** The small-sample guard of what is held against others: whether a ratio rests on people enough. */
export function isLargeEnough(key: MeasureKey, figure: KnownFigure): boolean {
  return sureRange(key, figure) !== null && (!isRatio(key) || (figure.sample?.successes ?? 0) >= FEWEST_PEOPLE);
}

function isShare(key: DerivedMeasure): boolean {
  const { formula, sample } = DERIVED[key];
  return sample !== null && formula.numerator === sample.successes && formula.denominator === sample.trials;
}

/**
 * Good, bad or between, only where the number can bear it. Of a range that has not matured as a whole it rests on the
 * mature days alone, if they are enough and can bear it (domain.md §3.9).
 */
export function judge(key: MeasureKey, figure: Figure | undefined, bar: Bar | null): Verdict {
  const no = (why: NoVerdict): Verdict => ({ verdict: null, why });
  if (measure(key).better === 'neutral') return no('undirected');
  if (figure?.state !== 'known') return no('missing');
  const { mature } = figure;
  // An amount of some of the days is none of all that its bar is for.
  if (mature && isRatio(key) && isYoung(figure) && mature.days.covered >= FEWEST_DAYS) {
    const judged = judgeOn(key, mature, bar);
    if (judged.verdict !== null) return { ...judged, basis: mature.range };
    // Where more mature days may tell more, the range itself says why it is not judged.
    if (judged.why !== 'small-sample' && judged.why !== 'partial') return judged;
  }
  return judgeOn(key, figure, bar);
}

/**
 * Whole and mature days, and a bar that everything which the number may be lies on one side of: of a ratio also the
 * interval of its people, of a band both ends, of a bound the end that holds (§3.5).
 */
function judgeOn(key: MeasureKey, figure: Judged, bar: Bar | null): Verdict {
  const no = (why: NoVerdict): Verdict => ({ verdict: null, why });
  const unready = whyUnready(figure);
  if (unready) return no(unready);
  if (!bar || (bar.of && bar.of !== figure.of)) return no('no-bar');
  const range = sureRange(key, figure);
  if (!range) return no('small-sample');
  const isHigher = measure(key).better === 'higher';
  const isGood = ({ low, high }: typeof range) => (isHigher ? low >= bar.good : high <= bar.good);
  const isBad = ({ low, high }: typeof range) => (isHigher ? high <= bar.bad : low >= bar.bad);
  if (isGood(range)) return { verdict: 'good', bar };
  if (isBad(range)) return { verdict: 'bad', bar };
  const ends = endsOf(figure);
  // The number itself is beyond a bar but its interval is not: too few people to say so.
  if (isGood(ends) || isBad(ends)) return no('small-sample');
  const [below, above] = isHigher ? [bar.bad, bar.good] : [bar.good, bar.bad];
  if (ends.low > below && ends.high < above) return { verdict: 'between', bar };
  return no(figure.bound === 'exact' ? 'band' : 'bound');
}

/** Whether some of a number's days may still grow (§3.3). */
export function isYoung({ marks }: Pick<KnownFigure, 'marks'>): boolean {
  return marks.includes('immature') || marks.includes('maybe-immature');
}

/** What keeps a number from being held against anything: days that lack or may grow, or rows that a filter left out (§3.2, §3.3). */
function whyUnready(figure: Judged): Incomparable | null {
  if (figure.days.covered < figure.days.asked) return 'partial';
  if (isYoung(figure)) return 'immature';
  return figure.marks.includes('filtered-only') ? 'bound' : null;
}

/** What keeps a figure out of percentiles, changes and rankings, if anything does: beside all that, that it is no point. */
export function whyIncomparable(figure: Judged): Incomparable | null {
  const unready = whyUnready(figure);
  if (unready) return unready;
  if (figure.bound !== 'exact') return 'bound';
  return figure.low === figure.high ? null : 'band';
}

/**
 * The workspace's own water line of a measure: P25 and P75 over its comparable notes that pass the small-sample
 * guard and rest on one GMV; null below {@link MIN_COMPARABLE} of them. Percentiles by linear interpolation between ranks.
 */
export function waterline(key: MeasureKey, figures: readonly (Figure | undefined)[]): Waterline | null {
  const { kept } = ofOneFlavour(rankable(key, figures));
  const values = kept.map(({ low }) => low).sort((a, b) => a - b);
  if (values.length < MIN_COMPARABLE) return null;
  const [p25, p75] = [percentile(values, 0.25), percentile(values, 0.75)];
  const [good, bad] = measure(key).better === 'lower' ? [p25, p75] : [p75, p25];
  const of = kept[0]?.of;
  return { good, bad, from: 'waterline', ...(of ? { of } : {}) };
}

/** The figures that a water line of this ratio may rest on. */
export function rankable(key: MeasureKey, figures: readonly (Figure | undefined)[]): KnownFigure[] {
  return figures.filter(
    (figure): figure is KnownFigure =>
      figure?.state === 'known' && whyIncomparable(figure) === null && isLargeEnough(key, figure),
  );
}

function percentile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
