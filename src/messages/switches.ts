import type { Switches } from './protocol';

/** The key of one site's own off switch in `storage.local`: true is off, absent is on. */
export function offKey(site: string): string {
  return `off.${site}`;
}

/** The key of what is otherwise on a site than this release knows: data that the background has checked. */
export function patchKey(site: string): string {
  return `patch.${site}`;
}

/** The keys that decide whether a page of a site does anything, and what it looks for. */
export function switchKeys(site: string): string[] {
  return ['source', 'enabled', 'quiet', offKey(site), patchKey(site)] satisfies (keyof Switches | string)[];
}

/** Whether a page of the site has anything to do: a source is set, nothing is switched off. */
export function isOn(values: Record<string, unknown>, site: string): boolean {
  return values.source === true && values.enabled !== false && values[offKey(site)] !== true;
}

/** The key in `storage.session` of what is on a tab. */
export function presenceKey(tabId: number): string {
  return `tab:${tabId}`;
}

export function isPresenceKey(key: string): boolean {
  return key.startsWith('tab:');
}
