import { ExportError, type ExportFile } from '../face';

/** What the first bytes say about a file. */
export type FileForm = { form: 'xlsx' } | { form: 'text'; encoding: TextEncoding };
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Enough for headings and some rows, also behind a banner. */
export const PREFIX_BYTES = 65_536;

/** The first bytes of a file; the rest is not read. */
export async function prefixOf(file: ExportFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of file.bytes()) {
    parts.push(part);
    length += part.length;
    if (length >= PREFIX_BYTES) break;
  }
  return joined(parts, length).subarray(0, PREFIX_BYTES);
}

/** A whole file in memory; null for one of more than `limit` bytes, which is not read further. */
export async function wholeFile(file: ExportFile, limit: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of file.bytes()) {
    length += part.length;
    if (length > limit) return null;
    parts.push(part);
  }
  return joined(parts, length);
}

/** Pieces of known total length as one. */
export function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** `%PDF-`: a document may be text from end to end. */
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];

const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);

/**
 * Tells spreadsheet from text, and the text's encoding, by content.
 * @throws ExportError for a file that is empty, an old .xls, or no table at all.
 */
export function sniff(prefix: Uint8Array): FileForm {
  if (prefix.length === 0) throw new ExportError('export_empty');
  if (starts(prefix, 0x50, 0x4b, 0x03, 0x04)) return { form: 'xlsx' };
  if (starts(prefix, 0xd0, 0xcf, 0x11, 0xe0)) throw new ExportError('export_xls');
  if (starts(prefix, ...PDF)) throw new ExportError('export_not_table');
  const encoding = encodingOf(prefix);
  const text = new TextDecoder(encoding).decode(prefix).trim();
  if (text === '') throw new ExportError('export_empty');
  // Consoles also call a web page or an XML workbook ".xls".
  if (/^<(?:!doctype|html|table|\?xml|style|meta|head)/i.test(text)) throw new ExportError('export_xls');
  if (looksBinary(text)) throw new ExportError('export_not_table');
  return { form: 'text', encoding };
}

function encodingOf(prefix: Uint8Array): TextEncoding {
  if (starts(prefix, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (starts(prefix, 0xff, 0xfe)) return 'utf-16le';
  if (starts(prefix, 0xfe, 0xff)) return 'utf-16be';
  return wideWithoutMark(prefix) ?? (mostlyUtf8(prefix) ? 'utf-8' : 'gb18030');
}

/** UTF-16 without a mark: its commas, digits and line ends leave zeros on one side only. */
function wideWithoutMark(prefix: Uint8Array): TextEncoding | null {
  const zeros = [0, 0];
  prefix.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd < prefix.length / 50) return null;
  if (odd > even * 4) return 'utf-16le';
  return even > odd * 4 ? 'utf-16be' : null;
}

/** A text cut in the middle of a title has a few bad bytes; GB18030 read as UTF-8 has hardly anything else. */
function mostlyUtf8(prefix: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(prefix, { stream: true });
  let bad = 0;
  let beyondAscii = 0;
  for (const char of text) {
    if (char > '\x7f') beyondAscii += 1;
    if (char === '\ufffd') bad += 1;
  }
  return bad * 10 <= beyondAscii;
}

function looksBinary(text: string): boolean {
  const controls = text.match(/[^\P{Cc}\t\r\n]/gu)?.length ?? 0;
  return controls * 20 > text.length;
}
