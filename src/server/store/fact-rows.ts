import type { Day } from '../../metrics/days';
import { STORED_MEASURES, type StoredMeasure } from '../../metrics/measures';
import type { NeededRows, Piece, Stretch } from '../../metrics/needed';
import type { Subject } from '../../metrics/subjects';
import type { Caliber, Grain, Period, Row, Scope, Source, StoredRow } from '../../metrics/values';
import type { Param, Sql } from '../db/db';
import { measureColumn } from '../db/schema';
import { windowFromColumn, windowToColumn } from './facts';

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
  measures: string;
}

interface SumRecord {
  subject: Subject;
  entity: string;
  stretch: number;
  /** Whether the sum would lose something: a day told twice, a sampled count, a rounded cell. */
  uneven: boolean;
  measures: string;
}

/** Reads the wide table of values for the live imports of a workspace. */
export class FactRows {
  constructor(
    private readonly sql: Sql,
    private readonly workspace: string,
    private readonly live: ReadonlyMap<string, { asOf: Day | null }>,
  ) {}

  /**
   * Rows of some subjects with all that they say of `from..to`: day rows of these days, ranges that reach into them,
   * and every lifetime: a range is the difference of two snapshots, and what was paid once is told by the newest.
   */
  async whole(subjects: readonly Subject[], { from, to }: NeededRows['days']): Promise<StoredRow[]> {
    const selected = columns(STORED_MEASURES);
    const rows: StoredRow[] = [];
    for (let start = 0; start < subjects.length; start += PAGE) {
      const records = await this.sql.query<FactRecord>(
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

  /** The rows that a question needs of some subjects, or of all; what may be added up comes as sums. */
  async needed(subjects: readonly Subject[] | 'all', needed: NeededRows): Promise<StoredRow[]> {
    const { measures, stretches, single } = needed;
    const { rows, uneven } = await this.sums(subjects, stretches, measures);
    await this.single(subjects, single, measures, rows);
    await this.single(uneven, stretches.flatMap(piecesOf), measures, rows);
    await this.notOfDays(subjects, needed, rows);
    return rows;
  }

  private async sums(
    subjects: readonly Subject[] | 'all',
    stretches: readonly Stretch[],
    measures: readonly StoredMeasure[],
  ): Promise<{ rows: StoredRow[]; uneven: Subject[] }> {
    const parts = stretches.flatMap((stretch, at) => stretch.parts.map((part) => ({ ...part, stretch, at })));
    if (parts.length === 0) return { rows: [], uneven: [] };
    const where = new Conditions(this.workspace, subjects);
    const sums = measures.map((measure) => `sum(${measureColumn(measure)})`).join(', ');
    const records = await this.sql.query<SumRecord>(
      `SELECT subject, entity, stretch,
        count(*) <> bit_count(bit_or(1::bigint << (day_from - begins))::bit(64))
          OR bool_or(sampling IS NOT NULL OR rounded IS NOT NULL) AS uneven,
        array_to_string(ARRAY[${sums}]::numeric[], ',', '') AS measures
      FROM grasslens.facts JOIN unnest(${where.scopes(parts.map(({ stretch }) => stretch.scope))},
          ${where.add(
            'text[]',
            parts.map(({ importId }) => importId),
          )},
          ${where.add(
            'date[]',
            parts.map(({ from }) => from),
          )}, ${where.add(
            'date[]',
            parts.map(({ to }) => to),
          )},
          ${where.add(
            'date[]',
            parts.map(({ stretch }) => stretch.from),
          )},
          ${where.add(
            'int[]',
            parts.map(({ at }) => String(at)),
          )})
        AS part(source, grain, win, caliber, traffic, import_id, first_day, last_day, begins, stretch)
        USING (source, grain, win, caliber, traffic, import_id)
      WHERE ${where} AND period = 'day' AND day_from BETWEEN first_day AND last_day
      GROUP BY subject, entity, stretch`,
      where.params,
    );
    const uneven = new Set(records.filter((record) => record.uneven).map(({ subject }) => subject));
    const rows: StoredRow[] = [];
    for (const { subject, entity, stretch: at, measures: text } of records) {
      const stretch = stretches[at];
      // The one that told the day on which the sum stands.
      const importId = stretch?.parts.at(-1)?.importId;
      const asOf = importId === undefined ? null : this.live.get(importId)?.asOf;
      if (!stretch || importId === undefined || !asOf || uneven.has(subject)) continue;
      rows.push({
        importId,
        asOf,
        // Of no one line of the file.
        line: 0,
        ...stretch.scope,
        subject,
        entity,
        period: { kind: 'day', from: stretch.to, to: stretch.to },
        sampling: null,
        measures: measuresFrom(text, measures),
      });
    }
    return { rows, uneven: [...uneven] };
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
    const records = await this.sql.query<FactRecord>(
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
      where.params,
    );
    this.take(records, measures, rows);
  }

  /** Ranges that reach into the days, and lifetimes. */
  private async notOfDays(
    subjects: readonly Subject[] | 'all',
    { scopes, measures, days: { from, to } }: NeededRows,
    rows: StoredRow[],
  ): Promise<void> {
    if (scopes.length === 0) return;
    const where = new Conditions(this.workspace, subjects);
    const records = await this.sql.query<FactRecord>(
      `SELECT ${columns(measures)}
      FROM grasslens.facts JOIN unnest(${where.scopes(scopes)}) AS scope(source, grain, win, caliber, traffic)
        USING (source, grain, win, caliber, traffic)
      WHERE ${where} AND period <> 'day'
        AND (period = 'lifetime'
          OR (day_from <= ${where.add('date', to)} AND day_to >= ${where.add('date', from ?? BEGINNING)}))`,
      where.params,
    );
    this.take(records, measures, rows);
  }

  private take(records: readonly FactRecord[], measures: readonly StoredMeasure[], rows: StoredRow[]): void {
    for (const record of records) {
      const asOf = this.live.get(record.import_id)?.asOf;
      if (asOf) rows.push(toRow(record, measures, asOf));
    }
  }
}

/** What a statement over the facts of a workspace is limited to, gathering its parameters. */
class Conditions {
  readonly params: Param[];
  private readonly text: string;

  constructor(workspace: string, subjects: readonly Subject[] | 'all') {
    this.params = subjects === 'all' ? [workspace] : [workspace, subjects];
    this.text = subjects === 'all' ? 'workspace_id = $1' : 'workspace_id = $1 AND subject = ANY($2)';
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

  toString(): string {
    return this.text;
  }
}

/** All measures as one text, `,,12,,`: fifty columns apart cost three times as long on their way out of PGlite. */
function columns(measures: readonly StoredMeasure[]): string {
  return `import_id, line, source, grain, subject, entity, period, day_from, day_to, win, caliber, traffic, sampling,
    rounded, array_to_string(ARRAY[${measures.map(measureColumn).join(', ')}]::bigint[], ',', '') AS measures`;
}

function piecesOf({ scope, parts }: Stretch): Piece[] {
  return parts.map(({ from, to }) => ({ scope, from, to }));
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
    ...(record.rounded === null ? {} : { rounded: record.rounded.split(',') as StoredMeasure[] }),
    measures: measuresFrom(record.measures, measures),
  };
}

function measuresFrom(text: string, measures: readonly StoredMeasure[]): Row['measures'] {
  const found: Row['measures'] = {};
  const cells = text.split(',');
  for (const [index, measure] of measures.entries()) {
    const cell = cells[index];
    if (cell) found[measure] = Number(cell);
  }
  return found;
}
