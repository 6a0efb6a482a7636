import { type Asking, askEach, askOver, askSeries, combine } from './asking';
import { onceOf } from './cost';
import { type DaySpan, daySpan } from './daily';
import { later } from './days';
import type { Figure, KnownFigure, Mark, MatureFigure } from './figures';
import type { Flavour } from './flavours';
import {
  COMPOSED,
  DERIVED,
  type DerivedMeasure,
  isOfPeople,
  isStored,
  type MeasureKey,
  STORED,
  type StoredMeasure,
} from './measures';
import { Places } from './provenance-places';
import { differenceOf, figureOf, type MaybeQuantity, type NoQuantity, ratioOf, sureEnd } from './quantity';
import type { Cell } from './question';
import { GRAINS_OF_NOTES, isShopSource, isShopWide, SHOPS } from './shops';
import type { Source } from './sources';
import type { Platform, Shop, Subject } from './subjects';
import type { Grain } from './values';

/** Where a cell's quantities come from; the cell turns them into figures. */
export interface CellSources {
  platform: Platform;
  /** A stored measure of this cell. */
  stored(measure: StoredMeasure): MaybeQuantity;
  cost: MaybeQuantity;
  /** GMV flavours that may stand for `gmv`, first known first. */
  flavours: readonly Flavour[];
  /** Which stored measures stand in this cell. */
  has(measure: StoredMeasure): boolean;
  /** The GMV, where it is not one of the stored flavours of this cell (the sum over shops). */
  gmv?: { value: MaybeQuantity; of: Flavour; partOnly: boolean };
  /** What the notes behind it did by themselves; from one source where that is said. */
  own(measure: StoredMeasure, source?: Source): MaybeQuantity;
  /** What an export newer than the cell's days says of a whole life, where that is asked about. */
  soFar?(measure: StoredMeasure, within: MaybeQuantity): { value: MaybeQuantity; span: DaySpan } | null;
  /** 未归到笔记, where coarser rows hold the same spend. */
  unattributed?: { coarse: MaybeQuantity; notes: MaybeQuantity } | null;
  marks: readonly Mark[];
  /** Said beside every figure that divides by or through the cost. */
  costMarks: readonly Mark[];
}

/** A cell's figures: stored measures, the cost, the GMV and the ratios of them that this cell can have. */
export function cellOf(asking: Asking, measures: readonly MeasureKey[], sources: CellSources): Cell {
  const places = new Places();
  const quantities = new Map<StoredMeasure, MaybeQuantity>();
  const stored = (measure: StoredMeasure): MaybeQuantity => {
    const held = quantities.get(measure) ?? sources.stored(measure);
    quantities.set(measure, held);
    return held;
  };
  const gmv = sources.gmv ?? flavourOf(sources, stored);
  // A shop's own GMV is all of its own; the sum over shops is not, with one of them unknown.
  const gmvMarks = [...sources.marks, ...(sources.gmv?.partOnly ? (['only-this-shop'] as const) : [])];
  const part = (name: StoredMeasure | 'cost' | 'gmv'): MaybeQuantity | null => {
    if (name === 'cost') return sources.cost;
    if (name === 'gmv') return gmv?.value ?? null;
    return sources.has(name) ? stored(name) : null;
  };
  // What one source alone tells of what was paid for is divided by that source's own count: 蒲公英 counts everything.
  const underOf = (numerator: StoredMeasure | 'cost' | 'gmv', name: StoredMeasure | 'cost'): MaybeQuantity | null => {
    if (numerator === 'cost' || numerator === 'gmv' || name === 'cost' || !sources.has(name)) return part(name);
    const [first, ...others]: readonly Source[] = STORED[numerator].sources;
    return first === undefined || others.length > 0 || isShopSource(first) ? part(name) : sources.own(name, first);
  };
  const sampleOf = (key: DerivedMeasure) => {
    // An ROI is as sure as the number of buyers behind it, whatever this shop calls the people who came.
    const people = key === 'roi' ? (sources.has('visitors') ? 'conversion_rate' : 'view_conversion_rate') : key;
    const sample = DERIVED[people].sample;
    if (!sample || !sources.has(sample.successes) || !sources.has(sample.trials)) return null;
    // What a note's clicks and engagements are counted among is 聚光's, whoever else counts impressions.
    const counted = (measure: StoredMeasure) => (noteHas(measure) ? sources.own(measure, 'juguang') : stored(measure));
    return { successes: counted(sample.successes), trials: counted(sample.trials) };
  };
  const ratio = (key: DerivedMeasure): Figure | null => {
    const { numerator, denominator, scale } = DERIVED[key].formula;
    const over = part(numerator);
    const under = underOf(numerator, denominator);
    // A shop's cell without people of this name has no such ratio; the note's own cell has no shop's.
    if (!over || !under) return null;
    const costly = numerator === 'cost' || denominator === 'cost';
    // Whether the spend served another shop concerns every cost; that a shop's GMV is missing only the ROI.
    const costMarks = sources.costMarks.filter((mark) => mark !== 'only-this-shop' || numerator === 'gmv');
    const marks = [...sources.marks, ...(costly ? costMarks : [])];
    const figure = ratioOf(over, under, scale, asking.span, places, marks, sampleOf(key));
    return numerator === 'gmv' ? gmvFigure(figure, gmv?.of) : figure;
  };

  const figure = (key: MeasureKey): Figure | null => {
    const { span } = asking;
    if (isStored(key)) {
      if (!sources.has(key)) return null;
      const value = stored(key);
      const told = sources.soFar?.(key, value) ?? { value, span };
      return figureOf(told.value, told.span, places, sources.marks);
    }
    switch (key) {
      case 'cost':
        return figureOf(
          sources.cost,
          span,
          places,
          sources.costMarks.filter((mark) => mark !== 'only-this-shop'),
        );
      case 'gmv':
        return gmv ? gmvFigure(figureOf(gmv.value, span, places, gmvMarks), gmv.of) : null;
      case 'unattributed': {
        const { unattributed } = sources;
        return unattributed ? differenceOf(unattributed.coarse, unattributed.notes, span, places) : null;
      }
      default:
        return ratio(key);
    }
  };
  const figures: Cell['figures'] = {};
  for (const key of measures) {
    const value = figure(key);
    if (value) figures[key] = value;
  }
  const { from, to } = asking.span;
  return { platform: sources.platform, range: { from, to }, asOf: to, figures, provenance: places.list };
}

/** A cell without days: every figure that would stand in it is missing, for the reason given. */
export function emptyCell(
  platform: Platform,
  asOf: string | null,
  measures: readonly MeasureKey[],
  has: (measure: StoredMeasure) => boolean,
  reason: Extract<Figure, { state: 'missing' }>['reason'],
): Cell {
  const stands = (key: MeasureKey): boolean => {
    if (isStored(key)) return has(key);
    if (key === 'cost' || key === 'gmv') return true;
    if (!isDerived(key)) return false;
    const { numerator, denominator } = DERIVED[key].formula;
    return [numerator, denominator].every((name) => name === 'cost' || name === 'gmv' || has(name));
  };
  const missing: Figure = { state: 'missing', reason, marks: [], provenance: [] };
  const figures = Object.fromEntries(measures.filter(stands).map((key) => [key, missing]));
  return { platform, range: null, asOf, figures, provenance: [] };
}

/** Whether a stored measure is one of a shop's report or orders. */
export function shopHas(shop: Shop): (measure: StoredMeasure) => boolean {
  const { source, orders } = SHOPS[shop];
  return (measure) => STORED[measure].sources.some((one) => one === source || one === orders);
}

/** Whether a stored measure is the note's own: what it did and cost on Xiaohongshu. */
export function noteHas(measure: StoredMeasure): boolean {
  return !isShopWide(measure) && !STORED[measure].sources.every(isShopSource);
}

/**
 * A note's own measure from the first of its sources (or of these) that knows any day (§3.6: no splicing). One that
 * speaks of any of the notes goes before one that does not: that 聚光 has no row of a note is 聚光's 0, not the note's.
 */
export function ownOfNotes(
  asking: Asking,
  notes: readonly Subject[],
  measure: StoredMeasure,
  sources: readonly Source[] = ownSources(measure),
): MaybeQuantity {
  const once = onceOf(asking, notes, measure);
  if (once) return once;
  let missing: NoQuantity = { state: 'missing', reason: 'not-covered' };
  const { index } = asking;
  const speaks = (source: Source) =>
    notes.some((note) => OWN_GRAINS.some((grain) => index.hasRows(note, source, grain)));
  const telling = sources.filter(speaks);
  for (const source of [...telling, ...sources.filter((one) => !telling.includes(one))]) {
    const whole = ofSource(asking, notes, source, measure);
    if (whole.state === 'known') return whole;
    if (missing.reason === 'not-covered') missing = whole;
  }
  return missing;
}

/**
 * What is told as "so far" by an export newer than the cell's days. A question about a whole life is answered by the
 * newest such export, whose day the provenance names (§3.3); no ratio is made of it.
 */
export function soFarOfNotes(
  asking: Asking,
  notes: readonly Subject[],
  measure: StoredMeasure,
  within: MaybeQuantity,
): { value: MaybeQuantity; span: DaySpan } | null {
  const { index, question, span } = asking;
  if (!('since' in question.range)) return null;
  const { to } = question.range;
  const told = within.state === 'known' ? within.provenance.map(({ source }) => source) : ownSources(measure);
  for (const source of told) {
    const newest = index
      .runsOf(source, 'note')
      .filter((run) => run.measures.includes(measure))
      .flatMap((run) => run.snapshots.filter((day) => day <= to))
      .reduce(later, span.to);
    if (newest === span.to) continue;
    const over = askOver(index, question, daySpan(span.from, newest));
    const value = ofSource(over, notes, source, measure);
    if (value.state === 'known') return { value, span: over.span };
  }
  return null;
}

/** 任务期 columns of a note's rows speak of its task's whole time, and of nothing that its other rows tell. */
const OWN_GRAINS: readonly Grain[] = [...GRAINS_OF_NOTES, 'task'];

function ownSources(measure: StoredMeasure): Source[] {
  return STORED[measure].sources.filter((source) => !isShopSource(source));
}

/** One person may be among those of several notes, and of a note's creatives (§3.4); nothing else is. */
function ofSource(asking: Asking, notes: readonly Subject[], source: Source, measure: StoredMeasure): MaybeQuantity {
  const series = notes.map((note) => askSeries(asking, note, source, OWN_GRAINS, measure));
  if (!isOfPeople(measure)) return combine(series, false);
  const each = series.flatMap((one, at) => {
    const note = notes[at];
    return one.state === 'known' && note && one.provenance.grain !== 'note' ? askEach(asking, note, one, measure) : one;
  });
  return combine(each, true);
}

function flavourOf(sources: CellSources, stored: (measure: StoredMeasure) => MaybeQuantity) {
  const choices = sources.flavours.map((of) => ({ of, value: stored(of) }));
  return choices.find(({ value }) => value.state === 'known') ?? choices[0];
}

/**
 * GMV and ROI name their flavour. Over only some of the shops that a note links to they are a lower bound (§3.7), and so
 * is a product's own GMV over a spend that served other products; where a part of the cost is missing too, an ROI is no
 * bound at all (§3.6).
 */
function gmvFigure(figure: Figure, of: Flavour | undefined): Figure {
  if (figure.state === 'missing') return figure;
  const { bound, marks, provenance, mature } = figure;
  const flavour = of ? { of } : {};
  const isOwnOverMore = marks.includes('other-products') && !marks.includes('shared');
  const isLeast = marks.includes('only-this-shop') || isOwnOverMore;
  if (isLeast && bound === 'at-most') return { state: 'missing', reason: 'both-incomplete', marks, provenance };
  const told = <T extends MatureFigure | KnownFigure>(one: T): T =>
    sureEnd({ ...one, ...(isLeast ? { bound: 'at-least' } : {}), ...flavour });
  return { ...told(figure), ...(mature && { mature: told(mature) }) };
}

function isDerived(key: MeasureKey): key is DerivedMeasure {
  return key in DERIVED && !(key in COMPOSED);
}
