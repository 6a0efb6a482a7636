const CLEAN = /^[!-&(-<>-~\u4e00-\u9fff]*$/;
/** Marks that files carry and nobody means: controls, zero-width spaces, BOM, direction overrides. */
const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Tab, line break, NBSP, full-width space and their like. */
const SPACES = /[\s\u00a0\u3000]+/g;

/**
 * A cell without what the file wrapped round it: stray tabs, BOM, NBSP, full-width spaces at the ends, and
 * the two ways of keeping long digits from a spreadsheet (`="123"` and an apostrophe before it).
 */
export function clean(cell: string): string {
  if (CLEAN.test(cell)) return cell;
  const text = cell.replace(SPACES, ' ').replace(INVISIBLE, '').trim();
  const kept = /^="(.*)"$/.exec(text) ?? /^'([\w-]+)$/.exec(text);
  return kept?.[1]?.trim() ?? text;
}
