import { type Asking, lifeStart } from './asking';
import type { CellSources } from './cells';
import { costOfNotes } from './cost';
import { ofNote, ofSet } from './credit';
import { type Day, earlier } from './days';
import { type EvidenceIndex, isNote } from './evidence-index';
import type { Mark } from './figures';
import type { StoredMeasure } from './measures';
import type { MaybeQuantity } from './quantity';
import { SHOP_NAMES, SHOPS } from './shops';
import { isProduct, parseSubject, type Shop, type Subject } from './subjects';

/** What a subject stands for: the notes and tasks whose results are its own. */
export interface Standing {
  shops: Set<Shop>;
  notes: Subject[];
  birth: Day | null;
  marks: Mark[];
  stored(asking: Asking, shop: Shop, measure: StoredMeasure): MaybeQuantity;
  cost(asking: Asking): MaybeQuantity;
  /** Only the workspace has rows coarser than its notes. */
  unattributed?: (asking: Asking) => CellSources['unattributed'];
  /** A product counts 任务商品 GMV only; a note falls back to the whole shop's (§3.6, §3.7). */
  flavours: CellSources['flavours'];
}

/** What a subject stands for, by its kind. */
export function standingOf(index: EvidenceIndex, subject: Subject): Standing {
  if (isNote(subject)) return ofOneNote(index, subject);
  return isProduct(subject) ? ofProduct(index, subject) : ofTask(index, subject);
}

function ofOneNote(index: EvidenceIndex, note: Subject): Standing {
  const shops = index.links.shopsOfNote(note);
  // A row in the shop's own report links a note to it even where the map is silent.
  for (const shop of SHOP_NAMES) {
    if (SHOPS[shop].noteGrains.some((grain) => index.hasRows(note, SHOPS[shop].source, grain))) shops.add(shop);
  }
  return {
    shops,
    notes: [note],
    birth: lifeStart(index, note),
    marks: [],
    stored: (asking, shop, measure) => ofNote(asking, note, shop, measure),
    cost: (asking) => costOfNotes(asking, [note]),
    flavours: ['gmv_task', 'gmv_shop'],
  };
}

function ofProduct(index: EvidenceIndex, product: Subject): Standing {
  const { links } = index;
  const set = { tasks: links.tasksOfProduct(product), notes: links.notesOfProduct(product) };
  const shared =
    set.notes.some((note) => links.countProducts(links.productsOfNote(note)) > 1) ||
    set.tasks.some((task) => links.countProducts(links.productsOfTask(task)) > 1);
  const marks: Mark[] = [
    ...(links.group(product).name === null ? [] : (['group'] as const)),
    ...(shared ? (['shared'] as const) : []),
  ];
  return { ...ofMembers(index, set), marks, flavours: ['gmv_task'] };
}

function ofTask(index: EvidenceIndex, task: Subject): Standing {
  const standing = ofMembers(index, { tasks: [task], notes: index.links.notesOfTask(task) });
  return { ...standing, marks: [], flavours: ['gmv_task', 'gmv_shop'] };
}

/** A set of tasks and notes: what they sold together, and the shops that the notes also serve. */
export function ofMembers(
  index: EvidenceIndex,
  set: { tasks: readonly Subject[]; notes: readonly Subject[] },
): Omit<Standing, 'marks' | 'flavours'> {
  const births = [...set.notes, ...(set.notes.length === 0 ? set.tasks : [])]
    .map((member) => lifeStart(index, member))
    .filter((day) => day !== null);
  return {
    shops: new Set(set.notes.flatMap((note) => [...ofOneNote(index, note).shops])),
    notes: [...set.notes],
    cost: (asking) => costOfNotes(asking, set.notes),
    birth: births.length === 0 ? null : births.reduce(earlier),
    stored: (asking, shop, measure) => {
      const tasks = set.tasks.filter((task) => parseSubject(task)?.platform === shop);
      return ofSet(asking, { tasks, notes: set.notes }, shop, measure);
    },
  };
}
