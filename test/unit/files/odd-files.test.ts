import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FilesImporter } from '../../../src/files/importer';
import { NOTE_A } from '../exports/support';
import { xlsx, zip } from '../exports/workbook';
import { hostOf, openSet, textFile } from './support/files';

const CSV = `时间,笔记ID,消费,展现量,点击量\n2026-07-04,${NOTE_A},10,100,9\n`;
const bytes = (...all: number[]) => Uint8Array.from(all);
/** 消费 and its neighbours as GBK has them, so that nobody must have a table for it. */
const GBK: Record<string, number[]> = {
  时: [0xca, 0xb1],
  间: [0xbc, 0xe4],
  笔: [0xb1, 0xca],
  记: [0xbc, 0xc7],
  消: [0xcf, 0xfb],
  费: [0xb7, 0xd1],
  展: [0xd5, 0xb9],
  现: [0xcf, 0xd6],
  量: [0xc1, 0xbf],
  点: [0xb5, 0xe3],
  击: [0xbb, 0xf7],
};

let files: ReturnType<typeof openSet>;
beforeEach(async () => {
  files = openSet();
  await files.import(CSV.replace('07-04', '07-01'), {}, 'before.csv');
});
/** Nothing is lost, whatever was dropped. */
afterEach(async () => {
  expect((await files.importer.list(files.set)).map(({ fileName }) => fileName)).toContain('before.csv');
});

const look = (content: string | Uint8Array, name: string) =>
  files.importer.run({ set: files.set, file: textFile(content, name), declared: {}, preview: true });

describe('what is dropped and is no export', () => {
  it.each<[string, () => string | Uint8Array | Promise<Uint8Array>, string, string]>([
    ['a file of nothing', () => '', 'x.csv', 'export_empty'],
    ['a picture', () => bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'cover.png', 'export_not_table'],
    [
      'a photo called csv',
      () => bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46),
      'x.csv',
      'export_not_table',
    ],
    ['a document', () => '%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n', 'x.pdf', 'export_not_table'],
    [
      'a workbook with a password',
      () => bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      '加密.xlsx',
      'export_xls',
    ],
    ['a zip of pictures', () => zip({ 'a.png': 'x' }), 'x.zip', 'export_zip'],
  ])('%s is refused in words, in preview and import alike', async (_, made, name, code) => {
    await expect(look(await made(), name)).rejects.toMatchObject({ code });
    await expect(files.import(await made(), {}, name)).rejects.toMatchObject({ code });
  });

  it('a workbook larger than is read in memory says which size is and what to do', async () => {
    const large = { ...textFile(await zip({ 'xl/workbook.xml': 'x' }), 'x.xlsx'), size: 300 * 1024 ** 2 };
    const whole = { ...large, bytes: () => hundredsOfMegabytes(large.bytes()) };
    const wish = { set: files.set, file: whole, declared: {} };
    await expect(files.importer.run(wish)).rejects.toMatchObject({ code: 'export_xlsx_large', params: { limit: 100 } });
  });
});

describe('what is dropped and is an export in another coat', () => {
  it.each<[string, () => string | Uint8Array | Promise<Uint8Array>, string]>([
    ['a mark of its bytes’ order', () => `\ufeff${CSV}`, 'x.csv'],
    ['GBK', () => Uint8Array.from([...CSV].flatMap((letter) => GBK[letter] ?? [letter.charCodeAt(0)])), 'x.csv'],
    ['no name of its kind', () => CSV, 'download'],
    [
      'the name of a csv',
      () =>
        xlsx(
          CSV.trim()
            .split('\n')
            .map((line) => line.split(',')),
        ),
      'x.csv',
    ],
  ])('with %s is read like any other', async (_, made, name) => {
    const { report } = await look(await made(), name);
    expect([report?.kind, report?.counts.values]).toEqual(['juguang-note', 1]);
  });

  it('is live once, though it is dropped twice', async () => {
    const wish = { set: files.set, file: textFile(CSV, 'same.csv'), declared: {} };
    const importer = new FilesImporter(hostOf(files.open));
    const both = await Promise.all([importer.run(wish), importer.run(wish)]);
    expect(both.map(({ already }) => already)).toEqual([false, true]);
    expect(await files.importer.list(files.set)).toHaveLength(2);
  });
});

/** What begins as it does and goes on and on; nobody may hold it all. */
async function* hundredsOfMegabytes(beginning: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* beginning;
  const part = new Uint8Array(1024 ** 2);
  for (let megabyte = 0; megabyte < 300; megabyte++) yield part;
}
