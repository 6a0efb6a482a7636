import type { Figure } from '../metrics/figures';
import type { Answer } from '../metrics/question';
import type { Platform, Shop } from '../metrics/subjects';
import type { Locale } from '../text/text';
import type { Magnitude } from '../ui/magnitude';
import { columnMagnitude, formOf } from '../ui/number-format';
import type { ColumnMeasure, Group } from './names';

/** One number of a table: which measure of which platform's cell. */
export interface Column {
  id: string;
  group: Group;
  platform: Platform;
  measure: ColumnMeasure;
}

const column = (group: Group, platform: Platform, ...measures: ColumnMeasure[]): Column[] =>
  measures.map((measure) => ({ id: `${group}-${measure}`, group, platform, measure }));

export const COLUMNS: readonly Column[] = [
  ...column('note', 'xhs', 'cost'),
  ...column('taobao', 'taobao', 'visitors', 'search_visitors', 'cost_per_visitor', 'gmv', 'roi'),
  ...column('jd', 'jd', 'item_viewers', 'cost_per_viewer', 'gmv', 'roi'),
  ...column('store', 'xhs', 'xhs_visits', 'xhs_gmv_paid'),
];

export function figureOf(answer: Answer | null, { platform, measure }: Column): Figure | undefined {
  return answer?.cells.find((cell) => cell.platform === platform)?.figures[measure];
}

/** What the numbers of a column are written in, so that they can be read down it. */
export function magnitudeIn(column: Column, answers: readonly (Answer | null)[], locale: Locale): Magnitude {
  const figures = answers.map((answer) => figureOf(answer, column));
  return columnMagnitude(figures, formOf(column.measure), locale);
}

/** The shop whose marks a column's numbers bear. */
export const shopOf = ({ group }: Column): Shop => (group === 'jd' ? 'jd' : 'taobao');

/** The columns that any of these answers has something to say in. */
export function columnsFor(answers: readonly (Answer | null)[]): Column[] {
  return COLUMNS.filter((one) => answers.some((answer) => isTold(figureOf(answer, one), one)));
}

/** A reason is told of what is expected; that a shop on Xiaohongshu has no report is nothing to be told. */
function isTold(figure: Figure | undefined, { group }: Column): boolean {
  return figure !== undefined && (figure.state === 'known' || group !== 'store');
}
