/** The part of saxen's streaming parser that this room uses; it comes without types. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag', hook: (name: string, attributes: () => Record<string, string>) => void): this;
    on(event: 'closeTag', hook: (name: string) => void): this;
    on(event: 'text', hook: (value: string) => void): this;
    on(event: 'cdata', hook: (value: string) => void): this;
    on(event: 'error', hook: (error: Error) => void): this;
    write(piece: string): this;
    end(): unknown;
  }
}
