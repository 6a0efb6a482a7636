import { type Asking, askEach, askSeries, combine, type KnownSeries, type Series } from './asking';
import { commonOf, type DaySpan, daysOfAll, knownDays, sumDays } from './daily';
import type { LinkIndex } from './links';
import type { StoredMeasure } from './measures';
import { type Keeps, productOf } from './orders';
import { countKnown, isBeyond, type MaybeQuantity, marked, type NoQuantity } from './quantity';
import { isOfOrders, SHOPS } from './shops';
import type { Source } from './sources';
import { isTag, type Shop, type Subject } from './subjects';
import type { Grain } from './values';

/**
 * What a note sold on a shop: its own row, credited in full; where the shop reports tasks only, the task's figure if
 * the note is alone in it. Nothing is ever divided among notes (domain.md §3.7).
 */
export function ofNote(asking: Asking, note: Subject, shop: Shop, measure: StoredMeasure): MaybeQuantity {
  const { links } = asking.index;
  if (isOfOrders(shop, measure)) return ordersOfNote(asking, note, shop, measure);
  const { source, noteGrains, taskGrains } = SHOPS[shop];
  const own = askSeries(asking, note, source, noteGrains, measure);
  if (own.state === 'known') return marked(combine([own], true), 'credited');
  if (noteGrains.some((grain) => asking.index.seen(source, grain).length > 0)) return own;
  const tasks = links.tasksOfNote(note, shop);
  if (tasks.length === 0 || !asking.index.hasSource(source)) return notLinked(asking, source);
  const sharing = Math.max(...tasks.map((task) => links.notesOfTask(task).length));
  if (sharing > 1) return { state: 'missing', reason: 'task-only', count: sharing };
  const series = tasks.flatMap((task) => totalsOf(asking, task, source, taskGrains, measure));
  return marked(combine(series, true), 'task-level');
}

/** Nothing leads to what a source reports, or none of it was ever imported. */
function notLinked({ index }: Asking, source: Source): NoQuantity {
  return index.hasSource(source)
    ? { state: 'missing', reason: 'not-mapped' }
    : { state: 'missing', reason: 'not-imported', source };
}

/** Orders that came through a note's own links. A link that several notes share is none's alone (§3.7). */
function ordersOfNote(asking: Asking, note: Subject, shop: Shop, measure: StoredMeasure): MaybeQuantity {
  const { links } = asking.index;
  const tags = links.tagsOfNote(note, shop);
  const sharing = Math.max(0, ...tags.map((tag) => links.notesOfTask(tag).length));
  if (sharing > 1) return { state: 'missing', reason: 'task-only', count: sharing };
  return ordersOf(asking, tags, shop, measure);
}

/**
 * An order came through one link, or is known by its product alone: orders of several add. One that names its product
 * is of these products or it is not; of the others of a link nobody tells which of its products they are of.
 */
function ordersOf(
  asking: Asking,
  subjects: readonly Subject[],
  shop: Shop,
  measure: StoredMeasure,
  products: readonly Subject[] | null = null,
): MaybeQuantity {
  const { index } = asking;
  const { orders } = SHOPS[shop];
  if (subjects.length === 0) return notLinked(asking, orders);
  const series = (subject: Subject, isOf: (product: Subject | null) => boolean) => {
    const keeps: Keeps = (rows) => index.orders.isHere(rows) && isOf(productOf(rows));
    return askSeries(asking, subject, orders, ['order'], measure, { keeps });
  };
  const value = combine(
    subjects.map((subject) => series(subject, (named) => !products || named === null || products.includes(named))),
    false,
  );
  const isShared = (tag: Subject) => {
    if (index.links.countProducts(index.links.productsOfTask(tag), shop) < 2) return false;
    const unnamed = series(tag, (named) => named === null);
    return unnamed.state === 'known' && [...unnamed.daily.amounts.values()].some((amount) => amount !== 0);
  };
  return products?.length && subjects.filter(isTag).some(isShared) ? marked(value, 'shared') : value;
}

/**
 * What a report totals of a task: its own total, else that of each of its orders, of which several may have counted one
 * sale or person (§3.5).
 */
function totalsOf(
  asking: Asking,
  task: Subject,
  source: Source,
  grains: readonly Grain[],
  measure: StoredMeasure,
): Series[] {
  const all = askSeries(asking, task, source, grains, measure);
  return all.state === 'missing' || all.provenance.grain === grains[0] ? [all] : askEach(asking, task, all, measure);
}

/** What a set is made of: the tasks and notes that a report credits, and those whose single orders are its own. */
export interface Members {
  tasks: readonly Subject[];
  notes: readonly Subject[];
  /** Tags, and products for orders that came through no link. */
  orders: readonly Subject[];
  /** What single orders must be of where they say what they are of; absent where they may be of anything. */
  products?: readonly Subject[];
  /** Whether what a task or note did on a shop is that of products or tasks outside the set, too; absent where none is outside. */
  isShared?(member: Subject, shop: Shop): boolean;
}

/**
 * What a set of tasks and notes sold on a shop. A task's own total is the truth of its notes; notes outside every
 * totalled task stand by themselves; all of these may have been credited with the same order (§3.5).
 */
export function ofSet(asking: Asking, set: Members, shop: Shop, measure: StoredMeasure): MaybeQuantity {
  const { index, span } = asking;
  if (isOfOrders(shop, measure)) return ordersOf(asking, set.orders, shop, measure, set.products);
  const { source, noteGrains, taskGrains } = SHOPS[shop];
  const totals = new Map<Subject, KnownSeries[]>();
  const untotalled: Subject[] = [];
  let reason = notLinked(asking, source);
  for (const task of set.tasks) {
    const all = totalsOf(asking, task, source, taskGrains, measure);
    const known = all.filter((total) => total.state === 'known');
    reason = all.find((total) => total.state === 'missing') ?? reason;
    if (known.length === all.length) totals.set(task, known);
    else untotalled.push(task);
  }
  // An order's rows hold what its task's hold, cut finer: one grain per total (§3.6).
  const isWhole = (all: readonly KnownSeries[]) => all.every(({ provenance }) => provenance.grain === taskGrains[0]);
  const whole = [...totals].filter(([, all]) => isWhole(all));
  const inWhole = new Set(whole.flatMap(([task]) => index.links.notesOfTask(task)));
  for (const [task, all] of [...totals]) {
    const notes = index.links.notesOfTask(task);
    const isPart = !isWhole(all) && notes.length > 0;
    if (isPart && notes.every((note) => inWhole.has(note))) totals.delete(task);
  }
  const own = new Map(set.notes.map((note) => [note, askSeries(asking, note, source, noteGrains, measure)]));
  let lacking = false;
  const impossible: KnownSeries[] = [];
  for (const [task, all] of totals) {
    const notes = index.links.notesOfTask(task).map((note) => ({
      series: own.get(note),
      isOnlyHere: isOnlyOf(index.links, note, [task], shop),
    }));
    const { least, sum } = creditOf(notes, all, span);
    // A note of nothing else is credited with no more than its task sold: such a total is older than its notes, or not of all of them.
    if (least < 0) {
      totals.delete(task);
      impossible.push(...all);
    } else if (sum > 0) lacking = true;
  }
  const within = new Set([...totals.keys()].flatMap((task) => index.links.notesOfTask(task)));
  const outside = [...own].flatMap(([note, series]) => (within.has(note) ? [] : [series]));
  const told = outside.filter(({ state }) => state === 'known');
  // What a note beside the totalled tasks sold is not in their totals, nor what a task did whose total is not there.
  const isTold = (task: Subject) => {
    const notes = index.links.notesOfTask(task);
    return notes.length > 0 && notes.every((note) => own.get(note)?.state === 'known');
  };
  const atLeast = told.length < outside.length || !untotalled.every(isTold);
  const isShared = (members: Iterable<Subject>) => [...members].some((member) => set.isShared?.(member, shop));
  const sharing = (value: MaybeQuantity, members: Iterable<Subject>) =>
    isShared(members) ? marked(value, 'shared') : value;
  const toldNotes = [...own].flatMap(([note, { state }]) => (!within.has(note) && state === 'known' ? [note] : []));
  const fromTotals =
    totals.size === 0
      ? null
      : sharing(combine([...[...totals.values()].flat(), ...told], true), [...totals.keys(), ...toldNotes]);
  const fromNotes =
    set.notes.length === 0 || noteGrains.length === 0
      ? reason
      : sharing(disputed(combine([...own.values()], true), impossible), own.keys());
  if (fromTotals?.state !== 'known') return fromNotes;
  if (fromNotes.state === 'known' && countKnown(fromTotals, span) < countKnown(fromNotes, span)) return fromNotes;
  // A note that was credited for nothing else, and with more than all of them: these are not the totals of what is known.
  const credited = [...own].flatMap(([note, one]) =>
    within.has(note) && one.state === 'known' && isOnlyOf(index.links, note, set.tasks, shop) ? [one.daily] : [],
  );
  if (credited.some((credit) => isBeyond(credit, fromTotals, span))) {
    return disputed(fromNotes, [...totals.values()].flat());
  }
  const found = atLeast ? { ...fromTotals, atLeast } : fromTotals;
  return disputed(lacking || atLeast ? marked(found, 'notes-incomplete') : found, impossible);
}

/**
 * Whether a note was credited on a shop for nothing but tasks: it is in no other, and no link of its own leads to what
 * they do not sell (§3.5). Of a task without products nobody tells what it does not sell.
 */
function isOnlyOf(links: LinkIndex, note: Subject, tasks: readonly Subject[], shop: Shop): boolean {
  const own = links.tasksOfNote(note, shop);
  if (!own.every((task) => tasks.includes(task))) return false;
  const sold = own.map((task) => links.productsOfTask(task));
  if (sold.some((products) => products.length === 0)) return true;
  const isHere = (product: Subject) => product.startsWith(`${shop}/`);
  return links.productsOfNote(note).every((product) => !isHere(product) || sold.flat().includes(product));
}

/** What is known of the members where totals are less than one of them: these are named beside it, and count for nothing (§3.5). */
function disputed(value: MaybeQuantity, totals: readonly KnownSeries[]): MaybeQuantity {
  if (value.state === 'missing' || totals.length === 0) return value;
  const lines = totals.map(({ provenance }) => provenance);
  return marked({ ...value, provenance: [...value.provenance, ...lines] }, 'conflict');
}

/**
 * What a task's total (of several orders at most their sum, at least the largest) has beyond the note that was credited
 * with the most for nothing else (`least`) and beyond all of its notes together (`sum`): where that is more than
 * nothing, rows of notes are not there (§3.5).
 */
function creditOf(
  notes: readonly { series: Series | undefined; isOnlyHere: boolean }[],
  totals: readonly KnownSeries[],
  span: DaySpan,
): { least: number; sum: number } {
  const dailies = notes.flatMap(({ series }) => (series?.state === 'known' ? series.daily : []));
  const all = totals.map(({ daily }) => daily);
  const isRounded = [...all, ...dailies].some(({ marks }) => marks.has('rounded'));
  if (dailies.length === 0 || dailies.length < notes.length || isRounded) return { least: 0, sum: 0 };
  const days = daysOfAll([commonOf([...all, ...dailies], span)], span);
  const sold = all.map((total) => sumDays(total, days));
  const credits = dailies.map((daily) => sumDays(daily, days));
  // Of days that its notes do not tell there is nothing else than the total.
  const isOfAllDays = all.every((total) => days.count === knownDays(total).count);
  return {
    least: isOfAllDays
      ? sold.reduce((sum, one) => sum + one) - Math.max(0, ...credits.filter((_, at) => notes[at]?.isOnlyHere))
      : 0,
    sum: credits.reduce((rest, credit) => rest - credit, Math.max(...sold)),
  };
}
