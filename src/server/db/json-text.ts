/** Half of a character, or NUL, as JSON writes them: an odd backslash makes the escape. */
const UNHELD = /(?<=(?<!\\)(?:\\\\)*)\\u(?:d[89a-f]..|0000)/g;

/** A value as JSON for jsonb, which holds all that JSON can say but these; a mark stands in their place. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\u') ? text.replace(UNHELD, '\ufffd') : text;
}
