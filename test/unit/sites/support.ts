import { DECLARATIONS, openSite } from '../../../src/sites/sites';

const SITES = DECLARATIONS.map(openSite);

/** The subject that some site finds in a URL as a page of `base` would write it; null when none does or it is no URL. */
export function subjectIn(href: string, base = 'https://example.invalid/'): string | null {
  if (!URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  for (const site of SITES) {
    const subject = site.subjectOfUrl(url);
    if (subject) return subject;
  }
  return null;
}
