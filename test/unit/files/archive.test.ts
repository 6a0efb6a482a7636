import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeZip } from '../../../src/exports';
import { openPglite } from '../../../src/server/db/pglite';
import { writeWorkspace } from '../../../src/server/imports/hand-over';
import { runs } from '../../support/runs';
import { worlds } from '../../support/world';
import { TestApi, type Workspace } from '../server/support/api';
import { juguang, NOTE, note } from '../server/support/files';
import { expectSame, ofApi, ofFiles } from './support/answering';
import { emptyBrowser, openSet } from './support/files';

type Files = ReturnType<typeof openSet>;

let api: TestApi;
let folder: string;
beforeAll(async () => {
  api = await TestApi.open(await openPglite(null));
  folder = await mkdtemp(join(tmpdir(), 'grasslens-archive-'));
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const bytesOf = async (files: Files, name = '客户A') =>
  new Uint8Array(await (await files.importer.archive(files.set, name)).arrayBuffer());

let written = 0;
async function bytesFrom({ name }: Workspace) {
  const path = join(folder, `${++written}.zip`);
  await writeWorkspace(api.service.store, name, path);
  return new Uint8Array(await readFile(path));
}

/** A zip of these texts. */
async function zipOf(entries: Record<string, string>): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const [blob] = await Promise.all([
    new Response(readable).arrayBuffer(),
    writeZip(
      Object.entries(entries).map(([name, text]) => ({ name, text: [text] })),
      writable,
    ),
  ]);
  return new Uint8Array(blob);
}

/** What stands in an archive, to be changed. */
async function contentOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const { openZip } = await import('../../../src/exports');
  const zip = await openZip(bytes, 1e9);
  const content: Record<string, string> = {};
  for (const { name } of zip.entries) {
    content[name] = '';
    for await (const piece of zip.text(name)) content[name] += piece;
  }
  return content;
}

async function counts({ open }: Files) {
  const database = await open();
  const names = ['imports', 'proofs', 'names', 'rows'] as const;
  return Promise.all(names.map((name) => database.count(name)));
}

describe('a set handed over', () => {
  it('from files to an API and back answers alike, field by field, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.nat(), async (world, which) => {
        const files = openSet();
        const made = [{ rows: [], links: world.links }, ...world.imports];
        for (const file of made) await files.importMade(file);
        // One is gone: ids are counted anew where the set goes.
        await files.importer.undo(files.set, String((which % made.length) + 1).padStart(6, '0'));
        await files.store.decisions.setTargets(files.set, { roi: { good: 2, bad: 1 } });
        await files.store.decisions.setMarks(files.set, { [note(NOTE)]: { decision: 'boost', remark: '加到 500' } });
        const workspace = await api.workspace();
        const response = await workspace.tryImport(await bytesOf(files), { filename: 'set.zip' });
        expect([response.status, await response.text()]).toEqual([made.length > 1 ? 201 : 200, expect.anything()]);
        await expectSame(ofFiles(files), ofApi(api, workspace));

        const there = openSet('set-b', emptyBrowser());
        const { archive } = await there.import(await bytesFrom(workspace), {}, 'back.zip');
        expect([archive?.name, archive?.imports.length]).toEqual([workspace.name, made.length - 1]);
        await expectSame(ofFiles(there), ofApi(api, workspace), 0);
      }),
      { numRuns: runs(40) },
    );
  });

  it('is live at once, is there only once, and each of its imports can be taken back', async () => {
    const files = openSet();
    await files.import(juguang('2026-07-01', '2026-07-10', '5.00'), {}, 'one.csv');
    await files.import(juguang('2026-07-11', '2026-07-20', '6.00'), { filtered: true }, 'two.csv');
    const bytes = await bytesOf(files);
    const there = openSet('set-b', emptyBrowser());
    const preview = await there.importer.run({ set: 'set-b', file: fileOf(bytes), declared: {}, preview: true });
    expect([preview.state, preview.archive?.imports.map(({ id }) => id), await counts(there)]).toEqual([
      'preview',
      [null, null],
      [0, 0, 0, 0],
    ]);
    const before = await there.store.revision(there.set);
    const taken = await there.import(bytes, {}, 'set.zip');
    expect(taken.archive?.imports.map(({ id, already, fileName }) => [id, already, fileName])).toEqual([
      ['000001', false, 'one.csv'],
      ['000002', false, 'two.csv'],
    ]);
    expect(before).toBe('0');
    expect(await there.store.revision(there.set)).toMatch(/\.1$/);
    expect((await there.import(bytes, {}, 'set.zip')).already).toBe(true);
    const list = await there.importer.list(there.set);
    expect(list.map(({ fileName, report }) => [fileName, report?.declared])).toEqual([
      ['two.csv', { filtered: true }],
      ['one.csv', {}],
    ]);
    await there.importer.undo(there.set, '000002');
    await files.importer.undo(files.set, '000002');
    await expectSame(ofFiles(there), ofFiles(files));
  });

  it('knows an order again by the key that it brought', async () => {
    const order = (n: number) => [
      '订单编号,商品ID,创建时间,付款金额,订单状态,推广位ID',
      `29415988744506430${n},590141576510,2026-07-01 10:00:00,11.22,订单付款,111112234455`,
    ];
    const files = openSet();
    const csv = order(1).join('\n');
    const first = await files.import(csv, {}, 'orders.csv').catch((error) => error);
    expect(first.report?.kind ?? first).toBe('taobao-orders');
    const bytes = await bytesOf(files);
    const there = openSet('set-b', emptyBrowser());
    await there.import(bytes, {}, 'set.zip');
    const secret = async ({ open, set }: Files) => (await (await open()).get('sets', set))?.secret;
    expect(await secret(there)).toBe(await secret(files));
    // One that has orders of its own under another key takes none of these.
    const other = openSet('set-c', emptyBrowser());
    await other.import(order(2).join('\n'), {}, 'other.csv');
    await expect(other.import(bytes, {}, 'set.zip')).rejects.toMatchObject({ code: 'archive_orders' });
    expect((await other.importer.list('set-c')).map(({ fileName }) => fileName)).toEqual(['other.csv']);
  });
});

describe('an archive that is not as it was written', () => {
  let whole: Uint8Array<ArrayBuffer>;
  let content: Record<string, string>;
  beforeAll(async () => {
    const files = openSet();
    await files.import(juguang('2026-07-01', '2026-07-10', '5.00'), {}, 'one.csv');
    await files.import(juguang('2026-07-11', '2026-07-20', '6.00'), {}, 'two.csv');
    whole = await bytesOf(files);
    content = await contentOf(whole);
  });

  /** Refused by files and API alike, with the code; nothing of it is anywhere afterwards. */
  async function expectRefused(bytes: Uint8Array<ArrayBuffer>, code: string) {
    const files = openSet('set-x', emptyBrowser());
    await expect(files.import(bytes, {}, 'set.zip')).rejects.toMatchObject({ code });
    expect(await counts(files)).toEqual([0, 0, 0, 0]);
    const workspace = await api.workspace();
    const response = await workspace.tryImport(bytes, { filename: 'set.zip' });
    expect([response.ok, (await response.json()).code]).toEqual([false, code]);
    expect((await api.service.store.known(workspace.name)).subjects).toEqual({});
  }

  it('cut off anywhere, or with any byte changed, is refused whole or is what it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, by, cut) => {
          const bytes = whole.slice(0, cut ? Math.max(at, 40) : whole.length);
          if (!cut) bytes[at] = (bytes[at] ?? 0) ^ by;
          const files = openSet('set-x', emptyBrowser());
          const outcome = await files
            .import(bytes, {}, 'set.zip')
            .catch((error: { code?: string }) => error.code ?? '');
          if (typeof outcome === 'string') {
            expect(outcome).toMatch(/^(archive|export)_/);
            expect(await counts(files)).toEqual([0, 0, 0, 0]);
          } else {
            // A byte that says nothing, such as a date of the zip's own.
            expect(outcome.archive?.imports.map(({ values }) => values)).toEqual([10, 10]);
          }
        },
      ),
      { numRuns: runs(600) },
    );
  });

  const manifest = (change: (json: Record<string, unknown>) => void) => {
    const json = JSON.parse(content['grasslens.json'] ?? '');
    change(json);
    return { ...content, 'grasslens.json': JSON.stringify(json) };
  };
  const rows = (change: (line: string) => string) => ({
    ...content,
    'imports/000002.jsonl': change(content['imports/000002.jsonl'] ?? ''),
  });

  it.each<[string, () => Record<string, string>, string]>([
    ['a path out of it', () => ({ ...content, '../../etc/cron.d/x': '' }), 'archive_damaged'],
    ['an absolute path', () => ({ ...content, '/etc/passwd': '' }), 'archive_damaged'],
    ['a path of Windows', () => ({ ...content, 'imports\\..\\x.exe': '' }), 'archive_damaged'],
    ['an entry of nobody’s', () => ({ ...content, 'imports/000009.jsonl': '' }), 'archive_strange'],
    ['an import that is not there', () => Object.fromEntries(Object.entries(content).slice(0, 2)), 'archive_damaged'],
    ['no list of contents', () => ({ 'imports/000001.jsonl': '' }), 'archive_damaged'],
    ['a list that is no JSON', () => ({ ...content, 'grasslens.json': '{' }), 'archive_damaged'],
    ['a newer version', () => manifest((json) => (json.grasslens = 'archive/2')), 'archive_version'],
    ['a mark of nothing', () => manifest((json) => (json.marks = { x: 1 })), 'archive_damaged'],
    ['a row too few', () => rows(() => ''), 'archive_damaged'],
    ['a row twice', () => rows((text) => text + text), 'archive_damaged'],
    ['half a line', () => rows((text) => text.slice(0, 99)), 'archive_damaged'],
    ['a number that is no count', () => rows((text) => text.replace('600', '-600')), 'archive_damaged'],
    ['a fraction of a fen', () => rows((text) => text.replace('600', '600.5')), 'archive_damaged'],
    ['a day that is none', () => rows((text) => text.replaceAll('2026-07-11', '2026-02-30')), 'archive_damaged'],
    ['a subject that is none', () => rows((text) => text.replace('xhs/note/', '../note/')), 'archive_damaged'],
    ['a measure that is none', () => rows((text) => text.replace('spend', '__proto__')), 'archive_damaged'],
    ['a bomb', () => rows(() => '\n'.repeat(64 * 1024 * 1024)), 'archive_expands'],
  ])('with %s is refused, and nothing of it is kept', async (_what, made, code) => {
    await expectRefused(await zipOf(made()), code);
  });

  /** The archive with some of its bytes written over, wherever they stand. */
  const rewritten = (bytes: Uint8Array, from: string, to: string) =>
    Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1'));
  /** A zip by the library itself, with what our own writing never makes. */
  const otherwise = async (options: object, entryOptions: object) => {
    const zip = new ZipWriter(new Uint8ArrayWriter(), options);
    for (const [name, text] of Object.entries(content)) await zip.add(name, new TextReader(text), entryOptions);
    return Uint8Array.from(await zip.close());
  };

  it('with two entries of one name is refused, and nothing of it is kept', async () => {
    const spare = await zipOf({ ...content, 'imports/000003.jsonl': content['imports/000002.jsonl'] ?? '' });
    await expectRefused(rewritten(spare, 'imports/000003.jsonl', 'imports/000002.jsonl'), 'archive_strange');
  });

  it('with a password is refused, and nothing of it is kept', async () => {
    await expectRefused(await otherwise({}, { password: 'x' }), 'archive_encrypted');
  });

  it('with nothing at all in it is refused as no table', async () => {
    await expectRefused(await zipOf({}), 'export_not_table');
  });

  it('with sizes of 64 bits is read like any other', async () => {
    const files = openSet('set-x', emptyBrowser());
    const answer = await files.import(await otherwise({ zip64: true }, { zip64: true }), {}, 'set.zip');
    expect(answer.archive?.imports.map(({ values }) => values)).toEqual([10, 10]);
  });

  it('of a set without imports is one with nothing to take', async () => {
    const empty = manifest((json) => (json.imports = []));
    const files = openSet('set-x', emptyBrowser());
    const answer = await files.import(await zipOf({ 'grasslens.json': empty['grasslens.json'] }), {}, 'set.zip');
    expect(answer.archive?.imports).toEqual([]);
    expect(await counts(files)).toEqual([0, 0, 0, 0]);
  });

  it('is taken as it is, or not at all', async () => {
    const files = openSet('set-x', emptyBrowser());
    await expect(files.import(whole, { window: 15 }, 'set.zip')).rejects.toMatchObject({ code: 'archive_as_it_is' });
  });

  it('is not written over what is there', async () => {
    const { checkFree } = await import('../../../src/server/imports/hand-over');
    const path = join(folder, 'there.zip');
    await writeFile(path, 'mine');
    expect(() => checkFree(path)).toThrow(/server_export_exists/);
  });
});

const fileOf = (bytes: Uint8Array) => ({
  name: 'set.zip',
  size: bytes.length,
  async *bytes() {
    yield bytes;
  },
});
