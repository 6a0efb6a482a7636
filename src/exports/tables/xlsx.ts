import { ExportError, type ExportFile, type TableLine } from '../face';
import { clean } from './clean';
import { wholeFile } from './encoding';
import { type Shown, shownAs } from './formats';
import { SheetReader, unescaped, type WorkbookWords } from './sheet';
import { XmlReader } from './xml';
import { openZip, TooMuch, type Zip } from './zip';

const MB = 1024 * 1024;
/** A workbook's file is held in memory while its rows stream by. A csv has no cap. */
export const XLSX_MAX_MB = 100;
/** What it may unfold to: about a million rows of 20 columns. A zip bomb has far more. */
export const XLSX_MAX_EXPANDED_MB = 1024;

const MOST_SHEETS = 256;
/** Shared strings stay in memory while rows are read. In characters. */
const MOST_STRINGS = 128 * MB;
/** What an array and a string's header take, in characters. */
const PER_STRING = 16;

export interface Sheet {
  name: string;
  /** Whoever made the workbook put it out of sight. */
  isHidden: boolean;
  /** The rows, from the first, as often as wanted. @throws ExportError where the file is damaged. */
  lines(): AsyncGenerator<TableLine[]>;
}

/**
 * The sheets of a workbook.
 * @throws ExportError for a file above the caps, a zip that is no workbook, and one that is cut or damaged.
 */
export async function xlsxSheets(file: ExportFile): Promise<Sheet[]> {
  const bytes = await wholeFile(file, XLSX_MAX_MB * MB);
  if (bytes === null) throw new ExportError('export_xlsx_large', { limit: XLSX_MAX_MB });
  return whole(async () => {
    const archive = await openZip(bytes, XLSX_MAX_EXPANDED_MB * MB);
    if (archive.has('xl/workbook.bin')) throw new ExportError('export_xls');
    if (!archive.has('xl/workbook.xml')) throw new ExportError('export_zip');
    const { sheets, words } = await readWorkbook(archive);
    return sheets.map(({ part, ...sheet }) => ({ ...sheet, lines: () => sheetLines(archive, part, words) }));
  });
}

async function* sheetLines(archive: Zip, part: string, words: WorkbookWords): AsyncGenerator<TableLine[]> {
  const reader = new SheetReader(words);
  try {
    for await (const piece of archive.text(part)) {
      const lines = reader.write(piece);
      if (lines.length > 0) yield lines;
    }
    reader.end();
  } catch (error) {
    throw asExportError(error);
  }
}

async function whole<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw asExportError(error);
  }
}

function asExportError(error: unknown): ExportError {
  if (error instanceof ExportError) return error;
  if (error instanceof TooMuch) return new ExportError('export_xlsx_expands', { limit: XLSX_MAX_EXPANDED_MB });
  return new ExportError('export_broken_xlsx', { detail: error instanceof Error ? error.message : String(error) });
}

interface Workbook {
  sheets: { name: string; isHidden: boolean; part: string }[];
  words: WorkbookWords;
}

async function readWorkbook(archive: Zip): Promise<Workbook> {
  const parts = new Map<string, { part: string; type: string }>();
  await readPart(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, attribute) {
      if (name !== 'Relationship') return;
      const target = attribute('Target') ?? '';
      const type = (attribute('Type') ?? '').split('/').pop() ?? '';
      parts.set(attribute('Id') ?? '', { part: target.startsWith('/') ? target.slice(1) : `xl/${target}`, type });
    },
  });
  const sheets: Workbook['sheets'] = [];
  const read = new Set<string>();
  let from1904 = false;
  await readPart(archive, 'xl/workbook.xml', {
    open(tag, attribute) {
      if (tag === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '');
      if (tag !== 'sheet') return;
      const found = parts.get(attribute('r:id') ?? attribute('id') ?? '');
      const isHidden = /hidden$/i.test(attribute('state') ?? '');
      const name = unescaped(attribute('name') ?? '');
      // No writer gives one part to two sheets; a forged list has the same part read again and again.
      if (found?.type !== 'worksheet' || read.has(found.part)) return;
      if (sheets.length === MOST_SHEETS) throw new ExportError('export_xlsx_sheets', { limit: MOST_SHEETS });
      read.add(found.part);
      sheets.push({ name, isHidden, part: found.part });
    },
  });
  const partOf = (type: string) => [...parts.values()].find((one) => one.type === type)?.part;
  return {
    sheets,
    words: {
      strings: await readStrings(archive, partOf('sharedStrings')),
      styles: await readStyles(archive, partOf('styles')),
      from1904,
    },
  };
}

async function readStrings(archive: Zip, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let size = 0;
  let inText = false;
  let phonetic = false;
  await readPart(archive, part, {
    open(name) {
      if (name === 'si') {
        current = '';
        size += PER_STRING;
        if (size > MOST_STRINGS) throw new TooMuch();
      } else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    close(name) {
      if (name === 'si') strings.push(clean(unescaped(current)));
      else if (name === 'rPh') phonetic = false;
      else if (name === 't') inText = false;
    },
    text(value) {
      if (!inText) return;
      current += value;
      size += value.length;
      if (size > MOST_STRINGS) throw new TooMuch();
    },
  });
  return strings;
}

async function readStyles(archive: Zip, part: string | undefined): Promise<Shown[]> {
  const codes = new Map<number, string>();
  const styles: Shown[] = [];
  let inCellStyles = false;
  await readPart(archive, part, {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles) {
        const format = Number(attribute('numFmtId') ?? 0);
        styles.push(shownAs(format, codes.get(format)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}

/** Reads a part to its end; one that a workbook may do without is passed as undefined. */
async function readPart(
  archive: Zip,
  part: string | undefined,
  hooks: Partial<ConstructorParameters<typeof XmlReader>[0]>,
): Promise<void> {
  if (part === undefined || !archive.has(part)) return;
  const reader = new XmlReader({ open: () => undefined, close: () => undefined, text: () => undefined, ...hooks });
  for await (const piece of archive.text(part)) reader.write(piece);
  reader.end();
}
