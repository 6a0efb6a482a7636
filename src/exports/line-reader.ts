import type { Declared } from '../metrics/values';
import { Unreadable, unreadable } from './cells';
import type { FoundColumns } from './columns';
import { ExportError, type Parsed, type TableLine } from './face';
import { ColumnsByRole, LineCells } from './line-cells';

const FOOTNOTE =
  /^(?:[注*※]|备注|说明|数据(?:来源|说明|截止|更新)|来源|(?:导出|下载|统计|更新|生成)时间|导出人|source|note)/i;

/** Whether a line is a remark under the table: one text alone, that says what such remarks say. */
function isFootnote({ cells }: TableLine): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length === 1 && filled.every((cell) => FOOTNOTE.test(cell));
}

/** What a kind of export makes of its lines. */
export interface LineRules<Role extends string> {
  /** Whether a line is a sum of others, and so no data. */
  isTotal(line: TableLine): boolean;
  /** One data line. An {@link Unreadable} thrown here rejects the whole line. */
  take(cells: LineCells<Role>, declared: Declared): Parsed[];
}

/**
 * Reads line by line: passes over blank lines, sums and headings that come again, rejects a line that is cut
 * or shifted, and one whose owner or time cannot be read; any other cell costs itself alone (domain.md §3.8).
 */
export function lineReader<Role extends string>(
  found: FoundColumns<Role>,
  rules: LineRules<Role>,
): (line: TableLine, declared: Declared) => Parsed[] {
  const columns = new ColumnsByRole(found.columns);
  let spareCells: number | null = null;

  /** Rows may have blank cells to spare at their end, if all have as many. Anything else is a shifted or cut row. */
  const hasOtherWidth = ({ cells }: TableLine) => {
    if (cells.length === found.width) {
      spareCells ??= 0;
      return false;
    }
    if (cells.length < found.width - found.blankEnd) return true;
    const beyond = cells.slice(found.width);
    const allBlank = beyond.every((cell) => cell === '');
    spareCells ??= allBlank ? beyond.length : 0;
    return beyond.length > spareCells || !allBlank;
  };

  return (line, declared) => {
    const cells = new LineCells(line, columns);
    const headings = found.headingsAgain(line);
    if (headings === 'other') throw new ExportError('export_other_headings', { line: line.line });
    if (line.cells.every((cell) => cell === '') || headings === 'same' || rules.isTotal(line) || isFootnote(line)) {
      return [{ type: 'passed', line: line.line }];
    }
    try {
      if (!found.ragged && hasOtherWidth(line)) {
        throw unreadable('export_row_width', { expected: found.width, found: line.cells.length });
      }
      const taken = rules.take(cells, declared);
      if (cells.fault) {
        // Nothing of it is kept but whose it is and when: on a day that other rows cover its 0 would be none (§3.2).
        const blank = taken.flatMap((item) =>
          item.type === 'row' ? [{ ...item.row, rounded: [], hidden: [], measures: {} }] : [],
        );
        return [{ type: 'rejected', line: line.line, notice: cells.fault.notice, blank }];
      }
      const remarks = [...cells.remarks, ...(line.unended ? [{ code: 'export_row_unended' }] : [])];
      if (remarks.length === 0) return taken;
      return [...taken, ...remarks.map((notice) => ({ type: 'remark' as const, line: line.line, notice }))];
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return [{ type: 'rejected', line: line.line, notice: (cells.fault ?? error).notice }];
    }
  };
}
