import en from '../../public/_locales/en/messages.json';
import zh from '../../public/_locales/zh_CN/messages.json';

/**
 * The words a person reads. One set of files serves the manifest, the extension's pages, the badge, the API
 * and the command line; parameters stand as `{name}`, because `chrome.i18n` can neither switch language at
 * run time nor be used in Node.
 */
export type Locale = 'zh_CN' | 'en';
export type Params = Record<string, string | number>;

type Messages = Record<string, { message: string }>;
const MESSAGES: Record<Locale, Messages> = { zh_CN: zh, en };

/** The locale for a wish such as `zh-CN`, `en-US`, `zh_TW.UTF-8`: English only for English, else Chinese. */
export function localeFor(wish: string | null | undefined): Locale {
  return /^en\b/i.test((wish ?? '').replace('_', '-')) ? 'en' : 'zh_CN';
}

/**
 * The sentence under a key, its `{parameters}` filled in.
 * @throws Error for a key that no locale file has: a missing sentence is a bug, not a blank.
 */
export function say(locale: Locale, key: string, params: Params = {}): string {
  const message = MESSAGES[locale][key]?.message;
  if (message === undefined) throw new Error(`no message ${key} in ${locale}`);
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Whether a key exists: for codes that come from outside. */
export function hasWords(key: string): boolean {
  return key in MESSAGES.zh_CN;
}

/** Every sentence whose key begins with one of the prefixes, for a place that carries no dictionary. */
export function wordsUnder(locale: Locale, ...prefixes: string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(MESSAGES[locale])
      .filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix)))
      .map(([key, entry]) => [key, entry.message]),
  );
}
