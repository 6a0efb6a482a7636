import { MAX_MAPPINGS } from '../../api/contract-mappings';
import type { Mapping } from '../../metrics/mapping';
import type { Db, Sql } from '../db/db';
import { jsonText } from '../db/json-text';
import { Refusal } from '../refusal';
import { lockWorkspace } from './workspaces';

/** The column mappings of one workspace, by name. */
export class Mappings {
  constructor(
    private readonly db: Db,
    private readonly workspace: string,
  ) {}

  async list(): Promise<Mapping[]> {
    const rows = await this.db.query<{ mapping: Mapping }>(
      'SELECT mapping FROM grasslens.mappings WHERE workspace_id = $1 ORDER BY name',
      [this.workspace],
    );
    return rows.map(({ mapping }) => mapping);
  }

  /**
   * Saves some in the place of those of the same names and takes some away: all of it, or nothing.
   * @throws Refusal `server_mapping_unknown` for a name to take away that is not there, `server_mapping_too_many`
   */
  async change(save: readonly Mapping[], remove: readonly string[] = []): Promise<void> {
    await this.db.transaction(async (sql) => {
      await lockWorkspace(sql, this.workspace);
      for (const name of remove) {
        const gone = await sql.query(
          'DELETE FROM grasslens.mappings WHERE workspace_id = $1 AND name = $2 RETURNING name',
          [this.workspace, name],
        );
        if (gone.length === 0) throw new Refusal('server_mapping_unknown', { name });
      }
      await saveMappings(sql, this.workspace, save);
    });
  }
}

/**
 * Saves mappings in the place of those of the same names, of two of one name the later.
 * @throws Refusal `server_mapping_too_many`
 */
export async function saveMappings(sql: Sql, workspace: string, mappings: readonly Mapping[]): Promise<void> {
  const named = [...new Map(mappings.map((mapping) => [mapping.name, mapping])).values()];
  await sql.query(
    `INSERT INTO grasslens.mappings (workspace_id, name, mapping)
     SELECT $1, mapping ->> 'name', mapping FROM json_array_elements($2) AS mapping
     ON CONFLICT (workspace_id, name) DO UPDATE SET mapping = excluded.mapping`,
    [workspace, jsonText(named)],
  );
  const [held] = await sql.query<{ count: number }>(
    'SELECT count(*) AS count FROM grasslens.mappings WHERE workspace_id = $1',
    [workspace],
  );
  if ((held?.count ?? 0) > MAX_MAPPINGS) throw new Refusal('server_mapping_too_many', { limit: MAX_MAPPINGS });
}
