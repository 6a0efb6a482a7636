import { Amount } from '../ui/amount';
import { t } from '../ui/language';
import { besideOf, type Column, figureOf } from './columns';
import type { Row } from './rows';

/** One number of a row with what must be said beside it. */
export function FigureCell({ row, column, best = false }: { row: Row; column: Column; best?: boolean }) {
  const figure = figureOf(row.answer, column);
  const marks = besideOf(figure, column, t);
  return (
    <td class={best ? 'figure best' : 'figure'}>
      {/* What the row's platform does not have is left blank: a product of JD has no visitors of a Taobao shop. */}
      {figure && <Amount figure={figure} of={column.measure} />}
      {best && <small class="best">{t('panel_best')}</small>}
      {marks.length > 0 && <small class="soft">{marks.join(' · ')}</small>}
    </td>
  );
}
