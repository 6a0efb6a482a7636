import type { OpenedArchive } from '../../archive';
import type { Sql } from '../db/db';
import { jsonText } from '../db/json-text';
import { putCalibers } from './decisions';
import { saveMappings } from './mappings';

/**
 * Puts what a team had decided elsewhere beside what this workspace has: targets and mappings take the place of those
 * of the same measure and name, and of two marks of a subject the newer one stays.
 * @throws Refusal `server_mapping_too_many`
 */
export async function putHandedOver(
  sql: Sql,
  workspace: string,
  handed: Pick<OpenedArchive, 'targets' | 'marks' | 'mappings' | 'calibers'> & { key: string | null },
): Promise<void> {
  const { targets, marks, mappings, calibers, key } = handed;
  await sql.query(
    `INSERT INTO grasslens.targets (workspace_id, measure, good, bad)
     SELECT $1, measure, good, bad
     FROM jsonb_to_recordset($2) AS one(measure text, good double precision, bad double precision)
     ON CONFLICT (workspace_id, measure) DO UPDATE SET good = excluded.good, bad = excluded.bad`,
    [workspace, jsonText(Object.entries(targets).map(([measure, bar]) => ({ measure, ...bar })))],
  );
  await sql.query(
    `INSERT INTO grasslens.marks AS held (workspace_id, subject, decision, remark, at)
     SELECT $1, subject, decision, remark, at
     FROM jsonb_to_recordset($2) AS one(subject text, decision text, remark text, at timestamptz)
     ON CONFLICT (workspace_id, subject)
     DO UPDATE SET decision = excluded.decision, remark = excluded.remark, at = excluded.at WHERE held.at < excluded.at`,
    [workspace, jsonText(Object.entries(marks).map(([subject, mark]) => ({ subject, ...mark })))],
  );
  await putCalibers(sql, workspace, calibers);
  await saveMappings(sql, workspace, mappings);
  if (key !== null) {
    await sql.query('UPDATE grasslens.workspaces SET order_key = $2 WHERE workspace_id = $1', [workspace, key]);
  }
}
