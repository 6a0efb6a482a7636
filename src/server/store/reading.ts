import type { CoverageRun, Evidence } from '../../metrics/evidence';
import { type LinkIndex, relatedSubjects } from '../../metrics/links';
import type { Question } from '../../metrics/question';
import { firstDayOf } from '../../metrics/reach';
import type { Subject } from '../../metrics/subjects';
import type { StoredRow } from '../../metrics/values';
import type { Db } from '../db/db';
import { type Days, readFacts, toRow } from './facts';
import { labelsIn, NamedSubjects } from './names';
import type { Snapshot } from './snapshot';

/** Subjects per statement when many are read, so that other questions get their turn in between. */
const PAGE = 500;

/** What can be read of a workspace at one revision. Selects evidence for the algebra; decides nothing about it. */
export class Reading {
  readonly names: NamedSubjects;

  constructor(
    private readonly db: Db,
    readonly workspace: string,
    readonly snapshot: Snapshot,
  ) {
    this.names = new NamedSubjects(db, workspace, snapshot);
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
   * The evidence of a question about some subjects.
   * @param related the subjects whose rows the answer rests on
   */
  async evidence(
    asked: readonly Subject[],
    question: Question,
    related: readonly Subject[] = relatedSubjects(asked, this.links),
  ): Promise<Evidence> {
    const named = await this.names.of(related);
    const known = new Set(named.map(({ subject }) => subject));
    return {
      rows: await this.rows(related, { from: firstDayOf(question, this.coverage), to: question.range.to }),
      seen: named.flatMap(({ subject, seen }) => seen.map((one) => ({ subject, ...one }))),
      coverage: this.coverage,
      links: this.snapshot.links,
      known: asked.filter((subject) => known.has(subject)),
      labels: named.flatMap(labelsIn),
      imports: this.snapshot.imports,
    };
  }

  private async rows(subjects: readonly Subject[], days: Days): Promise<StoredRow[]> {
    const rows: StoredRow[] = [];
    for (let start = 0; start < subjects.length; start += PAGE) {
      const page = subjects.slice(start, start + PAGE);
      for (const record of await readFacts(this.db, this.workspace, page, days)) {
        const asOf = this.snapshot.live.get(record.import_id)?.asOf;
        if (asOf) rows.push(toRow(record, asOf));
      }
    }
    return rows;
  }
}
