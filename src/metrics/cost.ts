import { type Asking, askOver, askSeries, combine, lifeStart, whyNone } from './asking';
import { COARSE_SPEND_GRAINS, COST, type CostMeasure, type CostPart, isPaidOnce, SPEND_GRAINS } from './cost-parts';
import { costSourceOf } from './cost-sources';
import { commonOf, type Daily, daySpan, daysOfAll, sumDays, UNSCALED } from './daily';
import { dayNumber } from './days';
import { STORED, type StoredMeasure } from './measures';
import { countKnown, type MaybeQuantity, type NoQuantity, type Quantity, quantity } from './quantity';
import type { Subject } from './subjects';
import { COARSE } from './values';

/**
 * What notes cost under the question's cost scope: the sum of its parts, each from one source and one grain. A part
 * whose source was never imported is named in `lacks`, so that the cost reads "≥" (domain.md §3.6).
 */
export function costOfNotes(asking: Asking, notes: readonly Subject[]): MaybeQuantity {
  if (notes.length === 0) return { state: 'missing', reason: 'not-mapped' };
  return costOf(asking, (part) => partsOfNotes(asking, COST[part], notes));
}

/** What is paid once is paid on publication: a note published after the range has no part of it. */
function partsOfNotes(asking: Asking, part: CostMeasure, notes: readonly Subject[]): Part[] {
  const isLater = (note: Subject) => (lifeStart(asking.index, note) ?? '') > asking.span.to;
  const paying = part.once ? notes.filter((note) => !isLater(note)) : notes;
  return (paying.length > 0 ? paying : notes).map((note) => partOfNote(asking, part, note));
}

/**
 * What the whole workspace cost: of a part with rows coarser than notes from the coarsest, because notes, creatives and
 * plans hold the same yuan; of the others from the notes.
 */
export function costOfWorkspace(asking: Asking, notes: readonly Subject[]): MaybeQuantity {
  return costOf(asking, (part) => {
    const own = partsOfNotes(asking, COST[part], notes);
    const coarse = coarseSpend(asking, COST[part], gather(own));
    if (coarse?.tellsAll) return [coarse.value];
    // What the coarse rows hold beyond the notes on some of the days they may hold on the others, too.
    return coarse ? own.map((one) => (one.state === 'known' ? { ...one, atLeast: true } : one)) : own;
  });
}

/** 未归到笔记: what the coarse rows hold beyond the notes' own. Null where there are no coarse rows of all that there is. */
export function unattributed(
  asking: Asking,
  notes: readonly Subject[],
): { coarse: MaybeQuantity; notes: MaybeQuantity } | null {
  const parts = [...new Set<CostPart>(['juguang', ...asking.question.costScope])].flatMap((part) => {
    const own = gather(notes.map((note) => partOfNote(asking, COST[part], note)));
    const coarse = coarseSpend(asking, COST[part], own);
    return coarse ? [{ coarse: coarse.value, own }] : [];
  });
  if (parts.length === 0) return null;
  return { coarse: gather(parts.map(({ coarse }) => coarse)), notes: gather(parts.map(({ own }) => own)) };
}

/** 报价 or 服务费 by itself; null for any other measure. Before their range it is known of the whole life only. */
export function onceOf(asking: Asking, notes: readonly Subject[], measure: StoredMeasure): MaybeQuantity | null {
  if (!isPaidOnce(measure)) return null;
  const whole = gather(notes.map((note) => oneOffOfNote(asking, { measure, once: true }, note)));
  return whole.state === 'known' && whole.lifeOnly ? { state: 'missing', reason: 'lifetime-only' } : whole;
}

type Part = Quantity | NoQuantity;

function costOf(asking: Asking, partsOf: (part: CostPart) => Part[]): MaybeQuantity {
  const lacks: CostPart[] = [];
  const found: Part[] = [];
  const unknown: Part[] = [];
  for (const part of new Set(asking.question.costScope)) {
    const parts = isImported(asking, COST[part]) ? partsOf(part) : [];
    const isUnknown = parts.every((one) => one.state === 'missing');
    if (isUnknown) lacks.push(part);
    for (const one of parts) (isUnknown ? unknown : found).push(one);
  }
  const [told] = [found, unknown].filter((parts) => parts.length > 0);
  const whole = told ? gather(told) : neverImported(lacks);
  return whole.state === 'known' ? { ...whole, lacks } : whole;
}

/** No source of any part was ever imported. */
function neverImported([first]: readonly CostPart[]): NoQuantity {
  const source = first && STORED[COST[first].measure].sources[0];
  return { state: 'missing', reason: 'not-imported', ...(source && { source }) };
}

/** Adds parts; one that is not known makes the days unknown rather than 0. */
function gather(parts: readonly Part[]): MaybeQuantity {
  const known = parts.filter((part) => part.state === 'known');
  const gone = whyNone(parts);
  if (gone) return gone;
  const sum = quantity(
    known.flatMap((part) => part.groups.flat()),
    false,
    known.flatMap((part) => part.provenance),
  );
  const atLeast = known.length < parts.length || known.some((part) => part.atLeast);
  return {
    ...sum,
    atLeast,
    lifeOnly: known.some((part) => part.lifeOnly),
    paidOn: known.flatMap((part) => part.paidOn),
  };
}

function partOfNote(asking: Asking, part: CostMeasure, note: Subject): Part {
  if (part.once) return oneOffOfNote(asking, part, note);
  const source = costSourceOf(asking.index, part, note);
  return combine([askSeries(asking, note, source, SPEND_GRAINS, part.measure)], false);
}

function isImported({ index }: Asking, { measure }: CostMeasure): boolean {
  return STORED[measure].sources.some((source) => index.hasSource(source));
}

/** 报价 and 服务费 are paid once: the whole sum stands on the day of publication, every other day has a real 0. */
function oneOffOfNote(asking: Asking, part: CostMeasure, note: Subject): Part {
  const { index, question, span } = asking;
  const birth = lifeStart(index, note);
  const source = costSourceOf(index, part, note);
  const snapshots = index.lastDay(source, question);
  if (snapshots === null) return { state: 'missing', reason: 'not-covered' };
  const life = daySpan(birth ?? span.from, snapshots);
  const series = askSeries(askOver(index, question, life), note, source, SPEND_GRAINS, part.measure, {
    born: life.from,
  });
  if (series.state === 'missing') return series;
  const paid = sumDays(series.daily, life.all);
  const offset = birth === null ? -1 : dayNumber(birth) - span.first;
  const inside = offset >= 0 && offset < span.length;
  const amounts = new Map(inside ? [[offset, paid]] : []);
  const daily: Daily = { ...series.daily, known: span.all, amounts, blocks: [], scaled: UNSCALED };
  return {
    ...quantity([daily], false, [series.provenance]),
    lifeOnly: paid !== 0 && offset < 0,
    paidOn: paid !== 0 && inside ? [{ day: offset, value: paid }] : [],
  };
}

/**
 * What rows coarser than notes hold. Those that hold less than the notes did over the same days are not of all that
 * there is: null. `tellsAll`: of as many days as the notes.
 */
function coarseSpend(
  asking: Asking,
  part: CostMeasure,
  notes: MaybeQuantity,
): { value: Quantity; tellsAll: boolean } | null {
  const source = costSourceOf(asking.index, part, COARSE, COARSE_SPEND_GRAINS);
  const series = askSeries(asking, COARSE, source, COARSE_SPEND_GRAINS, part.measure);
  if (series.state === 'missing') return null;
  const value = quantity([series.daily], false, [series.provenance]);
  if (notes.state === 'missing') return { value, tellsAll: true };
  const { span } = asking;
  const own = notes.groups.flat();
  const days = daysOfAll([commonOf([series.daily, ...own], span)], span);
  const beyond = own.reduce((rest, daily) => rest - sumDays(daily, days), sumDays(series.daily, days));
  if (beyond < 0) return null;
  return { value, tellsAll: countKnown(value, span) >= countKnown(notes, span) };
}
