import {
  isProduct,
  isTag,
  kindOf,
  type Platform,
  parseSubject,
  type Shop,
  type Subject,
  subjectPattern,
} from './subjects';
import type { Link } from './values';

/**
 * The map: note → task, note → product, task → product, product → group (domain.md §3.7), indexed once.
 * A page of any member of a product group stands for the whole group.
 */
export class LinkIndex {
  private readonly out = new Map<string, Set<string>>();
  private readonly in = new Map<string, Set<string>>();
  /** Of a product in several groups the first by its name: its figures count in one group and no other. */
  private readonly groupOf = new Map<Subject, string>();

  constructor(links: readonly Link[]) {
    for (const { from, to } of links) {
      add(this.out, from, to);
      add(this.in, to, from);
      const group = this.groupOf.get(from);
      if (isGroup(to) && (group === undefined || to < group)) this.groupOf.set(from, to);
    }
  }

  has(subject: Subject): boolean {
    return this.out.has(subject) || this.in.has(subject);
  }

  /** Every subject that the map names. */
  subjects(): Subject[] {
    return [...new Set([...this.out.keys(), ...this.in.keys()])].filter((key) => parseSubject(key) !== null);
  }

  /** The group that a product belongs to and its members; a product without one stands alone. */
  group(product: Subject): { name: string | null; members: Subject[] } {
    const group = this.groupOf.get(product);
    if (group === undefined) return { name: null, members: [product] };
    const members = [...(this.in.get(group) ?? [])].filter((member) => this.groupOf.get(member) === group);
    return { name: nameOf(group), members: members.sort() };
  }

  tasksOfNote(note: Subject, shop?: Shop): Subject[] {
    return this.tasks(this.out.get(note), shop).filter((task) => !isTag(task));
  }

  /** The links under a note that alliance orders name. */
  tagsOfNote(note: Subject, shop?: Shop): Subject[] {
    return this.tasks(this.out.get(note), shop).filter(isTag);
  }

  notesOfTask(task: Subject): Subject[] {
    return sorted(this.in.get(task), (key) => kindOf(key) === 'xhs/note');
  }

  /** Products that a note sells, by itself or through its tasks and tags; each group counted as its members. */
  productsOfNote(note: Subject): Subject[] {
    const direct = sorted(this.out.get(note), isProduct);
    const throughTasks = this.tasks(this.out.get(note)).flatMap((task) => this.productsOfTask(task));
    return [...new Set([...direct, ...throughTasks])].sort();
  }

  productsOfTask(task: Subject): Subject[] {
    return sorted(this.out.get(task), isProduct);
  }

  /** Tasks of a product or of any product of its group. */
  tasksOfProduct(product: Subject): Subject[] {
    return this.leadingTo(product).filter((task) => !isTag(task));
  }

  /** The links of alliance orders of a product or of any product of its group. */
  tagsOfProduct(product: Subject): Subject[] {
    return this.leadingTo(product).filter(isTag);
  }

  /**
   * Notes that sell a product or any product of its group, by themselves or through a task. A note that sells one of
   * the group on another platform only, and on this one something else, has no part in what the group sold here.
   */
  notesOfProduct(product: Subject): Subject[] {
    const { members } = this.group(product);
    const direct = members.flatMap((member) => sorted(this.in.get(member), (key) => kindOf(key) === 'xhs/note'));
    const throughTasks = this.leadingTo(product).flatMap((task) => this.notesOfTask(task));
    const isHere = (other: Subject) => parseSubject(other)?.platform === parseSubject(product)?.platform;
    const notes = [...new Set([...direct, ...throughTasks])].sort();
    if (members.every(isHere)) return notes;
    const sellsOther = (note: Subject) => {
      const here = this.productsOfNote(note).filter(isHere);
      return here.length > 0 && !here.some((one) => members.includes(one));
    };
    return notes.filter((note) => !sellsOther(note));
  }

  /** How many products, a group counting as one, a note or task is credited to; of one platform where it is said. */
  countProducts(products: readonly Subject[], platform?: Platform): number {
    const counted = products.filter((product) => !platform || product.startsWith(`${platform}/`));
    return new Set(counted.map((product) => this.group(product).name ?? product)).size;
  }

  /** The shops that a note sells on, as the map knows it. */
  shopsOfNote(note: Subject): Set<Shop> {
    const ends = [...this.tasks(this.out.get(note)), ...this.productsOfNote(note)];
    return new Set(
      ends.map((end) => kindOf(end).split('/')[0] as Shop).filter((shop) => shop === 'taobao' || shop === 'jd'),
    );
  }

  private leadingTo(product: Subject): Subject[] {
    const tasks = this.group(product).members.flatMap((member) => this.tasks(this.in.get(member)));
    return [...new Set(tasks)].sort();
  }

  /** Tasks and tags among keys. */
  private tasks(keys: Set<string> | undefined, shop?: Shop): Subject[] {
    return sorted(keys, (key) => {
      const kind = kindOf(key);
      return shop ? kind === `${shop}/task` : kind === 'taobao/task' || kind === 'jd/task';
    });
  }
}

/** A name's characters are code points, as whoever reads the pattern in the API's contract counts them. */
const GROUP = /^group\/[^/]{1,80}$/u;

const isGroup = (end: string) => end.startsWith('group/');
const nameOf = (group: string) => group.slice('group/'.length);

/** Products that links put into several groups, with the names of these: the first is the one that they count in. */
export function inSeveralGroups(links: Iterable<Link>): { product: Subject; groups: string[] }[] {
  const groups = new Map<Subject, Set<string>>();
  for (const { from, to } of links) if (isGroup(to)) add(groups, from, nameOf(to));
  return [...groups].flatMap(([product, names]) => (names.size > 1 ? [{ product, groups: [...names].sort() }] : []));
}

/** Every end of a link that there is, as one pattern. */
export function linkEndPattern(): string {
  return `^(?:${subjectPattern()}|${GROUP.source.slice(1, -1)})$`;
}

/** Whether a text can stand at the end of a link: a subject, or a group by its name. */
export function isLinkEnd(text: string): boolean {
  return GROUP.test(text) || parseSubject(text) !== null;
}

/** Whether a link is one that the map knows: note → task, note → product, task → product of its shop, product → group. */
export function isEdge({ from, to }: Link): boolean {
  if (GROUP.test(to)) return isProduct(from);
  const [start, end] = [parseSubject(from), parseSubject(to)];
  if (!start || !end) return false;
  if (start.kind === 'note') return end.kind === 'task' || isProduct(to);
  return start.kind === 'task' && isProduct(to) && start.platform === end.platform;
}

/**
 * The subjects whose rows the algebra needs to answer about these: a note's tasks and tags, and of a product these
 * and its notes. `whole` is what a detail needs: the same of every counterpart, and the other notes of a note's tasks.
 */
export function relatedSubjects(subjects: readonly Subject[], links: LinkIndex, whole = false): Subject[] {
  const asked = whole ? subjects.flatMap((subject) => [subject, ...besides(subject, links)]) : subjects;
  const related = new Set<Subject>(asked);
  for (const subject of asked) {
    if (kindOf(subject) === 'xhs/note') {
      for (const task of [...links.tasksOfNote(subject), ...links.tagsOfNote(subject)]) related.add(task);
    } else if (isProduct(subject)) {
      for (const member of links.group(subject).members) related.add(member);
      for (const task of [...links.tasksOfProduct(subject), ...links.tagsOfProduct(subject)]) related.add(task);
      for (const note of links.notesOfProduct(subject)) related.add(note);
    } else {
      for (const note of links.notesOfTask(subject)) related.add(note);
    }
  }
  return [...related].sort();
}

/** What stands beside a subject in its detail: products and fellow notes of a note, the notes of anything else. */
function besides(subject: Subject, links: LinkIndex): Subject[] {
  if (isProduct(subject)) return links.notesOfProduct(subject);
  if (kindOf(subject) !== 'xhs/note') return links.notesOfTask(subject);
  return [...links.productsOfNote(subject), ...links.tasksOfNote(subject).flatMap((task) => links.notesOfTask(task))];
}

function add(index: Map<string, Set<string>>, key: string, value: string): void {
  const set = index.get(key);
  if (set) set.add(value);
  else index.set(key, new Set([value]));
}

function sorted(keys: Set<string> | undefined, keep: (key: Subject) => boolean): Subject[] {
  return [...(keys ?? [])].filter((key) => parseSubject(key) !== null && keep(key)).sort();
}
