/**
 * Subjects: what a metric is about, as string keys (design.md, "Words").
 * Every id stays a string: 19-digit ids lose digits as numbers.
 */

/** `xhs/note/<24 hex>` and its siblings; always made by {@link subjectKey} or checked by {@link parseSubject}. */
export type Subject = string & { readonly __subject?: never };

export type Platform = 'xhs' | 'taobao' | 'jd';
/** The platforms that sell: each has a column of its own, never merged with another's. */
export type Shop = 'taobao' | 'jd';
export type SubjectKind = 'note' | 'goods' | 'item' | 'sku' | 'task';

export interface SubjectParts {
  platform: Platform;
  kind: SubjectKind;
  id: string;
}

/** The built-in grammar of ids. A site patch may change where an id is looked for, never what an id is. */
const GRAMMAR: Record<string, RegExp> = {
  'xhs/note': /^[0-9a-f]{24}$/,
  'xhs/goods': /^[0-9a-f]{24}$/,
  'taobao/item': /^[1-9]\d{4,18}$/,
  'jd/sku': /^[1-9]\d{4,18}$/,
  'taobao/task': /^[A-Za-z0-9_-]{1,64}$/,
  'jd/task': /^[A-Za-z0-9_-]{1,64}$/,
};

/** Every key that there is, as one pattern: for whoever cannot ask us. */
export function subjectPattern(): string {
  return Object.entries(GRAMMAR)
    .map(([kind, { source }]) => `${kind}/${source.slice(1, -1)}`)
    .join('|');
}

/** The key of a subject, or null when the id does not fit the grammar of its kind. */
export function subjectKey(platform: Platform, kind: SubjectKind, id: string): Subject | null {
  return GRAMMAR[`${platform}/${kind}`]?.test(id) ? `${platform}/${kind}/${id}` : null;
}

/** The parts of a key, or null for anything that is not one. */
export function parseSubject(key: string): SubjectParts | null {
  const [platform, kind, id, rest] = key.split('/');
  if (rest !== undefined || id === undefined) return null;
  if (!GRAMMAR[`${platform}/${kind}`]?.test(id)) return null;
  return { platform: platform as Platform, kind: kind as SubjectKind, id };
}

export function isSubject(key: unknown): key is Subject {
  return typeof key === 'string' && parseSubject(key) !== null;
}

/** The kind part of a key that is known to be one: `xhs/note`, `jd/task`, … */
export function kindOf(subject: Subject): `${Platform}/${SubjectKind}` {
  return subject.slice(0, subject.lastIndexOf('/')) as `${Platform}/${SubjectKind}`;
}

/** What alliance orders name a link by: its 推广位, as a task `pid-…` of the shop, which a map ties to notes. */
export function isTag(subject: Subject): boolean {
  return kindOf(subject).endsWith('/task') && subject.startsWith('pid-', subject.lastIndexOf('/') + 1);
}

/** A page of these shows one product. */
export function isProduct(subject: Subject): boolean {
  const kind = kindOf(subject);
  return kind === 'taobao/item' || kind === 'jd/sku' || kind === 'xhs/goods';
}

/** The first 8 hex digits of a note id are the Unix time of its creation (sites.md §1.1). */
export function noteCreatedAt(noteId: string): Date {
  return new Date(Number.parseInt(noteId.slice(0, 8), 16) * 1000);
}
