import en from '../../public/_locales/en/messages.json';
import zh from '../../public/_locales/zh_CN/messages.json';
import tw from '../../public/_locales/zh_TW/messages.json';
import { fill, type MessageKey, type Params, type Say, type Under } from './fill';

/**
 * The words a person reads. One set of files serves the manifest, the extension's pages, the badge, the API
 * and the command line; parameters stand as `{name}`, because `chrome.i18n` can neither switch language at
 * run time nor be used in Node.
 */
export const LOCALES = ['zh_CN', 'zh_TW', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export type { MessageKey, Params, Say, Under };

type Messages = Record<MessageKey, { message: string }>;
const MESSAGES: Record<Locale, Messages> = { zh_CN: zh, zh_TW: tw, en };

/**
 * The locale for a wish such as `zh-CN`, `en-US`, `zh_TW.UTF-8`: English only for English, traditional characters
 * where they are read, else simplified ones.
 */
export function localeFor(wish: string | null | undefined): Locale {
  const tag = (wish ?? '').replaceAll('_', '-');
  if (/^en\b/i.test(tag)) return 'en';
  return /^zh-(?:hant|tw|hk|mo)\b/i.test(tag) ? 'zh_TW' : 'zh_CN';
}

/**
 * The sentence under a key, its `{parameters}` filled in.
 * @throws Error for a key that no locale file has: a missing sentence is a bug, not a blank.
 */
export function say(locale: Locale, key: MessageKey, params: Params = {}): string {
  const message = (MESSAGES[locale] as Partial<Messages>)[key]?.message;
  if (message === undefined) throw new Error(`no message ${key} in ${locale}`);
  return fill(message, params);
}

/** {@link say} in one locale. */
export function sayIn(locale: Locale): Say {
  return (key, params) => say(locale, key, params);
}

/** Whether a key exists: for codes that come from outside. */
export function hasWords(key: string): key is MessageKey {
  return Object.hasOwn(MESSAGES.zh_CN, key);
}

/** Every sentence whose key begins with one of the prefixes, for a place that carries no dictionary. */
export function wordsUnder(locale: Locale, ...prefixes: string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(MESSAGES[locale])
      .filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix)))
      .map(([key, entry]) => [key, entry.message]),
  );
}

/** The words with which a badge draws and speaks. */
export function badgeWords(locale: Locale): Record<string, string> {
  return wordsUnder(locale, 'badge_', 'measure_', 'mark_', 'reason_', 'number_');
}
