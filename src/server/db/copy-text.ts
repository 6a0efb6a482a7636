/** A cell of COPY's text format; booleans and dates go as their PostgreSQL text. */
export type Cell = string | number | null;

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  // NUL is the one character that PostgreSQL's text cannot hold.
  return /[\\\t\n\r\0]/.test(text)
    ? text.replaceAll('\0', '').replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char)
    : text;
}

const FIRST_BYTES = 64 * 1024;
/** UTF-8 takes at most three bytes for one unit of a string. */
const BYTES_PER_UNIT = 3;

/** Rows in the text format of PostgreSQL's COPY, made into bytes one by one so that no long text is kept. */
export class CopyText {
  private readonly encoder = new TextEncoder();
  private bytes = new Uint8Array(FIRST_BYTES);
  private size = 0;
  /** Where each row begins, and after the last where it ends. */
  private readonly edges: number[] = [0];

  add(row: readonly Cell[]): void {
    let text = '';
    let between = '';
    for (const cell of row) {
      text += between;
      text += cell === null ? '\\N' : typeof cell === 'number' ? cell : escaped(cell);
      between = '\t';
    }
    text += '\n';
    const needed = this.size + text.length * BYTES_PER_UNIT;
    if (needed > this.bytes.length) this.grow(needed);
    this.size += this.encoder.encodeInto(text, this.bytes.subarray(this.size)).written;
    this.edges.push(this.size);
  }

  /** What was added, in a buffer of its own. */
  encoded(): Uint8Array {
    return this.bytes.slice(0, this.size);
  }

  /** The rows of these numbers, from 0, in this order, in a buffer of their own. */
  picked(rows: readonly number[]): Uint8Array {
    const parts = rows.map((row) => this.bytes.subarray(this.edges[row], this.edges[row + 1]));
    const picked = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      picked.set(part, at);
      at += part.length;
    }
    return picked;
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.size));
    this.bytes = larger;
  }
}

export function encodeRows(rows: Iterable<readonly Cell[]>): Uint8Array {
  const text = new CopyText();
  for (const row of rows) text.add(row);
  return text.encoded();
}
