import type { Day } from '../../../src/metrics/days';
import type { Shop } from '../../../src/metrics/subjects';
import type { DayCells } from './day-cells';
import type { LawWorld } from './world-shape';

/** What is asked about: a subject, or all of the workspace, on one platform. */
export interface About {
  subject: string;
  platform: 'xhs' | Shop;
  days: readonly Day[];
}

/** Which notes and tasks a subject stands on, and what else these are of (domain.md §3.6, §3.7). */
export class SubjectLinks {
  readonly notes: string[];
  readonly tasks: LawWorld['tasks'];

  constructor(
    private readonly world: LawWorld,
    private readonly cells: DayCells,
    readonly about: About,
  ) {
    const { subject, platform } = about;
    const { tasks, direct } = world;
    const page = this.page();
    this.tasks = tasks.filter(
      (one) =>
        (platform === 'xhs' || one.task.startsWith(platform)) &&
        (subject === 'all' ||
          one.task === subject ||
          one.notes.includes(subject) ||
          one.products.some((product) => page.includes(product))),
    );
    const ofTasks = this.tasks.flatMap(({ notes }) => notes);
    const linked = direct.filter(({ product }) => page.includes(product)).map(({ note }) => note);
    const own = world.notes.includes(subject) ? [subject] : [...ofTasks, ...linked];
    this.notes = subject === 'all' ? world.notes : [...new Set(own)];
  }

  /** The page's product with its group. */
  private page(): string[] {
    const { group } = this.world;
    const { subject } = this.about;
    return group.includes(subject) ? group : [subject];
  }

  /** Whether a note was credited for nothing but a task. */
  isOnlyIn(note: string, task: LawWorld['tasks'][number]): boolean {
    const { tasks, direct } = this.world;
    const others = tasks.some(
      (one) => one !== task && one.notes.includes(note) && one.task.startsWith(this.about.platform),
    );
    const isElse = (product: string) => product.startsWith(this.about.platform) && !task.products.includes(product);
    return !others && !direct.some((one) => one.note === note && isElse(one.product));
  }

  isPage(): boolean {
    return /item|sku/.test(this.about.subject);
  }

  sellsOthers({ products }: { products: string[] }): boolean {
    return products.some((product) => !this.page().includes(product));
  }

  private productsOf(note: string): string[] {
    const { tasks, direct } = this.world;
    return [
      ...tasks.filter(({ notes }) => notes.includes(note)).flatMap(({ products }) => products),
      ...direct.filter((one) => one.note === note).map(({ product }) => product),
    ];
  }

  /** Whether a note of a product's page is of other products of the shop too. */
  onOtherProducts(): boolean {
    const others = (product: string) => product.startsWith(this.about.platform) && !this.page().includes(product);
    return this.isPage() && this.notes.some((note) => this.productsOf(note).some(others));
  }

  /** Whether a task's notes are of more than it sells: whose spend that is the law says for products only. */
  isOpenTask(): boolean {
    return this.about.subject.includes('/task/') && this.notes.some((note) => this.productsOf(note).length > 1);
  }

  /** Whether any of the notes serves the other shop too. */
  onOtherShop(): boolean {
    const { platform } = this.about;
    if (platform === 'xhs') return false;
    const other = platform === 'jd' ? 'taobao' : 'jd';
    const tasks = (note: string) =>
      this.world.tasks.filter(({ notes }) => notes.includes(note)).map(({ task }) => task);
    return this.notes.some(
      (note) =>
        [...this.productsOf(note), ...tasks(note)].some((one) => one.startsWith(other)) ||
        (other === 'taobao' && this.cells.hasRows('xinghe', note)),
    );
  }
}
