import { STORED, type StoredMeasure } from '../../metrics/measures';
import { type CutQuestion, ExportError, type Notice } from '../face';

/** What stands for the column where no column tells rows apart. */
export const ROWS = 'rows';
/** How many values of a column are named. */
export const MAX_VALUES = 20;
const NAMED_IN_REFUSAL = 5;

/** Whether a question's answer is one that it takes. */
export function isAnswered({ why, answer, values, more }: CutQuestion): boolean {
  if (answer === null) return false;
  const isMethod = answer === 'sum' || answer === 'first';
  if (why === 'rows') return isMethod;
  if (isMethod && why !== 'alternative') return true;
  return more > 0 || values.some(({ value }) => value === answer);
}

/** @throws ExportError for the first question that nobody has answered: such a table is not read (domain.md §3.8) */
export function refuseUnanswered(questions: readonly CutQuestion[]): void {
  const open = questions.find((question) => !isAnswered(question));
  if (!open) return;
  const { code, params } = cutNotice(open);
  throw new ExportError(code, params);
}

const CODES = {
  unknown: 'export_cut_unknown',
  alternative: 'export_cut_alternative',
  total: 'export_cut_total',
  rows: 'export_cut_rows',
} as const satisfies Record<CutQuestion['why'], string>;

/** A question as a sentence that says how to answer it. */
export function cutNotice(question: CutQuestion): Required<Notice> {
  const { column, why, values, more, measure, sum, first } = question;
  const named = values.slice(0, NAMED_IN_REFUSAL).map(({ value }) => value || '—');
  const params = {
    column,
    values: `${named.join('、')}${values.length + more > named.length ? '…' : ''}`,
    measure: measure?.heading ?? '—',
    sum: amountText(measure?.key, sum),
    first: amountText(measure?.key, first),
  };
  return { code: CODES[why], params };
}

/** An amount of a measure as it stands in an export: `1234.50` of money, `1234` of anything else. */
export function amountText(measure: StoredMeasure | undefined, amount: number | null): string {
  if (measure === undefined || amount === null) return '—';
  return STORED[measure].unit === 'fen' ? (amount / 100).toFixed(2) : String(amount);
}
