import writeXlsxFile from 'write-excel-file/browser';
import type { Sheet, SheetCell } from './sheet';

/** What a spreadsheet would run as a formula. A negative amount as it is shown is none. */
const RUNS = /^[=+\-@\t\r]/;
const AMOUNT = /^-¥?\d[\d,]*(\.\d+)?%?(–\d[\d,]*(\.\d+)?%?)?$/;

/** A text that no spreadsheet takes for a formula: titles and remarks are anybody's. */
export function neutral(text: string): string {
  return RUNS.test(text) && !AMOUNT.test(text) ? `'${text}` : text;
}

/** As csv for Excel: UTF-8 with a mark that says so. The tab behind an id keeps a spreadsheet from rounding it. */
export function csvOf({ headings, rows, ids }: Sheet): string {
  const line = (cells: readonly SheetCell[], isRow: boolean) =>
    cells.map((cell, index) => csvCell(cell, isRow && ids.has(index))).join(',');
  return `\uFEFF${[line(headings, false), ...rows.map((row) => line(row, true))].join('\r\n')}\r\n`;
}

function csvCell(cell: SheetCell, isId: boolean): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = isId ? `${neutral(cell)}\t` : neutral(cell);
  return /[",\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** As a workbook of one sheet, its headings held in sight. */
export function xlsxOf({ headings, rows }: Sheet, name: string): Promise<Blob> {
  const data = [
    headings.map((value) => ({ value: neutral(value), type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(xlsxCell)),
  ];
  const columns = headings.map((heading) => ({ width: Math.min(40, Math.max(10, heading.length * 2)) }));
  return writeXlsxFile(data, { sheet: name, columns, stickyRowsCount: 1 }).toBlob();
}

function xlsxCell(cell: SheetCell) {
  if (cell === null) return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: neutral(cell), type: String };
}
