import * as v from 'valibot';
import { isBounded } from '../metrics/model/link-shapes';
import { READABLE_ATTRIBUTES, type SiteData, type SiteDeclaration, type SiteId } from './data';
import { DECLARATIONS } from './declarations';

import { namedPages, type SitePatch } from './patch';

/**
 * What a patch of the sites' data may be: from the API or pasted by hand, it is checked whole before anything of
 * it is kept. Only for those who take patches in; pages get what was checked.
 */
const MOST = 60;
const texts = (text: v.GenericSchema<string>) => v.pipe(v.array(text), v.maxLength(MOST));
const selector = v.pipe(v.string(), v.minLength(1), v.maxLength(300), v.regex(/^[^{}<;]+$/, 'not a selector'));
const shape = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^\/[\w./*{}-]*(\?\w+=\{\w+\})?$/, 'not the shape of a path'),
  v.check((text) => (text.match(/\{/g) ?? []).length <= 1, 'more than one id in a shape'),
  v.check(isBounded, 'more than one star or id in a segment'),
);
const PAGE_KINDS = ['feed', 'search', 'profile', 'note', 'goods', 'item', 'list', 'shop', 'home', 'other'] as const;
const KINDS = { xhs: ['note', 'goods'], taobao: ['item'], jd: ['sku'] } as const;

function patchSchema(site: SiteDeclaration) {
  const { id, addresses } = site;
  return v.partial(
    v.strictObject({
      links: v.pipe(
        v.array(v.strictObject({ hosts: texts(v.picklist(addresses.linkHosts)), shapes: texts(shape) })),
        v.maxLength(MOST),
      ),
      pages: v.pipe(
        v.array(
          v.strictObject({
            hosts: texts(v.picklist(namedPages(site))),
            kind: v.picklist(PAGE_KINDS),
            shapes: texts(shape),
          }),
        ),
        v.maxLength(MOST),
      ),
      marks: v.pipe(
        v.array(
          v.strictObject({
            selector,
            attribute: v.picklist(READABLE_ATTRIBUTES),
            prefix: v.exactOptional(v.pipe(v.string(), v.maxLength(40))),
            kind: v.picklist(KINDS[id]),
          }),
        ),
        v.maxLength(MOST),
      ),
      cards: texts(selector),
      never: texts(selector),
      feeds: texts(selector),
      heads: v.pipe(
        v.array(
          v.strictObject({
            kinds: v.pipe(v.array(v.picklist(['note', 'goods', 'item'])), v.minLength(1), v.maxLength(3)),
            within: selector,
            mask: v.exactOptional(v.strictObject({ selector, attribute: v.picklist(READABLE_ATTRIBUTES) })),
            over: v.exactOptional(texts(selector)),
            after: texts(selector),
          }),
        ),
        v.maxLength(MOST),
      ),
    } satisfies { [K in keyof SiteData]: v.GenericSchema<unknown, SiteData[K]> }),
  );
}

const sites = Object.fromEntries(DECLARATIONS.map((site) => [site.id, v.exactOptional(patchSchema(site))]));

const SitesSchema = v.strictObject({ version: v.literal(1), sites: v.strictObject(sites) });

export type SitePatches = Partial<Record<SiteId, SitePatch>>;

/**
 * Checks a patch. Nothing of one with a problem is taken; `where` is the place in it, such as
 * `sites.xhs.links.0.hosts.1`, or '' for the whole, and `found` in short what stands there.
 */
export function readPatch(json: unknown): { patches: SitePatches } | { problem: { where: string; found: string } } {
  const checked = v.safeParse(SitesSchema, json);
  if (checked.success) return { patches: checked.output.sites as SitePatches };
  const [issue] = checked.issues;
  const found = typeof issue.input === 'object' ? (Array.isArray(issue.input) ? '[…]' : '{…}') : String(issue.input);
  return { problem: { where: v.getDotPath(issue) ?? '', found: found.slice(0, 80) } };
}
