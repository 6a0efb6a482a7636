import { describe, expect, it } from 'vitest';
import { FilesImporter } from '../../../src/files/importer';
import { Loader } from '../../../src/files/loader';
import { asking, daily, juguang as juguangRow } from '../../support/evidence';
import { juguang, NOTE, note } from '../server/support/files';
import { emptyBrowser, hostOf, openSet, textFile } from './support/files';

const QUESTION = asking({ range: { from: '2026-07-01', to: '2026-07-31' } });

async function spend({ source }: Pick<ReturnType<typeof openSet>, 'source'>) {
  const { answers } = await source.metrics([note(NOTE)], QUESTION);
  const figure = answers[note(NOTE)]?.cells[0]?.figures.cost;
  return figure?.state === 'known' ? figure.low : null;
}

/** How many records each store of the database holds. */
async function counts({ open }: Pick<ReturnType<typeof openSet>, 'open'>) {
  const database = await open();
  const names = ['imports', 'proofs', 'names', 'rows'] as const;
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await database.count(name)])));
}

const NOTHING = { imports: 0, proofs: 0, names: 0, rows: 0 };

describe('an import', () => {
  it('of the very same content is live already, and undone leaves no trace', async () => {
    const files = openSet();
    const first = await files.import(juguang('2026-07-01', '2026-07-10', '5.00'));
    const again = await files.import(juguang('2026-07-01', '2026-07-10', '5.00'));
    expect([first.already, again.already, again.id]).toEqual([false, true, first.id]);
    // 10 days × ¥5, in fen.
    expect(await spend(files)).toBe(5_000);
    await files.importer.undo(files.set, first.id ?? '');
    await files.importer.sweep();
    expect(await spend(files)).toBeNull();
    expect(await counts(files)).toEqual(NOTHING);
  });

  it('that breaks midway leaves the old answers and no row', async () => {
    const files = openSet();
    await files.import(juguang('2026-07-01', '2026-07-10', '5.00'));
    const before = await counts(files);
    const rows = daily('2026-07-01', '2026-07-10', juguangRow(note(NOTE), { spend: 9_999 }));
    await expect(files.importMade({ rows, breaksAfter: 7 })).rejects.toThrow('the file breaks here');
    expect(await spend(files)).toBe(5_000);
    expect(await counts(files)).toEqual(before);
  });

  it('that died before it was live counts for nothing, and the next one sweeps it', async () => {
    const files = openSet();
    const loader = new Loader(files.open, files.set);
    const start = { fileName: 'dead.csv', sha256: 'd', kind: 'made', source: null, declared: {} };
    const { id } = await loader.begin(start);
    await loader.addRows(id, daily('2026-07-01', '2026-07-10', juguangRow(note(NOTE), { spend: 1 })), 0);
    expect(await counts(files)).toEqual({ ...NOTHING, imports: 1, rows: 1 });
    expect(await spend(files)).toBeNull();
    await files.import(juguang('2026-07-01', '2026-07-10', '5.00'));
    expect(await counts(files)).toEqual({ imports: 1, proofs: 1, names: 1, rows: 1 });
    expect(await spend(files)).toBe(5_000);
  });

  it('into a set that is wiped meanwhile comes to nothing, and the set stays away', async () => {
    const files = openSet();
    await files.import(juguang('2026-07-01', '2026-07-10', '5.00'));
    const whole = textFile(juguang('2026-07-11', '2026-07-20', '7.00'));
    let reads = 0;
    const file = {
      ...whole,
      async *bytes() {
        // The third reading is that of the rows: hash and head were before.
        if (++reads === 3) await files.importer.wipe(files.set);
        yield* whole.bytes();
      },
    };
    await expect(files.importer.run({ set: files.set, file, declared: {} })).rejects.toMatchObject({
      code: 'files_set_wiped',
    });
    await files.importer.sweep();
    expect(await counts(files)).toEqual(NOTHING);
    expect(await (await files.open()).count('sets')).toBe(0);
    expect(await spend(files)).toBeNull();
  });

  it.each([
    ['runs out of room', 'QuotaExceededError', { code: 'files_no_room_left' }],
    ['loses its file', 'NotReadableError', { name: 'NotReadableError' }],
  ])('that %s midway leaves the old answers and no row', async (_what, name, refusal) => {
    const files = openSet();
    await files.import(juguang('2026-07-01', '2026-07-10', '5.00'));
    const before = await counts(files);
    const whole = textFile(juguang('2026-07-11', '2026-07-20', '7.00'));
    let reads = 0;
    const file = {
      ...whole,
      async *bytes() {
        reads += 1;
        for await (const part of whole.bytes()) {
          // Hash and head were read before; half of the rows are taken.
          yield reads < 3 ? part : part.subarray(0, part.length / 2);
          if (reads >= 3) throw new DOMException('no more', name);
        }
      },
    };
    await expect(files.importer.run({ set: files.set, file, declared: {} })).rejects.toMatchObject(refusal);
    expect(await counts(files)).toEqual(before);
    expect(await spend(files)).toBe(5_000);
  });

  it('from two pages at once is taken one after the other, both whole', async () => {
    const open = emptyBrowser();
    const host = hostOf(open);
    const [one, other] = [new FilesImporter(host), new FilesImporter(host)];
    const wish = (from: string, to: string) => ({
      set: 'set-a',
      file: textFile(juguang(from, to, '5.00'), `${from}.csv`),
      declared: {},
    });
    const taken = await Promise.all([
      one.run(wish('2026-07-01', '2026-07-10')),
      other.run(wish('2026-07-11', '2026-07-20')),
      one.run(wish('2026-07-01', '2026-07-10')),
    ]);
    expect(taken.map(({ id, already }) => [id, already])).toEqual([
      ['000001', false],
      ['000002', false],
      ['000001', true],
    ]);
    // 20 days × ¥5, in fen.
    expect(await spend(openSet('set-a', open))).toBe(10_000);
  });

  it('is cancelled between two batches', async () => {
    const files = openSet();
    const controller = new AbortController();
    controller.abort();
    const file = textFile(juguang('2026-07-01', '2026-07-10', '5.00'));
    await expect(files.importer.run({ set: files.set, file, declared: {}, signal: controller.signal })).rejects.toThrow(
      /abort/i,
    );
    expect(await counts(files)).toEqual(NOTHING);
  });

  it('previewed stores nothing and says what would come', async () => {
    const files = openSet();
    const file = textFile(juguang('2026-07-01', '2026-07-10', '5.00'));
    const { state, report } = await files.importer.run({ set: files.set, file, declared: {}, preview: true });
    expect([state, report?.counts.values, report?.period]).toEqual([
      'preview',
      10,
      { from: '2026-07-01', to: '2026-07-10' },
    ]);
    expect(await counts(files)).toEqual(NOTHING);
  });

  it('without room is refused before anything is written', async () => {
    const open = emptyBrowser();
    const files = openSet('set-a', open);
    const importer = new FilesImporter(hostOf(open, { room: async () => 1_048_576 }));
    // 1.5 bytes of room for each of a csv's: 2 MB need 3, and 1 is left.
    const file = { ...textFile(juguang('2026-07-01', '2026-07-10', '5.00')), size: 2 * 1_048_576 };
    await expect(importer.run({ set: files.set, file, declared: {} })).rejects.toMatchObject({
      code: 'files_no_room',
      params: { needed: 3, room: 1 },
    });
    expect(await counts(files)).toEqual(NOTHING);
  });

  it('without a readable row says why, in the words of the first', async () => {
    const files = openSet();
    await expect(files.import('时间,笔记ID,消费,展现量,点击量\n2026-07-01,not-a-note,1,1,1')).rejects.toMatchObject({
      code: 'files_nothing_taken',
      params: { rejected: 1, line: 2 },
      because: { code: expect.stringMatching(/^export_/) },
    });
  });
});

it('the map to fill in names the notes that lead to no product, and read back leads them there', async () => {
  const files = openSet();
  await files.import(juguang('2026-07-01', '2026-07-02', '5.00'));
  const template = await files.importer.template(files.set);
  const [headings = '', line = '', end] = template.replace('\uFEFF', '').split('\r\n');
  expect([line.split(',')[0]?.replaceAll('"', '').trim(), end]).toEqual([NOTE, '']);
  const column = headings.split(',').indexOf('淘宝商品ID');
  const filled = line.split(',').map((cell, at) => (at === column ? '1021732880001' : cell));
  await files.import(`${headings}\r\n${filled.join(',')}\r\n`, {}, 'map.csv');
  const { evidence } = await files.store.evidence(files.set, [note(NOTE)], QUESTION);
  expect(evidence.links).toEqual([{ from: note(NOTE), to: 'taobao/item/1021732880001' }]);
  expect((await files.importer.template(files.set)).split('\r\n')).toHaveLength(2);
});

it('one set knows nothing of another’s, and wiping one leaves the other', async () => {
  const open = emptyBrowser();
  const [a, b] = [openSet('client-a', open), openSet('client-b', open)];
  await a.import(juguang('2026-07-01', '2026-07-10', '5.00'));
  await b.import(juguang('2026-07-01', '2026-07-10', '7.00'));
  // 10 days × ¥5 and × ¥7, in fen.
  expect([await spend(a), await spend(b)]).toEqual([5_000, 7_000]);
  await a.importer.wipe('client-a');
  await a.importer.sweep();
  expect([await spend(a), await spend(b)]).toEqual([null, 7_000]);
  expect(await counts(b)).toEqual({ imports: 1, proofs: 1, names: 1, rows: 1 });
});

describe('a saved column mapping', () => {
  const UD = {
    grasslens: 'mapping/1',
    name: 'UD',
    columns: { 投放日期: 'date', 笔记: 'note', 花了: { as: 'ud_spend', unit: 'fen' } },
  };
  const TABLE = `投放日期,笔记,花了\n2026-07-01,${NOTE},1234\n`;

  it('is kept in the browser, for all sets, and every import looks for it', async () => {
    const open = emptyBrowser();
    const [a, b] = [openSet('client-a', open), openSet('client-b', open)];
    await expect(a.import(TABLE)).rejects.toMatchObject({ code: 'export_unknown' });
    const saved = await a.importer.mappings.save(UD);
    expect(await b.importer.mappings.list()).toEqual([saved]);
    expect((await a.import(TABLE)).report).toMatchObject({ kind: 'mapping:UD', mapping: saved, counts: { lines: 1 } });
    expect((await b.import(TABLE)).report?.kind).toBe('mapping:UD');
    await a.importer.wipe('client-a');
    await b.importer.mappings.delete('UD');
    expect(await b.importer.mappings.list()).toEqual([]);
    expect((await b.importer.list('client-b')).map(({ report }) => report?.mapping)).toEqual([saved]);
  });

  it('that cannot work is not saved', async () => {
    const { importer } = openSet();
    await expect(importer.mappings.save({ ...UD, columns: { 日: 'date' } })).rejects.toMatchObject({
      code: 'export_mapping_no_measure',
    });
    expect(await importer.mappings.list()).toEqual([]);
  });

  it('may be tried without saving it, and another one reads the same file anew', async () => {
    const { importer, set } = openSet();
    const mapping = await openSet().importer.mappings.save(UD);
    const file = textFile(TABLE);
    const preview = await importer.run({ set, file, declared: {}, mapping, preview: true });
    expect(preview).toMatchObject({ state: 'preview', report: { kind: 'mapping:UD' } });
    await importer.run({ set, file, declared: {}, mapping });
    expect((await importer.run({ set, file, declared: {}, mapping })).already).toBe(true);
    const other = { ...mapping, columns: { ...mapping.columns, 花了: 'ud_spend' as const } };
    expect((await importer.run({ set, file, declared: {}, mapping: other })).already).toBe(false);
  });
});

it('names that come in parts are all there', async () => {
  const files = openSet();
  const loader = new Loader(files.open, files.set);
  const { id } = await loader.begin({ fileName: 'x.csv', sha256: 'x', kind: 'made', source: null, declared: {} });
  const seen = (since: string) => [{ source: 'xinghe' as const, grain: 'note' as const, since }];
  await loader.addNamed(id, true, [{ subject: note(NOTE), labels: [], seen: seen('2026-07-02') }]);
  const labels = [{ name: 'title' as const, value: '标题' }];
  await loader.addNamed(id, false, [{ subject: note(NOTE), labels, seen: seen('2026-07-01') }]);
  const names = await (await files.open()).getAll('names');
  expect(names).toEqual([
    { set: files.set, id, subject: note(NOTE), labels, seen: [...seen('2026-07-02'), ...seen('2026-07-01')] },
  ]);
});
