import type { Figure } from '../metrics/figures';
import type { MeasureKey } from '../metrics/measures';
import { formOf } from './forms';
import { reasonSentenceKey } from './keys';
import { locale, t } from './language';
import { drawn, exact, spoken } from './numbers';

/** A figure on a page: short to the eye, exact to the pointer, a sentence's part to a screen reader. */
export function Amount({ figure, of }: { figure: Figure | undefined; of: MeasureKey }) {
  const form = formOf(of);
  const known = figure?.state === 'known';
  const title = known ? exact(figure, form, locale.value) : t(reasonSentenceKey(figure?.reason ?? 'not-in-source'));
  return (
    <span class={known ? 'number' : 'number missing'} title={title}>
      <span aria-hidden="true">{drawn(figure, form, locale.value)}</span>
      <span class="spoken">{spoken(figure, form, locale.value, t)}</span>
    </span>
  );
}
