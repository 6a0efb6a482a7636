import { STORED_MEASURES, type StoredMeasure } from '../../metrics/measures';
import type { Subject } from '../../metrics/subjects';
import type { Row, Window } from '../../metrics/values';
import { type Cell, CopyText } from '../db/copy-text';
import type { Db, Sql } from '../db/db';
import { measureColumn } from '../db/schema';

/** The wide table of values, as rows go into it. */

const WINDOW_NONE = 0;
const WINDOW_UNKNOWN = -1;

const COLUMNS = [
  'workspace_id',
  'subject',
  'day_from',
  'import_id',
  'row_no',
  'line',
  'day_to',
  'period',
  'source',
  'grain',
  'entity',
  'win',
  'caliber',
  'traffic',
  'sampling',
  'rounded',
  'hidden',
];

/** Rows of an import with values in the same columns, ready to be loaded. */
export interface EncodedFacts {
  columns: readonly string[];
  text: Uint8Array;
}

/** Rows per COPY: a question that comes meanwhile waits for one of these at most. */
const COPY_ROWS = 5_000;

/** Rows that state values in the same columns: their text, and the places in it of each subject's. */
interface Alike {
  measures: readonly StoredMeasure[];
  text: CopyText;
  bySubject: Map<Subject, number[]>;
  count: number;
}

/**
 * Rows of an import as COPY takes them, numbered as they come and laid down subject by subject: an export goes day by
 * day, and a screenful would be read from as many pages as it has days.
 */
export class FactText {
  /** Rows so far. */
  count = 0;
  private readonly stated = new Set<StoredMeasure>();
  private alike: Alike = { measures: [], text: new CopyText(), bySubject: new Map(), count: 0 };
  private readonly all = [this.alike];

  constructor(
    private readonly workspace: string,
    private readonly importId: string,
    private nextNo: number,
  ) {}

  add(row: Row): void {
    for (const measure in row.measures) if (!this.stated.has(measure as StoredMeasure)) this.widen(row);
    const { measures, text, bySubject } = this.alike;
    const cells: Cell[] = [
      this.workspace,
      row.subject,
      row.period.from,
      this.importId,
      this.nextNo++,
      row.line,
      row.period.to,
      row.period.kind,
      row.source,
      row.grain,
      row.entity,
      windowToColumn(row.window),
      row.caliber,
      row.traffic,
      row.sampling,
      listed(row.rounded),
      listed(row.hidden),
    ];
    for (const measure of measures) cells.push(row.measures[measure] ?? null);
    text.add(cells);
    const places = bySubject.get(row.subject);
    if (places) places.push(this.alike.count);
    else bySubject.set(row.subject, [this.alike.count]);
    this.alike.count += 1;
    this.count += 1;
  }

  /** All rows, in parts that are made as they are asked for. */
  *encoded(): Generator<EncodedFacts> {
    for (const { measures, text, bySubject } of this.all) {
      const columns = [...COLUMNS, ...measures.map(measureColumn)];
      const places = [...bySubject.keys()].sort().flatMap((subject) => bySubject.get(subject) ?? []);
      for (let start = 0; start < places.length; start += COPY_ROWS) {
        yield { columns, text: text.picked(places.slice(start, start + COPY_ROWS)) };
      }
    }
  }

  /** An export has a few of the catalogue's measures: only columns that a row has stated so far are sent. */
  private widen(row: Row): void {
    for (const measure in row.measures) this.stated.add(measure as StoredMeasure);
    const measures = STORED_MEASURES.filter((measure) => this.stated.has(measure));
    this.alike = { measures, text: new CopyText(), bySubject: new Map(), count: 0 };
    this.all.push(this.alike);
  }
}

/** A list of measures as the table has it. */
function listed(measures: readonly StoredMeasure[] | undefined): string | null {
  return measures && measures.length > 0 ? measures.join(',') : null;
}

export async function writeFacts(sql: Sql, { columns, text }: EncodedFacts): Promise<void> {
  await sql.copyIn('grasslens.facts', columns, text);
}

/**
 * Tells the database what the table has come to hold, as is advised after a load: it would read a screenful by a plan
 * for a handful of rows, half as slow again, and in a data folder nothing else ever tells it. A server is also told
 * which rows are there for everybody: else whoever reads them first writes that down, page by page. What is dead is
 * left to its own upkeep, which may take its time.
 * https://www.postgresql.org/docs/current/populate.html#POPULATE-ANALYZE
 * https://www.postgresql.org/docs/current/sql-vacuum.html
 */
export async function surveyFacts(db: Db): Promise<void> {
  await db.query(`${db.embedded ? 'ANALYZE' : 'VACUUM (ANALYZE, INDEX_CLEANUP OFF, TRUNCATE OFF)'} grasslens.facts`);
}

/** The subjects that an import has rows of, whatever its state. */
export async function subjectsOfImport(sql: Sql, workspace: string, importId: string): Promise<Subject[]> {
  const rows = await sql.query<{ subject: Subject }>(
    'SELECT DISTINCT subject FROM grasslens.facts WHERE workspace_id = $1 AND import_id = $2',
    [workspace, importId],
  );
  return rows.map(({ subject }) => subject);
}

/** A window as the table keeps it. */
export function windowToColumn(window: Window): number {
  if (window === 'none') return WINDOW_NONE;
  return window === 'unknown' ? WINDOW_UNKNOWN : window;
}

/** {@link windowToColumn}, back. */
export function windowFromColumn(win: number): Window {
  if (win === WINDOW_NONE) return 'none';
  return win === WINDOW_UNKNOWN ? 'unknown' : (win as 7 | 15 | 30);
}
