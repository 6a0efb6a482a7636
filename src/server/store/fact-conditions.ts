import type { StoredMeasure } from '../../metrics/measures';
import type { Subject } from '../../metrics/subjects';
import type { Row, Scope } from '../../metrics/values';
import type { Db, Param, Sql } from '../db/db';
import { windowToColumn } from './facts';

/** For grouping all rows of a workspace; PostgreSQL's own 4 MB would take them through files. */
const SORTING_MEMORY = '64MB';

/** What a statement over the facts of a workspace is limited to, gathering its parameters. */
export class Conditions {
  readonly params: Param[];
  private readonly text: string;

  constructor(
    workspace: string,
    private readonly subjects: readonly Subject[] | 'all',
  ) {
    this.params = subjects === 'all' ? [workspace] : [workspace, subjects];
    this.text = subjects === 'all' ? 'workspace_id = $1' : 'workspace_id = $1 AND subject = asked';
  }

  add(type: string, param: Param): string {
    this.params.push(param);
    return `$${this.params.length}::${type}`;
  }

  /** The columns of scopes, as so many arrays. */
  scopes(scopes: readonly Scope[]): string {
    return [
      this.add(
        'text[]',
        scopes.map(({ source }) => source),
      ),
      this.add(
        'text[]',
        scopes.map(({ grain }) => grain),
      ),
      this.add(
        'smallint[]',
        scopes.map(({ window }) => String(windowToColumn(window))),
      ),
      this.add(
        'text[]',
        scopes.map(({ caliber }) => caliber),
      ),
      this.add(
        'text[]',
        scopes.map(({ traffic }) => traffic),
      ),
    ].join(', ');
  }

  /**
   * Runs a statement with these parameters; of some subjects for one after the other, so that each one's rows are found
   * by their key however many there are of others, and none are sorted among those of others.
   * @param fewGroups whether it adds up many rows to few, which need no sorting
   */
  query<Row extends object>(db: Db, text: string, fewGroups = false): Promise<Row[]> {
    if (this.subjects !== 'all') {
      const each = `SELECT one.* FROM unnest($2::text[]) AS asked CROSS JOIN LATERAL (${text}) AS one`;
      return db.query<Row>(each, this.params);
    }
    return db.transaction(async (sql: Sql) => {
      // A table that has just grown has no statistics: its rows are to be gone through once, not once per scope.
      await sql.query('SET LOCAL enable_nestloop = off');
      if (fewGroups) await sql.query('SET LOCAL enable_sort = off');
      await sql.query(`SET LOCAL work_mem = '${SORTING_MEMORY}'`);
      return sql.query<Row>(text, this.params);
    });
  }

  toString(): string {
    return this.text;
  }
}

/** The measures in a text of them all, in this order. */
export function measuresFrom(text: string, measures: readonly StoredMeasure[]): Row['measures'] {
  const found: Row['measures'] = {};
  const cells = text.split(',');
  for (const [index, measure] of measures.entries()) {
    const cell = cells[index];
    if (cell) found[measure] = Number(cell);
  }
  return found;
}
