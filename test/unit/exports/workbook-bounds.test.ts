import { expect, test } from 'vitest';
import { xlsxSheets } from '../../../src/exports/tables/xlsx';
import { rawXlsx, zip } from './workbook';

const fileOf = (content: Uint8Array) => ({
  name: 'a.xlsx',
  size: content.length,
  async *bytes() {
    yield content;
  },
});
const ROW = '<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row>';
const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`s${at}`, ROW]));

test('a part that a workbook lists 3,000 times is one sheet', async () => {
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const bytes = await zip({
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r" Type="${base}/worksheet" Target="a.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${base}"><sheets>${'<sheet name="s" r:id="r"/>'.repeat(3_000)}</sheets></workbook>`,
    'xl/a.xml': `<worksheet><sheetData>${ROW}</sheetData></worksheet>`,
  });
  expect((await xlsxSheets(fileOf(bytes))).length).toBe(1);
});

test('a workbook of 256 sheets is read, one of more is refused', async () => {
  expect((await xlsxSheets(fileOf(await rawXlsx(named(256))))).length).toBe(256);
  const more = xlsxSheets(fileOf(await rawXlsx(named(257))));
  await expect(more).rejects.toMatchObject({ code: 'export_xlsx_sheets', params: { limit: 256 } });
});
