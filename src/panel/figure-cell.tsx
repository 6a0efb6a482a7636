import { Amount } from '../ui/amount';
import { t } from '../ui/language';
import { besideOf } from '../ui/mark-words';
import { type Column, figureOf, shopOf } from './columns';
import { groupName } from './names';
import type { Row } from './rows';

/**
 * One number of a row with what must be said beside it.
 * @param name what stands before it where a narrow window has no room for columns
 */
export function FigureCell({
  row,
  column,
  name,
  best = false,
}: {
  row: Row;
  column: Column;
  name: string;
  best?: boolean;
}) {
  const figure = figureOf(row.answer, column);
  const { group } = column;
  // What the row's platform does not have is left blank: a product of JD has no visitors of a Taobao shop.
  if (!figure) return <td class="figure" />;
  const marks = besideOf(figure, shopOf(column), t);
  return (
    <td class={best ? 'figure best' : 'figure'} data-group={group} data-group-name={groupName(group, t)}>
      <span class="of" title={name}>
        {name}
      </span>
      <Amount figure={figure} of={column.measure} />
      {best && <small class="best">{t('panel_best')}</small>}
      {marks.length > 0 && <small class="soft">{marks.join(' · ')}</small>}
    </td>
  );
}
