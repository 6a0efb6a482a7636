import { isProduct, isTag, type Subject } from './subjects';
import { COARSE, type StoredRow } from './values';

/**
 * Rows of single orders (domain.md §2.2, §2.3). An order is known again by the hash of its number, whatever a later
 * export says of it; the product that an export names stands beside the hash in the row's entity.
 */
const ORDER = /^([0-9a-f]{32})(?: (.+))?$/;

/** The entity of an order's row. */
export function orderEntity(hash: string, product: Subject | null): string {
  return product === null ? hash : `${hash} ${product}`;
}

/** What tells a row apart from others of its subject and time: of an order its hash, whichever product the row names. */
export function keyOfEntity(entity: string): string {
  return ORDER.exec(entity)?.[1] ?? entity;
}

/** Which orders of a subject a question is about, by their rows. */
export type Keeps = (rows: readonly StoredRow[]) => boolean;

/** The product that an order is of, as the newest of its rows that names one says; null where none does. */
export function productOf(rows: readonly StoredRow[]): Subject | null {
  let found: { product: Subject; asOf: string } | null = null;
  for (const { entity, asOf } of rows) {
    const product = ORDER.exec(entity)?.[2];
    if (product === undefined) continue;
    const isNewer = found === null || asOf > found.asOf || (asOf === found.asOf && product > found.product);
    if (isNewer) found = { product, asOf };
  }
  return found?.product ?? null;
}

/**
 * Under which subject each order counts. Exports that lack a column know an order by its product alone, or by nothing,
 * that others know by its link: it is one order, and the link says the most of it.
 */
export class OrderPlaces {
  private readonly places = new Map<string, Place>();

  add({ source, grain, subject, entity, asOf }: StoredRow): void {
    if (grain !== 'order' || !ORDER.test(entity)) return;
    const key = `${source}|${keyOfEntity(entity)}`;
    const held = this.places.get(key);
    if (held?.subject === subject && held.asOf >= asOf) return;
    const place = { subject, asOf };
    if (!held || isBetter(place, held)) this.places.set(key, place);
  }

  /** Whether the order of these rows counts under their subject. */
  isHere([row]: readonly StoredRow[]): boolean {
    const place = row && this.places.get(`${row.source}|${keyOfEntity(row.entity)}`);
    return !place || place.subject === row.subject;
  }
}

interface Place {
  subject: Subject;
  asOf: string;
}

/** The order of import must not matter, so that no two places are equal. */
function isBetter(a: Place, b: Place): boolean {
  const [rankA, rankB] = [rankOf(a.subject), rankOf(b.subject)];
  if (rankA !== rankB) return rankA > rankB;
  return a.asOf === b.asOf ? a.subject > b.subject : a.asOf > b.asOf;
}

function rankOf(subject: Subject): number {
  if (subject === COARSE) return 0;
  return isTag(subject) ? 3 : isProduct(subject) ? 1 : 2;
}
