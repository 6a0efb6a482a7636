import type zh from '../../public/_locales/zh_CN/messages.json';

/** Where a sentence is in `_locales`: a key that is not there does not compile. */
export type MessageKey = keyof typeof zh;

/** The keys under a prefix, without it. */
export type Under<Prefix extends string, Key extends string = MessageKey> = Key extends `${Prefix}${infer Rest}`
  ? Rest
  : never;

export type Params = Record<string, string | number>;

/** Says the sentence under a key. What draws takes one of these, so that it need not know where its words come from. */
export type Say = (key: MessageKey, params?: Params) => string;

/** A sentence with its `{parameters}` filled in; a parameter that is not given stays as it is written. */
export function fill(sentence: string, params: Params = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Says from a plain set of words, for a place that carries no dictionary; a key that is not in it says itself. */
export function sayFrom(words: Record<string, string>): Say {
  return (key, params) => fill(words[key] ?? key, params);
}
