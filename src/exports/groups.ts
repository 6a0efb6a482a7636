import { inSeveralGroups } from '../metrics/links';
import type { Link } from '../metrics/values';
import type { Notice } from './face';

/** That a product which these links put into a group is in another one, too: by them, or by the links that are live. */
export function groupConflicts(links: readonly Link[], live: readonly Link[]): Notice[] {
  const named = new Set(links.map(({ from }) => from));
  const torn = inSeveralGroups([...links, ...live]).filter(({ product }) => named.has(product));
  const [first] = torn.sort((a, b) => (a.product < b.product ? -1 : 1));
  const [group, other] = first?.groups ?? [];
  if (first === undefined || group === undefined || other === undefined) return [];
  return [{ code: 'server_map_two_groups', params: { product: first.product, group, other, count: torn.length } }];
}
