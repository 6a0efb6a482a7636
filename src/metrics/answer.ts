import { type Asking, commonAsOf, costSources, lifeStart, spanOf } from './asking';
import { type CellSources, cellOf, emptyCell, noteHas, ownOfNotes, shopHas } from './cells';
import { costOfNotes } from './cost';
import { ofNote, ofSet } from './credit';
import { type Day, earlier } from './days';
import type { Evidence } from './evidence';
import { EvidenceIndex, isNote } from './evidence-index';
import type { Mark } from './figures';
import type { LinkIndex } from './links';
import type { StoredMeasure } from './measures';
import { addQuantities, type MaybeQuantity } from './quantity';
import { type Answer, BADGE_MEASURES, type Cell, type Question } from './question';
import { SHOP_NAMES, SHOPS, shopOf } from './shops';
import { isProduct, type Platform, parseSubject, type Shop, type Subject } from './subjects';

/**
 * Answers about subjects from a store's evidence; null for one that the workspace does not know. Pure: the same
 * evidence gives the same answers, whichever store it came from and in whatever order.
 */
export function answer(
  question: Question,
  subjects: readonly Subject[],
  evidence: Evidence,
  links?: LinkIndex,
): Record<Subject, Answer | null> {
  const index = new EvidenceIndex(evidence, links);
  return Object.fromEntries(
    subjects.map((subject) => [subject, index.known.has(subject) ? answerOne(index, question, subject) : null]),
  );
}

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

function answerOne(index: EvidenceIndex, question: Question, subject: Subject): Answer {
  const standing = isNote(subject)
    ? ofOneNote(index, subject)
    : isProduct(subject)
      ? ofProduct(index, subject)
      : ofTask(index, subject);
  const group = isProduct(subject) ? index.links.group(subject) : { name: null, members: [] };
  return {
    subject,
    title: index.label(subject, 'title'),
    group: group.name === null ? null : { name: group.name, members: group.members.length },
    linked: isNote(subject) ? index.links.countProducts(index.links.productsOfNote(subject)) : standing.notes.length,
    marks: standing.marks,
    cells: cellsOf(index, question, standing, pagePlatform(subject)),
  };
}

/** The note's own cell and one per shop; a product or task has its own shop's only. */
export function cellsOf(index: EvidenceIndex, question: Question, standing: Standing, only: Shop | null): Cell[] {
  const shops = SHOP_NAMES.filter((shop) => (only ? shop === only : standing.shops.has(shop)));
  const cells = shops.map((shop) => shopCell(index, question, standing, shop));
  return only ? cells : [wholeCell(index, question, standing, shops), ...cells];
}

function shopCell(index: EvidenceIndex, question: Question, standing: Standing, shop: Shop): Cell {
  const costMarks: Mark[] = standing.shops.size > 1 ? ['whole-spend', 'only-this-shop'] : [];
  return within(index, question, standing, shop, [SHOPS[shop].source], shopHas(shop), (asking) => ({
    platform: shop,
    stored: (measure) => standing.stored(asking, shop, measure),
    cost: standing.cost(asking),
    flavours: standing.flavours,
    has: shopHas(shop),
    marks: standing.marks,
    costMarks,
  }));
}

/** The note's own cell: what it did and cost, and the GMV of all its shops, whose orders are disjoint. */
function wholeCell(index: EvidenceIndex, question: Question, standing: Standing, shops: readonly Shop[]): Cell {
  const sources = shops.map((shop) => SHOPS[shop].source);
  return within(index, question, standing, 'xhs', sources, noteHas, (asking) => {
    const gmv = gmvOverShops(asking, standing, shops);
    return {
      platform: 'xhs',
      stored: (measure) => ownOfNotes(asking, standing.notes, measure),
      cost: standing.cost(asking),
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

/** Asks within the days that a cell's sources share. */
function within(
  index: EvidenceIndex,
  question: Question,
  standing: Pick<Standing, 'birth'>,
  platform: Platform,
  sources: Parameters<typeof commonAsOf>[1],
  has: (measure: StoredMeasure) => boolean,
  ask: (asking: Asking) => CellSources,
): Cell {
  const measures = question.measures ?? BADGE_MEASURES;
  const asOf = commonAsOf(index, [...sources, ...costSources(question)], question);
  const span = spanOf(question, asOf, standing.birth);
  if (typeof span === 'string') return emptyCell(platform, asOf, measures, has, span);
  const asking = { index, question, span };
  return cellOf(asking, measures, ask(asking));
}

function ofOneNote(index: EvidenceIndex, note: Subject): Standing {
  const shops = index.links.shopsOfNote(note);
  // A row in the shop's own report links a note to it even where the map is silent.
  for (const shop of SHOP_NAMES) {
    if (SHOPS[shop].noteGrains.some((grain) => index.rowsOf(note, SHOPS[shop].source, grain).length > 0))
      shops.add(shop);
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

function pagePlatform(subject: Subject): Shop | null {
  const platform = parseSubject(subject)?.platform;
  return platform === undefined ? null : shopOf(platform);
}
