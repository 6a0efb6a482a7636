import { isShortLink, linkIn, subjectOfLink } from '../metrics/model/links-in-text';
import { parseSubject, type Shop, type Subject, subjectKey } from '../metrics/subjects';
import { beginning, exact, plain, unreadable } from './cells';

/**
 * The note a cell names: its 24-hex id, or a link to it.
 * @throws Unreadable for anything else.
 */
export function noteIn(text: string): Subject {
  const cell = exact(plain(text));
  const id = cell.toLowerCase();
  const note = subjectKey('xhs', 'note', id) ?? linkedSubject(cell);
  if (!note?.startsWith('xhs/note/')) throw unreadable('export_cell_note', { text: beginning(cell, 80) });
  return note;
}

/**
 * The product a cell names: an id (then the shop must be known from elsewhere) or a link, which says the shop itself.
 * @throws Unreadable for neither, and for a link to another shop than the one named.
 */
export function productIn(text: string, shop: Shop | null): Subject {
  const cell = exact(plain(text));
  const shown = { text: beginning(cell, 80) };
  const linked = linkedProduct(cell);
  if (linked) {
    if (shop !== null && linked.shop !== shop) throw unreadable('export_cell_other_shop', shown);
    return linked.product;
  }
  if (shop === null && /^\d+$/.test(cell)) throw unreadable('export_cell_which_shop', shown);
  const product = shop === null ? null : subjectKey(shop, shop === 'taobao' ? 'item' : 'sku', cell);
  if (product === null) throw unreadable('export_cell_product', shown);
  return product;
}

/** @throws Unreadable for what is no task id. */
export function taskIn(text: string, shop: Shop): Subject {
  const task = subjectKey(shop, 'task', exact(plain(text)));
  if (task === null) throw unreadable('export_cell_task', { text: beginning(text, 80) });
  return task;
}

/** The product behind a link, with its shop; null for a text that is no link to a product. */
export function linkedProduct(text: string): { shop: Shop; product: Subject } | null {
  const product = linkedSubject(text);
  const platform = product && parseSubject(product)?.platform;
  return product && platform && platform !== 'xhs' ? { shop: platform, product } : null;
}

/**
 * The subject that the link in a text names, null where it names none.
 * @throws Unreadable for a link that leads somewhere only after a request.
 */
export function linkedSubject(text: string): Subject | null {
  const url = linkIn(text);
  if (url === null) return null;
  if (isShortLink(url)) throw unreadable('export_cell_short_link', { text: beginning(text, 80) });
  return subjectOfLink(url);
}
