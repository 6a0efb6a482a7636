import { describe, expect, it } from 'vitest';
import { openExport } from '../../../src/exports';
import { csv, fileOf, NOTE_A, NOTE_B, readAll, type Table, total } from './support';

const TABLE: Table = [
  ['日期', '内容ID', '达人昵称', '归因周期', '流量类型', '进店UV', '商家GMV'],
  ['2026-07-04', NOTE_A, '小鹿，“好物”', '15', '全部流量', '1,234', '1,000.50'],
  ['2026-07-05', NOTE_B, '阿May\n第二行', '15', '全部流量', '６６', '￥２．５'],
];
const VISITORS = 1300; // 1,234 + 66
const GMV = 100_300; // 1,000.50 + 2.5 元

const utf16 = (text: string, little: boolean, mark: boolean) => {
  const units = mark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < units.length; at += 1) view.setUint16(at * 2, units.charCodeAt(at), little);
  return bytes;
};

describe('a csv in any encoding and shape gives the same numbers', () => {
  const text = csv(TABLE);
  it.each<[string, string | Uint8Array]>([
    ['UTF-8', text],
    ['UTF-8 with BOM', `\ufeff${text}`],
    ['UTF-16 LE with BOM', utf16(text, true, true)],
    ['UTF-16 BE with BOM', utf16(text, false, true)],
    ['UTF-16 LE without BOM', utf16(text, true, false)],
    ['UTF-16 BE without BOM', utf16(text, false, false)],
    ['tabs between cells', csv(TABLE, { delimiter: '\t' })],
    ['semicolons between cells', csv(TABLE, { delimiter: ';' })],
    ['line ends of Unix', csv(TABLE, { end: '\n' })],
    ['line ends of old Macs', csv(TABLE, { end: '\r' })],
    ['no line end at the end', text.slice(0, -2)],
    ['a tab in every cell', csv(TABLE.map((row) => row.map((cell) => `${cell}\t`)))],
    [
      'NBSP, BOM and full-width spaces round every cell',
      csv(TABLE.map((row) => row.map((cell) => `\u00a0\u3000\ufeff${cell}\u3000`))),
    ],
    ['blank lines and headings again', csv([[''], ...TABLE.slice(0, 2), [], TABLE[0] ?? [], TABLE[2] ?? []])],
    [
      'a spreadsheet\'s ="…" round every id',
      csv(TABLE.map((row) => row.map((cell) => (/^[0-9a-f]{24}$/.test(cell) ? `="${cell}"` : cell)))),
    ],
    ["a comma to spare at every line's end", csv(TABLE.map((row) => [...row, '']))],
    ["a comma to spare at every data line's end", csv(TABLE.map((row, at) => (at === 0 ? row : [...row, ''])))],
  ])('%s', async (_, content) => {
    for (const piece of [1, 7, 64_000]) {
      const { rows, rejected } = await readAll(fileOf('x.csv', content, piece));
      expect(rejected).toEqual([]);
      expect([total(rows, 'visitors'), total(rows, 'gmv_shop')]).toEqual([VISITORS, GMV]);
    }
  });

  it('names the encoding it found', async () => {
    const { rows } = await readAll(fileOf('x.csv', csv(TABLE)));
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
  });
});

describe('a row that is cut, shifted or merged is never read as something else', () => {
  const head = csv(TABLE.slice(0, 1));
  it.each([
    ['cut short', `2026-07-04,${NOTE_A},小鹿,15,全部流量,12`, 'export_row_width'],
    ['shifted by a comma in a name', `2026-07-04,${NOTE_A},小鹿,好物,15,全部流量,12,5`, 'export_row_width'],
    ['shifted by a comma in a number', `2026-07-04,${NOTE_A},小鹿,15,全部流量,1,234,5`, 'export_row_width'],
    [
      'a trailing comma that others have not',
      `2026-07-04,${NOTE_A},小鹿,15,全部流量,1,5\n2026-07-04,${NOTE_B},小鹿,15,全部流量,1,5,`,
      'export_row_width',
    ],
  ])('%s', async (_, row, code) => {
    const { rejected } = await readAll(fileOf('x.csv', head + row));
    expect(rejected.map((one) => one.code)).toEqual([code]);
  });

  it.each([
    ['a quote that nothing closes', `${head}2026-07-04,${NOTE_A},"小鹿,15,全部流量,12,5\n`],
    [
      'a quote that swallows rows up to another',
      `${head}2026-07-04,${NOTE_A},"小鹿,15,全部流量,12,5\n2026-07-05,${NOTE_A},小鹿,15,全部流量,12,5\n2026-07-06,${NOTE_A},小鹿",15,全部流量,12,5\n`,
    ],
    ['text behind a closing quote', `${head}2026-07-04,${NOTE_A},"小鹿"好物,15,全部流量,12,5\n`],
  ])('refuses the file for %s', async (_, text) => {
    await expect(readAll(fileOf('x.csv', text))).rejects.toMatchObject({ code: 'export_csv_quote' });
  });
});

it('refuses two exports put one below the other when their columns are not the same', async () => {
  const [headings = [], first = [], second = []] = TABLE;
  const swapped = (row: readonly string[]) => [...row.slice(0, 5), row[6] ?? '', row[5] ?? ''];
  const joined = csv([headings, first, swapped(headings), swapped(second)]);
  await expect(readAll(fileOf('x.csv', joined))).rejects.toMatchObject({
    code: 'export_other_headings',
    params: { line: 3 },
  });
});

it('reads no further into a csv than it must, and lets go of it when nobody reads on', async () => {
  const row = `2026-07-04,${NOTE_A},小鹿,15,全部流量,1,1\r\n`;
  const piece = new TextEncoder().encode(row.repeat(500));
  let pulled = 0;
  let open = 0;
  const endless = {
    name: 'x.csv',
    size: 1e12,
    async *bytes() {
      open += 1;
      try {
        yield new TextEncoder().encode(csv(TABLE.slice(0, 1)));
        for (;;) {
          pulled += 1;
          yield piece;
        }
      } finally {
        open -= 1;
      }
    },
  };
  const opened = await openExport(endless);
  const headed = pulled;
  let rows = 0;
  for await (const batch of opened.parsed({})) {
    rows += batch.filter(({ type }) => type === 'row').length;
    if (rows >= 10_000) break;
  }
  // 10,000 rows are 20 pieces of 500; one more may be under way.
  expect(pulled - headed).toBeLessThanOrEqual(21);
  expect(open).toBe(0);
});

describe('a file that is no table is refused with one clear code', () => {
  const zipOf = (name: string) =>
    Uint8Array.from(Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(26), Buffer.from(name)]));
  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'export_empty'],
    ['only blank lines', '\ufeff\r\n\r\n  \r\n', 'export_empty'],
    ['an old .xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'export_xls'],
    ['a web page called .xls', '<html><table><tr><td>日期</td></tr></table></html>', 'export_xls'],
    ['an XML workbook', '<?xml version="1.0"?><Workbook/>', 'export_xls'],
    [
      'a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 1, 2, 3, 4, 5, 6]),
      'export_not_table',
    ],
    ['half a zip', zipOf('x'), 'export_broken_xlsx'],
    ['a letter', '亲爱的同事，附件是七月的数据，请查收。', 'export_unknown'],
    [
      'a table of something else',
      csv([
        ['姓名', '电话'],
        ['张三', '1'],
      ]),
      'export_unknown',
    ],
    ['headings without data', csv([['日期', '进店UV']]), 'export_nearest'],
  ])('%s', async (_, content, code) => {
    await expect(readAll(fileOf('x', content))).rejects.toMatchObject({ code });
  });

  it('says which headings it saw', async () => {
    await expect(
      readAll(
        fileOf(
          'x.csv',
          csv([
            ['姓名', '电话'],
            ['张三', '1'],
          ]),
        ),
      ),
    ).rejects.toMatchObject({
      params: { headings: '姓名、电话' },
    });
  });
});

describe('kinds', () => {
  const both: Table = [
    ['日期', '时间', '笔记ID', '消费', '展现量', '内容链接', '进店UV'],
    ['2026-07-04', '2026-07-04', NOTE_A, '1', '1', '', '1'],
  ];

  it('that look alike are asked about, and the answer is taken', async () => {
    await expect(readAll(fileOf('x.csv', csv(both)))).rejects.toMatchObject({ code: 'export_ambiguous' });
    expect((await readAll(fileOf('x.csv', csv(both)), {}, { kind: 'juguang-note' })).rows[0]?.source).toBe('juguang');
    expect((await readAll(fileOf('x.csv', csv(both)), {}, { kind: 'xinghe-content' })).rows[0]?.source).toBe('xinghe');
  });

  it('that do not exist are named so', async () => {
    await expect(readAll(fileOf('x.csv', csv(TABLE)), {}, { kind: 'moon' })).rejects.toMatchObject({
      code: 'export_no_such_kind',
    });
  });

  it('that the file is not are refused for what is missing', async () => {
    await expect(readAll(fileOf('x.csv', csv(TABLE)), {}, { kind: 'juguang-note' })).rejects.toMatchObject({
      code: 'export_missing_column',
      params: { kind: 'juguang-note', column: '笔记ID / 笔记链接' },
    });
  });
});
