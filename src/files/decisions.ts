import type { DecisionMark, MarkWish } from '../metrics/marks';
import type { Source } from '../metrics/sources';
import type { Subject } from '../metrics/subjects';
import type { Bars } from '../metrics/verdicts';
import type { DecisionsRecord, OpenFiles } from './database';

/** What the user has decided in a set of files: targets per measure, and a mark with a remark per subject. */
export class FilesDecisions {
  constructor(private readonly open: OpenFiles) {}

  async targets(set: string): Promise<Bars['targets']> {
    return (await this.read(set)).targets;
  }

  /** These and no others. */
  async setTargets(set: string, targets: Bars['targets']): Promise<void> {
    await this.change(set, (before) => ({ ...before, targets }));
  }

  async marks(set: string): Promise<DecisionsRecord['marks']> {
    return (await this.read(set)).marks;
  }

  /** Sets the marks of these subjects, takes away those that are null, leaves all others, and gives all. */
  async setMarks(set: string, wishes: Record<Subject, MarkWish | null>): Promise<DecisionsRecord['marks']> {
    const at = new Date().toISOString();
    const { marks } = await this.change(set, (before) => {
      const kept = Object.entries(before.marks).filter(([subject]) => !Object.hasOwn(wishes, subject));
      const wished = Object.entries(wishes).flatMap(([subject, wish]): [Subject, DecisionMark][] =>
        wish === null ? [] : [[subject, { ...wish, at }]],
      );
      return { ...before, marks: Object.fromEntries([...kept, ...wished]) };
    });
    return marks;
  }

  /** Answers whose day a source's rows are; null takes the answer away. Answers change by it: the revision moves. */
  async declareCaliber(set: string, source: Source, caliber: 'click' | 'conversion' | null): Promise<void> {
    const tx = (await this.open()).transaction('sets', 'readwrite', { durability: 'strict' });
    const record = await tx.store.get(set);
    if (record) {
      const { [source]: _, ...others } = record.calibers ?? {};
      const calibers = caliber === null ? others : { ...others, [source]: caliber };
      await tx.store.put({ ...record, calibers, changes: record.changes + 1 });
    }
    await tx.done;
  }

  private async read(set: string): Promise<DecisionsRecord> {
    return (await (await this.open()).get('decisions', set)) ?? { set, targets: {}, marks: {} };
  }

  private async change(set: string, next: (before: DecisionsRecord) => DecisionsRecord): Promise<DecisionsRecord> {
    const tx = (await this.open()).transaction('decisions', 'readwrite');
    const after = next((await tx.store.get(set)) ?? { set, targets: {}, marks: {} });
    await tx.store.put(after);
    await tx.done;
    return after;
  }
}
