import Papa from 'papaparse';
import { ExportError, type TableLine } from '../face';
import { clean } from './clean';
import type { TextEncoding } from './encoding';

export const DELIMITERS = [',', '\t', ';', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** No row of any export is near this; a row that is has an open quote. In characters. */
const LONGEST_ROW = 1_000_000;

/**
 * The lines of a csv, in batches as its bytes come, so that memory does not grow with the file.
 * A line's number is the row a spreadsheet would show it in.
 * @throws ExportError when a quote is not closed or stands where none can.
 */
export async function* csvLines(
  bytes: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
  delimiter: Delimiter,
): AsyncGenerator<TableLine[]> {
  const splitter = new RowSplitter(delimiter);
  for await (const text of decoded(bytes, encoding)) {
    const lines = splitter.push(text);
    if (lines.length > 0) yield lines;
  }
  yield splitter.end();
}

/**
 * The first lines of a text that is itself only the beginning of a file, for telling what it is. Where its quotes
 * do not match it ends early: under the wrong delimiter they never do, and under the right one reading will say so.
 */
export function csvHead(text: string, delimiter: Delimiter, wholeFile: boolean): TableLine[] {
  const splitter = new RowSplitter(delimiter);
  const lines: TableLine[] = [];
  try {
    for (const part of unixLines(text).split(/(?<=\n)/)) lines.push(...splitter.push(part));
    if (wholeFile) lines.push(...splitter.end());
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
  }
  return lines;
}

/** Text pieces with `\n` as the only line end, whatever the file uses. */
async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for await (const part of bytes) {
    const text = held + decoder.decode(part, { stream: true });
    // A `\r` at the end may be half of a line end.
    held = text.endsWith('\r') ? '\r' : '';
    yield unixLines(held ? text.slice(0, -1) : text);
  }
  yield unixLines(held + decoder.decode());
}

function unixLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

class RowSplitter {
  private rest = '';
  private line = 0;
  private readonly parser;

  constructor(private readonly delimiter: Delimiter) {
    this.parser = new Papa.Parser({ delimiter, newline: '\n' });
  }

  push(text: string): TableLine[] {
    const input = this.rest + text;
    const lines = this.split(input, true);
    if (this.rest.length > LONGEST_ROW) throw new ExportError('export_csv_quote', { line: this.line + 1 });
    return lines;
  }

  end(): TableLine[] {
    const lines = this.rest === '' ? [] : this.split(this.rest, false);
    return lines.map((line, at) => (at === lines.length - 1 ? { ...line, unended: true } : line));
  }

  private split(input: string, more: boolean): TableLine[] {
    const { data, errors, meta } = this.parser.parse(input, 0, more);
    this.rest = more ? input.slice(meta.cursor) : '';
    // A fault in the row that is not complete yet may only mean that the rest of it has not come.
    const fault = errors.find(({ row }) => row !== undefined && row < data.length);
    if (fault?.row !== undefined) throw new ExportError('export_csv_quote', { line: this.line + fault.row + 1 });
    return data.map((cells) => this.toLine(cells));
  }

  private toLine(cells: string[]): TableLine {
    this.line += 1;
    if (cells.some((cell, at) => cell.includes('\n') && this.swallowedRows(cell, at, cells.length))) {
      throw new ExportError('export_csv_quote', { line: this.line });
    }
    return { line: this.line, cells: cells.map(clean) };
  }

  /**
   * A stray quote joins the rest of its row, the rows up to the next quote, and the beginning of that one's row
   * into one cell, and leaves the right number of cells. Such a cell has the shape of rows cut at its own column.
   */
  private swallowedRows(cell: string, at: number, width: number): boolean {
    const sizes = cell.split('\n').map((part) => part.split(this.delimiter).length);
    const first = sizes.shift();
    const last = sizes.pop();
    return width > 2 && first === width - at && last === at + 1 && sizes.every((size) => size === width);
  }
}
