import { costOfWorkspace, unattributed } from './cost';
import type { Evidence } from './evidence';
import { EvidenceIndex } from './evidence-index';
import type { LinkIndex } from './links';
import type { MeasureKey } from './measures';
import { type NeededRows, neededRows } from './needed';
import { closeCell, openCells } from './open-cells';
import { BADGE_MEASURES, type Question, type Summary } from './question';
import { SHOP_NAMES } from './shops';
import { ofMembers, type Standing } from './standing';
import { isProduct } from './subjects';

/**
 * The whole workspace over one question: its cost from the coarsest rows, and per shop what its tasks and notes sold,
 * as a band where credit may overlap (domain.md §3.5, §3.6). The evidence must be of `all` subjects.
 */
export function summarise(question: Question, evidence: Evidence, links?: LinkIndex): Summary {
  const index = new EvidenceIndex(evidence, links);
  const standing = standingOfAll(index);
  const products = new Set(index.links.subjects().filter(isProduct));
  return {
    subjects: { notes: standing.notes.length, products: products.size },
    cells: openCells(index, question, standing, null).map((cell) => closeCell(cell, measuresOf(question))),
  };
}

/** The rows that a summary needs of all subjects. */
export function neededForSummary(question: Question, head: Omit<Evidence, 'rows'>, links?: LinkIndex): NeededRows {
  const index = new EvidenceIndex({ ...head, rows: [] }, links);
  const { birth } = standingOfAll(index);
  return neededRows(index, question, measuresOf(question), birth === null ? [] : [birth]);
}

function standingOfAll(index: EvidenceIndex): Standing {
  const notes = index.notes();
  const tasks = SHOP_NAMES.flatMap((shop) => index.tasks(shop));
  return {
    ...ofMembers(index, { tasks, notes }),
    // Every shop with a report stands in the summary, also one whose rows no link names yet.
    shops: new Set(SHOP_NAMES.filter((shop) => index.tasks(shop).length > 0 || index.hasShop(shop))),
    cost: (asking) => costOfWorkspace(asking, notes),
    unattributed: (asking) => unattributed(asking, notes),
    marks: [],
    flavours: ['gmv_task', 'gmv_shop'],
  };
}

function measuresOf({ measures }: Question): readonly MeasureKey[] {
  return measures ?? [...BADGE_MEASURES, 'unattributed'];
}
