import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { xlsxSheets } from '../../../src/exports/tables/xlsx';
import { csvOf, neutral, xlsxOf } from '../../../src/panel/files';
import type { Sheet } from '../../../src/panel/sheet';
import { fileOf } from '../exports/support';

const HOSTILE = ['=1+1', '+1', '-1+cmd', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://a.example")'];

describe('a text in a file', () => {
  it.each(HOSTILE)('that a spreadsheet would run, %j, is only a text', (text) => {
    expect(neutral(text)).toBe(`'${text}`);
  });

  it.each(['防晒霜测评', '', ' =1', '-¥5.00', '-12.3%', '-1,234', '—', '600–1,000', '≥¥12.50'])(
    '%j stays as it is',
    (text) => {
      expect(neutral(text)).toBe(text);
    },
  );
});

const sheet: Sheet = {
  headings: ['编号', '标题', '=花费', '数值'],
  rows: [
    ['1021732889355123456', 'a,"b"\r\nc', '¥12,345,678.90', 12_345_678.9],
    ['685e78b5000000001203e1a1', '=1+1', '—', null],
    ['100012043978', '-5', '-¥5.00', -5],
  ],
  ids: new Set([0]),
};

describe('as csv', () => {
  const text = csvOf(sheet);

  it('is UTF-8 that Excel knows for it, with every cell as it is', () => {
    expect(text).toBe(
      [
        "\uFEFF编号,标题,'=花费,数值",
        // Ids keep their last digits by a tab: without it a spreadsheet writes 1.02173E+18.
        '"1021732889355123456\t","a,""b""\r\nc","¥12,345,678.90",12345678.9',
        `"685e78b5000000001203e1a1\t",'=1+1,—,`,
        '"100012043978\t",-5,-¥5.00,-5',
        '',
      ].join('\r\n'),
    );
  });
});

describe('as a workbook', () => {
  it('has ids and titles as texts, numbers as numbers, and no formula', async () => {
    const packed = new Uint8Array(await (await xlsxOf(sheet, '种草镜')).arrayBuffer());
    const parts = unzipSync(packed);
    const xml = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(xml).not.toContain('<f>');
    // A text is a place among the shared strings; a number stands in its cell.
    expect(xml).toMatch(/<c r="A2"[^>]* t="s"/);
    expect(xml).toMatch(/<c r="D2"(?![^>]*t="s")[^>]*><v>12345678.9<\/v>/);
    expect(xml).toMatch(/<c r="D4"(?![^>]*t="s")[^>]*><v>-5<\/v>/);
    const [read] = await xlsxSheets(fileOf('a.xlsx', packed));
    const lines = [];
    for await (const some of read?.lines() ?? []) lines.push(...some);
    expect(lines.map(({ cells }) => cells)).toEqual([
      ['编号', '标题', "'=花费", '数值'],
      ['1021732889355123456', expect.stringMatching(/^a,"b"\s+c$/), '¥12,345,678.90', '12345678.9'],
      ['685e78b5000000001203e1a1', "'=1+1", '—'],
      ['100012043978', '-5', '-¥5.00', '-5'],
    ]);
  });
});
