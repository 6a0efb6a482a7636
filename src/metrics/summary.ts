import { type Asking, askSeries, combine } from './asking';
import { costOfWorkspace, unattributed } from './cost';
import type { Evidence } from './evidence';
import { EvidenceIndex } from './evidence-index';
import type { LinkIndex } from './links';
import { isStored, type MeasureKey, type StoredMeasure } from './measures';
import { type NeededRows, neededRows } from './needed';
import { closeCell, openCells } from './open-cells';
import type { MaybeQuantity } from './quantity';
import { BADGE_MEASURES, type Question, type Summary } from './question';
import { SHOP_NAMES, SHOPS, wideSourceOf } from './shops';
import { ofMembers, type Standing } from './standing';
import { isProduct, type Shop } from './subjects';
import { COARSE } from './values';

/**
 * The whole workspace over one question: its cost from the coarsest rows, and per shop what its tasks and notes sold,
 * as a band where credit may overlap (domain.md §3.5, §3.6). The evidence must be of `all` subjects.
 */
export function summarise(question: Question, evidence: Evidence, links?: LinkIndex): Summary {
  const index = new EvidenceIndex(evidence, links);
  const standing = standingOfAll(index, question);
  const products = new Set(index.links.subjects().filter(isProduct));
  return {
    subjects: { notes: standing.notes.length, products: products.size },
    cells: openCells(index, question, standing, null).map((cell) => closeCell(cell, measuresOf(question))),
  };
}

/** The rows that a summary needs of all subjects. */
export function neededForSummary(question: Question, head: Omit<Evidence, 'rows'>, links?: LinkIndex): NeededRows {
  const index = new EvidenceIndex({ ...head, rows: [] }, links);
  const { birth } = standingOfAll(index, question);
  return neededRows(index, question, measuresOf(question), birth === null ? [] : [birth]);
}

function standingOfAll(index: EvidenceIndex, { measures = [] }: Question): Standing {
  const asksWide = (shop: Shop) => measures.some((key) => isStored(key) && wideSourceOf(shop, key) !== undefined);
  const notes = index.notes();
  const tasks = SHOP_NAMES.flatMap((shop) => index.tasks(shop));
  const orders = SHOP_NAMES.flatMap((shop) => index.subjectsOf(SHOPS[shop].orders, 'order'));
  const members = ofMembers(index, { tasks, notes, orders });
  return {
    ...members,
    // Every shop with a report stands in the summary, also one whose rows no link names yet.
    shops: new Set(SHOP_NAMES.filter((shop) => index.tasks(shop).length > 0 || index.hasShop(shop) || asksWide(shop))),
    cost: (asking, shop) => {
      if (shop === null) return costOfWorkspace(asking, notes);
      return hasTaskOfNobody(index, shop) ? { state: 'missing', reason: 'not-mapped' } : members.cost(asking, shop);
    },
    grainsOf: () => undefined,
    unattributed: (asking) => unattributed(asking, notes),
    wide: ofWholeShop,
    marks: [],
    flavours: ['gmv_task', 'gmv_shop'],
  };
}

/** What a shop spent and sold as a whole: told beside seeding, and part of nothing. */
function ofWholeShop(asking: Asking, shop: Shop, measure: StoredMeasure): MaybeQuantity {
  const source = wideSourceOf(shop, measure);
  return source === undefined
    ? { state: 'missing', reason: 'not-in-source' }
    : combine([askSeries(asking, COARSE, source, ['store'], measure)], false);
}

/** Whether a shop that reports tasks only reports one whose notes are not known: what it sold, nobody knows the cost of. */
function hasTaskOfNobody(index: EvidenceIndex, shop: Shop): boolean {
  const { source, noteGrains, taskGrains } = SHOPS[shop];
  if (noteGrains.some((grain) => index.runsOf(source, grain).length > 0)) return false;
  const reported = index.tasks(shop).filter((task) => taskGrains.some((grain) => index.hasRows(task, source, grain)));
  return reported.some((task) => index.links.notesOfTask(task).length === 0);
}

function measuresOf({ measures }: Question): readonly MeasureKey[] {
  return measures ?? [...BADGE_MEASURES, 'unattributed'];
}
