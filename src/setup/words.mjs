import { readFileSync } from 'node:fs';

/**
 * The sentences of set-up, in the language of the terminal. `src/text` does this for everything that is built;
 * this runs before anything is.
 */
const wish = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
const tag = wish.replaceAll('_', '-');
const locale = /^en\b/i.test(tag) ? 'en' : /^zh-(?:hant|tw|hk|mo)\b/i.test(tag) ? 'zh_TW' : 'zh_CN';
const file = new URL(`../../public/_locales/${locale}/messages.json`, import.meta.url);
/** @type {Record<string, { message: string } | undefined>} */
const messages = JSON.parse(readFileSync(file, 'utf8'));

/**
 * The sentence under `demo_setup_<key>`, its `{parameters}` filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [params]
 */
export function say(key, params = {}) {
  const entry = messages[`demo_setup_${key}`];
  if (!entry) throw new Error(`no message demo_setup_${key} in ${locale}`);
  return entry.message.replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole));
}

/** A step that takes a while, said before it begins. @type {typeof say} */
export function announce(key, params) {
  const sentence = say(key, params);
  console.log(`▸ ${sentence}`);
  return sentence;
}

/** What set-up cannot do for the user: one sentence with what to do, no stack. */
export class SetupError extends Error {}

/**
 * Runs the program; a {@link SetupError} becomes its sentence and exit code 1.
 * @param {() => Promise<number>} program Resolves to the exit code.
 */
export async function main(program) {
  try {
    process.exitCode = await program();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`✗ ${error.message}`);
    process.exitCode = 1;
  }
}
