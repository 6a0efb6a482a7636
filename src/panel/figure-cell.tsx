import { Amount } from '../ui/amount';
import { t } from '../ui/language';
import type { Magnitude } from '../ui/magnitude';
import { besideOf } from '../ui/mark-words';
import { SIGNS } from '../ui/palette';
import { verdictNote } from '../ui/verdict-words';
import { type Column, figureOf, shopOf } from './columns';
import { groupName } from './names';
import type { Row } from './rows';

/**
 * One number of a row with what must be said beside it.
 * @param name what stands before it where a narrow window has no room for columns
 * @param magnitude what all numbers that it is read with are written in
 */
export function FigureCell({
  row,
  column,
  name,
  magnitude,
  best = false,
}: {
  row: Row;
  column: Column;
  name: string;
  magnitude: Magnitude;
  best?: boolean;
}) {
  const figure = figureOf(row.answer, column);
  const { group } = column;
  // What the row's platform does not have is left blank: a product of JD has no visitors of a Taobao shop.
  if (!figure) return <td class="figure" />;
  const verdict = row.verdicts[column.platform]?.[column.measure];
  const look = verdict?.verdict === 'good' || verdict?.verdict === 'bad' ? verdict.verdict : null;
  const note = figure.state === 'known' ? verdictNote(verdict, t) : null;
  const marks = [...besideOf(figure, shopOf(column), t), ...(note === null ? [] : [note])];
  return (
    <td class={best ? 'figure best' : 'figure'} data-group={group} data-group-name={groupName(group, t)}>
      <span class="of" title={name}>
        {name}
      </span>
      {look && (
        <span class={look} aria-hidden="true">
          {SIGNS[look]}{' '}
        </span>
      )}
      <Amount figure={figure} of={column.measure} magnitude={magnitude} />
      {best && <small class="best">{t('panel_best')}</small>}
      {marks.length > 0 && <small class="soft">{marks.join(' · ')}</small>}
    </td>
  );
}
