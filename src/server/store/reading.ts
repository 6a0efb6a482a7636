import { neededForAnswers } from '../../metrics/answer';
import type { CoverageRun, Evidence } from '../../metrics/evidence';
import { type LinkIndex, relatedSubjects } from '../../metrics/links';
import type { Question } from '../../metrics/question';
import { firstDayOf } from '../../metrics/reach';
import type { Subject } from '../../metrics/subjects';
import { neededForSummary } from '../../metrics/summary';
import type { Db } from '../db/db';
import { FactRows } from './fact-rows';
import { labelsIn, NamedSubjects } from './names';
import type { Snapshot } from './snapshot';

/** What can be read of a workspace at one revision. Selects evidence for the algebra; decides nothing about it. */
export class Reading {
  readonly names: NamedSubjects;
  private readonly rows: FactRows;

  constructor(
    db: Db,
    readonly workspace: string,
    readonly snapshot: Snapshot,
  ) {
    this.names = new NamedSubjects(db, workspace, snapshot);
    this.rows = new FactRows(db, workspace, snapshot.live);
  }

  get revision(): string {
    return this.snapshot.revision;
  }

  get links(): LinkIndex {
    return this.snapshot.linkIndex;
  }

  get coverage(): readonly CoverageRun[] {
    return this.snapshot.coverage;
  }

  /**
   * All that is known of some subjects on the question's days, for one who draws them day by day.
   * @param related the subjects whose rows the answer rests on
   */
  async evidence(
    asked: readonly Subject[],
    question: Question,
    related: readonly Subject[] = relatedSubjects(asked, this.links),
  ): Promise<Evidence> {
    const head = await this.head(asked, related);
    const days = { from: firstDayOf(question, this.snapshot), to: question.range.to };
    return { ...head, rows: await this.rows.whole(related, days) };
  }

  /** Evidence for answers about some subjects: rows that no figure of theirs tells apart are added up. */
  async evidenceForAnswers(asked: readonly Subject[], question: Question): Promise<Evidence> {
    const related = relatedSubjects(asked, this.links);
    const head = await this.head(asked, related);
    const needed = neededForAnswers(question, asked, head, this.links);
    return { ...head, rows: await this.rows.needed(related, needed) };
  }

  /** The same of the whole workspace, for its summary. */
  async evidenceForSummary(question: Question): Promise<Evidence> {
    const all = await this.names.all();
    const head = await this.head(all, all);
    return { ...head, rows: await this.rows.needed('all', neededForSummary(question, head, this.links)) };
  }

  private async head(asked: readonly Subject[], related: readonly Subject[]): Promise<Omit<Evidence, 'rows'>> {
    const named = await this.names.of(related);
    const known = new Set(named.map(({ subject }) => subject));
    return {
      seen: named.flatMap(({ subject, seen }) => seen.map((one) => ({ subject, ...one }))),
      coverage: this.coverage,
      links: this.snapshot.links,
      known: asked.filter((subject) => known.has(subject)),
      labels: named.flatMap(labelsIn),
      imports: this.snapshot.imports,
      calibers: this.snapshot.calibers,
    };
  }
}
