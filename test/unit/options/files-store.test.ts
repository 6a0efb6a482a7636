import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { type FilesClient, type ImportAnswer, JobFailed } from '../../../src/files/client';
import type { State } from '../../../src/messages/protocol';
import { createFiles } from '../../../src/options/files-store';
import { fakeAsk, settled, UNCONNECTED } from '../ui/fake-ask';

const SETS = [
  { id: 'a', kind: 'files' as const, name: '客户A' },
  { id: 'b', kind: 'files' as const, name: '客户B' },
];
const stateOf = (id: string | null): State => {
  const active = SETS.find((one) => one.id === id) ?? (id === null ? null : { id, kind: 'files' as const, name: id });
  return {
    ...UNCONNECTED,
    connection: active && { ...active, address: '', workspace: active.name },
    connections: SETS,
  };
};

type Wish = Parameters<FilesClient['import']>[0];

/** The files section over a worker whose imports end when the test says so. */
function open(begin: string | null) {
  const state = signal<State | null>(stateOf(begin));
  const calls: { wish: Wish; end(error?: JobFailed): void; signal: AbortSignal | undefined }[] = [];
  const { ask, asked } = fakeAsk({
    filesChanged: () => state.value ?? UNCONNECTED,
    connectFiles: ({ id }) => stateOf(id),
    disconnect: () => stateOf(null),
    switchTo: ({ id }) => stateOf(id),
  });
  const client: FilesClient = {
    import: (wish, more) =>
      new Promise((resolve, reject) => {
        if (more?.signal?.aborted) return reject(new JobFailed({ code: 'files_cancelled' }));
        more?.signal?.addEventListener('abort', () => reject(new JobFailed({ code: 'files_cancelled' })));
        const answer: ImportAnswer = {
          id: wish.preview ? null : '000001',
          state: wish.preview ? 'preview' : 'live',
          already: false,
          fileName: wish.file.name,
          createdAt: null,
          report: null,
        };
        calls.push({ wish, signal: more?.signal, end: (error) => (error ? reject(error) : resolve(answer)) });
      }),
    list: async () => [],
    template: async () => '',
    archive: async () => new Blob(['archive']),
    undo: async () => null,
    wipe: async () => null,
    columns: async () => [],
    mappings: async () => [],
    saveMapping: () => Promise.reject(new Error('none is saved here')),
    deleteMapping: async () => null,
  };
  let ids = 0;
  const files = createFiles({
    ask,
    client,
    state,
    persist: () => {},
    newId: () => `new${++ids}`,
    save: () => {},
    defaultName: () => '本机文件',
  });
  /** Ends what the worker is at, until it is at nothing. */
  const endAll = async () => {
    for (let at = 0; at < calls.length; at++) {
      calls[at]?.end();
      await settled();
    }
  };
  const imported = () => calls.filter(({ wish }) => !wish.preview).map(({ wish }) => [wish.set, wish.file.name]);
  return { files, state, calls, asked, endAll, imported };
}

const file = (name: string) => new File(['x'], name);

describe('chosen files', () => {
  it('all go into the set that was active when the import began, though another is by then', async () => {
    const { files, state, calls, endAll, imported, asked } = open('a');
    void files.choose([file('1.csv'), file('2.csv')]);
    await settled();
    await endAll();
    calls.length = 0;
    const done = files.importAll();
    await settled();
    state.value = stateOf('b');
    await endAll();
    await done;
    expect(imported()).toEqual([
      ['a', '1.csv'],
      ['a', '2.csv'],
    ]);
    expect(asked).toEqual([['filesChanged', { id: 'a' }]]);
  });

  it('are looked at anew for another set', async () => {
    const { files, state, calls, endAll } = open('a');
    void files.choose([file('1.csv')]);
    await settled();
    await endAll();
    state.value = stateOf('b');
    void files.read();
    await settled();
    expect(calls.map(({ wish }) => [wish.set, wish.preview])).toEqual([
      ['a', true],
      ['b', true],
    ]);
  });

  it('that are chosen or described while others are read have their turn', async () => {
    const { files, calls, endAll } = open('a');
    void files.choose([file('1.csv')]);
    await settled();
    void files.choose([file('2.csv')]);
    void files.describe(1, { declared: { window: 15 } });
    expect(files.chosen.value.map(({ declared }) => declared)).toEqual([{ window: 15 }, {}]);
    await endAll();
    expect(calls.map(({ wish }) => [wish.file.name, wish.declared])).toEqual([
      ['1.csv', {}],
      ['2.csv', {}],
      ['1.csv', { window: 15 }],
    ]);
    expect(files.busy.value).toBe(false);
  });

  it('are imported though one beside them cannot be read, and that one stays with its reason', async () => {
    const { files, calls, endAll, imported } = open('a');
    const done = files.choose([file('bad.png'), file('good.csv')]);
    await settled();
    calls[0]?.end(new JobFailed({ code: 'export_not_table' }));
    await settled();
    await endAll();
    await done;
    const importing = files.importAll();
    await settled();
    await endAll();
    await importing;
    expect(imported()).toEqual([['a', 'good.csv']]);
    expect(files.chosen.value.map((one) => [one.file.name, one.failure?.code])).toEqual([
      ['bad.png', 'export_not_table'],
    ]);
    expect(files.said.value?.params).toEqual({ count: 1 });
  });

  it('that are left out are no longer read', async () => {
    const { files, calls } = open('a');
    void files.choose([file('1.csv'), file('2.csv')]);
    await settled();
    files.drop(1);
    await settled();
    expect([calls[0]?.signal?.aborted, calls[1]?.wish.file.name, calls[1]?.signal?.aborted]).toEqual([
      true,
      '2.csv',
      false,
    ]);
  });

  it('of a cancelled import stay as they were, and none is begun after it', async () => {
    const { files, calls, endAll, imported } = open('a');
    void files.choose([file('1.csv'), file('2.csv')]);
    await settled();
    await endAll();
    calls.length = 0;
    const done = files.importAll();
    await settled();
    files.cancel();
    await done;
    expect(imported()).toEqual([['a', '1.csv']]);
    expect(files.chosen.value.map(({ preview }) => preview?.state)).toEqual(['preview', 'preview']);
    expect(files.failure.value?.code).toBe('files_cancelled');
  });
});

describe('a first import', () => {
  it('has its connection before anything is live', async () => {
    const { files, calls, endAll, asked, imported } = open(null);
    files.name.value = '客户C';
    void files.choose([file('1.csv')]);
    await settled();
    await endAll();
    calls.length = 0;
    const done = files.importAll();
    await settled();
    expect(asked).toEqual([['connectFiles', { id: 'new1', name: '客户C' }]]);
    await endAll();
    await done;
    expect(imported()).toEqual([['new1', '1.csv']]);
  });

  it('of which nothing came leaves the connection that was before', async () => {
    const { files, state, calls, endAll, asked } = open(null);
    state.value = {
      ...stateOf('a'),
      connection: { ...SETS[0], kind: 'api' as const, address: 'http://x', workspace: 'w' } as State['connection'],
    };
    void files.choose([file('1.csv')]);
    await settled();
    await endAll();
    calls.length = 0;
    const done = files.importAll();
    await settled();
    calls[0]?.end(new JobFailed({ code: 'files_no_rows' }));
    await done;
    expect(asked.slice(1)).toEqual([
      ['disconnect', { id: 'new1' }],
      ['switchTo', { id: 'a' }],
    ]);
    expect(files.chosen.value[0]?.failure?.code).toBe('files_no_rows');
  });
});
