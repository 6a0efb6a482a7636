import { noteCreatedAt, type Subject, subjectKey } from '../metrics/subjects';
import type { IdKind } from './data';

/** A URL's shape, compiled: literal segments, `null` for any one segment, or the place of the id. */
interface Shape {
  segments: (string | null | IdPlace)[];
  query: { key: string; kind: IdKind | 'url' } | null;
}

interface IdPlace {
  kind: IdKind;
  before: string;
  after: string;
}

/** Compiled shapes by host. */
export type Shapes = ReadonlyMap<string, readonly Shape[]>;

/** A clock set to the past must not make every note one of the future: this was written then. */
const WRITTEN = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;

/** The subject under an id as a page writes it, or null: the built-in grammar, which no patch can widen. */
export function subjectOfId(kind: IdKind, id: string): Subject | null {
  // Shorter and longer numbers are other things: prices, spm ids, SKUs of a colour (sites.md §2.1, §3.1).
  if (kind === 'item') return /^\d{8,13}$/.test(id) ? subjectKey('taobao', 'item', id) : null;
  if (kind === 'sku') return /^\d{5,14}$/.test(id) ? subjectKey('jd', 'sku', id) : null;
  const hex = id.toLowerCase();
  const subject = subjectKey('xhs', kind, hex);
  // The first digits are the time of creation: an id from the future is not one (sites.md §1.1).
  return subject && noteCreatedAt(hex).getTime() <= Math.max(Date.now(), WRITTEN) + DAY ? subject : null;
}

/** Shapes by host, of those hosts only that `allowed` has. */
export function compileShapes(
  groups: readonly { hosts: string[]; shapes: string[] }[],
  allowed: readonly string[],
): Shapes {
  const byHost = new Map<string, Shape[]>();
  for (const { hosts, shapes } of groups)
    for (const host of hosts)
      if (allowed.includes(host)) byHost.set(host, [...(byHost.get(host) ?? []), ...shapes.map(compileShape)]);
  return byHost;
}

function compileShape(text: string): Shape {
  const [path = '', query] = text.split('?');
  const inQuery = query === undefined ? null : /^(\w+)=\{(note|goods|item|sku|url)\}$/.exec(query);
  return {
    segments: path
      .replace(/\/$/, '')
      .split('/')
      .map((segment) => {
        if (segment === '*') return null;
        const place = /^(.*)\{(note|goods|item|sku)\}(.*)$/.exec(segment);
        return place ? { before: place[1] ?? '', kind: place[2] as IdKind, after: place[3] ?? '' } : segment;
      }),
    query: inQuery ? { key: inQuery[1] ?? '', kind: inQuery[2] as IdKind | 'url' } : null,
  };
}

/** The host that shapes are kept under: a deep link's scheme belongs to it, a root's dot does not. */
function hostKey(url: URL): string {
  if (url.protocol === 'https:' || url.protocol === 'http:') return url.hostname.replace(/\.$/, '');
  return `${url.protocol}//${url.hostname}`;
}

/** The subject that a URL names: its host is one of the shapes', its whole path fits, its id is one. */
export function subjectOfShapes(shapes: Shapes, url: URL): Subject | null {
  return readUrl(shapes, url, true);
}

function readUrl(shapes: Shapes, url: URL, mayNest: boolean): Subject | null {
  const forHost = shapes.get(hostKey(url));
  if (!forHost) return null;
  const segments = segmentsOf(url);
  for (const shape of forHost) {
    const inPath = matchPath(shape, segments);
    if (inPath === null) continue;
    const subject = shape.query ? readQuery(shapes, shape.query, url, mayNest) : inPath;
    if (subject) return subject;
  }
  return null;
}

/** Whether a URL is of one of the shapes, whatever it names; `host` when they are kept under another name. */
export function fitsShapes(shapes: Shapes, url: URL, host = hostKey(url)): boolean {
  const segments = segmentsOf(url);
  return shapes.get(host)?.some((shape) => matchPath(shape, segments) !== null) ?? false;
}

function segmentsOf(url: URL): string[] {
  const segments = url.pathname.split('/');
  if (segments.length > 1 && segments.at(-1) === '') segments.pop();
  return segments;
}

/** null: does not fit. Otherwise the subject in the path, '' when the shape has none there. */
function matchPath(shape: Shape, segments: readonly string[]): Subject | null {
  if (shape.segments.length !== segments.length) return null;
  let subject: Subject = '';
  for (const [index, expected] of shape.segments.entries()) {
    const segment = segments[index] ?? '';
    if (expected === null) {
      if (segment === '') return null;
    } else if (typeof expected === 'string') {
      if (segment !== expected) return null;
    } else {
      const { before, after, kind } = expected;
      if (!segment.startsWith(before) || !segment.endsWith(after)) return null;
      const found = subjectOfId(kind, segment.slice(before.length, segment.length - after.length));
      if (!found) return null;
      subject = found;
    }
  }
  return subject;
}

function readQuery(
  shapes: Shapes,
  query: { key: string; kind: IdKind | 'url' },
  url: URL,
  mayNest: boolean,
): Subject | null {
  const [value, second] = url.searchParams.getAll(query.key);
  // Two different ids name no one subject.
  if (value === undefined || (second !== undefined && second !== value)) return null;
  if (query.kind !== 'url') return subjectOfId(query.kind, value);
  const target = mayNest ? decodeUrl(value) : null;
  return target && readUrl(shapes, target, false);
}

/** The URL in an ad link's base64url parameter, or null. */
function decodeUrl(text: string): URL | null {
  try {
    return new URL(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return null;
  }
}
