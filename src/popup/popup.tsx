import { render } from 'preact';
import browser from 'webextension-polyfill';
import { createAsk } from '../messages/ask';
import { App } from './app';
import { createPopup } from './popup-store';

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
