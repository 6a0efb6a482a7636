import { writeFile } from 'node:fs/promises';
import writeXlsx from 'write-excel-file/node';

export type Cell = string | number;

/** Two decimals of yuan, as consoles print money. */
export const yuan = (fen: number): string => (fen / 100).toFixed(2);
/** A literal percentage with two decimals, `0` parts without a division. */
export const percent = (part: number, whole: number): string =>
  whole ? `${((part / whole) * 100).toFixed(2)}%` : '0.00%';
export const perUnit = (fen: number, units: number): string => (units ? (fen / units / 100).toFixed(2) : '0.00');

function csvCell(cell: Cell): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A csv as the consoles write it: UTF-8 with BOM, CRLF. */
export async function writeCsv(path: string, rows: readonly (readonly Cell[])[]): Promise<void> {
  const text = rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
  await writeFile(path, `\uFEFF${text}\r\n`);
}

/** An xlsx whose ids are text, as the consoles write them: a spreadsheet would round a 19-digit number. */
export async function writeSheet(path: string, sheet: string, rows: readonly (readonly Cell[])[]): Promise<void> {
  const data = rows.map((row) =>
    row.map((value) => (typeof value === 'number' ? { type: Number, value } : { type: String, value })),
  );
  await writeXlsx(data, { sheet }).toFile(path);
}
