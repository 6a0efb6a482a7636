import type { PageKind } from './face';

/**
 * What recognising a page of a kind means. `page`: the subject of its address has its place on it. `cards`: there
 * is one at least. `nothing`: the page promises nothing, so that finding nothing is no fault.
 */
export function promiseOf(kind: PageKind): 'page' | 'cards' | 'nothing' {
  if (kind === 'note' || kind === 'goods' || kind === 'item') return 'page';
  return kind === 'other' ? 'nothing' : 'cards';
}
