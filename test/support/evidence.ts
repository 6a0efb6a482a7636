import { CoverageBuilder, toCoverageRun } from '../../src/metrics/coverage';
import { eachDay } from '../../src/metrics/days';
import type { Evidence } from '../../src/metrics/evidence';
import type { Question } from '../../src/metrics/question';
import type { Subject } from '../../src/metrics/subjects';
import type { Label, Link, Row } from '../../src/metrics/values';

/** A made-up import for tests of the algebra: rows as a reader would give them. */
export interface MadeImport {
  rows: Row[];
  asOf?: string;
  filtered?: boolean;
  declared?: boolean;
}

/** What a store would hand over after these imports, in this order. */
export function evidenceOf(imports: MadeImport[], links: Link[] = [], labels: Label[] = []): Evidence {
  const loaded = imports.map(({ rows, asOf, filtered = false, declared = false }, at) => {
    const id = `import-${at}`;
    const builder = new CoverageBuilder();
    for (const row of rows) builder.add(row);
    const newest = asOf ?? builder.lastDay() ?? '1970-01-01';
    return {
      rows: rows.map((row) => ({ ...row, importId: id, asOf: newest })),
      runs: builder.runs(newest).map((run) => toCoverageRun(run, { id, asOf: newest, declared: { filtered } })),
      live: { id, fileName: `${id}.csv`, declared },
    };
  });
  const rows = loaded.flatMap((one) => one.rows);
  const named = [...rows.map((row) => row.subject), ...links.flatMap((link) => [link.from, link.to])];
  return {
    rows,
    coverage: loaded.flatMap((one) => one.runs),
    links,
    known: [...new Set([...named, ...labels.map((label) => label.subject)])],
    labels,
    imports: loaded.map((one) => one.live),
  };
}

/** One row a day over `from..to`, each like `row`. */
export function daily(from: string, to: string, row: Omit<Row, 'period' | 'line'>): Row[] {
  return eachDay(from, to).map((day, at) => ({ ...row, period: { kind: 'day', from: day, to: day }, line: at + 2 }));
}

export const xinghe = (
  subject: Subject,
  measures: Row['measures'],
  more: Partial<Row> = {},
): Omit<Row, 'period' | 'line'> => ({
  source: 'xinghe',
  grain: 'note',
  subject,
  entity: '',
  window: 15,
  caliber: 'unknown',
  traffic: 'all',
  sampling: null,
  measures,
  ...more,
});

export const juguang = (
  subject: Subject,
  measures: Row['measures'],
  more: Partial<Row> = {},
): Omit<Row, 'period' | 'line'> => ({
  ...xinghe(subject, measures),
  source: 'juguang',
  window: 'none',
  caliber: 'none',
  traffic: 'none',
  ...more,
});

export const jd = (
  task: Subject,
  measures: Row['measures'],
  more: Partial<Row> = {},
): Omit<Row, 'period' | 'line'> => ({
  ...xinghe(task, measures),
  source: 'jdseeding',
  grain: 'task',
  ...more,
});

/** The question most tests ask; `over` changes what they are about. */
export function asking(over: Partial<Question> = {}): Question {
  return {
    range: { from: '2026-07-01', to: '2026-07-31' },
    window: 15,
    caliber: 'source',
    costScope: ['juguang'],
    ...over,
  };
}
