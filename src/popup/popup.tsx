import { render } from 'preact';
import browser from 'webextension-polyfill';
import { createAsk } from '../messages/ask';
import { App } from './app';
import { createPopup } from './popup-store';

/** Chrome's side panel, which the polyfill does not know. */
interface SidePanels {
  chrome?: { sidePanel?: { open(where: { windowId: number }): Promise<void> } };
}
const { sidePanel } = (globalThis as SidePanels).chrome ?? {};
/** Found beforehand: a panel opens only at once upon a click. */
let windowId: number | undefined;
void browser.windows.getCurrent().then(({ id }) => {
  windowId = id;
});

const popup = createPopup({
  ask: createAsk(browser.runtime),
  document,
  browserLanguage: browser.i18n.getUILanguage(),
  async tabId() {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    return tab?.id ?? null;
  },
  openOptions() {
    void browser.runtime.openOptionsPage().then(() => window.close());
  },
  openPanel() {
    const opening = sidePanel ? windowId !== undefined && sidePanel.open({ windowId }) : browser.sidebarAction.open();
    void Promise.resolve(opening).then(() => window.close());
  },
  send: (tabId, message) => browser.tabs.sendMessage(tabId, message),
  isLoading: async (tabId) => (await browser.tabs.get(tabId)).status === 'loading',
  copy: (text) => navigator.clipboard.writeText(text),
  onNews(listener) {
    browser.storage.local.onChanged.addListener((changes) => {
      if ('epoch' in changes) listener();
    });
  },
});

const root = document.getElementById('popup');
if (root) {
  // The first frame already has the numbers of the cache.
  await popup.read();
  render(<App popup={popup} />, root);
}
