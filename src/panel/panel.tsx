import { render } from 'preact';
import browser from 'webextension-polyfill';
import { createAsk } from '../messages/ask';
import { isPresenceKey } from '../messages/switches';
import { App } from './app';
import { createPanel } from './panel-store';

/** As a page of its own the panel stands beside no tab: its address says which one it is about. */
const own = new URLSearchParams(location.search).get('tab');

const panel = createPanel({
  ask: createAsk(browser.runtime),
  document,
  browserLanguage: browser.i18n.getUILanguage(),
  async tabId() {
    if (own !== null) return Number(own);
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    return tab?.id ?? null;
  },
  send: (tabId, message) => browser.tabs.sendMessage(tabId, message),
  isLoading: async (tabId) => (await browser.tabs.get(tabId)).status === 'loading',
  openOptions: () => void browser.runtime.openOptionsPage(),
  openWide: (tabId) => {
    const url = browser.runtime.getURL(`src/panel/panel.html${tabId === null ? '' : `?tab=${tabId}`}`);
    void browser.tabs.create({ url });
  },
  save(name, file) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    // The browser reads it after the click has been handled.
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  },
  now: Date.now,
  onNews(listener) {
    browser.storage.local.onChanged.addListener((changes) => {
      if ('epoch' in changes) listener();
    });
  },
  onTabs(listener) {
    browser.tabs.onActivated.addListener(listener);
    browser.tabs.onUpdated.addListener((_, { status }) => {
      if (status !== undefined) listener();
    });
    browser.storage.session.onChanged.addListener((changes) => {
      if (Object.keys(changes).some(isPresenceKey)) listener();
    });
  },
});

const root = document.getElementById('panel');
if (root) {
  await panel.read();
  render(<App panel={panel} isWide={own !== null} />, root);
}
