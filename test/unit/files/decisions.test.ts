import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { filesDatabase } from '../../../src/files/database';
import { FilesDecisions } from '../../../src/files/decisions';
import { emptyBrowser, openSet } from './support/files';

const NOTE = 'xhs/note/685e78b5000000001203e1a1';
const OTHER = 'xhs/note/685e78b5000000001203e1a2';

it('marks of files are kept per set: set, changed, and taken away, each without the others', async () => {
  const { source, store } = openSet();
  const { marks } = await source.setMarks({
    [NOTE]: { decision: 'boost', remark: '加预算' },
    [OTHER]: { decision: 'watch', remark: '' },
  });
  expect(marks[NOTE]).toMatchObject({ decision: 'boost', remark: '加预算' });
  await source.setMarks({ [NOTE]: { decision: 'stop', remark: '' } });
  expect((await source.marks()).marks).toMatchObject({ [NOTE]: { decision: 'stop' }, [OTHER]: { decision: 'watch' } });
  expect(Object.keys((await source.setMarks({ [NOTE]: null })).marks)).toEqual([OTHER]);
  expect(await store.decisions.marks('another set')).toEqual({});
});

it('targets of files are replaced as a whole, and leave the marks alone', async () => {
  const { source, store, set } = openSet();
  await source.setMarks({ [NOTE]: { decision: 'boost', remark: '' } });
  await store.decisions.setTargets(set, { roi: { good: 2, bad: 1 } });
  await store.decisions.setTargets(set, { cost_per_visitor: { good: 1000, bad: 2000 } });
  expect(await store.decisions.targets(set)).toEqual({ cost_per_visitor: { good: 1000, bad: 2000 } });
  expect(Object.keys((await source.marks()).marks)).toEqual([NOTE]);
});

it('files of an earlier version keep all that they hold, and take marks from now on', async () => {
  emptyBrowser();
  const before = await openDB('grasslens-files', 1, {
    upgrade(database) {
      database.createObjectStore('sets', { keyPath: 'id' });
      database.createObjectStore('imports', { keyPath: ['set', 'id'] });
      database.createObjectStore('proofs', { keyPath: ['set', 'id'] });
      const names = database.createObjectStore('names', { keyPath: ['set', 'subject', 'id'] });
      names.createIndex('import', ['set', 'id']);
      const rows = database.createObjectStore('rows', { keyPath: ['set', 'subject', 'id', 'chunk'] });
      rows.createIndex('import', ['set', 'id']);
    },
  });
  await before.put('sets', { id: 'set-a', live: [], epoch: 'e', changes: 3, nextImport: 4, secret: 's' });
  before.close();
  const open = filesDatabase();
  expect(await (await open()).get('sets', 'set-a')).toMatchObject({ epoch: 'e', changes: 3 });
  const decisions = new FilesDecisions(open);
  await decisions.setMarks('set-a', { [NOTE]: { decision: 'watch', remark: '' } });
  expect(Object.keys(await decisions.marks('set-a'))).toEqual([NOTE]);
});
