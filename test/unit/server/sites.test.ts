import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPglite } from '../../../src/server/db/pglite';
import { type ServedSites, sitesAt } from '../../../src/server/sites';
import { readPatch } from '../../../src/sites/patch-schema';
import { TestApi } from './support/api';

const PATCH: ServedSites = { version: 1, sites: { xhs: { feeds: ['.new-feed'] } } };

describe('the patch of the sites', () => {
  test.each<[string, ServedSites | undefined, object]>([
    ['that was given', PATCH, { xhs: { feeds: ['.new-feed'] } }],
    ['that changes nothing, where none was given', undefined, {}],
  ])('%s is served to whoever has a token, and is what the extension takes', async (_, given, sites) => {
    const api = await TestApi.open(await openPglite(null), undefined, given);
    try {
      const brand = await api.workspace();
      const response = await brand.request('/v1/sites');
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const body = await response.json();
      expect(body).toEqual({ version: 1, sites });
      expect(readPatch(body)).toEqual({ patches: sites });
      expect((await api.request('/v1/sites')).status).toBe(401);
      const { paths } = (await (await api.request('/v1/openapi.json')).json()) as { paths: object };
      expect(paths).toHaveProperty(['/v1/sites', 'get', 'responses', '200']);
    } finally {
      await api.close();
    }
  });
});

describe('its file', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'grasslens-sites-'));
  });
  afterAll(() => rm(home, { recursive: true }));
  const file = async (text: string) => {
    const path = join(home, 'patch.json');
    await writeFile(path, text);
    return path;
  };

  test('is read, also with the mark that Windows puts before it', async () => {
    expect(await sitesAt(await file(`\ufeff${JSON.stringify(PATCH)}`))).toEqual(PATCH);
  });

  test.each([
    ['no JSON', '{"version": 1,\n  sites}', 'server_sites_not_json', { line: 2, column: 3 }],
    ['nothing of ours', '"x"', 'server_sites_wrong', { where: '/', found: 'x' }],
    ['no version', '[]', 'server_sites_wrong', { where: 'version' }],
    ['a site nobody knows', '{"version":1,"sites":{"douyin":{}}}', 'server_sites_wrong', { where: 'sites.douyin' }],
    [
      'a link to elsewhere',
      '{"version":1,"sites":{"jd":{"links":[{"hosts":["evil.example"],"shapes":[]}]}}}',
      'server_sites_wrong',
      { where: 'sites.jd.links.0.hosts.0', found: 'evil.example' },
    ],
  ])('is refused with %s, and where', async (_, text, code, params) => {
    const path = await file(text);
    await expect(sitesAt(path)).rejects.toMatchObject({ code, params: { file: path, ...params } });
  });

  test('must be there', async () => {
    await expect(sitesAt(join(home, 'none.json'))).rejects.toMatchObject({ code: 'server_file_missing' });
  });
});
