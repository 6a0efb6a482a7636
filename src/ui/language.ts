import { signal } from '@preact/signals';
import type { Say } from '../text/fill';
import { type Locale, localeFor, say } from '../text/text';

/** The language of the extension's pages; what is drawn with {@link t} changes with it at run time. */
export const locale = signal<Locale>('zh_CN');

/** Says in the pages' language. */
export const t: Say = (key, params) => say(locale.value, key, params);

/** Takes up the user's choice; `auto` is the browser's own language. */
export function speak(document: Document, choice: 'auto' | Locale, browserLanguage: string): void {
  locale.value = choice === 'auto' ? localeFor(browserLanguage) : choice;
  document.documentElement.lang = locale.value.replace('_', '-');
}
