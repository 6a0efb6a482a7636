import { ExportError, type Notice } from '../exports';
import { hasWords, type Locale, localeFor, say } from '../text/text';
import { Refusal, type Sentence } from './refusal';

/** The words of a sentence; one among its parameters is put in as its own words. */
export function sentence(locale: Locale, { code, params = {} }: Sentence): string {
  const filled = Object.entries(params).map(([name, value]): [string, string | number] => [
    name,
    typeof value === 'object' ? sentence(locale, value) : value,
  ]);
  return say(locale, hasWords(code) ? code : 'server_unexplained', { code, ...Object.fromEntries(filled) });
}

/** What went wrong as code and parameters, where it is something that a user can act on. */
export function explained(error: unknown): Required<Sentence> | null {
  return error instanceof Refusal || error instanceof ExportError ? { code: error.code, params: error.params } : null;
}

/** A notice without what stands beside it. */
export function bare({ code, params }: Notice): Sentence {
  return params ? { code, params } : { code };
}

/** A notice with its sentence beside it. */
export function withMessage<N extends Notice>(locale: Locale, notice: N): N & { message: string } {
  return { ...notice, message: sentence(locale, bare(notice)) };
}

/** The locale of an `Accept-Language` header: the best liked of ours, Chinese when none is. */
export function localeOfHeader(header: string | undefined): Locale {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const weight = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find((text) => text !== undefined);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => /^(?:zh|en)\b/i.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return localeFor(wishes[0]?.tag);
}
