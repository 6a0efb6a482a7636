import type { Day } from '../../metrics/days';
import { STORED_MEASURES, type StoredMeasure } from '../../metrics/measures';
import type { NeededRows } from '../../metrics/needed';
import type { Source } from '../../metrics/sources';
import type { Piece, Stretch } from '../../metrics/stretches';
import type { Subject } from '../../metrics/subjects';
import type { Caliber, Grain, Period, StoredRow } from '../../metrics/values';
import type { Db } from '../db/db';
import { measureColumn } from '../db/schema';
import { Conditions, measuresFrom } from './fact-conditions';
import { FactSums } from './fact-sums';
import { windowFromColumn } from './facts';

/** Subjects per statement when many are read, so that other questions get their turn in between. */
const PAGE = 500;
/** Before every day that we can meet. */
const BEGINNING = '0001-01-01';

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
  hidden: string | null;
  measures: string;
}

/** Reads the wide table of values for the live imports of a workspace. */
export class FactRows {
  private readonly sums: FactSums;

  constructor(
    private readonly db: Db,
    private readonly workspace: string,
    private readonly live: ReadonlyMap<string, { asOf: Day | null }>,
  ) {
    this.sums = new FactSums(db, workspace, live);
  }

  /**
   * Rows of some subjects with all that they say of `from..to`: day rows of these days, ranges that reach into them,
   * and every lifetime: a range is the difference of two snapshots, and what was paid once is told by the newest.
   */
  async whole(subjects: readonly Subject[], { from, to }: NeededRows['days']): Promise<StoredRow[]> {
    const selected = columns(STORED_MEASURES);
    const rows: StoredRow[] = [];
    for (let start = 0; start < subjects.length; start += PAGE) {
      const records = await this.db.query<FactRecord>(
        `SELECT ${selected} FROM grasslens.facts
          WHERE workspace_id = $1 AND subject = ANY($2) AND day_from BETWEEN $3 AND $4 AND period = 'day'
        UNION ALL
        SELECT ${selected} FROM grasslens.facts
          WHERE workspace_id = $1 AND subject = ANY($2)
            AND period <> 'day' AND (period = 'lifetime' OR (day_from <= $4 AND day_to >= $3))`,
        [this.workspace, subjects.slice(start, start + PAGE), from ?? BEGINNING, to],
      );
      this.take(records, STORED_MEASURES, rows);
    }
    return rows;
  }

  /** All rows that one import has of some subjects, subject by subject, as they came. */
  async ofImport(importId: string, subjects: readonly Subject[]): Promise<StoredRow[]> {
    const records = await this.db.query<FactRecord>(
      `SELECT ${columns(STORED_MEASURES)} FROM grasslens.facts
        WHERE workspace_id = $1 AND subject = ANY($2) AND import_id = $3 ORDER BY subject, row_no`,
      [this.workspace, subjects, importId],
    );
    const rows: StoredRow[] = [];
    this.take(records, STORED_MEASURES, rows);
    return rows;
  }

  /** Day rows of open caliber that some imports have of some subjects, the first so many by subject and day. */
  async openCaliber(subjects: readonly Subject[], importIds: readonly string[], most: number): Promise<StoredRow[]> {
    const records = await this.db.query<FactRecord>(
      `SELECT ${columns(STORED_MEASURES)} FROM grasslens.facts
        WHERE workspace_id = $1 AND subject = ANY($2) AND import_id = ANY($3)
          AND caliber = 'unknown' AND win > 0 AND period = 'day'
        ORDER BY subject, day_from, import_id, row_no LIMIT ${most}`,
      [this.workspace, subjects, importIds],
    );
    const rows: StoredRow[] = [];
    this.take(records, STORED_MEASURES, rows);
    return rows;
  }

  /** The rows that a question needs of some subjects, or of all; what may be added up comes as sums. */
  async needed(subjects: readonly Subject[] | 'all', needed: NeededRows): Promise<StoredRow[]> {
    const { measures, stretches, single } = needed;
    const { rows, uneven } = await this.sums.read(subjects, stretches, measures);
    await this.single(subjects, single, measures, rows);
    await this.single(uneven, stretches.flatMap(piecesOf), measures, rows);
    await this.notOfDays(subjects, needed, rows);
    return rows;
  }

  /** Day rows one by one. */
  private async single(
    subjects: readonly Subject[] | 'all',
    pieces: readonly Piece[],
    measures: readonly StoredMeasure[],
    rows: StoredRow[],
  ): Promise<void> {
    if (pieces.length === 0 || subjects.length === 0) return;
    const where = new Conditions(this.workspace, subjects);
    const records = await where.query<FactRecord>(
      this.db,
      `SELECT ${columns(measures)}
      FROM grasslens.facts JOIN unnest(${where.scopes(pieces.map(({ scope }) => scope))},
          ${where.add(
            'date[]',
            pieces.map(({ from }) => from),
          )}, ${where.add(
            'date[]',
            pieces.map(({ to }) => to),
          )})
        AS piece(source, grain, win, caliber, traffic, first_day, last_day)
        USING (source, grain, win, caliber, traffic)
      WHERE ${where} AND period = 'day' AND day_from BETWEEN first_day AND last_day`,
    );
    this.take(records, measures, rows);
  }

  /** Ranges that reach into the days, and lifetimes, with all that they state: a row that states nothing says something, too. */
  private async notOfDays(
    subjects: readonly Subject[] | 'all',
    { scopes, days: { from, to } }: NeededRows,
    rows: StoredRow[],
  ): Promise<void> {
    if (scopes.length === 0) return;
    const where = new Conditions(this.workspace, subjects);
    const records = await where.query<FactRecord>(
      this.db,
      `SELECT ${columns(STORED_MEASURES)}
      FROM grasslens.facts JOIN unnest(${where.scopes(scopes)}) AS scope(source, grain, win, caliber, traffic)
        USING (source, grain, win, caliber, traffic)
      WHERE ${where} AND period <> 'day'
        AND (period = 'lifetime'
          OR (day_from <= ${where.add('date', to)} AND day_to >= ${where.add('date', from ?? BEGINNING)}))`,
    );
    this.take(records, STORED_MEASURES, rows);
  }

  private take(records: readonly FactRecord[], measures: readonly StoredMeasure[], rows: StoredRow[]): void {
    for (const record of records) {
      const asOf = this.live.get(record.import_id)?.asOf;
      if (asOf) rows.push(toRow(record, measures, asOf));
    }
  }
}

/** All measures as one text, `,,12,,`: fifty columns apart cost three times as long on their way out of PGlite. */
function columns(measures: readonly StoredMeasure[]): string {
  return `import_id, line, source, grain, subject, entity, period, day_from, day_to, win, caliber, traffic, sampling,
    rounded, hidden, array_to_string(ARRAY[${measures.map(measureColumn).join(', ')}]::bigint[], ',', '') AS measures`;
}

function piecesOf({ stored, parts }: Stretch): Piece[] {
  return stored.flatMap((scope) => parts.map(({ from, to }) => ({ scope, from, to })));
}

/** A record as the algebra knows it. */
function toRow(record: FactRecord, measures: readonly StoredMeasure[], asOf: Day): StoredRow {
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
    ...(record.rounded !== null && { rounded: record.rounded.split(',') as StoredMeasure[] }),
    ...(record.hidden !== null && { hidden: record.hidden.split(',') as StoredMeasure[] }),
    measures: measuresFrom(record.measures, measures),
  };
}
