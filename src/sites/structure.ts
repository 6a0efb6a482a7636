/**
 * A page's structure for a report of what was not recognised: elements, ids, classes, names of attributes and the
 * form of links. No text, no value of an attribute, no number that could be an id, nothing that was searched for.
 */
export function structureOf(document: Document): string {
  const lines: string[] = [`${formOf(document.URL)} ${document.readyState}`];
  write(document.body, 0, lines);
  return lines.join('\n');
}

const MOST_LINES = 3_000;
const DEEPEST = 40;
const SILENT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'svg', 'PATH']);

function write(element: Element, depth: number, lines: string[]): void {
  if (lines.length >= MOST_LINES || depth > DEEPEST) return;
  lines.push(`${' '.repeat(depth)}${signatureOf(element)}`);
  let last = '';
  let times = 0;
  const repeated = () => {
    if (times > 1) lines.push(`${' '.repeat(depth + 1)}× ${times}`);
  };
  for (const child of element.children) {
    if (SILENT.has(child.nodeName)) continue;
    // Of a row of alike elements the first stands for all: so many cards are of one form.
    const signature = shapeOf(child);
    if (signature === last) {
      times++;
      continue;
    }
    repeated();
    [last, times] = [signature, 1];
    write(child, depth + 1, lines);
  }
  repeated();
}

/** What makes two elements alike: their own signature and their children's names. */
function shapeOf(element: Element): string {
  return `${signatureOf(element)}>${[...element.children].map(({ localName }) => localName).join()}`;
}

function signatureOf(element: Element): string {
  const id = element.id ? `#${mask(element.id)}` : '';
  const classes = [...element.classList].map((name) => `.${mask(name)}`).join('');
  const names = element.getAttributeNames().filter((name) => !['id', 'class', 'style', 'href'].includes(name));
  const href = element.getAttribute('href');
  const link =
    href === null ? '' : ` → ${formOf(URL.canParse(href, element.baseURI) ? new URL(href, element.baseURI).href : '')}`;
  return `${element.localName}${id}${classes}${names.length > 0 ? ` [${names.map(mask).join(' ')}]` : ''}${link}`;
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
