import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ImportAnswer, Problem } from '../../../src/api/contract';
import { openPglite } from '../../../src/server/db/pglite';
import { csv, NOTE_A } from '../exports/support';
import { rawXlsx, xlsx, zip } from '../exports/workbook';
import { TestApi, type Workspace } from './support/api';
import { juguang, NOTE, note, xinghe, xingheDays } from './support/files';

// What nobody should send and somebody will, on the API as it is: each is refused in words or rejected row by row,
// the process stays up, and nothing of it is half loaded.

const HEAD = '日期,内容ID,内容标题,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,任务商品成交GMV';
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const bytes = (...list: number[]) => Uint8Array.from([...list, ...Array(600).fill(0)]);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

let api: TestApi;
let brand: Workspace;
beforeAll(async () => {
  api = await TestApi.open(await openPglite(null));
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

/** Rows of a workspace in every table that an import writes. */
async function stored({ name }: Workspace): Promise<Record<string, number>> {
  await api.service.sweeper.sweep(name);
  const counts: Record<string, number> = {};
  for (const table of ['facts', 'subjects', 'links', 'coverage', 'imports']) {
    const [row] = await api.service.db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM grasslens.${table} WHERE workspace_id = $1`,
      [name],
    );
    counts[table] = row?.count ?? -1;
  }
  return counts;
}
const NOTHING = { facts: 0, subjects: 0, links: 0, coverage: 0, imports: 0 };

describe('a file that cannot be taken is refused whole, in a sentence', () => {
  beforeAll(async () => {
    brand = await api.workspace();
  });
  afterEach(async () => {
    expect(await stored(brand)).toEqual(NOTHING);
    expect((await api.request('/healthz')).status).toBe(200);
  });

  const many = xinghe(Array.from({ length: 12_000 }, (_, at) => ({ day: '2026-07-01', note: noteAt(at) })));
  const good = () =>
    xlsx([
      ['日期', '内容ID', '流量类型', '归因周期', '进店UV'],
      ['2026-07-04', NOTE_A, '全部流量', '15', '40'],
    ]);
  test.each<[string, () => string | Uint8Array | Promise<Uint8Array>, string, Record<string, string>?]>([
    ['an empty file', () => '', 'export_empty'],
    ['blank lines only', () => '\n\n \t\n', 'export_empty'],
    ['headings only', () => `${HEAD}\n`, 'server_no_rows'],
    ['headings only, as xlsx', () => xlsx([HEAD.split(',')]), 'server_no_rows'],
    ['a sum and nothing else', () => `${HEAD}\n合计,,,,,100,40,2,199.50\n`, 'server_no_rows'],
    ['a picture', () => bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'export_not_table'],
    ['a letter', () => 'Dear Sir or Madam\n', 'export_unknown'],
    ['an old or encrypted .xls', () => bytes(...OLE), 'export_xls', { filename: '加密.xlsx' }],
    ['a web page called .xls', () => '<html><table><tr><td>日期</td></tr></table></html>', 'export_xls'],
    ['JSON', () => '{"code":0,"data":[{"日期":"2026-07-04"}]}', 'export_unknown'],
    ['a zip of something else', () => zip({ 'readme.txt': 'hello' }), 'export_zip'],
    ['a workbook cut in half', async () => (await good()).slice(0, 1500), 'export_broken_xlsx'],
    ['a workbook of broken XML', () => rawXlsx({ S: '<row><c><v>1</row>' }), 'export_broken_xlsx'],
    ['a zip bomb that says so', () => bomb(2e9), 'export_xlsx_expands'],
    ['a zip bomb that lies', () => bomb(1000, 40_000_000), 'export_broken_xlsx'],
    [
      'a csv whose quote never closes',
      () => `${xingheDays('2026-07-01', '2026-07-03')},"\n${many}`,
      'export_csv_quote',
    ],
    [
      'two exports in one file',
      () => `${many}\n${juguang('2026-07-01', '2026-07-02', '5.00')}`,
      'export_other_headings',
    ],
    ['every row bad', () => `${HEAD}\n昨天,x,t,全部流量,15,1,1,1,1\n`, 'server_nothing_taken'],
    ['a table under no heading', () => `2026-07-01,${NOTE},1,2,3\n2026-07-02,${NOTE},1,2,3\n`, 'export_unknown'],
    ['UTF-8 taken for Latin-1 and saved', () => Buffer.from(many, 'utf8').toString('latin1'), 'export_not_table'],
    ['a kind that is none', () => many, 'export_no_such_kind', { kind: 'magic' }],
    ['another kind than it is', () => many, 'export_missing_column', { kind: 'shutiao-order' }],
    ['another sheet than there are', good, 'export_no_such_sheet', { sheet: "'; DROP TABLE facts;--" }],
    [
      'two sheets that could be meant',
      async () => rawXlsx({ A: await sheetOf('1'), B: await sheetOf('2') }),
      'export_several_sheets',
    ],
    ['columns that have shifted by the thousand', () => shifted(600), 'export_many_scopes'],
  ])('%s', async (_, content, code, query = {}) => {
    const body = await content();
    const send = async (language: string) => {
      const search = new URLSearchParams({ filename: 'export.csv', ...query });
      const headers = { 'accept-language': language };
      const init = { method: 'POST', headers, body: body as string | Uint8Array<ArrayBuffer> };
      const response = await brand.request(`/v1/imports?${search}`, init);
      return { status: response.status, ...((await response.json()) as Omit<Problem, 'status'>) };
    };
    const [zh, en] = [await send('zh-CN'), await send('en')];
    expect({ status: zh.status, code: zh.code }).toEqual({ status: 422, code });
    expect(zh.detail).toMatch(/[\u4e00-\u9fff].*[。：:]/);
    expect(en.detail).toMatch(/^[A-Z“].*\S$/s);
    for (const { detail } of [zh, en]) expect(detail).not.toMatch(/\{\w+\}|undefined|\[object|SyntaxError|\n\s+at /);
  });

  test('one that breaks after 12,000 good rows leaves none of them', async () => {
    const response = await brand.tryImport(`${many}\n${NOTE},"open\n${many.slice(HEAD.length)}`);
    expect(await response.json()).toMatchObject({ status: 422, code: 'export_csv_quote' });
  });

  test('a name is a name and no path, and no markup', async () => {
    const filename = '../../etc/<script>alert(1)</script>.csv';
    const preview = await brand.import(xingheDays('2026-07-01', '2026-07-01'), { filename, preview: 'true' });
    expect(preview.fileName).toBe('script>.csv');
  });
});

describe('a row that cannot be taken is rejected with its number and reason, and the others are taken', () => {
  const row = (change: Record<number, string>) =>
    ['2026-07-01', NOTE, '标题', '全部流量', '15', '100', '40', '2', '199.50']
      .map((cell, at) => change[at] ?? cell)
      .map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(',');

  test.each([
    ['an impossible date', { 0: '2026-02-30' }, 'export_cell_day'],
    ['a month that is none', { 0: '20261301' }, 'export_cell_day'],
    ['digits that a spreadsheet has lost', { 1: '6.8E+23' }, 'export_cell_digits'],
    ['no note', { 1: '<img src=x onerror=alert(1)>' }, 'export_cell_note'],
    ['a short link', { 1: 'https://xhslink.com/a/b' }, 'export_cell_short_link'],
    ['another window', { 4: '90天' }, 'export_cell_window'],
    ['no day at all', { 0: '' }, 'export_row_blank_key'],
    ['letters that were lost', { 3: '全\ufffd流量' }, 'export_cell_letters'],
  ])('%s', async (_, change, code) => {
    const own = await api.workspace();
    const text = [HEAD, row({}), row(change), row({ 0: '2026-07-02' })].join('\n');
    const { report } = await own.import(`${text}\n`);
    expect(report?.rejected.first).toMatchObject([
      { line: 3, code, message: expect.stringMatching(/[\u4e00-\u9fff]/) },
    ]);
    expect(report?.counts).toMatchObject({ lines: 2, values: 2, rejected: 1 });
    // 40 on each of the two good days.
    expect(await own.figure(note(NOTE), 'taobao', 'visitors')).toBe(80);
  });

  test.each<[string, Record<number, string>]>([
    ['a negative number of people', { 6: '-5' }],
    ['negative money', { 8: '-0.01' }],
    ['NaN', { 6: 'NaN' }],
    ['Infinity', { 8: 'Infinity' }],
    ['a command', { 6: "=cmd|'/c calc'!A1" }],
    ['a failed formula', { 8: '#REF!' }],
    ['markup', { 6: '<script>alert(1)</script>' }],
    ['SQL', { 6: "1'; DROP TABLE grasslens.facts;--" }],
    ['half a person', { 6: '1.5' }],
    ['more than money can be', { 8: '99999999999999999999' }],
  ])('%s costs its cell alone', async (_, change) => {
    const own = await api.workspace();
    const text = [HEAD, row({}), row({ 0: '2026-07-02', ...change }), row({ 0: '2026-07-03' })].join('\n');
    const { report } = await own.import(`${text}\n`);
    expect(report?.remarks.first).toMatchObject([
      { line: 3, code: 'export_row_unread', message: expect.stringMatching(/[\u4e00-\u9fff]/) },
    ]);
    expect(report?.counts).toMatchObject({ lines: 3, values: 3, rejected: 0 });
    // 100 readers on each of the three days.
    expect(await own.figure(note(NOTE), 'taobao', 'readers')).toBe(300);
  });

  // The reason repeats the first 80 or 40 of a strange cell: where an emoji would be cut in two, it is left out.
  test.each([
    [1, '字'.repeat(79), 'export_cell_note', ''],
    [4, `90天${'字'.repeat(36)}`, 'export_cell_window', '…'],
  ])('a cell %# that is told as far as into an emoji', async (place, said, code, more) => {
    const own = await api.workspace();
    const { report } = await own.import([HEAD, row({}), row({ [place]: `${said}😀标题` }), ''].join('\n'));
    expect(report?.rejected.first).toMatchObject([{ line: 3, code, params: { text: `${said}${more}` } }]);
    expect(await own.figure(note(NOTE), 'taobao', 'visitors')).toBe(40);
  });

  test('a row cut short and one with a cell too many', async () => {
    const own = await api.workspace();
    const text = [HEAD, row({}), row({}).slice(0, 40), `${row({ 0: '2026-07-02' })},9`, row({ 0: '2026-07-03' }), ''];
    const { report } = await own.import(text.join('\n'));
    expect(report?.rejected.first.map(({ line, code }) => [line, code])).toEqual([
      [3, 'export_row_width'],
      [4, 'export_row_width'],
    ]);
    expect(await own.figure(note(NOTE), 'taobao', 'visitors')).toBe(80);
  });

  test('of hundreds a hundred are named and all are counted by reason', async () => {
    const own = await api.workspace();
    const bad = Array.from({ length: 250 }, (_, at) => row(at < 200 ? { 0: 'x' } : { 4: '90天' }));
    const { report } = await own.import([HEAD, row({}), ...bad, ''].join('\n'));
    expect(report?.rejected.first).toHaveLength(100);
    expect(report?.rejected.byReason.map(({ code, count }) => [code, count])).toEqual([
      ['export_cell_day', 200],
      ['export_cell_window', 50],
    ]);
  });
});

describe('what is strange and means no harm is kept as it is', () => {
  test('commands, markup and SQL in a title are a title, here and in the map to fill in', async () => {
    const own = await api.workspace();
    const title = `=cmd|'/c calc'!A1 <script>alert("x")</script> '); DROP TABLE grasslens.facts;--`;
    const table = [HEAD.split(','), ['2026-07-01', NOTE, title, '全部流量', '15', '100', '40', '2', '1']];
    await own.import(csv(table));
    const { answers } = await own.metrics([note(NOTE)]);
    expect(answers[note(NOTE)]?.title).toBe(title);
    const template = await (await own.request('/v1/map/template')).text();
    expect(template.split(/[,\n]/).filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
    expect((await stored(own)).facts).toBe(1);
  });

  test('half of a character in a workbook is a lost one, as in any text: the title is none, and the row stands', async () => {
    const own = await api.workspace();
    // OOXML writes what XML cannot hold as _xHHHH_.
    const table = [HEAD.split(','), ['2026-07-01', NOTE, '好_xD83D_物', '全部流量', '15', '100', '40', '2', '1']];
    const response = await own.tryImport((await xlsx(table)) as Uint8Array<ArrayBuffer>, { filename: 'x.xlsx' });
    expect(response.status).toBe(201);
    expect((await own.metrics([note(NOTE)])).answers[note(NOTE)]).toMatchObject({ title: null });
    expect(await own.figure(note(NOTE), 'taobao', 'visitors')).toBe(40);
  });

  test('a 19-digit id keeps every digit, in csv and in xlsx', async () => {
    const own = await api.workspace();
    const task = '1234567890123456789';
    const table = [
      ['日期', '任务ID', '流量类型', '归因周期', '进店UV'],
      ['2026-07-04', task, '全部流量', '15', '40'],
    ];
    await own.import(csv(table));
    expect(await own.figure(`taobao/task/${task}`, 'taobao', 'visitors')).toBe(40);
    const again = await own.tryImport((await xlsx(table)) as Uint8Array<ArrayBuffer>, {
      filename: 'x.xlsx',
      filtered: 'true',
    });
    expect(((await again.json()) as ImportAnswer).report?.counts).toMatchObject({ lines: 1, rejected: 0 });
    expect((await own.known()).subjects).toEqual({ 'taobao/task': [task] });
  });

  test.each([
    ['UTF-8 with BOM', (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`))],
    ['UTF-16', utf16],
    ['UTF-16 with tabs', (text: string) => utf16(text.replaceAll(',', '\t'))],
    ['semicolons and the line ends of an old Mac', (text: string) => text.replaceAll(',', ';').replaceAll('\n', '\r')],
    ['every cell between tabs', (text: string) => text.replaceAll(',', '\t,\t')],
    ['columns in another order', (text: string) => reversed(text)],
  ])('%s', async (_, encoded) => {
    const own = await api.workspace();
    const body = encoded(`${xingheDays('2026-07-01', '2026-07-15')}\n`);
    const response = await own.tryImport(body as string | Uint8Array<ArrayBuffer>);
    expect(response.status).toBe(201);
    // 15 days × 40
    expect(await own.figure(note(NOTE), 'taobao', 'visitors')).toBe(600);
  });
});

function noteAt(at: number): string {
  return `6841f0${String(at).padStart(18, '0')}`;
}

function reversed(text: string): string {
  return text.replace(/[^\n]+/g, (line) => line.split(',').reverse().join(','));
}

/** A row each of so many kinds of traffic: numbers stand where the kind should. */
function shifted(kinds: number): string {
  return xinghe(Array.from({ length: kinds }, (_, at) => ({ day: '2026-07-01', traffic: String(at) })));
}

async function sheetOf(visitors: string): Promise<string> {
  const text = (cell: string) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
  const headings = ['日期', '内容ID', '流量类型', '归因周期', '进店UV'].map(text).join('');
  return `<row>${headings}</row><row>${['2026-07-04', NOTE_A, '全部流量', '15', visitors].map(text).join('')}</row>`;
}

/** A workbook whose sheet of so many blanks says that it unfolds to `declared` bytes. */
async function bomb(declared: number, blanks = 1000): Promise<Uint8Array> {
  const made = await rawXlsx({ S: ' '.repeat(blanks) });
  const view = new DataView(made.buffer, made.byteOffset, made.byteLength);
  const size = `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData></sheetData></worksheet>`.length + blanks;
  for (let at = 0; at + 28 < made.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === size)
      view.setUint32(at + 24, declared, true);
    if (view.getUint32(at, true) === 0x04034b50 && view.getUint32(at + 22, true) === size)
      view.setUint32(at + 22, declared, true);
  }
  return made;
}
