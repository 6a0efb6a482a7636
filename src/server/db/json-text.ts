/** One escape of JSON; `code` is half of a character, or NUL. One pass over the escapes is linear. */
const ESCAPE = /\\(?:u(?<code>d[89a-f]..|0000)|.)/g;
const NUL = '\\u0000';

/** A value as JSON for jsonb, which stores all that JSON can say but these; a mark replaces them. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\u')) return text;
  return text.replace(ESCAPE, (written, code?: string) => (code === undefined ? written : '\ufffd'));
}

/** Whether a JSON text has an escaped NUL: an even number of backslashes comes before the escape. */
export function hasEscapedNul(text: string): boolean {
  for (let at = text.indexOf(NUL); at >= 0; at = text.indexOf(NUL, at + 1)) {
    let before = at;
    while (text[before - 1] === '\\') before -= 1;
    if ((at - before) % 2 === 0) return true;
  }
  return false;
}
