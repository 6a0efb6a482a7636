import type { Page } from 'puppeteer-core';

/** Elements that are in no document any more and yet are held by a script, by their tags. The pages here hold none. */
export async function detached(tab: Page): Promise<string[]> {
  const session = await tab.createCDPSession();
  try {
    await session.send('DOM.enable');
    await session.send('HeapProfiler.collectGarbage');
    const { detachedNodes } = await session.send('DOM.getDetachedDomNodes');
    return detachedNodes.map(({ treeNode }) => treeNode.nodeName);
  } finally {
    await session.detach();
  }
}
