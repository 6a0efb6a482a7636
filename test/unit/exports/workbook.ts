import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import writeXlsxFile from 'write-excel-file/node';
import type { Table } from './support';

/** A table as a workbook, as consoles write them: every cell a text. Empty cells are left out. */
export async function xlsx(table: Table, sheet = 'Sheet1'): Promise<Uint8Array> {
  const rows = table.map((row) => row.map((value) => (value === '' ? null : { value, type: String })));
  return new Uint8Array(await (await writeXlsxFile(rows, { sheet })).toBuffer());
}

/** A zip of texts. */
export async function zip(parts: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, text] of Object.entries(parts)) await writer.add(name, new TextReader(text));
  return writer.close();
}

/** A workbook from the raw XML of its rows, for what no writer of ours would write. Sheets by name. */
export function rawXlsx(
  sheets: Readonly<Record<string, string>>,
  more: { strings?: string; styles?: string; workbook?: string; hidden?: readonly string[] } = {},
): Promise<Uint8Array> {
  const names = Object.keys(sheets);
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${base}/${type}" Target="${target}"/>`;
  return zip({
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
      .join(
        '',
      )}${relation('rIdS', 'sharedStrings', 'sharedStrings.xml')}${relation('rIdT', 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${base}">${more.workbook ?? ''}<sheets>${names
      .map((name, at) => {
        const state = more.hidden?.includes(name) ? ' state="hidden"' : '';
        return `<sheet name="${name}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
      })
      .join('')}</sheets></workbook>`,
    ...(more.strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst>${more.strings}</sst>` }),
    ...(more.styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet>${more.styles}</styleSheet>` }),
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
  });
}
