import type { Outline, OutlinedElement } from '../messages/outline';

/**
 * A page's structure for a report of what was not recognised: elements, ids, classes, names of attributes and the
 * form of links. No text, no value of an attribute, no number that could be an id, nothing that was searched for.
 */
export function reportOf({ url, base, state, body }: Outline): string {
  const lines: string[] = [`${formOf(url)} ${state}`];
  write(body, 0, lines, base);
  return lines.join('\n');
}

const MOST_LINES = 3_000;
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'svg', 'path']);

function write(element: OutlinedElement, depth: number, lines: string[], base: string): void {
  if (lines.length >= MOST_LINES) return;
  lines.push(`${' '.repeat(depth)}${signatureOf(element, base)}`);
  let last = '';
  let times = 0;
  const repeated = () => {
    if (times > 1) lines.push(`${' '.repeat(depth + 1)}× ${times}`);
  };
  const [, , children] = element;
  for (const child of children) {
    if (SILENT.has(child[0])) continue;
    // Of a row of alike elements the first stands for all: so many cards are of one form.
    const shape = shapeOf(child, base);
    if (shape === last) {
      times++;
      continue;
    }
    repeated();
    [last, times] = [shape, 1];
    write(child, depth + 1, lines, base);
  }
  repeated();
}

/** What makes two elements alike: their own signature and their children's names. */
function shapeOf(element: OutlinedElement, base: string): string {
  const [, , children] = element;
  return `${signatureOf(element, base)}>${children.map(([name]) => name).join()}`;
}

function signatureOf([name, attributes]: OutlinedElement, base: string): string {
  const { id = '', class: classes = '', href, style: _, ...rest } = Object.fromEntries(attributes);
  const names = Object.keys(rest);
  const shown = [
    name,
    ...(id ? [`#${mask(id)}`] : []),
    ...(classes.match(/\S+/g) ?? []).map((one) => `.${mask(one)}`),
    ...(names.length > 0 ? [` [${names.map(mask).join(' ')}]`] : []),
    ...(href === undefined ? [] : [` → ${formOf(URL.canParse(href, base) ? new URL(href, base).href : '')}`]),
  ];
  return shown.join('');
}

/** A URL without what it is about: host, path with its ids masked, names of the query. */
function formOf(text: string): string {
  if (!URL.canParse(text)) return '?';
  const { protocol, host, pathname, searchParams } = new URL(text);
  if (!/^https?:$/.test(protocol)) return protocol;
  const path = pathname
    .split('/')
    .map((segment) => (/^[\w.-]{0,40}$/.test(segment) ? mask(segment) : '{text}'))
    .join('/');
  const names = [...new Set(searchParams.keys())].map((name) => (/^[\w.-]{1,24}$/.test(name) ? mask(name) : '{text}'));
  return `${host.split('.').map(mask).join('.')}${path}${names.length > 0 ? `?${names.join('&')}` : ''}`;
}

/** Ids as their form: 24 hex digits, or so many digits. */
function mask(text: string): string {
  return text.replace(/[0-9a-f]{24}/gi, '{hex}').replace(/\d{5,}/g, ({ length }) => `{${length} digits}`);
}
