import { READABLE_ATTRIBUTES, type SiteData, type SiteDeclaration } from './data';

/** The parts of a site's data that are to be otherwise; each replaces the bundled one whole. */
export type SitePatch = Partial<SiteData>;

/**
 * A site with a patch applied: data only. What a patch may not say is left out here as well, whoever let it
 * through: links of other hosts, attributes that are not to be read, selectors that are none. Hosts and the grammar
 * of ids are no part of the data.
 * @param isSelector Whether the browser takes a text for a selector.
 */
export function applyPatch(
  bundled: SiteDeclaration,
  patch: SitePatch,
  isSelector: (text: string) => boolean,
): SiteDeclaration {
  const merged: SiteData = { ...bundled.data, ...patch };
  const selectors = (texts: string[]) => texts.filter(isSelector);
  const data: SiteData = {
    links: merged.links.map((group) => ({ ...group, hosts: only(group.hosts, bundled.addresses.linkHosts) })),
    pages: merged.pages.map((group) => ({ ...group, hosts: only(group.hosts, namedPages(bundled)) })),
    marks: merged.marks.filter(
      ({ selector, attribute }) => READABLE_ATTRIBUTES.includes(attribute) && isSelector(selector),
    ),
    cards: selectors(merged.cards),
    never: selectors(merged.never),
    feeds: selectors(merged.feeds),
    heads: merged.heads
      .filter(
        ({ within, mask }) =>
          isSelector(within) && (!mask || (READABLE_ATTRIBUTES.includes(mask.attribute) && isSelector(mask.selector))),
      )
      .map((head) => ({
        ...head,
        after: selectors(head.after),
        ...(head.over && { over: selectors(head.over) }),
      })),
  };
  return { ...bundled, data };
}

/** Hosts that a patch may call pages of. */
export function namedPages({ addresses }: SiteDeclaration): string[] {
  return [...addresses.pageHosts, ...addresses.shopHosts];
}

function only(hosts: readonly string[], allowed: readonly string[]): string[] {
  return hosts.filter((host) => allowed.includes(host));
}
