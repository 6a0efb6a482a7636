import { Parser } from 'saxen';

/** What to do at each part of a document. Names come without their namespace prefix, which differs by writer. */
export interface XmlHooks {
  open(name: string, attribute: (name: string) => string | undefined): void;
  close(name: string): void;
  text(value: string): void;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#(\d{1,8})|#[xX]([\da-fA-F]{1,8})|(amp|lt|gt|quot|apos));/g;

/** A text without its references. The parser's own decoding cuts characters above U+FFFF in half. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  const characters = text.replace(REFERENCE, (_, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? '';
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
  // Some writers refer to each half of a character; a half alone is a lost one.
  return characters.replace(/\p{Cs}/gu, '\ufffd');
}

/** No tag or text of a real workbook is longer. In characters. */
const LONGEST_TOKEN = 4_000_000;

/** An XML document read piece by piece, so that it never stands in memory whole. */
export class XmlReader {
  private readonly parser = new Parser();
  private failure: Error | null = null;
  private sinceLastToken = 0;

  constructor(hooks: XmlHooks) {
    const local = (name: string) => name.slice(name.indexOf(':') + 1);
    const token = () => {
      this.sinceLastToken = 0;
    };
    this.parser
      .on('openTag', (name, attributes) => {
        token();
        hooks.open(local(name), (wanted) => {
          const value = attributes()[wanted];
          return value === undefined ? undefined : decoded(value);
        });
      })
      .on('closeTag', (name) => {
        token();
        hooks.close(local(name));
      })
      .on('text', (value) => {
        token();
        hooks.text(decoded(value));
      })
      .on('cdata', (value) => {
        token();
        hooks.text(value);
      })
      .on('error', (error) => {
        this.failure ??= error;
      });
  }

  /** @throws Error where the document is not well formed. */
  write(piece: string): void {
    this.parser.write(piece);
    this.sinceLastToken += piece.length;
    if (this.sinceLastToken > LONGEST_TOKEN) throw new Error('XML token too long');
    if (this.failure) throw this.failure;
  }

  /** @throws Error where the document ends too early. */
  end(): void {
    this.parser.end();
    if (this.failure) throw this.failure;
  }
}
