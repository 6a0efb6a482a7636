import { Parser } from 'saxen';

/** What to do at each part of a document. Names come without their namespace prefix, which differs by writer. */
export interface XmlHooks {
  open(name: string, attribute: (name: string) => string | undefined): void;
  close(name: string): void;
  text(value: string): void;
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
      .on('openTag', (name, attributes, decode) => {
        token();
        hooks.open(local(name), (wanted) => {
          const value = attributes()[wanted];
          return value === undefined ? undefined : decode(value);
        });
      })
      .on('closeTag', (name) => {
        token();
        hooks.close(local(name));
      })
      .on('text', (value, decode) => {
        token();
        hooks.text(decode(value));
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
