import { amountText, type CutQuestion, isAnswered } from '../files/client';
import { Select } from '../ui/controls';
import { t } from '../ui/language';

/** No value of a cell, which has no blanks at its ends: a choice that is not made. */
const UNSAID = ' ';

/** What only the user can say of a column that splits the table, beside what each answer comes to. */
export function CutChoice({ cut, onAnswer }: { cut: CutQuestion; onAnswer(answer: string | undefined): void }) {
  const { column, why, values, measure, sum, first, answer } = cut;
  const of = (amount: number | null) => ({
    measure: measure?.heading ?? '',
    amount: amountText(measure?.key, amount),
  });
  const label = why === 'rows' ? t('files_cut_choose_rows') : t('files_cut_choose', { column });
  const methods = [
    { value: 'sum', text: t('files_cut_sum', of(sum)) },
    { value: 'first', text: t('files_cut_first', of(first)) },
  ];
  const chosen = values.map(({ value, amount }) => ({
    value,
    text: t('files_cut_value', { value: value || t('files_cut_blank'), ...of(amount) }),
  }));
  return (
    <div>
      {!isAnswered(cut) && <p class="warning">{t(`files_cut_${why}`, { column })}</p>}
      <Select
        label={label}
        options={[
          { value: UNSAID, text: label },
          ...(why === 'alternative' ? [] : methods),
          ...(why === 'rows' ? [] : chosen),
        ]}
        value={answer ?? UNSAID}
        onChoose={(value) => onAnswer(value === UNSAID ? undefined : value)}
      />
    </div>
  );
}
