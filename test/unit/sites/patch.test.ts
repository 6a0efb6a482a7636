import { describe, expect, it } from 'vitest';
import type { SiteData } from '../../../src/sites/data';
import { applyPatch } from '../../../src/sites/patch';
import { readPatch } from '../../../src/sites/patch-schema';
import { DECLARATIONS, openSite } from '../../../src/sites/sites';
import { XHS } from '../../../src/sites/xhs';

const NOTE = '6411cf99000000001300b6d9';
const all = () => true;
const patch = (xhs: unknown) => ({ version: 1, sites: { xhs } });

describe('a patch of a site', () => {
  it('teaches a path that this release does not know, and leaves the rest as it was', () => {
    const read = readPatch(patch({ links: [{ hosts: ['www.xiaohongshu.com'], shapes: ['/item/{note}'] }] }));
    if (!('patches' in read)) throw new Error('refused');
    const site = openSite(applyPatch(XHS, read.patches.xhs ?? {}, all));
    expect(site.subjectOfUrl(new URL(`https://www.xiaohongshu.com/item/${NOTE}`))).toBe(`xhs/note/${NOTE}`);
    // Replaced whole: the old path is no longer one.
    expect(site.subjectOfUrl(new URL(`https://www.xiaohongshu.com/explore/${NOTE}`))).toBeNull();
    expect(site.pageKind(new URL('https://www.xiaohongshu.com/explore'))).toBe('feed');
    expect(openSite(XHS).subjectOfUrl(new URL(`https://www.xiaohongshu.com/explore/${NOTE}`))).toBe(`xhs/note/${NOTE}`);
  });

  it('that is empty changes nothing', () => {
    expect(applyPatch(XHS, {}, all)).toEqual(XHS);
  });

  it('cannot widen what an id is', () => {
    const links = [{ hosts: ['www.xiaohongshu.com'], shapes: ['/{note}', '/x/{note}.html'] }];
    const site = openSite(applyPatch(XHS, { links }, all));
    for (const id of ['abc123', 'a'.repeat(25), '7fffffff000000001300b6d9', '../../explore'])
      expect(site.subjectOfUrl(new URL(`https://www.xiaohongshu.com/x/${id}.html`))).toBeNull();
    expect(site.subjectOfUrl(new URL(`https://www.xiaohongshu.com/x/${NOTE}.html`))).toBe(`xhs/note/${NOTE}`);
  });

  it('has what it may not say left out, also when nobody has checked it', () => {
    const rogue: Partial<SiteData> = {
      links: [{ hosts: ['evil.example', 'www.rednote.com'], shapes: ['/{note}'] }],
      marks: [
        { selector: 'div', attribute: 'data-note-id', kind: 'note' },
        { selector: 'input', attribute: 'value', kind: 'note' },
      ],
      feeds: ['#feed', '##'],
    };
    const { data } = applyPatch(XHS, rogue, (text) => text !== '##');
    expect(data.links).toEqual([{ hosts: ['www.rednote.com'], shapes: ['/{note}'] }]);
    expect(data.marks.map(({ attribute }) => attribute)).toEqual(['data-note-id']);
    expect(data.feeds).toEqual(['#feed']);
    const site = openSite(applyPatch(XHS, rogue, all));
    expect(site.subjectOfUrl(new URL(`https://evil.example/${NOTE}`))).toBeNull();
  });

  it('cannot bring a pattern that never ends', () => {
    const shapes = ['/(a+)+$/{note}', '/a{1,9999999}b/{note}', '/[x/{note}'];
    const site = openSite(applyPatch(XHS, { links: [{ hosts: ['www.xiaohongshu.com'], shapes }] }, all));
    expect(site.subjectOfUrl(new URL(`https://www.xiaohongshu.com/${'a'.repeat(5000)}!/${NOTE}`))).toBeNull();
    expect(site.subjectOfUrl(new URL(`https://www.xiaohongshu.com/(a+)+$/${NOTE}`))).toBe(`xhs/note/${NOTE}`);
  });

  it.each([
    [
      'another host',
      { links: [{ hosts: ['evil.example'], shapes: ['/{note}'] }] },
      'sites.xhs.links.0.hosts.0',
      'evil.example',
    ],
    [
      'another attribute',
      { marks: [{ selector: 'input', attribute: 'value', kind: 'note' }] },
      'sites.xhs.marks.0.attribute',
      'value',
    ],
    [
      'another site’s ids',
      { marks: [{ selector: 'a', attribute: 'id', kind: 'sku' }] },
      'sites.xhs.marks.0.kind',
      'sku',
    ],
    ['a style in a selector', { feeds: ['a{color:red}'] }, 'sites.xhs.feeds.0', 'a{color:red}'],
    [
      'two ids in a shape',
      { links: [{ hosts: ['rednote.com'], shapes: ['/{note}/{note}'] }] },
      'sites.xhs.links.0.shapes.0',
      '/{note}/{note}',
    ],
    [
      'a pattern for a shape',
      { links: [{ hosts: ['rednote.com'], shapes: ['/(a+)+$'] }] },
      'sites.xhs.links.0.shapes.0',
      '/(a+)+$',
    ],
    ...['/**', '/a*b*', '/*-*-*/{note}', '/{note}*', '/x/*.{note}'].map((shape): [string, object, string, string] => [
      `the shape ${shape}, of which two places share characters`,
      { links: [{ hosts: ['rednote.com'], shapes: [shape] }] },
      'sites.xhs.links.0.shapes.0',
      shape,
    ]),
    ['something that is no data', { run: 'alert(1)' }, 'sites.xhs.run', 'run'],
    ['a list that is endless', { cards: Array.from({ length: 61 }, () => 'a') }, 'sites.xhs.cards', '[…]'],
  ])('with %s is refused whole, and says where', (_, xhs, where, found) => {
    expect(readPatch(patch(xhs))).toEqual({ problem: { where, found } });
  });

  it.each([[null], [[]], [{ version: 2, sites: {} }], [{ version: 1 }], ['text']])('that is %j is refused', (json) => {
    expect(readPatch(json)).toHaveProperty('problem');
  });

  it('may be what is bundled, of every site', () => {
    const sites = Object.fromEntries(DECLARATIONS.map(({ id, data }) => [id, data]));
    expect(readPatch({ version: 1, sites })).toEqual({ patches: sites });
  });
});
