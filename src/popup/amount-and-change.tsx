import { changeOf } from '../metrics/change';
import type { Figure } from '../metrics/figures';
import { type MeasureKey, measure } from '../metrics/measures';
import { Amount } from '../ui/amount';
import { locale, t } from '../ui/language';
import { drawnNumber } from '../ui/number-format';

/** A figure, and how it stands against the days before, where that may be said. */
export function AmountAndChange(props: { figure: Figure | undefined; before: Figure | undefined; of: MeasureKey }) {
  const { figure, before, of } = props;
  const told = changeOf(figure, before);
  const share = told?.change == null ? '' : drawnNumber(Math.abs(told.change), 'percent', locale.value);
  return (
    <>
      <Amount figure={figure} of={of} />
      {told?.change === null && told.why === 'immature' && <small class="change soft">{t('popup_immature')}</small>}
      {told?.change === 0 && <small class="change soft">{t('popup_same')}</small>}
      {told && told.change !== null && told.change !== 0 && (
        <small class={`change ${look(of, told.change)}`}>
          <span aria-hidden="true">
            {told.change < 0 ? '▼' : '▲'}
            {share}
          </span>
          <span class="spoken">{t(told.change < 0 ? 'popup_fell' : 'popup_rose', { share })}</span>
        </small>
      )}
    </>
  );
}

function look(of: MeasureKey, change: number): string {
  const { better } = measure(of);
  if (better === 'neutral') return 'soft';
  return change > 0 === (better === 'higher') ? 'good' : 'bad';
}
