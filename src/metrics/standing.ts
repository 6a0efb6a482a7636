import { type Asking, lifeStart } from './asking';
import type { CellSources } from './cells';
import { costOfNotes } from './cost';
import { type Members, ofNote, ofSet } from './credit';
import { type Day, earlier } from './days';
import { type EvidenceIndex, isNote } from './evidence-index';
import type { Mark } from './figures';
import type { StoredMeasure } from './measures';
import type { MaybeQuantity } from './quantity';
import { GRAINS_OF_NOTES, isShopSource, SHOP_NAMES, SHOPS, type ShopReport } from './shops';
import type { Source } from './sources';
import { isProduct, isTag, parseSubject, type Shop, type Subject } from './subjects';
import { COARSE, type Grain } from './values';

/** What a subject stands for: the notes and tasks whose results are its own. */
export interface Standing {
  shops: Set<Shop>;
  notes: Subject[];
  birth: Day | null;
  marks: Mark[];
  stored(asking: Asking, shop: Shop, measure: StoredMeasure): MaybeQuantity;
  /** What the notes cost; for a shop, those of them that sell on it, whole. */
  cost(asking: Asking, shop: Shop | null): MaybeQuantity;
  /** The grains of a source that tell of its days; every one where nothing is said. */
  grainsOf(source: Source): readonly Grain[] | undefined;
  /** The notes that sell on a shop. */
  sellers(shop: Shop): readonly Subject[];
  /** Whether what sells on a shop serves another one, too. */
  servesBeside(shop: Shop): boolean;
  /** Whether what sells on a shop serves other products or tasks of it, too. */
  servesOthers(shop: Shop): boolean;
  /** Only the workspace has what its shops spent and sold as a whole. */
  wide?(asking: Asking, shop: Shop, measure: StoredMeasure): MaybeQuantity;
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
  const shops = shopsOf(index, note);
  return {
    shops,
    notes: [note],
    birth: lifeStart(index, note),
    grainsOf: (source) => grainsOfNote(index, source),
    marks: [],
    stored: (asking, shop, measure) => ofNote(asking, note, shop, measure),
    cost: (asking) => costOfNotes(asking, [note]),
    sellers: () => [note],
    servesBeside: () => shops.size > 1,
    servesOthers: () => false,
    flavours: ['gmv_task', 'gmv_shop'],
  };
}

/** A shop that reports single notes is known to the day that it reports them to. */
function grainsOfNote(index: EvidenceIndex, source: Source): readonly Grain[] {
  const report = SHOP_NAMES.map((shop) => SHOPS[shop]).find((one) => one.source === source);
  if (!report) return GRAINS_OF_NOTES;
  const { noteGrains, taskGrains } = report;
  return noteGrains.some((grain) => index.runsOf(source, grain).length > 0) ? noteGrains : taskGrains;
}

/** A row in the shop's own report links a note to it even where the map is silent. */
function shopsOf(index: EvidenceIndex, note: Subject): Set<Shop> {
  const shops = index.links.shopsOfNote(note);
  for (const shop of SHOP_NAMES) {
    if (SHOPS[shop].noteGrains.some((grain) => index.hasRows(note, SHOPS[shop].source, grain))) shops.add(shop);
  }
  return shops;
}

function ofProduct(index: EvidenceIndex, product: Subject): Standing {
  const { links } = index;
  const { name, members } = links.group(product);
  const set = {
    tasks: links.tasksOfProduct(product),
    notes: links.notesOfProduct(product),
    // Orders without a link. Where no order names the product, the alliance may know it by another id (§3.8).
    orders: [
      ...links.tagsOfProduct(product),
      ...members.filter((member) => SHOP_NAMES.some((shop) => index.hasRows(member, SHOPS[shop].orders, 'order'))),
    ],
    products: members,
  };
  const marks: Mark[] = name === null ? [] : ['group'];
  const standing = ofMembers(index, { ...set, isShared: sharing(index, set.tasks, members) });
  // What a task of which no note is known sold is in the figures, and what it cost nobody knows.
  const ofNobody = set.tasks.filter((task) => links.notesOfTask(task).length === 0);
  const isReported = (task: Subject, { source, taskGrains }: ShopReport) =>
    taskGrains.some((grain) => index.hasRows(task, source, grain));
  return {
    ...standing,
    cost: (asking, shop) =>
      shop !== null && ofNobody.some((task) => isReported(task, SHOPS[shop]))
        ? { state: 'missing', reason: 'not-mapped' }
        : standing.cost(asking, shop),
    marks,
    flavours: ['gmv_task'],
  };
}

function ofTask(index: EvidenceIndex, task: Subject): Standing {
  const only = isTag(task) ? { tasks: [], orders: [task] } : { tasks: [task], orders: [] };
  const notes = index.links.notesOfTask(task);
  const isShared = sharing(index, [task], index.links.productsOfTask(task));
  // A total of its own is the task's alone, however many products it is of.
  const isNoteShared = (member: Subject, shop: Shop) => isNote(member) && isShared(member, shop);
  return {
    ...ofMembers(index, { ...only, notes, isShared: isNoteShared }),
    marks: [],
    flavours: ['gmv_task', 'gmv_shop'],
  };
}

/**
 * Whether what a task or note did on a shop is also that of products or tasks outside a set (§3.6). That a note has a
 * task that the map ties to no product tells nothing, unless it ties another one of the note's to the set.
 */
function sharing({ links }: EvidenceIndex, tasks: readonly Subject[], products: readonly Subject[]) {
  const own = new Set(products.flatMap((product) => links.group(product).members));
  const isOutside = (member: Subject, shop: Shop): boolean => {
    const sold = isNote(member) ? links.productsOfNote(member) : links.productsOfTask(member);
    const others = sold.filter((product) => parseSubject(product)?.platform === shop && !own.has(product));
    if (own.size > 0 && others.length > 0) return true;
    const ofNote = isNote(member) ? links.tasksOfNote(member, shop) : [];
    return ofNote.some((task) => tasks.includes(task)) && ofNote.some((task) => !tasks.includes(task));
  };
  const held = new Map<string, boolean>();
  return (member: Subject, shop: Shop): boolean => {
    const key = `${shop} ${member}`;
    const found = held.get(key) ?? isOutside(member, shop);
    held.set(key, found);
    return found;
  };
}

/** A set of tasks and notes: what they sold together, and the shops that the notes also serve. */
export function ofMembers(index: EvidenceIndex, set: Members): Omit<Standing, 'marks' | 'flavours'> {
  const births = [...set.notes, ...(set.notes.length === 0 ? [...set.tasks, ...set.orders] : [])]
    .map((member) => lifeStart(index, member))
    .filter((day) => day !== null);
  const served = new Map(set.notes.map((note) => [note, shopsOf(index, note)]));
  const selling = (shop: Shop) => set.notes.filter((note) => served.get(note)?.has(shop));
  return {
    shops: new Set([...served.values()].flatMap((shops) => [...shops])),
    notes: [...set.notes],
    cost: (asking, shop) => costOfNotes(asking, shop === null ? set.notes : selling(shop)),
    sellers: selling,
    grainsOf: (source) => (isShopSource(source) ? undefined : GRAINS_OF_NOTES),
    servesBeside: (shop) => selling(shop).some((note) => (served.get(note)?.size ?? 0) > 1),
    servesOthers: (shop) => selling(shop).some((note) => set.isShared?.(note, shop)),
    birth: births.length === 0 ? null : births.reduce(earlier),
    stored: (asking, shop, measure) => {
      const isOfShop = (subject: Subject) => subject === COARSE || parseSubject(subject)?.platform === shop;
      const { tasks, orders } = set;
      const ofShop = { ...set, tasks: tasks.filter(isOfShop), notes: selling(shop), orders: orders.filter(isOfShop) };
      return ofSet(asking, ofShop, shop, measure);
    },
  };
}
