/** What the content script has put into the page: none of it is the site's, whatever it looks like. */
export const OWN_NODES = new WeakSet<Node>();
