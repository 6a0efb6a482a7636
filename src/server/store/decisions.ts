import type { CaliberAnswers, CalibersRequest, MarksRequest, MarksResponse, Targets } from '../../api/contract-detail';
import type { Source } from '../../metrics/sources';
import type { Db, Sql } from '../db/db';
import { jsonText } from '../db/json-text';
import { lockWorkspace } from './workspaces';

type Marks = MarksResponse['marks'];

/** What a team has decided, beside the values: targets per measure, and a mark with a remark per subject. */
export class Decisions {
  constructor(
    private readonly db: Db,
    private readonly workspace: string,
  ) {}

  async targets(): Promise<Targets> {
    const rows = await this.db.query<{ measure: string; good: number; bad: number }>(
      'SELECT measure, good, bad FROM grasslens.targets WHERE workspace_id = $1 ORDER BY measure',
      [this.workspace],
    );
    return Object.fromEntries(rows.map(({ measure, good, bad }) => [measure, { good, bad }]));
  }

  /** These and no others. */
  async setTargets(targets: Targets): Promise<void> {
    const rows = Object.entries(targets).map(([measure, bar]) => ({ measure, ...bar }));
    await this.db.transaction(async (sql) => {
      await lockWorkspace(sql, this.workspace);
      await sql.query('DELETE FROM grasslens.targets WHERE workspace_id = $1', [this.workspace]);
      await sql.query(
        `INSERT INTO grasslens.targets (workspace_id, measure, good, bad)
         SELECT $1, measure, good, bad
         FROM jsonb_to_recordset($2) AS one(measure text, good double precision, bad double precision)`,
        [this.workspace, jsonText(rows)],
      );
    });
  }

  async marks(): Promise<Marks> {
    const rows = await this.db.query<Omit<Marks[string], 'at'> & { subject: string; at: Date }>(
      'SELECT subject, decision, remark, at FROM grasslens.marks WHERE workspace_id = $1 ORDER BY subject',
      [this.workspace],
    );
    return Object.fromEntries(
      rows.map(({ subject, decision, remark, at }) => [subject, { decision, remark, at: at.toISOString() }]),
    );
  }

  /** Sets the marks of these subjects, takes away those that are null, and leaves all others. */
  async setMarks(marks: MarksRequest['marks']): Promise<void> {
    const entries = Object.entries(marks);
    const set = entries.flatMap(([subject, mark]) => (mark === null ? [] : [{ subject, ...mark }]));
    const gone = entries.flatMap(([subject, mark]) => (mark === null ? [subject] : []));
    await this.db.transaction(async (sql) => {
      await lockWorkspace(sql, this.workspace);
      await sql.query('DELETE FROM grasslens.marks WHERE workspace_id = $1 AND subject = ANY($2)', [
        this.workspace,
        gone,
      ]);
      await sql.query(
        `INSERT INTO grasslens.marks (workspace_id, subject, decision, remark, at)
         SELECT $1, subject, decision, remark, now()
         FROM jsonb_to_recordset($2) AS one(subject text, decision text, remark text)
         ON CONFLICT (workspace_id, subject)
         DO UPDATE SET decision = excluded.decision, remark = excluded.remark, at = excluded.at`,
        [this.workspace, jsonText(set)],
      );
    });
  }

  async calibers(): Promise<CaliberAnswers> {
    const rows = await this.db.query<{ source: Source; caliber: 'click' | 'conversion' }>(
      'SELECT source, caliber FROM grasslens.calibers WHERE workspace_id = $1 ORDER BY source',
      [this.workspace],
    );
    return Object.fromEntries(rows.map(({ source, caliber }) => [source, caliber]));
  }

  /** Sets these answers and takes away those that are null. Answers change by it: the revision moves. */
  async setCalibers(calibers: CalibersRequest['calibers']): Promise<void> {
    await this.db.transaction(async (sql) => {
      await lockWorkspace(sql, this.workspace);
      await putCalibers(sql, this.workspace, calibers);
      await sql.query('UPDATE grasslens.workspaces SET revision = revision + 1 WHERE workspace_id = $1', [
        this.workspace,
      ]);
    });
  }
}

/** Whose day the rows of sources are; null takes an answer away. */
export async function putCalibers(sql: Sql, workspace: string, calibers: CalibersRequest['calibers']): Promise<void> {
  const rows = Object.entries(calibers).map(([source, caliber]) => ({ source, caliber }));
  const gone = rows.filter(({ caliber }) => caliber === null).map(({ source }) => source);
  await sql.query('DELETE FROM grasslens.calibers WHERE workspace_id = $1 AND source = ANY($2)', [workspace, gone]);
  await sql.query(
    `INSERT INTO grasslens.calibers (workspace_id, source, caliber)
     SELECT $1, source, caliber FROM jsonb_to_recordset($2) AS one(source text, caliber text) WHERE caliber IS NOT NULL
     ON CONFLICT (workspace_id, source) DO UPDATE SET caliber = excluded.caliber`,
    [workspace, jsonText(rows)],
  );
}
