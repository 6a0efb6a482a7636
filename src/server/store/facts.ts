import type { Day } from '../../metrics/days';
import { STORED_MEASURES, type StoredMeasure } from '../../metrics/measures';
import type { Subject } from '../../metrics/subjects';
import type { Caliber, Grain, Period, Row, Source, StoredRow, Window } from '../../metrics/values';
import { type Cell, CopyText } from '../db/copy-text';
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

/** Rows of an import with values in the same columns, ready to be loaded. */
export interface EncodedFacts {
  columns: readonly string[];
  text: Uint8Array;
}

/** Rows of an import as COPY takes them, numbered on as they come. */
export class FactText {
  /** Rows so far. */
  count = 0;
  private readonly parts: EncodedFacts[] = [];
  private readonly stated = new Set<StoredMeasure>();
  private measures: StoredMeasure[] = [];
  private text = new CopyText();
  private inText = 0;

  constructor(
    private readonly workspace: string,
    private readonly importId: string,
    private nextNo: number,
  ) {}

  add(row: Row): void {
    for (const measure in row.measures) if (!this.stated.has(measure as StoredMeasure)) this.widen(row);
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
      row.rounded && row.rounded.length > 0 ? row.rounded.join(',') : null,
    ];
    for (const measure of this.measures) cells.push(row.measures[measure] ?? null);
    this.text.add(cells);
    this.inText += 1;
    this.count += 1;
  }

  /** All rows, in as many parts as there are sets of columns. */
  encoded(): EncodedFacts[] {
    this.close();
    return this.parts;
  }

  /** An export has a few of the catalogue's measures: only columns that a row has stated so far are sent. */
  private widen(row: Row): void {
    this.close();
    for (const measure in row.measures) this.stated.add(measure as StoredMeasure);
    this.measures = STORED_MEASURES.filter((measure) => this.stated.has(measure));
  }

  private close(): void {
    if (this.inText > 0) {
      this.parts.push({ columns: [...COLUMNS, ...this.measures.map(measureColumn)], text: this.text.encoded() });
    }
    this.text = new CopyText();
    this.inText = 0;
  }
}

export async function writeFacts(sql: Sql, { columns, text }: EncodedFacts): Promise<void> {
  await sql.copyIn('grasslens.facts', columns, text);
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
