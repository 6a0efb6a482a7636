import { type Failure, type ImportAnswer, MADE_MAP, type Notice } from '../files/client';
import { hasWords } from '../text/text';
import { locale, t } from '../ui/language';

/** What an import is called: its file, or what it is where people made it here, pair by pair. */
export function importName({ fileName, report }: ImportAnswer): string {
  if (report?.kind !== MADE_MAP) return fileName;
  return locale.value === 'en' ? report.name.en : report.name.zh;
}

/** A notice in the page's own words: what the command line says of its options is said of this page's fields here. */
export function inWords({ code, params = {} }: Pick<Notice, 'code' | 'params'>): string {
  const own = code.replace(/^server_/, 'files_');
  return t(hasWords(own) ? own : hasWords(code) ? code : 'server_unexplained', { code, ...params });
}

export function failureInWords({ because, ...notice }: Failure): string {
  return because ? inWords({ ...notice, params: { ...notice.params, reason: inWords(because) } }) : inWords(notice);
}
