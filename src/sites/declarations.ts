import type { SiteDeclaration } from './data';
import { JD } from './jd';
import { TAOBAO } from './taobao';
import { XHS } from './xhs';

/** The sites as data, for those who only need to know which there are: nothing here knows a Document. */
export const DECLARATIONS: readonly SiteDeclaration[] = [XHS, TAOBAO, JD];

/** The declaration whose pages are at this URL, or null. */
export function declarationAt(url: URL): SiteDeclaration | null {
  const parent = url.hostname.replace(/^[^.]+/, '*');
  return DECLARATIONS.find(({ pageHosts }) => pageHosts.includes(url.hostname) || pageHosts.includes(parent)) ?? null;
}
