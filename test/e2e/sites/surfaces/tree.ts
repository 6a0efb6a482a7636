/**
 * Pages as trees that a script builds with DOM calls, because the live sites nest what an HTML parser would take
 * apart (an anchor in an anchor), and because that is how their frameworks build them.
 */
export type Tree = string | [tag: string, attributes: Record<string, string>, ...children: Tree[]];

/** A page of one surface. Elements with `data-for` are what a badge of that subject must stand in or beside. */
export interface Surface {
  name: string;
  url: string;
  style: string;
  body: Tree[];
}

const build = `
  const build = (tree) => {
    if (typeof tree === 'string') return document.createTextNode(tree);
    const [tag, attributes, ...children] = tree;
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.map(build));
    return element;
  };
  const rename = (root) => {
    for (const element of [root, ...root.querySelectorAll('[class]')]) {
      if (!element.hasAttribute('class')) continue;
      const names = [...element.classList].map((name) => '_' + [...name].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 1e9, 7));
      element.setAttribute('class', names.join(' '));
    }
  };`;

/**
 * The HTML of a page. It watches itself for layout shifts, and gives tests \`add(tree, parent)\` to build with.
 * @param renamed Every class name replaced, as after a release of the site.
 */
export function htmlOf({ style, body }: Pick<Surface, 'style' | 'body'>, renamed = false): string {
  // Where classes are renamed their style goes with them: what the page looks like is said by attributes.
  return `<!doctype html><meta charset="utf-8"><style>${BASE}${style}</style><body><script>${build}
    const make = (tree) => { const element = build(tree); if (${renamed} && element.querySelectorAll) rename(element); return element; };
    globalThis.add = (tree, parent = document.body) => parent.appendChild(make(tree));
    globalThis.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) =>
        value + ': ' + sources.map(({ node, previousRect: a, currentRect: b }) =>
          (node?.id || node?.className || node?.nodeName) + ' ' + [a.x, a.y, b.x, b.y].map(Math.round)).join('; '))))
      .observe({ type: 'layout-shift', buffered: true });
    for (const tree of ${JSON.stringify(body).replaceAll('<', '\\u003c')}) add(tree);
  </script>`;
}

/** Plain boxes: what the sites' own sheets say is not known to the detector and not needed. */
const BASE = `
  body{margin:0;display:flow-root;font:14px/20px sans-serif}
  h1{margin:0;font:inherit}
  [data-grid]{display:flex;flex-wrap:wrap;gap:16px;padding:16px}
  [data-for]{min-width:180px}
  img{display:block;width:180px;height:180px;background:#ddd}
  [data-title]{height:40px;overflow:hidden}`;

export const el = (tag: string, attributes: Record<string, string> = {}, ...children: Tree[]): Tree => [
  tag,
  attributes,
  ...children,
];
export const div = (attributes: Record<string, string>, ...children: Tree[]): Tree => ['div', attributes, ...children];
export const picture: Tree = ['img', { alt: '' }];

/** Ids of the sites' forms, told apart by a number. The first 8 digits of a note's are a time: 6411cf99 is 2023-03-15. */
export const noteId = (n: number) => `6411cf990000000013${n.toString(16).padStart(6, '0')}`;
export const userId = (n: number) => `5d2aec020000000012${n.toString(16).padStart(6, '0')}`;
export const goodsId = (n: number) => `68931bceb1b9df0001${n.toString(16).padStart(6, '0')}`;
export const itemId = (n: number) => String(600_000_000_000 + n);
export const skuId = (n: number) => String(100_000_000_000 + n);
export const range = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
