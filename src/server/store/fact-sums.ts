import { CUT } from '../../metrics/cuts';
import type { Day } from '../../metrics/days';
import type { StoredMeasure } from '../../metrics/measures';
import { cutApart, type Stretch } from '../../metrics/stretches';
import type { Subject } from '../../metrics/subjects';
import type { StoredRow } from '../../metrics/values';
import type { Db } from '../db/db';
import { measureColumn } from '../db/schema';
import { Conditions, measuresFrom } from './fact-conditions';

interface SumRecord {
  subject: Subject;
  entity: string;
  stretch: number;
  /** Whether the sum would lose something: a day told twice, a sampled count, a rounded or a blank cell. */
  uneven: boolean;
  /** The days with a blank cell, separated by commas; null where there is none. */
  blank: string | null;
  measures: string;
}

/** Adds up rows of the wide table of values, where no figure tells their days apart. */
export class FactSums {
  constructor(
    private readonly db: Db,
    private readonly workspace: string,
    private readonly live: ReadonlyMap<string, { asOf: Day | null }>,
  ) {}

  /** @returns the sums, and the subjects of which not all could be added up: none of theirs is among them */
  async read(
    subjects: readonly Subject[] | 'all',
    stretches: readonly Stretch[],
    measures: readonly StoredMeasure[],
  ): Promise<{ rows: StoredRow[]; uneven: Subject[] }> {
    const read = async (some: readonly Stretch[]) => [
      ...(await this.of(subjects, some, false, measures)),
      ...(await this.of(subjects, some, true, measures)),
    ];
    const first = await read(stretches);
    const blank = new Set(first.flatMap((record) => record.blank?.split(',') ?? []));
    if (blank.size === 0) return this.summed(first, stretches, measures);
    const apart = cutApart(stretches, blank);
    return this.summed(await read(apart), apart, measures);
  }

  private summed(
    records: readonly SumRecord[],
    stretches: readonly Stretch[],
    measures: readonly StoredMeasure[],
  ): { rows: StoredRow[]; uneven: Subject[] } {
    const uneven = new Set(records.filter((record) => record.uneven).map(({ subject }) => subject));
    const rows: StoredRow[] = [];
    for (const { subject, entity, stretch: at, measures: text } of records) {
      const stretch = stretches[at];
      // One that told the day on which the sum stands.
      const importId = stretch?.parts.find(({ to }) => to === stretch.to)?.importId;
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

  /** One sum per subject, entity and stretch; on contested days of the newest rows that state each measure. */
  private async of(
    subjects: readonly Subject[] | 'all',
    stretches: readonly Stretch[],
    contested: boolean,
    measures: readonly StoredMeasure[],
  ): Promise<SumRecord[]> {
    const parts = stretches.flatMap((stretch, at) =>
      stretch.contested === contested
        ? stretch.stored.flatMap((scope) => stretch.parts.map((part) => ({ ...part, scope, stretch, at })))
        : [],
    );
    if (parts.length === 0) return [];
    const where = new Conditions(this.workspace, subjects);
    const columns = measures.map(measureColumn);
    const from = `grasslens.facts JOIN unnest(
          ${where.scopes(parts.map(({ scope }) => scope))},
          ${where.add(
            'text[]',
            parts.map(({ importId }) => importId),
          )},
          ${where.add(
            'date[]',
            parts.map(({ from }) => from),
          )},
          ${where.add(
            'date[]',
            parts.map(({ to }) => to),
          )},
          ${where.add(
            'date[]',
            parts.map(({ stretch }) => stretch.from),
          )},
          ${where.add(
            'int[]',
            parts.map(({ rank }) => String(rank)),
          )},
          ${where.add(
            'int[]',
            parts.map(({ at }) => String(at)),
          )},
          ${where.add(
            'int[]',
            parts.map(({ stretch }) => String(stretch.proves)),
          )})
        AS part(source, grain, win, caliber, traffic, import_id, first_day, last_day, begins, rank, stretch, proves)
        USING (source, grain, win, caliber, traffic, import_id)
      WHERE ${where} AND period = 'day' AND day_from BETWEEN first_day AND last_day`;
    const blank = `num_nonnulls(${columns.join(', ')}) < proves`;
    if (!contested) {
      return where.query<SumRecord>(
        this.db,
        `SELECT subject, entity, stretch, ${toldTwice('day_from - begins')} OR ${ODD} OR bool_or(${blank}) AS uneven,
          string_agg(day_from::text, ',') FILTER (WHERE ${blank}) AS blank,
          ${asText(columns.map((column) => `sum(${column})`))}
        FROM ${from} GROUP BY subject, entity, stretch`,
        true,
      );
    }
    // The newest is the largest when its rank stands in front; cuts of one day are no entities of their own (§3.6).
    const cut = `bool_or(strpos(entity, ${where.add('text', CUT)}) > 0)`;
    const newest = columns.map((column) => `max((rank::bigint << ${RANK_AT}) + ${HALF} + ${column}) AS ${column}`);
    return where.query<SumRecord>(
      this.db,
      `SELECT subject, entity, stretch, bool_or(uneven) AS uneven,
        string_agg(day_from::text, ',') FILTER (WHERE blank) AS blank,
        ${asText(columns.map((column) => `sum((${column} & ${2n * HALF - 1n}) - ${HALF})`))}
      FROM (
        SELECT subject, entity, stretch, day_from, bool_or(${blank}) AS blank,
          ${toldTwice('rank')} OR ${ODD} OR bool_or(${blank}) OR ${cut} AS uneven, ${newest.join(', ')}
        FROM ${from} GROUP BY subject, entity, stretch, day_from
      ) AS day GROUP BY subject, entity, stretch`,
    );
  }
}

/** Bits for a value below its import's rank: fen of 45 trillion yuan, of either sign. */
const RANK_AT = 53;
const HALF = 1n << 52n;

/** What must not be added up: scaled row by row, or said of the cell. */
const ODD = 'bool_or(sampling IS NOT NULL OR rounded IS NOT NULL)';

/** Whether two rows of a group have one number, of numbers under 62. */
function toldTwice(number: string): string {
  return `count(*) <> bit_count(bit_or(1::bigint << (${number}))::bit(64))`;
}

/** Sums as one text. */
function asText(sums: readonly string[]): string {
  return `array_to_string(ARRAY[${sums.join(', ')}]::numeric[], ',', '') AS measures`;
}
