import type { Day } from '../../../src/metrics/days';
import { type Mark, MISSING_REASONS } from '../../../src/metrics/figures';
import type { StoredMeasure } from '../../../src/metrics/measures';
import type { Source } from '../../../src/metrics/sources';
import type { Grain } from '../../../src/metrics/values';
import { isValue, type Line, nothing, numberOf, type Quantity, type Some } from './quantity';
import type { Sums } from './sums';
import type { LawWorld } from './world-shape';

/** What a shop sold for a subject (domain.md §3.5, §3.7). */
export class SoldReading {
  constructor(
    private readonly world: LawWorld,
    private readonly sums: Sums,
  ) {}

  sold(measure: StoredMeasure): Some {
    const { subject, platform, days } = this.sums.links.about;
    const source: Source = platform === 'jd' ? 'jdseeding' : 'xinghe';
    const isNote = this.world.notes.includes(subject);
    const line = (grain: Grain, of: string) => this.sums.line({ source, grain, measure }, of);
    // 全店 stands beside a product's own (§3.7), and whole shops' sums of several tasks are nobody's.
    if ((this.sums.links.isPage() || subject === 'all') && measure === 'gmv_shop') return 'silent';
    if (isNote && platform === 'taobao') {
      const own = this.sums.over([line('note', subject)], 'added', source);
      // Whether the total of a task of one note is the note's on Taobao too, the law does not say.
      const isAlone =
        this.sums.links.tasks.length > 0 && this.sums.links.tasks.every(({ notes }) => notes.length === 1);
      return own === 'silent' || (own.days.size === 0 && isAlone) ? 'silent' : [own];
    }
    if (isNote) {
      if (this.sums.links.tasks.length === 0) return 'silent';
      const most = Math.max(...this.sums.links.tasks.map(({ notes }) => notes.length));
      const least = Math.min(...this.sums.links.tasks.map(({ notes }) => notes.length));
      if (most > 1) {
        const known = this.sums.links.tasks.some(({ task }) => [...line('task', task).values()].some(isValue));
        return least > 1 ? [nothing(known ? ['task-only'] : MISSING_REASONS)] : 'silent';
      }
    }
    if (
      subject === 'all' &&
      this.world.notes.some((note) => !this.sums.links.tasks.some(({ notes }) => notes.includes(note)))
    )
      return 'silent';
    const open: Mark[] = subject === 'all' || !this.sums.links.isPage() ? ['shared'] : [];
    const marked = (one: Quantity, by: 'totals' | 'members'): Quantity => {
      const isShared =
        by === 'members'
          ? this.sums.links.onOtherProducts()
          : this.sums.links.tasks.some((task) => this.sums.links.sellsOthers(task));
      // A task's people are its own, and the note's whole: the law calls neither shared nor not.
      const unclear = by === 'totals' && this.sums.links.onOtherProducts() && !isShared;
      const shared: Mark[] = this.sums.links.isPage() && isShared ? ['shared'] : [];
      return {
        ...one,
        by,
        marks: [...one.marks, ...shared],
        open: [...one.open, ...open, ...(unclear ? (['shared'] as const) : [])],
      };
    };
    const totalLines = this.sums.links.tasks.map(({ task }) => line('task', task));
    const totals = this.sums.over(totalLines, 'credited', source);
    const everyNote = this.sums.links.notes.every((note) =>
      this.sums.links.tasks.some(({ notes }) => notes.includes(note)),
    );
    // A SKU's page shows the task total (§3.7); whether it is all of a page with other notes the law does not say.
    if (platform === 'jd')
      return totals === 'silent' ? totals : [marked(everyNote ? totals : { ...totals, bound: null }, 'totals')];
    const noteLines = this.sums.links.notes.map((note) => line('note', note));
    const members = this.sums.over(noteLines, 'credited', source);
    if (totals === 'silent' || members === 'silent') return 'silent';
    const tellsAll = ({ days: told }: Quantity) => told.size === days.length;
    if (this.sums.links.tasks.length === 0 || totals.days.size === 0) return [marked(members, 'members')];
    if (!everyNote) return 'silent';
    const checked = this.possible(totals, totalLines, members, noteLines);
    if (checked === 'silent') return 'silent';
    if (checked.by === 'members') return [marked(checked, 'members')];
    if (tellsAll(totals) || members.days.size === 0) return [marked(checked, 'totals')];
    // Whether a total of fewer days can be in conflict with members of more the law does not say.
    const loose: Quantity = { ...members, open: [...members.open, 'conflict'] };
    if (tellsAll(members)) return [marked(loose, 'members')];
    return [marked(checked, 'totals'), marked(loose, 'members')];
  }

  /** A total below a member that was credited for nothing else is older or of less: the members answer (§3.5). */
  private possible(
    totals: Quantity,
    totalLines: readonly Line[],
    members: Quantity,
    noteLines: readonly Line[],
  ): Quantity | 'silent' {
    const isImpossible = (days: readonly Day[]): boolean =>
      this.sums.links.tasks.some((task, at) => {
        const sum = days.reduce((all, day) => all + (numberOf(totalLines[at]?.get(day)) ?? 0), 0);
        return task.notes.some((note) => {
          const line = noteLines[this.sums.links.notes.indexOf(note)];
          return (
            this.sums.links.isOnlyIn(note, task) &&
            days.reduce((all, day) => all + (numberOf(line?.get(day)) ?? 0), 0) > sum
          );
        });
      });
    const all = this.sums.links.about.days.filter((day) => totals.days.has(day));
    const whole = isImpossible(all);
    if (!whole || this.sums.broken === 'impossible') {
      // Where only some of the days are impossible the law names no answer.
      const ends = (days: readonly Day[]) =>
        isImpossible(days) !== whole && this.sums.broken !== 'impossible' ? 'silent' : totals.ends(days);
      return { ...totals, ends };
    }
    if (this.sums.links.tasks.length > 1 || members.days.size < this.sums.links.about.days.length) return 'silent';
    const ends = (days: readonly Day[]) => (isImpossible(days) ? members.ends(days) : 'silent');
    return { ...members, by: 'members', marks: [...members.marks, 'conflict'], ends };
  }

  gmv(): Some {
    const task = this.sold('gmv_task');
    const shop = this.sums.links.isPage() ? [] : this.sold('gmv_shop');
    if (task === 'silent' || shop === 'silent' || this.sums.links.about.platform === 'xhs') return 'silent';
    const known = (all: Quantity[]) => all.filter(({ days }) => days.size > 0);
    if (known(task).some(({ days }) => days.size === this.sums.links.about.days.length) || known(shop).length === 0)
      return task;
    // Of a flavour that tells some days and one that tells others, the law prefers neither.
    return [...known(task), ...known(shop)];
  }
}
