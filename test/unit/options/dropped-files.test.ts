import { describe, expect, it } from 'vitest';
import { droppedFiles } from '../../../src/options/dropped-files';

interface FakeEntry {
  name: string;
  isDirectory: boolean;
  isFile: boolean;
  file?(resolve: (file: File) => void): void;
  createReader?(): { readEntries(resolve: (entries: FakeEntry[]) => void): void };
}

const file = (name: string): FakeEntry => ({
  name,
  isDirectory: false,
  isFile: true,
  file: (resolve) => resolve(new File([''], name)),
});
/** A folder that gives a hundred of its entries at a time, as Chromium does. */
const folder = (name: string, entries: readonly FakeEntry[]): FakeEntry => ({
  name,
  isDirectory: true,
  isFile: false,
  createReader() {
    let given = 0;
    return {
      readEntries(resolve) {
        resolve(entries.slice(given, given + 100));
        given += 100;
      },
    };
  },
});
const dropped = (...entries: readonly FakeEntry[]) =>
  droppedFiles({
    items: entries.map((entry) => ({
      kind: 'file',
      webkitGetAsEntry: () => entry,
      getAsFile: () => (entry.isFile ? new File([''], entry.name) : null),
    })),
  } as unknown as DataTransfer);
const many = (count: number) => Array.from({ length: count }, (_, n) => file(`${n}.csv`));

describe('what is dropped', () => {
  it('is files and those in folders, without what systems leave there', async () => {
    const { files, left } = await dropped(file('a.csv'), folder('all', [file('.DS_Store'), folder('in', many(2))]));
    expect([files.map(({ name }) => name), left]).toEqual([['a.csv', '0.csv', '1.csv'], null]);
  });

  it('is whole with as many as are taken; of one more, or of too deep a folder, it is said why not', async () => {
    const told = async (entry: FakeEntry) => {
      const { files, left } = await dropped(entry);
      return [files.length, left];
    };
    expect(await told(folder('all', many(500)))).toEqual([500, null]);
    expect(await told(folder('all', many(501)))).toEqual([500, 'many']);
    let deep = folder('last', many(1));
    for (let depth = 0; depth < 9; depth += 1) deep = folder('in', [deep]);
    expect(await told(deep)).toEqual([0, 'deep']);
  });
});
