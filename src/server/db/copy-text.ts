/** A cell of COPY's text format; booleans and dates go as their PostgreSQL text. */
export type Cell = string | number | null;

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function encodeCell(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  // NUL is the one character that PostgreSQL's text cannot hold.
  return /[\\\t\n\r\0]/.test(cell)
    ? cell.replaceAll('\0', '').replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char)
    : cell;
}

/** Rows in the text format of PostgreSQL's COPY. */
export function encodeRows(rows: Iterable<readonly Cell[]>): Uint8Array {
  let text = '';
  for (const row of rows) text += `${row.map(encodeCell).join('\t')}\n`;
  return new TextEncoder().encode(text);
}
