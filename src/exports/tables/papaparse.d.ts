/**
 * The one part of papaparse this room uses. Its published types name Node's streams, and this room is
 * compiled without Node, because it also runs in a Web Worker.
 */
declare module 'papaparse' {
  interface ParserResult {
    data: string[][];
    errors: { code: string; row?: number }[];
    meta: { cursor: number };
  }
  const Papa: {
    Parser: new (config: {
      delimiter: string;
      newline: '\n';
    }) => {
      /** With `ignoreLastRow` the last, perhaps incomplete row is left for the next piece; `cursor` is where it begins. */
      parse(input: string, baseIndex: number, ignoreLastRow: boolean): ParserResult;
    };
  };
  export default Papa;
}
