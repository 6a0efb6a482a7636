import { createAsk, isAlive } from '../messages/ask';
import type { TabMessage } from '../messages/protocol';
import { isOn, patchKey, switchKeys } from '../messages/switches';
import { declarationAt } from '../sites/declarations';
import { applyPatch, type SitePatch } from '../sites/patch';
import { openSite } from '../sites/sites';
import { extension } from './extension';
import { beginLife, type Life } from './life';
import { outlineOf } from './outline';

/**
 * The content script. Until the local switch says that a source is set it does nothing but listen for that switch:
 * no observer, no message, nothing in the page.
 */
const bundled = declarationAt(new URL(document.URL));
if (bundled) {
  const { runtime, storage } = extension;
  const keys = switchKeys(bundled.id);
  let life: Life | null = null;
  let ending: AbortController | null = null;
  let quiet = false;

  /** Nothing tells a script that its extension is gone: it looks, so often that a person hardly sees what is left, ms. */
  const PULSE_MS = 2_000;

  const end = () => {
    ending?.abort();
    ending = null;
    life = null;
  };

  const turnOnOrOff = async () => {
    const values = await storage.local.get(keys);
    if (!isOn(values, bundled.id)) return end();
    if (ending && quiet === (values.quiet === true)) return;
    end();
    quiet = values.quiet === true;
    const patch = values[patchKey(bundled.id)] as SitePatch | undefined;
    const site = openSite(patch ? applyPatch(bundled, patch, isSelector) : bundled);
    ending = new AbortController();
    const { signal } = ending;
    life = beginLife(document, site, createAsk(runtime, end), quiet, signal);
    const pulse = setInterval(() => isAlive(runtime) || end(), PULSE_MS);
    signal.addEventListener('abort', () => clearInterval(pulse));
    addEventListener('pageshow', ({ persisted }) => persisted && life?.refresh(), { signal });
    // Pages push URLs without loading; this event reaches a content script's own world in both browsers.
    const { navigation } = globalThis;
    navigation?.addEventListener('currententrychange', () => (isAlive(runtime) ? life?.turn() : end()), { signal });
  };

  // The extension's own pages ask: whether anybody is here, and, while there is something to recognise, about that.
  runtime.onMessage.addListener((message, { id }, reply) => {
    if (id !== runtime.id || !isTabMessage(message)) return;
    if (message.question === 'here') reply(life ? 'looking' : 'off');
    else if (message.question === 'show') reply(life?.show(message.request) === true);
    else if (life) reply(outlineOf(document));
  });
  storage.onChanged.addListener((changes, area) => {
    if (area !== 'local') return;
    // A source that goes, if only to come back at once as another, takes everything drawn with it.
    if (changes.source?.newValue === false) end();
    if (patchKey(bundled.id) in changes) end();
    if (keys.some((key) => key in changes)) void turnOnOrOff();
    else if ('epoch' in changes) life?.refresh();
  });
  void turnOnOrOff();
}

function isSelector(text: string): boolean {
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}

function isTabMessage(message: unknown): message is TabMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'question' in message &&
    ['here', 'show', 'structure'].includes(String(message.question))
  );
}
