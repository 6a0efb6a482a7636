import type { Mapping } from '../metrics/mapping';
import { headingRow, type KindAnswer, type Match, matchesOf, onlyMatch } from './detect';
import {
  ExportError,
  type ExportFile,
  type OpenedExport,
  type Parsed,
  type Reader,
  type TableHead,
  type TableLine,
} from './face';
import { READERS } from './readers';
import { mappedReader } from './readers/mapped';
import { csvHead, csvLines, DELIMITERS } from './tables/csv';
import { PREFIX_BYTES, prefixOf, sniff, type TextEncoding } from './tables/encoding';
import { xlsxSheets } from './tables/xlsx';

export interface OpenOptions {
  /** The reader to use, where detection finds several; see {@link READERS}. */
  kind?: string;
  /** The sheet of a workbook, where several could be meant. */
  sheet?: string;
  /** The mappings to look for beside what is built in: the workspace's own. */
  mappings?: readonly Mapping[];
  /** The one mapping to read by, and nothing else. */
  mapping?: Mapping;
  /** What the user said of tables that do not prove of which platform they are. */
  answers?: readonly KindAnswer[];
  /** The workspace's own secret: order details keep only a keyed hash of an order's number, and need the key. */
  secret?: string;
}

/**
 * What stands where a table should have its headings, also of one that no reader knows: to make a mapping for it.
 * @throws ExportError as {@link openExport} for what is no table, and for a workbook of several sheets
 */
export async function headingsIn(file: ExportFile, sheet?: string): Promise<string[]> {
  return (await columnsIn(file, sheet)).map(({ heading }) => heading);
}

/** A column of a table, also of one that no reader knows: its heading, and what stands under it first. */
export interface SampledColumn {
  heading: string;
  samples: string[];
}

/** The columns of a table with some of their cells. @throws ExportError as {@link headingsIn} */
export async function columnsIn(file: ExportFile, sheet?: string): Promise<SampledColumn[]> {
  const tables = (await tablesOf(file, sheet)).filter(({ isHidden }) => !isHidden);
  const rows = tables.map(({ head }) => headingRow(head));
  const filled = tables.filter((_, at) => (rows[at] ?? []).length > 0);
  if (filled.every(({ head }) => head.sheet !== null) && filled.length > 1) throw severalSheets(filled);
  const best = rows.reduce((fullest, row, at) => (row.length > (rows[fullest]?.length ?? 0) ? at : fullest), 0);
  const lines = tables[best]?.head.lines ?? [];
  const at = lines.findIndex(({ cells }) => cells.filter((cell) => cell !== '').length === rows[best]?.length);
  const samples = lines.slice(at + 1, at + 1 + SAMPLES);
  return (lines[at]?.cells ?? []).flatMap((heading, place) =>
    heading === '' ? [] : [{ heading, samples: samples.map(({ cells }) => (cells[place] ?? '').slice(0, 40)) }],
  );
}

/** Rows that are shown of a table. */
const SAMPLES = 3;

/** A table that can be read from its beginning. */
interface Table {
  head: TableHead;
  encoding: string;
  /** A sheet that is out of sight: taken only where it is asked for by name. */
  isHidden?: boolean;
  lines(): AsyncIterable<readonly TableLine[]>;
}

const HEAD_LINES = 40;
const BATCH_LINES = 500;

/**
 * Recognises a file by its content and makes it ready to be read.
 * @throws ExportError, with a sentence under its code, for a file that is no table, no known export, or could be two kinds.
 */
export async function openExport(file: ExportFile, options: OpenOptions = {}): Promise<OpenedExport> {
  const readers = readersFor(options);
  const { table, match } = choose(await tablesOf(file, options.sheet), readers, options.answers ?? []);
  const prepared = match.reader.prepare(table.head, options.secret);
  return {
    ...match,
    prepared,
    encoding: table.encoding,
    async *parsed(declared) {
      let batch: Parsed[] = [];
      let lines = 0;
      for await (const part of table.lines()) {
        for (const line of part) {
          if (line.line < prepared.firstLine) continue;
          batch.push(...prepared.read(line, declared));
          lines += 1;
          if (lines % BATCH_LINES > 0) continue;
          yield batch;
          batch = [];
        }
      }
      if (batch.length > 0) yield batch;
    },
  };
}

/** The tables that a file may be read as. */
async function tablesOf(file: ExportFile, sheet: string | undefined): Promise<Table[]> {
  const prefix = await prefixOf(file);
  const form = sniff(prefix);
  return form.form === 'xlsx' ? sheetTables(file, sheet) : csvTables(file, prefix, form.encoding);
}

function readersFor({ kind, mapping, mappings = [] }: OpenOptions): readonly Reader[] {
  if (mapping !== undefined) return [mappedReader(mapping)];
  const all = [...READERS, ...mappings.map((one) => mappedReader(one))];
  if (kind === undefined) return all;
  const reader = all.find((one) => one.kind === kind);
  if (!reader) throw new ExportError('export_no_such_kind', { kind, kinds: all.map((one) => one.kind).join(', ') });
  return [reader];
}

/** One text under each delimiter it might have; detection finds out which it is. */
function csvTables(file: ExportFile, prefix: Uint8Array, encoding: TextEncoding): Table[] {
  const whole = prefix.length < PREFIX_BYTES;
  const text = new TextDecoder(encoding).decode(prefix, { stream: !whole });
  return DELIMITERS.map((delimiter) => ({
    head: { fileName: file.name, sheet: null, lines: csvHead(text, delimiter, whole).slice(0, HEAD_LINES) },
    encoding,
    lines: () => csvLines(file.bytes(), encoding, delimiter),
  }));
}

async function sheetTables(file: ExportFile, wanted: string | undefined): Promise<Table[]> {
  const sheets = await xlsxSheets(file);
  if (sheets.length === 0) throw new ExportError('export_empty');
  const chosen = wanted === undefined ? sheets : sheets.filter(({ name }) => name === wanted);
  if (chosen.length === 0) {
    throw new ExportError('export_no_such_sheet', {
      sheet: wanted ?? '',
      sheets: sheets.map(({ name }) => name).join('、'),
    });
  }
  return Promise.all(
    chosen.map(async (sheet) => ({
      head: { fileName: file.name, sheet: sheet.name, lines: await firstLines(sheet.lines()) },
      encoding: 'xlsx',
      isHidden: sheet.isHidden && wanted === undefined,
      lines: () => sheet.lines(),
    })),
  );
}

async function firstLines(parts: AsyncIterable<readonly TableLine[]>): Promise<TableLine[]> {
  const lines: TableLine[] = [];
  for await (const part of parts) {
    lines.push(...part);
    if (lines.length >= HEAD_LINES) break;
  }
  return lines.slice(0, HEAD_LINES);
}

/** The table to read and its reader. Sheets are tables of their own; delimiters are readings of one. */
function choose(
  tables: readonly Table[],
  readers: readonly Reader[],
  answers: readonly KindAnswer[],
): { table: Table; match: Match } {
  const found = tables
    .filter(({ isHidden }) => !isHidden)
    .map((table) => ({ table, matches: matchesOf(table.head, readers) }))
    .sort((a, b) => (b.matches[0]?.detection.confidence ?? 0) - (a.matches[0]?.detection.confidence ?? 0));
  const [best, second] = found;
  const [hidden] = tables.filter((table) => table.isHidden && matchesOf(table.head, readers).length > 0);
  if (hidden && !best?.matches.length) throw new ExportError('export_hidden_sheet', { sheet: hidden.head.sheet ?? '' });
  if (best === undefined) throw new ExportError('export_empty');
  if (best.table.head.sheet !== null && second?.matches.length) {
    throw severalSheets(found.filter(({ matches }) => matches.length > 0).map(({ table }) => table));
  }
  return { table: best.table, match: onlyMatch(best.table.head, best.matches, readers, answers) };
}

function severalSheets(tables: readonly Table[]): ExportError {
  return new ExportError('export_several_sheets', { sheets: tables.map(({ head }) => head.sheet).join('、') });
}
