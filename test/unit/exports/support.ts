import { type CutQuestion, type ExportFile, type OpenOptions, openExport, type ReadRow } from '../../../src/exports';
import { isDay } from '../../../src/metrics/days';
import { STORED, type StoredMeasure } from '../../../src/metrics/measures';
import { isSubject } from '../../../src/metrics/subjects';
import { COARSE, type Declared, type Label, type Link, type Row } from '../../../src/metrics/values';

/** A file in memory, handed out in small pieces so that nothing rests on where a piece ends. */
export function fileOf(name: string, content: string | Uint8Array, piece = 1000): ExportFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *bytes() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
}

export type Table = readonly (readonly string[])[];

/** A table as csv text, quoted where it must be. */
export function csv(table: Table, { delimiter = ',', end = '\r\n' } = {}): string {
  const cell = (text: string) =>
    /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return table.map((row) => row.map(cell).join(delimiter) + end).join('');
}

/** The same table with other headings in another order, and two columns that nobody knows. */
export function twin(table: Table, aliases: Readonly<Record<string, string>>, headingRow = 0): Table {
  const headings = table[headingRow] ?? [];
  const order = headings.map((_, index) => index).reverse();
  return table.map((row, at) => {
    if (at < headingRow) return row;
    const cells = order.map(
      (index) => (at === headingRow ? (aliases[row[index] ?? ''] ?? row[index]) : row[index]) ?? '',
    );
    const strange = at === headingRow ? ['神秘指标', '实验列B'] : ['7', 'x'];
    return [strange[0] ?? '', ...cells, strange[1] ?? ''];
  });
}

export interface Everything {
  kind: string;
  rows: Row[];
  links: Link[];
  labels: Label[];
  rejected: { line: number; code: string; params: Record<string, string | number> }[];
  passed: number[];
  remarks: { line: number; code: string }[];
  unknown: string[];
  undeclared: string[];
  cuts: readonly CutQuestion[];
}

/** What every row of every reader is, whatever the file: checked wherever a test reads one. */
function sound(row: Row): Row {
  const { subject, source, period, sampling, measures } = row;
  const isOne = subject === COARSE || isSubject(subject);
  const isTime = isDay(period.from) && isDay(period.to) && period.from <= period.to;
  const isShare = sampling === null || (sampling > 0 && sampling <= 1);
  const wrong = Object.entries(measures).filter(([name, value]) => {
    const sources: readonly string[] = STORED[name as StoredMeasure].sources;
    return !Number.isSafeInteger(value) || value < 0 || !(sources.includes(source) || source === 'sycm');
  });
  if (!isOne || !isTime || !isShare || wrong.length > 0) throw new Error(`unsound row ${JSON.stringify(row)}`);
  return row;
}

/** A row as it is stored: which columns its table has is the import's. */
function ownOf({ columns: _, ...row }: ReadRow): Row {
  return row;
}

/** Opens and reads a file to its end. */
export async function readAll(
  file: ExportFile,
  declared: Declared = {},
  options: OpenOptions = {},
): Promise<Everything> {
  const opened = await openExport(file, options);
  const all: Everything = {
    kind: opened.reader.kind,
    rows: [],
    links: [],
    labels: [],
    rejected: [],
    passed: [],
    remarks: [],
    unknown: opened.prepared.columns.filter(({ as }) => as === null).map(({ heading }) => heading),
    undeclared: [...opened.prepared.undeclared],
    cuts: [],
  };
  for await (const batch of opened.parsed(declared)) {
    for (const item of batch) {
      if (item.type === 'row') all.rows.push(sound(ownOf(item.row)));
      else if (item.type === 'link') all.links.push(item.link);
      else if (item.type === 'label') all.labels.push(item.label);
      else if (item.type === 'passed') all.passed.push(item.line);
      else if (item.type === 'remark') all.remarks.push({ line: item.line, code: item.notice.code });
      else if (item.type === 'rejected')
        all.rejected.push({ line: item.line, code: item.notice.code, params: item.notice.params ?? {} });
    }
  }
  all.cuts = opened.prepared.cuts ?? [];
  return all;
}

/** The sum of one measure over the rows that pass; undefined where no row states it. */
export function total(
  rows: readonly Row[],
  measure: StoredMeasure,
  where: (row: Row) => boolean = () => true,
): number | undefined {
  const stated = rows.filter(where).flatMap((row) => row.measures[measure] ?? []);
  return stated.length === 0 ? undefined : stated.reduce((sum, value) => sum + value, 0);
}

export const NOTE_A = '682c4de7000000002300e845';
export const NOTE_B = '685e78b5000000001203abcd';
