import { pageHostOf } from '../metrics/model/site-addresses';
import type { SiteDeclaration } from './data';
import { JD } from './jd';
import { TAOBAO } from './taobao';
import { XHS } from './xhs';

/** The sites as data, for those who only need to know which there are: nothing here knows a Document. */
export const DECLARATIONS: readonly SiteDeclaration[] = [XHS, TAOBAO, JD];

/** The declaration whose pages are at this URL, or null. */
export function declarationAt(url: URL): SiteDeclaration | null {
  return DECLARATIONS.find(({ addresses }) => pageHostOf(addresses, url.hostname) !== null) ?? null;
}
