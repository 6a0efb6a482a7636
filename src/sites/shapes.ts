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

/** What of a URL the shapes are about. */
export interface Address {
  /** Lower case, without a root's dot; a deep link's with its scheme. */
  host: string;
  path: string;
  query(key: string): string[];
}

function addressOf(url: URL): Address {
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  return {
    host: web ? url.hostname.replace(/\.$/, '') : `${url.protocol}//${url.hostname}`,
    path: url.pathname,
    query: (key) => url.searchParams.getAll(key),
  };
}

/** The subject that a URL names: its host is one of the shapes', its whole path fits, its id is one. */
export function subjectOfShapes(shapes: Shapes, url: URL): Subject | null {
  return subjectOfAddress(shapes, addressOf(url));
}

/** {@link subjectOfShapes} for an address that is already taken apart. */
export function subjectOfAddress(shapes: Shapes, address: Address, mayNest = true): Subject | null {
  const forHost = shapes.get(address.host);
  if (!forHost) return null;
  const segments = segmentsOf(address.path);
  for (const shape of forHost) {
    const inPath = matchPath(shape, segments);
    if (inPath === null) continue;
    const subject = shape.query ? readQuery(shapes, shape.query, address, mayNest) : inPath;
    if (subject) return subject;
  }
  return null;
}

/** Whether a URL is of one of the shapes, whatever it names; `host` when they are kept under another name. */
export function fitsShapes(shapes: Shapes, url: URL, host = addressOf(url).host): boolean {
  const segments = segmentsOf(url.pathname);
  return shapes.get(host)?.some((shape) => matchPath(shape, segments) !== null) ?? false;
}

function segmentsOf(path: string): string[] {
  const segments = path.split('/');
  if (segments.length > 1 && segments.at(-1) === '') segments.pop();
  return segments;
}

/** null: does not fit. Otherwise the subject in the path, '' when the shape has none there. */
function matchPath({ segments: expected }: Shape, segments: readonly string[]): Subject | null {
  if (expected.length !== segments.length) return null;
  let subject: Subject = '';
  for (let index = 0; index < expected.length; index++) {
    const segment = segments[index] ?? '';
    const at = expected[index];
    if (at === null || at === undefined) {
      if (segment === '') return null;
    } else if (typeof at === 'string') {
      if (segment !== at) return null;
    } else {
      if (!segment.startsWith(at.before) || !segment.endsWith(at.after)) return null;
      const found = subjectOfId(at.kind, segment.slice(at.before.length, segment.length - at.after.length));
      if (!found) return null;
      subject = found;
    }
  }
  return subject;
}

function readQuery(
  shapes: Shapes,
  { key, kind }: { key: string; kind: IdKind | 'url' },
  address: Address,
  mayNest: boolean,
): Subject | null {
  const [value, second] = address.query(key);
  // Two different ids name no one subject.
  if (value === undefined || (second !== undefined && second !== value)) return null;
  if (kind !== 'url') return subjectOfId(kind, value);
  const target = mayNest ? decodeUrl(value) : null;
  return target && subjectOfAddress(shapes, addressOf(target), false);
}

/** The URL in an ad link's base64url parameter, or null. */
function decodeUrl(text: string): URL | null {
  try {
    return new URL(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return null;
  }
}
