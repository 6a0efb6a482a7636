import { describe, expect, it } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import { DECLARATIONS } from '../../../src/sites/sites';

describe('the manifest', () => {
  it('reaches exactly the pages that the sites know', () => {
    const known = DECLARATIONS.flatMap(({ pageHosts }) => pageHosts.map((host) => `https://${host}/*`));
    expect(manifest.content_scripts.map(({ matches }) => [...matches].sort())).toEqual([known.sort()]);
  });

  it('asks at installing for no more than storage, alarms and a side panel, and for no host', () => {
    // A new entry that a browser warns of makes it disable the extension until its user agrees again.
    expect(manifest.permissions).toEqual(['storage', 'alarms', 'sidePanel']);
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('externally_connectable');
  });

  it('lets its own pages load nothing but its own files, and run no text as code', () => {
    const policy = manifest.content_security_policy.extension_pages;
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(rules.get('default-src')).toEqual(["'none'"]);
    expect(rules.get('script-src')).toEqual(["'self'"]);
    expect(rules.get('style-src')).toEqual(["'self'"]);
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  });
});
