import type { CardRow } from '../../messages/drawn';
import type { CostPart } from '../../metrics/cost-parts';
import type { Figure, KnownFigure } from '../../metrics/figures';
import type { MeasureKey } from '../../metrics/measures';
import type { Cell } from '../../metrics/question';
import type { Shop } from '../../metrics/subjects';
import type { Verdict } from '../../metrics/verdict';
import type { Say } from '../../text/fill';
import type { Locale } from '../../text/text';
import { briefNameOf, explain } from '../explain';
import { verdictKey } from '../keys';
import { CARD_MARKS, markWords } from '../mark-words';
import { drawn, exact, formOf, spoken } from '../number-format';
import { lackingWords, reasonSentence, reasonWords } from '../reason-words';
import { verdictNote } from '../verdict-words';

/** In what language, for which cost, and what of the whole workspace stands beside it. */
export interface CardSetup {
  locale: Locale;
  say: Say;
  costScope: readonly CostPart[];
  connectionId: string;
  /** Whose numbers they are, where there are several connections. */
  connection?: string | null;
  /** What the workspace spent that no note's rows hold, over these days; null where there is none, or it is not at hand. */
  unattributed: { figure: KnownFigure; range: Cell['range'] } | null;
}

const PLAIN: Omit<CardRow, 'name' | 'text' | 'exact' | 'spoken'> = {
  why: '',
  unit: '',
  notes: [],
  verdict: null,
  level: 0,
  bar: 0,
  line: '',
  opens: null,
};

/** A line that is no number of ours. */
export function factRow(name: string, text: string, { say }: CardSetup, more: Partial<CardRow> = {}): CardRow {
  return { ...PLAIN, name, text, exact: text, spoken: sentence(name, text, more.notes ?? [], say), ...more };
}

export interface NumberMore {
  /** Whose marks are 「仅淘宝」 or 「仅京东」. */
  shop?: Shop | null;
  verdict?: Verdict | undefined;
  name?: string;
  level?: CardRow['level'];
  /** Said after its marks. */
  notes?: readonly string[];
}

/** A figure under its measure's full name, with its marks, or why it is missing. */
export function numberRow(
  key: MeasureKey,
  figure: Figure | undefined,
  setup: CardSetup,
  more: NumberMore = {},
): CardRow {
  const { locale, say } = setup;
  const form = formOf(key);
  const name = more.name ?? briefNameOf(key, locale);
  const note = verdictNote(more.verdict, say);
  const marks = [...marksOf(figure, more.shop ?? null, say), ...(more.notes ?? []), ...(note === null ? [] : [note])];
  const judged = more.verdict?.verdict === 'good' || more.verdict?.verdict === 'bad' ? more.verdict : null;
  const number = spoken(figure, form, say);
  const text = drawn(figure, form, locale);
  const all = exact(figure, form);
  // What is drawn short is there to the last digit, and what is missing leads to the next step.
  const unfolded =
    figure?.state !== 'known' ? reasonSentence(figure, say) : all === text ? '' : say('card_exact', { exact: all });
  const said = judged
    ? say(verdictKey({ verdict: judged.verdict as 'good' | 'bad', bar: judged.bar }), { sentence: number })
    : number;
  return {
    ...PLAIN,
    name,
    why: `${unfolded}${explain(key, setup.costScope, locale, say)}`,
    text,
    exact: all,
    unit: form === 'person-days' && figure?.state === 'known' ? say('number_unit_person_days') : '',
    notes: figure?.state === 'known' ? marks : [reasonWords(figure, say)],
    verdict: judged ? (judged.verdict as 'good' | 'bad') : null,
    spoken: sentence(name, said, figure?.state === 'known' ? marks : [], say),
    level: more.level ?? 0,
  };
}

/** Everything that must be said beside a figure. */
function marksOf(figure: Figure | undefined, shop: Shop | null, say: Say): string[] {
  if (figure?.state !== 'known') return [];
  const words = markWords(null, [figure], shop ?? 'taobao', say, CARD_MARKS);
  const parts = (figure.lacks ?? []).map((part) => say(`measure_part_${part}`)).join(say('measure_part_separator'));
  const days = lackingWords(figure, say);
  return [...words, ...(days === null ? [] : [days]), ...(parts === '' ? [] : [say('card_lacks', { parts })])];
}

/** The longest bar belongs to the greatest number of a column. */
export function withBars(rows: readonly CardRow[], values: readonly (number | null)[]): CardRow[] {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return rows.map((row, at) => ({ ...row, bar: most > 0 ? (values[at] ?? 0) / most : 0 }));
}

export function sentence(name: string, said: string, notes: readonly string[], say: Say): string {
  return say('card_spoken_row', {
    name,
    said: [said, ...notes].filter((text) => text !== '').join(say('badge_spoken_comma')),
  });
}
