import { type Subject, subjectKey } from '../subjects';
import type { IdKind, LinkGroup } from './site-addresses';

/** A shape, compiled: `path` captures the id where it is in the path. */
interface Shape {
  /** What every path that fits begins with: most are told from it at a glance. */
  prefix: string;
  path: RegExp;
  /** What the path captures. */
  kind: IdKind | null;
  query: { key: string; kind: IdKind | 'url' } | null;
}

/** Compiled shapes by host. */
export type Shapes = ReadonlyMap<string, readonly Shape[]>;

/** A clock set to the past must not make every note one of the future: this was written then, in seconds. */
const WRITTEN = Date.UTC(2026, 10, 22) / 1000;
const DAY = 86_400;

/** The subject under an id as a page writes it, or null: the built-in grammar, which no patch can widen. */
export function subjectOfId(kind: IdKind, id: string): Subject | null {
  // Shorter and longer numbers are other things: prices, spm ids, SKUs of a colour (sites.md §2.1, §3.1).
  if (kind === 'item') return /^\d{8,13}$/.test(id) ? subjectKey('taobao', 'item', id) : null;
  if (kind === 'sku') return /^\d{5,14}$/.test(id) ? subjectKey('jd', 'sku', id) : null;
  if (id.length !== 24) return null;
  const hex = id.toLowerCase();
  // The first digits are the second of creation: an id from the future is not one (sites.md §1.1).
  if (Number.parseInt(hex.slice(0, 8), 16) > Math.max(Date.now() / 1000, WRITTEN) + DAY) return null;
  return subjectKey('xhs', kind, hex);
}

/** Shapes by host, of those hosts only that `allowed` has. */
export function compileShapes(groups: readonly LinkGroup[], allowed: readonly string[]): Shapes {
  const byHost = new Map<string, Shape[]>();
  for (const { hosts, shapes } of groups)
    for (const host of hosts)
      if (allowed.includes(host))
        byHost.set(host, [...(byHost.get(host) ?? []), ...shapes.filter(isBounded).map(compileShape)]);
  return byHost;
}

/** No site has longer paths; a shape is compared with every character. */
const LONGEST_PATH = 2_048;

/** Whether a shape fits in linear time: two stars, or a star and an id, in one segment share characters. */
export function isBounded(shape: string): boolean {
  const [path = ''] = shape.split('?');
  return path.split('/').every((segment) => segment.split(/[*{]/).length <= 2);
}

const PLACE = /\{(note|goods|item|sku)\}/;

function compileShape(text: string): Shape {
  const [path = '', query = ''] = text.split('?');
  const inQuery = /^(\w+)=\{(note|goods|item|sku|url)\}$/.exec(query);
  const [before = '', kind, after = ''] = path.replace(/\/$/, '').split(PLACE);
  const source = kind === undefined ? literal(before) : `${literal(before)}([^/]+)${literal(after)}`;
  return {
    prefix: before.split('*', 1)[0] ?? '',
    path: new RegExp(`^${source}/?$`),
    kind: (kind as IdKind | undefined) ?? null,
    query: inQuery ? { key: (inQuery[1] ?? '').toLowerCase(), kind: inQuery[2] as IdKind | 'url' } : null,
  };
}

/** Nothing of a shape is a pattern but `*`: a patch cannot bring one that never ends. No segment of dots fits it. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, (character) => (character === '*' ? '[\\w-]+' : `\\${character}`));
}

/** What of a URL the shapes are about. */
export interface Address {
  /** Lower case, without a root's dot; a deep link's with its scheme. */
  host: string;
  path: string;
  /** Every value of a name in lower case: sites write `id` and `ID`. */
  query(key: string): string[];
}

function addressOf(url: URL): Address {
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  return {
    host: web ? url.hostname.replace(/\.$/, '') : `${url.protocol}//${url.hostname}`,
    path: url.pathname,
    query: (key) => valuesOf(url.searchParams, key),
  };
}

/** Every value of a query under a name that is `key` in lower case. */
export function valuesOf(query: URLSearchParams, key: string): string[] {
  const values: string[] = [];
  query.forEach((value, name) => {
    if (name.toLowerCase() === key) values.push(value);
  });
  return values;
}

/** The subject that a URL names: its host is one of the shapes', its whole path fits, its id is one. */
export function subjectOfShapes(shapes: Shapes, url: URL): Subject | null {
  return subjectOfAddress(shapes, addressOf(url));
}

/** {@link subjectOfShapes} for an address that is already taken apart. */
export function subjectOfAddress(shapes: Shapes, address: Address, mayNest = true): Subject | null {
  const forHost = shapes.get(address.host);
  if (!forHost || address.path.length > LONGEST_PATH) return null;
  for (const { prefix, path, kind, query } of forHost) {
    const fit = address.path.startsWith(prefix) && path.exec(address.path);
    if (!fit) continue;
    const subject = query
      ? readQuery(shapes, query, address, mayNest)
      : kind && fit[1] !== undefined
        ? subjectOfId(kind, fit[1])
        : null;
    if (subject) return subject;
  }
  return null;
}

/** Whether a URL's path is of one of the shapes of a host's entry, whatever it names. */
export function fitsShapes(shapes: Shapes, url: URL, host: string): boolean {
  if (url.pathname.length > LONGEST_PATH) return false;
  return shapes.get(host)?.some(({ path }) => path.test(url.pathname)) ?? false;
}

function readQuery(
  shapes: Shapes,
  { key, kind }: { key: string; kind: IdKind | 'url' },
  address: Address,
  mayNest: boolean,
): Subject | null {
  const [value, ...others] = address.query(key);
  // Two different ids name no one subject.
  if (value === undefined || others.some((other) => other !== value)) return null;
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
