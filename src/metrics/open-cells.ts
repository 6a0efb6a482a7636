import { type Asking, askOver } from './asking';
import { commonAsOf, spanOf } from './cell-span';
import { type CellSources, cellOf, emptyCell, noteHas, ownOfNotes, shopHas, soFarOfNotes } from './cells';
import { costSources } from './cost-sources';
import type { Day } from './days';
import type { EvidenceIndex } from './evidence-index';
import type { Mark, MissingReason } from './figures';
import { isStored, type MeasureKey, STORED, STORED_MEASURES, type StoredMeasure } from './measures';
import { addQuantities, marked } from './quantity';
import type { Cell, Question } from './question';
import { isShopWide, SHOP_NAMES, SHOPS, sourcesOfShop, wideSourceOf } from './shops';
import type { Source } from './sources';
import type { Standing } from './standing';
import type { Platform, Shop } from './subjects';

/** A platform's part of an answer before it is asked for figures: its days and where its quantities come from. */
export interface OpenCell {
  platform: Platform;
  asOf: Day | null;
  has(measure: StoredMeasure): boolean;
  /** Null when no day is left to answer for, for the `reason`. */
  inside: { asking: Asking; sources: CellSources } | null;
  reason: MissingReason;
}

/** The note's own cell and one per shop; a product or task has its own shop's only. */
export function openCells(index: EvidenceIndex, question: Question, standing: Standing, only: Shop | null): OpenCell[] {
  const shops = SHOP_NAMES.filter((shop) => (only ? shop === only : standing.shops.has(shop)));
  const cells = shops.map((shop) => shopCell(index, question, standing, shop));
  return only ? cells : [wholeCell(index, question, standing, shops), ...cells];
}

/** The figures of an opened cell. */
export function closeCell(cell: OpenCell, measures: readonly MeasureKey[]): Cell {
  if (!cell.inside) return emptyCell(cell.platform, cell.asOf, measures, cell.has, cell.reason);
  return cellOf(cell.inside.asking, measures, cell.inside.sources);
}

function shopCell(index: EvidenceIndex, question: Question, standing: Standing, shop: Shop): OpenCell {
  const isShared = standing.servesOthers(shop);
  const costMarks: Mark[] = [
    ...(standing.servesBeside(shop) ? (['whole-spend', 'only-this-shop'] as const) : []),
    ...(isShared ? (['other-products'] as const) : []),
  ];
  const { wide } = standing;
  const isWide = (measure: StoredMeasure) => wide !== undefined && wideSourceOf(shop, measure) !== undefined;
  const has = (measure: StoredMeasure) => shopHas(shop)(measure) || isWide(measure);
  return open(index, question, standing, shop, [reportOf(index, shop)], has, (asking) => ({
    platform: shop,
    stored: (measure) => {
      const whole = wide && isWide(measure) ? wide(asking, shop, measure) : null;
      return whole?.state === 'known' || (whole && isShopWide(measure))
        ? whole
        : standing.stored(asking, shop, measure);
    },
    own: (measure, source) => {
      const whole = ownOfNotes(asking, standing.sellers(shop), measure, source && [source]);
      return isShared ? marked(whole, 'shared') : whole;
    },
    cost: standing.cost(asking, shop),
    flavours: standing.flavours,
    has,
    marks: standing.marks,
    costMarks,
  }));
}

/** The note's own cell: what it did and cost, and the GMV of all its shops, whose orders are disjoint. */
function wholeCell(index: EvidenceIndex, question: Question, standing: Standing, shops: readonly Shop[]): OpenCell {
  const sources = shops.map((shop) => reportOf(index, shop));
  return open(index, question, standing, 'xhs', sources, noteHas, (asking) => {
    const gmv = gmvOverShops(asking, standing, shops);
    return {
      platform: 'xhs',
      stored: (measure) => ownOfNotes(asking, standing.notes, measure),
      own: (measure, source) => ownOfNotes(asking, standing.notes, measure, source && [source]),
      soFar: (measure, within) => soFarOfNotes(asking, standing.notes, measure, within),
      cost: standing.cost(asking, null),
      flavours: [],
      has: noteHas,
      ...(gmv ? { gmv } : {}),
      unattributed: standing.unattributed?.(asking) ?? null,
      marks: standing.marks,
      costMarks: gmv?.partOnly ? ['only-this-shop'] : [],
    };
  });
}

/** GMV of several shops adds when the flavour agrees; with a shop unknown the sum covers only the others. */
function gmvOverShops(asking: Asking, standing: Pick<Standing, 'stored' | 'flavours'>, shops: readonly Shop[]) {
  for (const of of standing.flavours) {
    const known = shops.map((shop) => standing.stored(asking, shop, of)).filter((value) => value.state === 'known');
    if (known.length === 0) continue;
    return { of, value: addQuantities(known), partOnly: known.length < shops.length };
  }
  return null;
}

/** The source whose days a shop's cell is on: its report, or its orders where these are all there is. */
function reportOf(index: EvidenceIndex, shop: Shop): Source {
  const { source, orders } = SHOPS[shop];
  return index.hasSource(source) ? source : orders;
}

/**
 * The last day of a cell: the last that its shops' reports and its cost share, so that every figure of it and of a card
 * ends there. Where a question is about nothing of these, or none of them was imported, that of what there is.
 */
function lastDayOf(
  index: EvidenceIndex,
  question: Question,
  platform: Platform,
  shopSources: readonly Source[],
  has: (measure: StoredMeasure) => boolean,
  { grainsOf, wide, notes }: Standing,
): Day | null {
  const main = [...shopSources, ...costSources(index, question, notes)];
  const others = SHOP_NAMES.flatMap((shop) => (shop !== platform ? sourcesOfShop(shop) : wide ? [] : SHOPS[shop].wide));
  const told = (measure: StoredMeasure) =>
    STORED[measure].sources.find((source) => index.hasSource(source) && !others.includes(source)) ?? [];
  const asked = question.measures?.filter((key) => !isStored(key) || has(key)) ?? [];
  const beside = asked.flatMap((key) => (isStored(key) ? told(key) : main));
  if (beside.length > 0 && !beside.some((source) => main.includes(source))) {
    return commonAsOf(index, beside, question, grainsOf);
  }
  const rest = () => [...new Set(STORED_MEASURES.filter(has).flatMap(told))];
  return commonAsOf(index, main, question, grainsOf) ?? commonAsOf(index, rest(), question, grainsOf);
}

/** Opens a cell on the days that its sources share. */
function open(
  index: EvidenceIndex,
  question: Question,
  standing: Standing,
  platform: Platform,
  shopSources: readonly Source[],
  has: (measure: StoredMeasure) => boolean,
  ask: (asking: Asking) => CellSources,
): OpenCell {
  const asOf = lastDayOf(index, question, platform, shopSources, has, standing);
  const span = spanOf(question, asOf, standing.birth);
  if (typeof span === 'string') return { platform, asOf, has, inside: null, reason: span };
  const asking = askOver(index, question, span);
  return { platform, asOf, has, inside: { asking, sources: ask(asking) }, reason: 'not-covered' };
}
