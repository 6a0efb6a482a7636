import type { Failure, Notice } from '../files/client';
import { hasWords } from '../text/text';
import { t } from '../ui/language';

/** A notice in the page's own words: what the command line says of its options is said of this page's fields here. */
export function inWords({ code, params = {} }: Pick<Notice, 'code' | 'params'>): string {
  const own = code.replace(/^server_/, 'files_');
  return t(hasWords(own) ? own : code, params);
}

export function failureInWords({ because, ...notice }: Failure): string {
  return because ? inWords({ ...notice, params: { ...notice.params, reason: inWords(because) } }) : inWords(notice);
}
