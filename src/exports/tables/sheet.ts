import type { TableLine } from '../face';
import { clean } from './clean';
import { dateText, percentText, plainNumber, type Shown } from './formats';
import { XmlReader } from './xml';

/** What the cells of every sheet of a workbook refer to. */
export interface WorkbookWords {
  strings: readonly string[];
  /** What each style shows a number as. */
  styles: readonly Shown[];
  from1904: boolean;
}

/** No export has more columns; a cell far out at the right is somebody's note. */
const MOST_COLUMNS = 1024;

/** Turns a sheet's XML into lines as it comes. A line's number is the row's own. */
export class SheetReader {
  private readonly xml: XmlReader;
  private lines: TableLine[] = [];
  private line = 0;
  private cells: string[] = [];
  private column = -1;
  private type = 'n';
  private style = '';
  private value: string | null = null;
  private formula: string | null = null;
  private inside: 'value' | 'formula' | 'text' | null = null;
  private phonetic = false;

  constructor(private readonly words: WorkbookWords) {
    this.xml = new XmlReader({
      open: (name, attribute) => this.open(name, attribute),
      close: (name) => this.close(name),
      text: (text) => this.text(text),
    });
  }

  /** The rows that this piece of the sheet completes. @throws Error where the XML is broken. */
  write(piece: string): TableLine[] {
    this.xml.write(piece);
    const lines = this.lines;
    this.lines = [];
    return lines;
  }

  end(): void {
    this.xml.end();
  }

  private open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'row') {
      const stated = Number(attribute('r'));
      this.line = Number.isInteger(stated) && stated > this.line ? stated : this.line + 1;
      this.cells = [];
      this.column = -1;
    } else if (name === 'c') {
      this.column = columnOf(attribute('r')) ?? this.column + 1;
      this.type = attribute('t') ?? 'n';
      this.style = attribute('s') ?? '';
      this.value = null;
      this.formula = null;
    } else if (name === 'v') {
      this.inside = 'value';
      this.value ??= '';
    } else if (name === 'f') {
      this.inside = 'formula';
      this.formula ??= '';
    } else if (name === 't' && this.type === 'inlineStr' && !this.phonetic) {
      this.inside = 'text';
      this.value ??= '';
    } else if (name === 'rPh') {
      this.phonetic = true;
    }
  }

  private close(name: string): void {
    if (name === 'v' || name === 'f' || name === 't') this.inside = null;
    else if (name === 'rPh') this.phonetic = false;
    else if (name === 'c') this.put();
    else if (name === 'row') this.lines.push({ line: this.line, cells: this.cells });
  }

  private text(text: string): void {
    if (this.inside === 'formula') this.formula += text;
    else if (this.inside !== null) this.value += text;
  }

  private put(): void {
    if (this.column >= MOST_COLUMNS) return;
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = this.shown();
  }

  /** The cell as text. A formula without its result stays visible, so that its row is rejected and not read as blank. */
  private shown(): string {
    const unsaid = this.value === null || (this.value === '' && this.type !== 'str');
    if (this.formula !== null && unsaid) return `=${this.formula}`;
    if (this.value === null) return '';
    if (this.type === 's') return this.words.strings[Number(this.value)] ?? '\ufffd';
    if (this.type === 'n') return this.number(this.value.trim());
    if (this.type === 'd') return this.value.replace('T', ' ').replace(/(?: 00:00:00(?:\.0+)?)?Z?$/, '');
    return clean(unescaped(this.value));
  }

  private number(value: string): string {
    const shown = value === '' ? null : this.words.styles[Number(this.style)];
    if (shown === 'date') return dateText(value, this.words.from1904);
    return shown === 'percent' ? percentText(plainNumber(value)) : plainNumber(value);
  }
}

/** `_x000D_` and the like, as spreadsheets write characters that XML cannot hold; half of a character is a lost one. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text
    .replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\p{Cs}/gu, '\ufffd');
}

/** `AB12` → 27. */
function columnOf(address: string | undefined): number | null {
  const letters = /^\$?([A-Z]{1,3})\$?\d*$/.exec(address ?? '')?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
