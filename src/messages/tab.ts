import type { Ask } from './ask';
import type { Reply, TabMessage, TabQuestions } from './protocol';

/** What is asked of the browser about a tab. */
export interface TabHost {
  ask: Ask;
  /** `tabs.sendMessage`: throws where nobody listens. */
  send(tabId: number, message: TabMessage): Promise<unknown>;
  /** Whether the tab is still loading. */
  isLoading(tabId: number): Promise<boolean>;
}

/** What is on a tab's page; null and why where nothing has been reported. `foreign`: it is no page of a known site. */
export type OnTab =
  | { page: NonNullable<Reply<'onPage'>>; why: null }
  | { page: null; why: TabQuestions['here']['answer'] | 'foreign' };

/** So long after a page's loading its script may still be about to start. */
const STARTING_MS = 400;

/**
 * What is on a tab now. A page that has just been loaded has not reported yet: it is told from one that never will by
 * asking the page itself, and a page that does not answer is asked once more.
 */
export async function onTab(host: TabHost, tabId: number): Promise<OnTab> {
  const first = await look(host, tabId);
  if (first.why !== 'foreign') return first;
  await new Promise((resolve) => setTimeout(resolve, STARTING_MS));
  return look(host, tabId);
}

async function look({ ask, send, isLoading }: TabHost, tabId: number): Promise<OnTab> {
  const page = await ask('onPage', { tabId });
  if (page) return { page, why: null };
  const here = await send(tabId, { question: 'here', request: null }).catch(() => null);
  if (here === 'looking' || here === 'off') return { page: null, why: here };
  // A tab may be closed by now: there is nothing to look at, and nothing wrong.
  return { page: null, why: (await isLoading(tabId).catch(() => false)) ? 'looking' : 'foreign' };
}
