import type { Switches } from './protocol';

/** The key of one site's own off switch in `storage.local`: true is off, absent is on. */
export function offKey(site: string): string {
  return `off.${site}`;
}

/** The keys that decide whether a page of a site does anything. */
export function switchKeys(site: string): string[] {
  return ['source', 'enabled', offKey(site)] satisfies (keyof Switches | string)[];
}

/** Whether a page of the site has anything to do: a source is set, nothing is switched off. */
export function isOn(values: Record<string, unknown>, site: string): boolean {
  return values.source === true && values.enabled !== false && values[offKey(site)] !== true;
}
