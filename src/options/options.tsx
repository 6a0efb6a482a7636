import { effect } from '@preact/signals';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { filesClient } from '../files/client';
import { createAsk } from '../messages/ask';
import { t } from '../ui/language';
import { createFiles } from './files-store';
import { OptionsPage } from './options-page';
import { createOptions } from './options-store';
import { createPairing } from './pairs-store';

const ask = createAsk(browser.runtime);
const options = createOptions({
  ask,
  document,
  browserLanguage: browser.i18n.getUILanguage(),
  about: { version: browser.runtime.getManifest().version, browser: navigator.userAgent },
  stored: () =>
    navigator.storage.estimate().then(
      ({ usage }) => usage ?? null,
      () => null,
    ),
  copy: (text) => navigator.clipboard.writeText(text),
  onNews(listener) {
    browser.storage.local.onChanged.addListener((changes) => {
      if ('epoch' in changes) listener();
    });
  },
});

const files = createFiles({
  ask,
  client: filesClient(),
  state: options.state,
  persist: () => void navigator.storage.persist().catch(() => false),
  newId: () => crypto.randomUUID(),
  save(name, content) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    // Not at once: a browser may not have begun to read it.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
  defaultName: () => t('files_default_name'),
});

const pairing = createPairing(ask);

const root = document.getElementById('options');
if (root) {
  await options.read();
  render(<OptionsPage options={options} files={files} pairing={pairing} />, root);
  // Whichever connection is active, its files are listed.
  let listed: string | undefined;
  effect(() => {
    const id = options.state.value?.connection?.id;
    if (id === listed) return;
    listed = id;
    void files.read().catch(() => undefined);
  });
}
