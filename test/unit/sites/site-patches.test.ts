import { beforeEach, describe, expect, it } from 'vitest';
import { SitePatches } from '../../../src/background/site-patches';
import { FakeArea } from '../background/world';

const HOUR = 3_600_000;
const feeds = (name: string) => ({ version: 1, sites: { xhs: { feeds: [`#${name}`] } } });

let area: FakeArea;
let now: number;
let patches: SitePatches;
beforeEach(() => {
  area = new FakeArea();
  now = 100 * HOUR;
  patches = new SitePatches(area, () => now);
});

/** What pages of Xiaohongshu would read. */
const inForce = () => area.items.get('patch.xhs');

describe('patches of the sites’ data', () => {
  it('come from the API once in six hours, and from a paste before that', async () => {
    let asked = 0;
    const fetch = async () => feeds(`api-${++asked}`);
    await patches.refresh(fetch);
    expect(inForce()).toEqual({ feeds: ['#api-1'] });
    now += 5 * HOUR;
    await patches.refresh(fetch);
    expect(asked).toBe(1);
    expect(await patches.paste(JSON.stringify(feeds('pasted')))).toBeNull();
    now += 2 * HOUR;
    await patches.refresh(fetch);
    expect(asked).toBe(2);
    expect(inForce()).toEqual({ feeds: ['#pasted'] });
    expect(await patches.paste('  ')).toBeNull();
    expect(inForce()).toEqual({ feeds: ['#api-2'] });
    await patches.forgetFetched();
    expect(area.items.has('patch.xhs')).toBe(false);
  });

  it('with a problem change nothing and say where it is', async () => {
    await patches.paste(JSON.stringify(feeds('good')));
    const hosts = { version: 1, sites: { xhs: { links: [{ hosts: ['evil.example'], shapes: ['/{note}'] }] } } };
    expect(await patches.paste(JSON.stringify(hosts))).toEqual({
      where: 'sites.xhs.links.0.hosts.0',
      found: 'evil.example',
    });
    expect(await patches.paste('<html>')).toEqual({ where: '', found: '<html>' });
    expect(inForce()).toEqual({ feeds: ['#good'] });
    await patches.refresh(async () => 'not a patch');
    now += 7 * HOUR;
    await expect(patches.refresh(() => Promise.reject(new Error('offline')))).rejects.toThrow('offline');
    expect(inForce()).toEqual({ feeds: ['#good'] });
  });

  it('are shown again as they were pasted', async () => {
    expect(await patches.pasted()).toBe('');
    await patches.paste(JSON.stringify(feeds('pasted')));
    expect(JSON.parse(await patches.pasted())).toEqual(feeds('pasted'));
  });
});
