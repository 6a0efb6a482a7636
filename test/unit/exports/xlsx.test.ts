import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { openZip } from '../../../src/exports/tables/zip';
import { fileOf, NOTE_A, readAll, type Table, total } from './support';
import { rawXlsx, xlsx, zip } from './workbook';

const MB = 1024 * 1024;
const text = (cell: string, ref = '') => `<c${ref && ` r="${ref}"`} t="inlineStr"><is><t>${cell}</t></is></c>`;
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`;
const HEADINGS = row(...['日期', '内容ID', '归因周期', '流量类型', '进店UV', '商家GMV'].map((cell) => text(cell)));
const data = (date: string, visitors: string, gmv: string, id = text(NOTE_A)) =>
  row(date, id, text('15'), text('全部流量'), visitors, gmv);
const DAY = text('2026-07-04');
const read = async (rows: string, more: Parameters<typeof rawXlsx>[1] = {}) =>
  readAll(fileOf('x.xlsx', await rawXlsx({ S: HEADINGS + rows }, more), 999));

describe('cells of a workbook', () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="#,##0.00"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/></cellXfs>';

  it.each([
    // 46207 days after 1899-12-30: 2026-07-04.
    ["a date by Excel's own format", '<c s="1"><v>46207</v></c>', '2026-07-04'],
    ['a date by a format of its own', '<c s="2"><v>46207.0</v></c>', '2026-07-04'],
    ['an ISO date', '<c t="d"><v>2026-07-04T00:00:00</v></c>', '2026-07-04'],
    ['a number that is a date to a person', '<c><v>20260704</v></c>', '2026-07-04'],
  ])('reads %s', async (_, cell, day) => {
    const { rows } = await read(data(cell, '<c><v>1</v></c>', '<c><v>1</v></c>'), { styles });
    expect(rows.map(({ period }) => period.to)).toEqual([day]);
  });

  it('reads dates of the 1904 calendar', async () => {
    // 44745 days after 1904-01-01: 2026-07-04.
    const { rows } = await read(data('<c s="1"><v>44745</v></c>', '<c><v>1</v></c>', '<c/>'), {
      styles,
      workbook: '<workbookPr date1904="1"/>',
    });
    expect(rows[0]?.period.to).toBe('2026-07-04');
  });

  it.each([
    ['an hour of a day', '<c s="1"><v>46207.5</v></c>', 'export_cell_hour'],
    ['a bare serial number', '<c><v>46207</v></c>', 'export_cell_serial'],
    ['a formula that has no result', '<c><f>TODAY()</f></c>', 'export_cell_day'],
    ['a string that is not in the workbook', '<c t="s"><v>99</v></c>', 'export_cell_day'],
  ])('takes no day from %s', async (_, cell, code) => {
    const { rejected } = await read(data(cell, '<c><v>1</v></c>', '<c/>'), { styles, strings: '<si><t>a</t></si>' });
    expect(rejected.map((one) => one.code)).toEqual([code]);
  });

  it.each([
    ['as Java writes them', '<c><v>1.23456789E7</v></c>', 1_234_567_890],
    ['as Excel stores 1234.56', '<c><v>1234.5599999999999</v></c>', 123_456],
    ['with a style', '<c s="3"><v>1234.5</v></c>', 123_450],
    ['as text', text('1,234.5'), 123_450],
    ["as a formula's result", '<c><f>A1*2</f><v>12.5</v></c>', 1250],
    ["as a formula's text", '<c t="str"><f>TEXT(1)</f><v>12.5</v></c>', 1250],
    ['below one', '<c><v>5.0E-2</v></c>', 5],
  ])('reads money %s', async (_, cell, fen) => {
    const { rows } = await read(data(DAY, '<c/>', cell), { styles });
    expect(rows[0]?.measures).toEqual({ gmv_shop: fen });
  });

  it.each([
    ['a formula that failed', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
    ['a formula without its result', '<c><f>SUM(A1:A9)</f></c>'],
    ['a formula whose result was never worked out', '<c><f>A9</f><v></v></c>'],
    ['a percentage', '<c s="4"><v>0.125</v></c>'],
    ['a fraction of a person', '<c><v>1.5</v></c>'],
    ['a negative', '<c><v>-5</v></c>'],
    ['a command', text('=cmd|&apos;/c calc&apos;!A1')],
  ])('takes the cell of %s for missing, and the rest of its row', async (_, cell) => {
    const { rows, rejected, remarks } = await read(data(DAY, cell, '<c><v>12.5</v></c>'), { styles });
    expect([rows.map(({ measures }) => measures), rejected]).toEqual([[{ gmv_shop: 1250 }], []]);
    expect(remarks).toEqual([{ line: 2, code: 'export_row_unread' }]);
  });

  it('takes a formula that gave an empty text for a blank', async () => {
    const { rows } = await read(data(DAY, '<c t="str"><f>IF(1,"")</f><v></v></c>', '<c><v>1</v></c>'));
    expect(rows[0]?.measures).toEqual({ gmv_shop: 100 });
  });

  it('joins rich text, leaves out its phonetics, and undoes escapes', async () => {
    const id = `<si><r><t>${NOTE_A.slice(0, 10)}</t></r><r><t>${NOTE_A.slice(10)}</t></r><rPh><t>pin</t></rPh></si>`;
    const { rows } = await read(data(DAY, '<c t="s"><v>1</v></c>', '<c/>', '<c t="s"><v>0</v></c>'), {
      strings: `${id}<si><t>12_x000D_</t></si>`,
    });
    expect(rows[0]).toMatchObject({ subject: `xhs/note/${NOTE_A}`, measures: { visitors: 12 } });
  });

  it.each([
    ['decimal', '绝了&#128557;这罐&#128077;&#127995;'],
    ['hexadecimal', '绝了&#x1F62D;这罐&#X1f44d;&#x0001F3FB;'],
    ['halves', '绝了&#55357;&#56877;这罐&#xD83D;&#xDC4D;&#xD83C;&#xDFFB;'],
    ['escaped halves', '绝了_xD83D__xDE2D_这罐_xD83D__xDC4D__xD83C__xDFFB_'],
  ])('reads a character above U+FFFF from %s references as one', async (_, title) => {
    const headings = row(text('日期'), text('内容ID'), text('内容标题'), text('进店UV'));
    const line = row(DAY, '<c t="s"><v>0</v></c>', text(title), '<c><v>7</v></c>');
    const bytes = await rawXlsx({ S: headings + line }, { strings: `<si><t>${NOTE_A}</t></si>` });
    const { labels } = await readAll(fileOf('x.xlsx', bytes, 7));
    expect(labels.map(({ value }) => value)).toEqual(['绝了😭这罐👍🏻']);
  });

  it.each(['&#55357;', '&#xDE2D;', '&#0;', '&#x110000;'])('takes %s for a lost character', async (reference) => {
    const headings = row(text('日期'), text('内容ID'), text('内容标题'), text('进店UV'));
    const line = row(DAY, text(NOTE_A), text(`绝了${reference}`), '<c><v>7</v></c>');
    const { rows, labels } = await readAll(fileOf('x.xlsx', await rawXlsx({ S: headings + line })));
    expect([rows[0]?.measures, labels]).toEqual([{ visitors: 7 }, []]);
  });

  it('goes by the addresses of rows and cells, and names rows by their own number', async () => {
    const sparse = `<row r="9">${text('2026-07-04', 'A9')}${text(NOTE_A, 'B9')}<c r="E9"><v>7</v></c></row>`;
    const { rows } = await read(sparse);
    expect(rows[0]).toMatchObject({ line: 9, window: 'unknown', measures: { visitors: 7 } });
  });

  it('reads sheets whose writer prefixes every name', async () => {
    const plain = await rawXlsx({ S: HEADINGS + data(DAY, '<c><v>7</v></c>', '<c/>') });
    const prefixed = await rawXlsx({
      S: (HEADINGS + data(DAY, '<c><v>7</v></c>', '<c/>')).replace(/<(\/?)(\w)/g, '<$1x:$2'),
    });
    const numbers = async (bytes: Uint8Array) => total((await readAll(fileOf('x.xlsx', bytes))).rows, 'visitors');
    expect([await numbers(plain), await numbers(prefixed)]).toEqual([7, 7]);
  });

  it('keeps every digit of a 19-digit id, and refuses one that has lost some', async () => {
    const task = (cell: string) =>
      rawXlsx({ S: row(text('日期'), text('任务ID'), text('进店UV')) + row(DAY, cell, '<c><v>1</v></c>') });
    const whole = await readAll(fileOf('x.xlsx', await task('<c><v>1234567890123456789</v></c>')));
    expect(whole.rows[0]?.subject).toBe('taobao/task/1234567890123456789');
    const lost = await readAll(fileOf('x.xlsx', await task('<c><v>1.2345678901234568E18</v></c>')));
    expect(lost.rejected.map(({ code }) => code)).toEqual(['export_cell_digits']);
  });
});

describe('sheets', () => {
  const sheet = HEADINGS + data(DAY, '<c><v>7</v></c>', '<c/>');

  it('that hold no export are passed by', async () => {
    const bytes = await rawXlsx({ 说明: row(text('使用说明')), 数据: sheet });
    expect((await readAll(fileOf('x.xlsx', bytes))).rows).toHaveLength(1);
  });

  it('that are hidden are taken only by their name', async () => {
    const shown = await rawXlsx({ 九月: sheet, 八月旧: sheet }, { hidden: ['八月旧'] });
    expect((await readAll(fileOf('x.xlsx', shown))).rows).toHaveLength(1);
    expect((await readAll(fileOf('x.xlsx', shown), {}, { sheet: '八月旧' })).rows).toHaveLength(1);
    const only = await rawXlsx({ 说明: row(text('使用说明')), 八月旧: sheet }, { hidden: ['八月旧'] });
    await expect(readAll(fileOf('x.xlsx', only))).rejects.toMatchObject({
      code: 'export_hidden_sheet',
      params: { sheet: '八月旧' },
    });
  });

  it('that could both be meant are asked about', async () => {
    const bytes = await rawXlsx({ 六月: sheet, 七月: sheet });
    await expect(readAll(fileOf('x.xlsx', bytes))).rejects.toMatchObject({
      code: 'export_several_sheets',
      params: { sheets: '六月、七月' },
    });
    expect((await readAll(fileOf('x.xlsx', bytes), {}, { sheet: '七月' })).rows).toHaveLength(1);
    await expect(readAll(fileOf('x.xlsx', bytes), {}, { sheet: '八月' })).rejects.toMatchObject({
      code: 'export_no_such_sheet',
    });
  });
});

describe('a workbook that is damaged or meant ill', () => {
  const good: Table = [
    ['日期', '内容ID', '进店UV'],
    ...Array.from({ length: 300 }, (_, at) => ['2026-07-04', NOTE_A.replace(/.{3}$/, String(100 + at)), String(at)]),
  ];

  it('is refused wherever it is cut', async () => {
    const bytes = await xlsx(good);
    for (let part = 1; part < 10; part += 1) {
      const cut = bytes.slice(0, Math.floor((bytes.length * part) / 10));
      await expect(readAll(fileOf('x.xlsx', cut))).rejects.toMatchObject({ code: 'export_broken_xlsx' });
    }
  });

  it('is refused for one wrong byte in a sheet, which could be another digit', async () => {
    const bytes = await zipWithStoredSheet();
    const at = Buffer.from(bytes).indexOf('<v>4321</v>') + 3;
    bytes[at] = '9'.charCodeAt(0);
    await expect(readAll(fileOf('x.xlsx', bytes))).rejects.toMatchObject({ code: 'export_broken_xlsx' });
  });

  it('is refused before it unfolds, when it says how far', async () => {
    const bytes = await zip({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': ' '.repeat(1000) });
    // The size of the sheet in the central directory: 1,000 becomes 2,000,000,000.
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 28 < bytes.length; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 1000)
        view.setUint32(at + 24, 2e9, true);
      if (view.getUint32(at, true) === 0x04034b50 && view.getUint32(at + 22, true) === 1000)
        view.setUint32(at + 22, 2e9, true);
    }
    await expect(readAll(fileOf('x.xlsx', bytes))).rejects.toMatchObject({ code: 'export_xlsx_expands' });
  });

  it('is refused for a cell without an end', async () => {
    const endless = await rawXlsx({ S: HEADINGS + row(text('长'.repeat(5_000_000))) });
    await expect(readAll(fileOf('x.xlsx', endless))).rejects.toMatchObject({ code: 'export_broken_xlsx' });
  });

  it('is refused for broken XML', async () => {
    const bytes = await rawXlsx({ S: `${HEADINGS}<row><c><v>1</row>` });
    await expect(readAll(fileOf('x.xlsx', bytes))).rejects.toMatchObject({ code: 'export_broken_xlsx' });
  });

  it.each([
    ['a zip of something else', { 'readme.txt': 'hello' }, 'export_zip'],
    ['a binary workbook', { 'xl/workbook.bin': 'x' }, 'export_xls'],
    ['no sheet', { 'xl/workbook.xml': '<workbook/>' }, 'export_empty'],
  ])('is refused when it is %s', async (_, parts, code) => {
    await expect(readAll(fileOf('x.xlsx', await zip(parts)))).rejects.toMatchObject({ code });
  });

  it('expands no entity of its own', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>${HEADINGS}${data(DAY, '<c><v>7</v></c>', '<c/>', text('&c;'))}`;
    const { rejected } = await readAll(fileOf('x.xlsx', await rawXlsx({ S: bomb })));
    expect(rejected.map(({ code }) => code)).toEqual(['export_cell_note']);
  });

  it('is let go of piece by piece, not kept until its end', async () => {
    const archive = await openZip(await zip({ 'a.xml': 'x'.repeat(128 * MB) }), 1024 * MB);
    const before = heldBuffers();
    let length = 0;
    let held = 0;
    for await (const piece of archive.text('a.xml')) {
      length += piece.length;
      if (length === 128 * MB) held = heldBuffers() - before;
    }
    expect(length).toBe(128 * MB);
    expect(held).toBeLessThan(16 * MB);
  });

  it('does not lay out a million cells for one far out at the right', async () => {
    const far = `<row r="2">${text('2026-07-04', 'A2')}${text(NOTE_A, 'B2')}<c r="E2"><v>7</v></c><c r="XFD2"><v>1</v></c></row>`;
    expect((await read(far)).rows).toHaveLength(1);
  });
});

/** Bytes in buffers that something still holds on to. */
function heldBuffers(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().arrayBuffers;
}

/** A workbook whose sheet is not compressed, so that one byte of it can be changed. */
async function zipWithStoredSheet(): Promise<Uint8Array> {
  const { TextReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js/lib/zip-core-native.js');
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, level: 0 });
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  await writer.add(
    'xl/_rels/workbook.xml.rels',
    new TextReader(`<Relationships><Relationship Id="a" Type="${base}/worksheet" Target="s.xml"/></Relationships>`),
  );
  await writer.add('xl/workbook.xml', new TextReader('<workbook><sheets><sheet name="S" id="a"/></sheets></workbook>'));
  const sheet = HEADINGS + data(DAY, '<c><v>4321</v></c>', '<c/>');
  await writer.add('xl/s.xml', new TextReader(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`));
  const bytes = await writer.close();
  expect(total((await readAll(fileOf('x.xlsx', bytes))).rows, 'visitors')).toBe(4321);
  return bytes;
}
