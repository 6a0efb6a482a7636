import { expect, it } from 'vitest';
import { NOTE_A, NOTE_B } from '../exports/support';
import { emptyBrowser, openSet } from './support/files';

const note = (id: string) => `xhs/note/${id}`;
const ITEM = 'taobao/item/600000000001';
const OTHER_ITEM = 'taobao/item/600000000002';
const SPEND = `时间,笔记ID,笔记标题,消费,展现量,点击量\n2026-07-04,${NOTE_A},防晒怎么选,10,100,9\n2026-07-04,${NOTE_B},换季,10,100,9`;

const liveOf = async ({ store, set }: ReturnType<typeof openSet>) =>
  (await store.imports(set)).map(({ kind }) => kind).reverse();

it('a pair makes the product ours and its note mapped; taken back, all is as before', async () => {
  const files = openSet();
  await files.import(SPEND);
  const before = await files.source.known(null);
  expect((await files.source.coverage()).unmapped.notes.count).toBe(2);
  const made = await files.source.changePairs({ add: [{ from: note(NOTE_A), to: ITEM }], remove: [] });
  expect(made).toMatchObject({
    count: 1,
    first: [{ from: note(NOTE_A), to: ITEM, fromTitle: '防晒怎么选', toTitle: null }],
  });
  expect((await files.source.coverage()).unmapped.notes.first).toEqual([{ subject: note(NOTE_B), title: '换季' }]);
  expect(await files.source.known(null)).toMatchObject({ known: { subjects: { 'taobao/item': ['600000000001'] } } });
  expect(await files.source.changePairs({ add: [], remove: [{ from: note(NOTE_A), to: ITEM }] })).toMatchObject({
    count: 0,
    first: [],
  });
  expect(await liveOf(files)).toEqual(['juguang-note']);
  expect(await files.source.known(null)).toMatchObject({
    known: { subjects: before === 'unchanged' ? {} : before.known.subjects },
  });
});

it('of pairs made at once none is lost, and one import holds them all', async () => {
  const files = openSet();
  await files.import(SPEND);
  const add = (from: string, to: string) => files.source.changePairs({ add: [{ from: note(from), to }], remove: [] });
  await Promise.all([add(NOTE_A, ITEM), add(NOTE_A, OTHER_ITEM), add(NOTE_B, ITEM)]);
  expect((await files.source.pairs()).count).toBe(3);
  expect(await liveOf(files)).toEqual(['juguang-note', 'map-api']);
  await files.importer.sweep();
  expect((await files.source.pairs()).count).toBe(3);
  // What an earlier change had written is no more.
  expect(await (await files.open()).getAllKeys('imports')).toHaveLength(2);
});

it('of a product that a map has in another group it is said in which it counts; a pair that is moved is in none twice', async () => {
  const files = openSet();
  await files.import(`淘宝商品ID,商品组\n600000000001,甲\n600000000002,甲`);
  const said = async () => (await files.store.imports(files.set))[0]?.report?.warnings.map(({ params }) => params);
  const link = (from: string, name: string) => ({ from, to: `group/${name}` as const });
  await files.source.changePairs({ add: [link(ITEM, '乙')], remove: [] });
  expect(await said()).toEqual([{ product: ITEM, group: '乙', other: '甲', count: 1 }]);
  const third = 'taobao/item/600000000003';
  await files.source.changePairs({ add: [link(third, '丙')], remove: [link(ITEM, '乙')] });
  await files.source.changePairs({ add: [link(third, '丁')], remove: [link(third, '丙')] });
  expect(await said()).toEqual([]);
});

it('pairs stand beside a file being imported, go with its set, and survive being handed over', async () => {
  const files = openSet();
  await files.import(SPEND);
  const importing = files.import(SPEND.replaceAll('07-04', '07-05'), {}, 'next.csv');
  await files.source.changePairs({ add: [{ from: note(NOTE_A), to: ITEM }], remove: [] });
  await importing;
  expect((await liveOf(files)).sort()).toEqual(['juguang-note', 'juguang-note', 'map-api']);
  const handed = new Uint8Array(await (await files.importer.archive(files.set, 'all')).arrayBuffer());
  const there = openSet('set-b', emptyBrowser());
  await there.import(handed);
  expect((await there.source.pairs()).first).toMatchObject([{ from: note(NOTE_A), to: ITEM }]);
  await there.source.changePairs({ add: [{ from: note(NOTE_B), to: ITEM }], remove: [] });
  expect((await there.source.pairs()).count).toBe(2);
  await there.importer.wipe(there.set);
  expect((await there.source.pairs()).count).toBe(0);
});

it('what is said a second time changes nothing', async () => {
  const files = openSet();
  await files.import(SPEND);
  const { revision } = await files.source.changePairs({ add: [{ from: note(NOTE_A), to: ITEM }], remove: [] });
  expect(await files.source.changePairs({ add: [{ from: note(NOTE_A), to: ITEM }], remove: [] })).toMatchObject({
    revision,
  });
});
