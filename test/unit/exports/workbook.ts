import writeXlsxFile from 'write-excel-file/node';
import type { Table } from './support';

/** A table as a workbook, as consoles write them: every cell a text. Empty cells are left out. */
export async function xlsx(table: Table, sheet = 'Sheet1'): Promise<Uint8Array> {
  const rows = table.map((row) => row.map((value) => (value === '' ? null : { value, type: String })));
  return new Uint8Array(await (await writeXlsxFile(rows, { sheet })).toBuffer());
}
