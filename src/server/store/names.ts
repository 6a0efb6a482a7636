import { type Names, namesOf } from '../../metrics/labels';
import type { NamedSubject } from '../../metrics/named';
import { isSubject, type Subject } from '../../metrics/subjects';
import type { Label } from '../../metrics/values';
import type { Db } from '../db/db';
import type { Snapshot } from './snapshot';

/** Subjects per statement when all labels of an import are read. */
const LABELLED = 500;

/** What the live imports of a workspace name, read from one snapshot of it. */
export class NamedSubjects {
  constructor(
    private readonly db: Db,
    private readonly workspace: string,
    private readonly snapshot: Snapshot,
  ) {}

  /** Every subject that a row, a label or a link names; `coarse` among them where rows are coarser than any. */
  async all(): Promise<Subject[]> {
    return this.subjects(
      `SELECT DISTINCT subject FROM grasslens.subjects WHERE workspace_id = $1 AND import_id = ANY($2) ORDER BY subject`,
    );
  }

  /** Every subject that a row speaks of. */
  async withRows(): Promise<Subject[]> {
    const rows = await this.subjects(
      `SELECT DISTINCT subject FROM grasslens.subjects
       WHERE workspace_id = $1 AND import_id = ANY($2) AND seen <> '[]' ORDER BY subject`,
    );
    return rows.filter(isSubject);
  }

  /** What the imports say of some subjects, an entry or more per import that names one. */
  async of(subjects: readonly Subject[]): Promise<NamedSubject[]> {
    const rows = await this.db.query<NamedSubject & { importId: string }>(
      `SELECT subject, import_id AS "importId", labels, seen FROM grasslens.subjects
       WHERE workspace_id = $1 AND subject = ANY($2)`,
      [this.workspace, subjects],
    );
    return rows.filter(({ importId }) => this.snapshot.live.has(importId));
  }

  /** The labels that an import gives, many at a time. */
  async *labelsOf(importId: string): AsyncGenerator<Label[]> {
    let last: { subject: string; part: number } = { subject: '', part: 0 };
    for (;;) {
      const rows: (NamedSubject & { part: number })[] = await this.db.query(
        `SELECT subject, part, labels, seen FROM grasslens.subjects
         WHERE workspace_id = $1 AND import_id = $2 AND (subject, part) > ($3, $4) AND labels <> '[]'
         ORDER BY subject, part LIMIT ${LABELLED}`,
        [this.workspace, importId, last.subject, last.part],
      );
      const end = rows.at(-1);
      if (!end) return;
      yield rows.flatMap(labelsIn);
      last = end;
    }
  }

  async namesOf(subjects: readonly Subject[]): Promise<Map<Subject, Names>> {
    return namesOf((await this.of(subjects)).flatMap(labelsIn));
  }

  /**
   * The subjects of whose id and names every one of these words is part, whatever the case; one whose id is `id` first.
   * @returns at most `limit`
   */
  async search(words: readonly string[], id: string, limit: number): Promise<Subject[]> {
    const rows = await this.db.query<{ subject: Subject }>(
      `SELECT subject FROM (
         SELECT named.subject, string_agg(label.value ->> 'value', ' ') AS names
         FROM grasslens.subjects AS named
         LEFT JOIN LATERAL jsonb_array_elements(named.labels) AS label(value)
           ON label.value ->> 'name' IN ('title', 'kol', 'task')
         WHERE named.workspace_id = $1 AND named.import_id = ANY($2) AND named.subject LIKE '%/%/%'
         GROUP BY named.subject
       ) AS said
       WHERE lower(concat_ws(' ', split_part(subject, '/', 3), names)) LIKE ALL (lower($3::text[]::text)::text[])
       ORDER BY split_part(subject, '/', 3) = $4 DESC, subject LIMIT $5`,
      [this.workspace, [...this.snapshot.live.keys()], words.map(containing), id, limit],
    );
    return rows.map(({ subject }) => subject);
  }

  private async subjects(statement: string): Promise<Subject[]> {
    const rows = await this.db.query<{ subject: Subject }>(statement, [this.workspace, [...this.snapshot.live.keys()]]);
    return rows.map(({ subject }) => subject);
  }
}

/** The labels of a subject as the algebra knows them. */
export function labelsIn({ subject, labels }: NamedSubject): Label[] {
  return labels.map((label) => ({ subject, ...label }));
}

/** A pattern for what has this in it, to the letter. */
function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
