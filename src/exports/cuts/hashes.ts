/** A hash of 32 bits of a text, which may go on from an earlier text's. */
export function shortHash(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // A text's end counts: `ab` then `c` is not `a` then `bc`.
  return Math.imul(hash ^ 0x1f, 0x01000193) >>> 0;
}
