import type { Figure } from '../metrics/figures';
import type { MeasureKey } from '../metrics/measures';
import { locale, t } from './language';
import type { Magnitude } from './magnitude';
import { drawn, exact, formOf, spoken } from './number-format';
import { reasonSentence } from './reason-words';

/**
 * A figure on a page: short to the eye, exact to the pointer and the keyboard, a sentence's part to a screen reader.
 * @param magnitude of the column that it is read in, whose heading then says the unit
 */
export function Amount(props: { figure: Figure | undefined; of: MeasureKey; magnitude?: Magnitude }) {
  const { figure, of, magnitude } = props;
  const form = formOf(of);
  const known = figure?.state === 'known';
  const text = drawn(figure, form, locale.value, magnitude);
  const title = known ? exact(figure, form) : reasonSentence(figure, t);
  return (
    <span
      class={known ? 'number' : 'number missing'}
      title={title}
      // A number that is drawn whole has nothing to unfold.
      tabIndex={known && title !== text ? 0 : undefined}
    >
      <span aria-hidden="true">{text}</span>
      {known && form === 'person-days' && !magnitude && (
        <small class="unit" aria-hidden="true">
          {t('number_unit_person_days')}
        </small>
      )}
      <span class="spoken">{spoken(figure, form, t)}</span>
    </span>
  );
}
