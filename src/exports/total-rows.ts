import { isBlank } from './cells';
import type { FoundColumns } from './columns';
import { cutHeading } from './cuts/headings';
import type { TableLine } from './face';

const TOTAL =
  /^(?:合计|总计|小计|汇总|总和|累计|全部|均值|平均|共\s*\d+\s*[条行])|^(?:sum|total|summary|average)(?![\w-])/i;

/** Whether a cell stands where a key should and says that the row is a sum. */
export function saysTotal(text: string): boolean {
  return TOTAL.test(text);
}

const HOW_MANY = '[(（]?共?\\s*\\d+\\s*[条行个项篇](?:记录|数据|结果|笔记)?[)）]?';
const ONLY_TOTAL = new RegExp(
  `^(?:(?:合计|总计|小计|汇总|总和|共计|均值|平均|平均值|sum|total|summary|average)\\s*[:：]?\\s*(?:${HOW_MANY})?|共\\s*\\d+\\s*[条行](?:记录|数据)?)$`,
  'i',
);
const saysOnlyTotal = (text: string) => ONLY_TOTAL.test(text);

/** The columns by which a row is known as a sum of others. */
export interface TotalKeys<Role extends string> {
  /** The columns that say whose row it is: where one of them says 合计, the row is no data. */
  keys: readonly Role[];
  /** The columns that cut the table finer than its keys. */
  parts?: readonly Role[];
}

/**
 * Whether a line is a sum of others: a key says so, or a column that cuts the table finer, or it has no key and any
 * cell says nothing else. 聚光 writes `合计2条记录` into whatever column is the first.
 */
export function totalRows<Role extends string>(
  { columns, headings }: Pick<FoundColumns<Role>, 'columns' | 'headings'>,
  { keys, parts = [] }: TotalKeys<Role>,
): (line: TableLine) => boolean {
  const placesOf = (roles: readonly Role[]) =>
    columns.filter(({ role }) => roles.includes(role)).map(({ index }) => index);
  const keyPlaces = placesOf(keys);
  const cuts = [...headings.keys()].filter((at) => !keyPlaces.includes(at) && cutHeading(headings[at] ?? '') !== null);
  const partPlaces = [...placesOf(parts), ...cuts];
  return ({ cells }) =>
    partPlaces.some((at) => saysOnlyTotal(cells[at] ?? '')) ||
    keyPlaces.some((at) => saysTotal(cells[at] ?? '')) ||
    (keyPlaces.every((at) => isBlank(cells[at] ?? '')) && cells.some(saysOnlyTotal));
}
