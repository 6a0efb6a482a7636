import type { SiteDeclaration } from './data';
import { DECLARATIONS, declarationAt } from './declarations';
import { defineSite } from './define';
import type { Site } from './face';
import { JD } from './jd';
import { TAOBAO } from './taobao';

export { DECLARATIONS };

/** Links to products stand under notes (广告挂链); a shop's pages know only their own subjects. */
const FOREIGN: Partial<Record<SiteDeclaration['id'], readonly SiteDeclaration[]>> = { xhs: [TAOBAO, JD] };

/** The site of a declaration, bundled or patched. */
export function openSite(declaration: SiteDeclaration): Site {
  return defineSite(declaration, FOREIGN[declaration.id]);
}

/** The site whose pages are at this URL, or null. */
export function siteAt(url: URL): Site | null {
  const declaration = declarationAt(url);
  return declaration && openSite(declaration);
}
