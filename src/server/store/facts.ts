import type { Day } from '../../metrics/days';
import { STORED_MEASURES, type StoredMeasure } from '../../metrics/measures';
import type { Subject } from '../../metrics/subjects';
import type { Caliber, Grain, Period, Row, Source, StoredRow, Window } from '../../metrics/values';
import { type Cell, encodeRows } from '../db/copy-text';
import type { Sql } from '../db/db';
import { measureColumn } from '../db/schema';

/** The wide table of values, to and from rows. */

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
];

/** Loads rows of an import; `firstNo` numbers them on within it. */
export async function writeFacts(
  sql: Sql,
  workspace: string,
  importId: string,
  rows: readonly Row[],
  firstNo: number,
): Promise<void> {
  // An export has a few of the catalogue's measures: only their columns are sent.
  const stated = new Set(rows.flatMap((row) => Object.keys(row.measures)));
  const measures = STORED_MEASURES.filter((measure) => stated.has(measure));
  const cells = rows.map((row, index): Cell[] => [
    workspace,
    row.subject,
    row.period.from,
    importId,
    firstNo + index,
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
    row.rounded && row.rounded.length > 0 ? row.rounded.join(',') : null,
    ...measures.map((measure) => row.measures[measure] ?? null),
  ]);
  await sql.copyIn('grasslens.facts', [...COLUMNS, ...measures.map(measureColumn)], encodeRows(cells));
}

interface FactRecord {
  import_id: string;
  line: number;
  source: Source;
  grain: Grain;
  subject: Subject;
  entity: string;
  period: Period['kind'];
  day_from: Day;
  day_to: Day;
  win: number;
  caliber: Caliber;
  traffic: string;
  sampling: number | null;
  rounded: string | null;
  measures: string;
}

/** All measures as one text, `,,12,,`: fifty columns apart cost three times as long on their way out of PGlite. */
const SELECTED = `import_id, line, source, grain, subject, entity, period, day_from, day_to, win, caliber, traffic,
  sampling, rounded, array_to_string(ARRAY[${STORED_MEASURES.map(measureColumn).join(', ')}], ',', '') AS measures`;

/** The days that rows are read for; `from` null: from the beginning. */
export interface Days {
  from: Day | null;
  to: Day;
}

/** PostgreSQL's own first and last day of the Gregorian years we can meet. */
const BEGINNING = '0001-01-01';

/**
 * Rows of some subjects that say something about `from..to`: day rows of these days, ranges that reach into them, and
 * every lifetime: a range is the difference of two snapshots, and what was paid once is told by the newest.
 */
export async function readFacts(
  sql: Sql,
  workspace: string,
  subjects: readonly Subject[],
  { from, to }: Days,
): Promise<FactRecord[]> {
  return sql.query<FactRecord>(
    `SELECT ${SELECTED} FROM grasslens.facts
      WHERE workspace_id = $1 AND subject = ANY($2) AND day_from BETWEEN $3 AND $4 AND period = 'day'
    UNION ALL
    SELECT ${SELECTED} FROM grasslens.facts
      WHERE workspace_id = $1 AND subject = ANY($2)
        AND period <> 'day' AND (period = 'lifetime' OR (day_from <= $4 AND day_to >= $3))`,
    [workspace, subjects, from ?? BEGINNING, to],
  );
}

/** The subjects that an import has rows of, whatever its state. */
export async function subjectsOfImport(sql: Sql, workspace: string, importId: string): Promise<Subject[]> {
  const rows = await sql.query<{ subject: Subject }>(
    'SELECT DISTINCT subject FROM grasslens.facts WHERE workspace_id = $1 AND import_id = $2',
    [workspace, importId],
  );
  return rows.map(({ subject }) => subject);
}

/** A record as the algebra knows it. */
export function toRow(record: FactRecord, asOf: Day): StoredRow {
  return {
    importId: record.import_id,
    asOf,
    line: record.line,
    source: record.source,
    grain: record.grain,
    subject: record.subject,
    entity: record.entity,
    period: { kind: record.period, from: record.day_from, to: record.day_to },
    window: windowFromColumn(record.win),
    caliber: record.caliber,
    traffic: record.traffic,
    sampling: record.sampling,
    ...(record.rounded === null ? {} : { rounded: record.rounded.split(',') as StoredMeasure[] }),
    measures: measuresFrom(record.measures),
  };
}

function measuresFrom(text: string): Row['measures'] {
  const measures: Row['measures'] = {};
  const cells = text.split(',');
  for (const [index, measure] of STORED_MEASURES.entries()) {
    const cell = cells[index];
    if (cell) measures[measure] = Number(cell);
  }
  return measures;
}

function windowToColumn(window: Window): number {
  if (window === 'none') return WINDOW_NONE;
  return window === 'unknown' ? WINDOW_UNKNOWN : window;
}

function windowFromColumn(win: number): Window {
  if (win === WINDOW_NONE) return 'none';
  return win === WINDOW_UNKNOWN ? 'unknown' : (win as 7 | 15 | 30);
}
