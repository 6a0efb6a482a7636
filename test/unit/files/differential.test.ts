import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDemo } from '../../../src/demo/files/write';
import { parseMapping, READERS } from '../../../src/exports';
import { openPglite } from '../../../src/server/db/pglite';
import { amendedFiles } from '../../support/amended-files';
import { runs } from '../../support/runs';
import { writeSmallWorkspace } from '../../support/small-workspace';
import { worlds } from '../../support/world';
import { NOTE_A } from '../exports/support';
import { TestApi } from '../server/support/api';
import { importMade } from '../server/support/made';
import { expectSame, ofApi, ofFiles } from './support/answering';
import { EVERY_EXPORT } from './support/every-export';
import { emptyBrowser, openSet, textFile } from './support/files';

const ALL = 1_000;
/** The user's answer to whose day a row is. */
const caliber = fc.constantFrom('click' as const, 'conversion' as const);
const UD = parseMapping({
  grasslens: 'mapping/1',
  name: 'UD',
  columns: { 投放日期: 'date', 笔记编号: 'note', 花了多少: 'ud_spend' },
});
const PAIR = { from: `xhs/note/${NOTE_A}`, to: 'taobao/item/712345678901' };

describe('files in the browser and the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open(await openPglite(null));
  });
  afterAll(() => api.close());

  it('answer alike, field by field, about random workspaces, imports coming and going', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, amendedFiles, caliber, fc.nat(), async (world, more, whose, which) => {
        const workspace = await api.workspace();
        const files = openSet();
        const made = [{ rows: [], links: world.links }, ...world.imports, ...more];
        for (const file of made) {
          const theirs = await importMade(api.service, workspace.name, file);
          expect((await files.importMade(file)).id).toBe(theirs);
        }
        expect(await expectSame(ofFiles(files), ofApi(api, workspace))).toBeGreaterThan(2);
        const gone = String((which % made.length) + 1).padStart(6, '0');
        await api.service.undo(workspace.name, gone);
        await files.importer.undo(files.set, gone);
        await expectSame(ofFiles(files), ofApi(api, workspace), 0);
        await api.service.decisions(workspace.name).setCalibers({ xinghe: whose, juguang: whose });
        for (const source of ['xinghe', 'juguang'] as const) await files.source.declareCaliber(source, whose);
        await expectSame(ofFiles(files), ofApi(api, workspace), 0);
        const change = { add: [PAIR, ...world.links.slice(0, 2)], remove: world.links.slice(1, 2) };
        await api.service.apiMap.change(workspace.name, change);
        await files.source.changePairs(change);
        await expectSame(ofFiles(files), ofApi(api, workspace), 0);
      }),
      { numRuns: runs(40) },
    );
  });

  const fixtures: [string, (dir: string) => Promise<string[]>][] = [
    ['the demo’s exports', writeDemo],
    ['the small workspace', async (dir) => Object.values(writeSmallWorkspace(dir))],
  ];
  it.each(fixtures)('answer and report alike about %s', async (_name, write) => {
    const workspace = await api.workspace();
    const files = openSet();
    for (const path of await write(join(tmpdir(), `grasslens-files-${process.pid}`))) {
      const bytes = new Uint8Array(await readFile(path));
      const filename = path.slice(path.lastIndexOf('/') + 1);
      const response = await workspace.tryImport(bytes, { filename });
      const { report, id } = await response.json();
      const ours = await files.import(bytes, {}, filename);
      expect(ours.id).toBe(id);
      expect(withoutWords(ours.report)).toEqual(withoutWords(report));
    }
    expect(await expectSame(ofFiles(files), ofApi(api, workspace), 3)).toBeGreaterThan(3);
  });

  it('answer and report alike about one export of every kind, and what was handed over does too', async () => {
    expect(Object.keys(EVERY_EXPORT).sort()).toEqual(READERS.map(({ kind }) => kind).sort());
    const workspace = await api.workspace();
    const files = openSet();
    for (const [kind, csv] of Object.entries(EVERY_EXPORT)) {
      const bytes = new TextEncoder().encode(csv);
      const filename = `${kind}.csv`;
      // What these do not say themselves.
      const declared = ['lingxi-note', 'shutiao-order'].includes(kind) ? { asOf: '2026-07-10' } : {};
      const { report } = await (await workspace.tryImport(bytes, { filename, ...declared })).json();
      const ours = await files.import(bytes, declared, filename);
      expect(withoutWords(ours.report)).toEqual(withoutWords(report));
      expect([ours.report?.kind, ours.report?.counts.rejected]).toEqual([kind, 0]);
      expect(ours.report?.counts.lines === 0).toBe(kind === 'map');
    }
    // And a table that only a mapping reads.
    const table = new TextEncoder().encode(`投放日期,笔记编号,花了多少\n2026-07-04,${NOTE_A},1.5\n`);
    const mapped = { mapping: JSON.stringify(UD), filename: 'ud.csv' };
    const theirs = await (await workspace.tryImport(table, mapped)).json();
    const wish = { set: files.set, file: textFile(table, 'ud.csv'), declared: {}, mapping: UD };
    expect(withoutWords((await files.importer.run(wish)).report)).toEqual(withoutWords(theirs.report));
    expect(await expectSame(ofFiles(files), ofApi(api, workspace), ALL)).toBeGreaterThan(7);
    const there = openSet('set-b', emptyBrowser());
    await there.import(new Uint8Array(await (await files.importer.archive(files.set, 'all')).arrayBuffer()));
    await expectSame(ofFiles(there), ofApi(api, workspace));
  });
});

/** The API words its notices; the page does it where it shows them. */
function withoutWords(report: unknown): unknown {
  return JSON.parse(JSON.stringify(report, (key, value) => (key === 'message' ? undefined : value)));
}
