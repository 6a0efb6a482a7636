import { unzipSync } from 'fflate';
import readXlsxFile, { type CellValue } from 'read-excel-file/universal';
import { ExportError, type ExportFile, type TableLine } from '../face';
import { clean } from './clean';
import { joined } from './encoding';

/** An xlsx is read whole, so its size is capped; csv has no cap. */
export const XLSX_MAX_BYTES = 50 * 1024 * 1024;
/** What it may unfold to: about 300,000 rows of 25 columns. A zip bomb declares (or hides) far more. */
export const XLSX_MAX_EXPANDED = 256 * 1024 * 1024;

export interface Sheet {
  name: string;
  lines: TableLine[];
}

/**
 * The sheets of a workbook.
 * @throws ExportError for a file above the caps, a zip that is no workbook, and one that is cut or damaged.
 */
export async function xlsxSheets(file: ExportFile): Promise<Sheet[]> {
  const bytes = await wholeFile(file);
  checkExpandedSize(bytes);
  try {
    const sheets = await readXlsxFile<string>(bytes.buffer, { parseNumber: plainNumber, trim: false });
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      lines: data.map((cells, index) => ({ line: index + 1, cells: cells.map(textOf) })),
    }));
  } catch (error) {
    throw new ExportError('export_broken_xlsx', { detail: error instanceof Error ? error.message : String(error) });
  }
}

async function wholeFile(file: ExportFile): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of file.bytes()) {
    length += part.length;
    if (length > XLSX_MAX_BYTES) throw new ExportError('export_xlsx_large', { limit: XLSX_MAX_BYTES / 1024 / 1024 });
    parts.push(part);
  }
  return joined(parts, length);
}

function checkExpandedSize(bytes: Uint8Array): void {
  let expanded = 0;
  let workbook = false;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        expanded += originalSize;
        workbook ||= name === 'xl/workbook.xml';
        return false;
      },
    });
  } catch {
    throw new ExportError('export_broken_xlsx', { detail: 'zip' });
  }
  if (!workbook) throw new ExportError('export_zip');
  if (expanded > XLSX_MAX_EXPANDED) {
    throw new ExportError('export_xlsx_expands', { limit: XLSX_MAX_EXPANDED / 1024 / 1024 });
  }
}

/**
 * A number cell's digits, as a person would write them: `1.23456789E7`, which Java writes for money, is
 * 12345678.9. Where digits are already lost (`1.2345678901234568E18`) it stays as it is, and is refused later.
 */
function plainNumber(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?E(-?\d+)$/i.exec(text);
  if (!match) return text.replace(/\.0+$/, '');
  const [, sign = '', lead = '', fraction = '', power = ''] = match;
  const exponent = Number(power);
  if (exponent >= 15 || exponent < -15) return text;
  const digits = lead + fraction;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1).replace(/0+$/, '');
  return rest === '' ? sign + whole : `${sign}${whole}.${rest}`;
}

function textOf(cell: CellValue<string> | Date | null): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '');
  return clean(String(cell));
}
