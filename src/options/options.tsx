import { render } from 'preact';
import browser from 'webextension-polyfill';
import { createAsk } from '../messages/ask';
import { OptionsPage } from './options-page';
import { createOptions } from './options-store';

const options = createOptions({
  ask: createAsk(browser.runtime),
  document,
  browserLanguage: browser.i18n.getUILanguage(),
  onNews(listener) {
    browser.storage.local.onChanged.addListener((changes) => {
      if ('epoch' in changes) listener();
    });
  },
});

const root = document.getElementById('options');
if (root) {
  await options.read();
  render(<OptionsPage options={options} />, root);
}
