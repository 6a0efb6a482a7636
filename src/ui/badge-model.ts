import type { BadgeCell, BadgeModel, BadgeNumber } from '../messages/drawn';
import type { Answered, Status } from '../messages/protocol';
import { BADGE_CHOICES, type BadgeChoice, DEFAULT_BADGE } from '../metrics/badge-choices';
import type { Figure, Mark } from '../metrics/figures';
import type { Flavour } from '../metrics/flavours';
import type { MeasureKey } from '../metrics/measures';
import type { Answer, Cell } from '../metrics/question';
import { parseSubject, type Shop, type Subject } from '../metrics/subjects';
import type { Verdict } from '../metrics/verdict';
import type { Verdicts } from '../metrics/verdicts';
import { type Say, sayFrom } from '../text/fill';
import type { Locale } from '../text/text';
import { ago } from './ages';
import { badgeStatusKey, decisionKey, measureKey, shortKey, verdictKey } from './keys';
import { DRAWN_MARKS, markWords } from './mark-words';
import { drawn, formOf, MISSING, spoken } from './number-format';
import { reasonWords, unlinkedFigure } from './reason-words';

/** The locale to format in, a badge's words by key, and the measures to show in their order. */
export interface BadgeSetup {
  locale: Locale;
  words: Record<string, string>;
  chosen?: readonly BadgeChoice[];
  /** Whose numbers they are, where there are several connections: said, never drawn. */
  connection?: string | null;
}

type OnBadge = (typeof BADGE_CHOICES)[BadgeChoice][Shop];

export type BadgeState = { kind: 'loading' } | { kind: 'answered'; answered: Answered };

const SPOKEN_MARKS: readonly Mark[] = [...DRAWN_MARKS, 'cost-incomplete'];

/** A cell of one of the two shops. */
export type ShopCell = Cell & { platform: Shop };

/** The cells that belong on a page of this subject: its own platform's on a product, every shop's on a note. */
export function cellsFor(subject: Subject, answer: Answer): ShopCell[] {
  const own = parseSubject(subject)?.platform;
  return answer.cells.filter(
    (cell): cell is ShopCell => cell.platform !== 'xhs' && (own === 'xhs' || cell.platform === own),
  );
}

/** What a badge takes of a cell: its columns and those figures of them that it has. */
function takenOf(cell: ShopCell, chosen: readonly BadgeChoice[]) {
  const columns = chosen.map((choice) => BADGE_CHOICES[choice][cell.platform]);
  const figures = columns.flatMap((measure) => cell.figures[measure] ?? []);
  const first = columns[0] && cell.figures[columns[0]];
  return { columns, figures, first, known: figures.some((figure) => figure.state === 'known') };
}

/** A GMV is named by its flavour. */
function keyOfNamed(measure: OnBadge, figure: Figure | undefined): OnBadge | Flavour {
  return (measure === 'gmv' && figure?.state === 'known' && figure.of) || measure;
}

function isInPersonDays(measure: OnBadge, { figures }: ShopCell): boolean {
  return formOf(measure) === 'person-days' && figures[measure]?.state === 'known';
}

/** The verdict on a number, if it is one for or against it. */
function verdictOn(
  verdicts: Verdicts,
  shop: Shop,
  measure: MeasureKey,
): (Verdict & { verdict: 'good' | 'bad' }) | null {
  const verdict = verdicts[shop]?.[measure];
  return verdict?.verdict === 'good' || verdict?.verdict === 'bad' ? { ...verdict, verdict: verdict.verdict } : null;
}

interface Telling extends Required<Omit<BadgeSetup, 'words' | 'connection'>> {
  answer: Answer;
  verdicts: Verdicts;
  say: Say;
}

function cellModel(cell: ShopCell, { answer, verdicts, chosen, locale, say }: Telling): BadgeCell {
  const { columns, figures, first, known } = takenOf(cell, chosen);
  const marks = markWords(answer, figures, cell.platform, say);
  return {
    shop: cell.platform,
    sign: say(`badge_sign_${cell.platform}`),
    numbers: known
      ? columns.map((measure, at) => ({
          measure,
          label: say(shortKey(keyOfNamed(measure, cell.figures[measure]))),
          plain: at < 2 && chosen.slice(0, at + 1).every((choice, place) => choice === DEFAULT_BADGE[place]),
          text: drawn(cell.figures[measure], formOf(measure), locale),
          unit: isInPersonDays(measure, cell) ? say('number_unit_person_days_short') : '',
          verdict: verdictOn(verdicts, cell.platform, measure)?.verdict ?? null,
        }))
      : [DASH],
    // Marks qualify a number; where there is none the reason says it all.
    notes: known ? marks : [reasonWords(first, say)],
  };
}

function cellSentence(cell: ShopCell, { answer, verdicts, chosen, say }: Telling): string {
  const { columns, figures, first, known } = takenOf(cell, chosen);
  const one = (measure: OnBadge): string => {
    const number = spoken(cell.figures[measure], formOf(measure), say);
    const name = say(measureKey(keyOfNamed(measure, cell.figures[measure])));
    const verdict = verdictOn(verdicts, cell.platform, measure);
    const sentence = say('badge_spoken_number', { name, number });
    return verdict ? say(verdictKey(verdict), { sentence }) : sentence;
  };
  // Where nothing is known the reason is said once, not three times.
  const numbers = known ? columns.map(one) : [spoken(first, 'people', say)];
  const asOf = cell.asOf === null ? [] : [say('badge_spoken_as_of', { day: cell.asOf })];
  const marks = known ? markWords(answer, figures, cell.platform, say, SPOKEN_MARKS) : [];
  const parts = [...numbers, ...marks, ...asOf];
  return say('badge_spoken_cell', {
    shop: say(`badge_shop_${cell.platform}`),
    parts: parts.join(say('badge_spoken_comma')),
  });
}

const DASH: BadgeNumber = { measure: null, label: '', plain: true, text: MISSING, unit: '', verdict: null };

/** A badge without a number: a dash and why. */
function without(
  look: BadgeModel['look'],
  why: string,
  mark: BadgeModel['mark'],
  whose: readonly string[],
  say: Say,
): BadgeModel {
  return {
    look,
    cells: [{ shop: null, sign: '', numbers: [DASH], notes: [why] }],
    mark,
    tail: '',
    spoken: [say('badge_spoken_without', { why }), ...whose].join(' '),
  };
}

/** How old the last good number is, after why there is no newer one. */
export function staleWords(status: Status, fetchedAt: number | null, now: number, locale: Locale, say: Say): string {
  const age = fetchedAt === null ? [] : [say('badge_age', { age: ago(fetchedAt, now, locale) })];
  const why = status === 'ok' ? [] : [say(badgeStatusKey(status))];
  return [...why, ...age].join(' · ');
}

/** What a badge says in a state. `now` in ms since 1970 gives a stale number its age. */
export function badgeModel(state: BadgeState, setup: BadgeSetup, now: number): BadgeModel {
  const say = sayFrom(setup.words);
  if (state.kind === 'loading') {
    return {
      look: 'loading',
      cells: [{ shop: null, sign: '', numbers: [{ ...DASH, text: '···' }], notes: [] }],
      mark: null,
      tail: '',
      spoken: say('badge_spoken_loading'),
    };
  }
  const { answer, freshness, status, fetchedAt, mark: decided, verdicts, subject } = state.answered;
  const { locale, chosen = DEFAULT_BADGE, connection = null } = setup;
  const whose = connection === null ? [] : [say('badge_spoken_connection', { name: connection })];
  const mark = decided && { decision: decided.decision, text: say(decisionKey(decided.decision)) };
  if (freshness === 'failed' || answer === null)
    return without('failed', say(badgeStatusKey(status)), mark, whose, say);

  const shopCells = cellsFor(subject, answer);
  if (shopCells.length === 0) return without('fresh', reasonWords(unlinkedFigure(answer), say), mark, whose, say);

  const telling: Telling = { answer, verdicts, chosen, locale, say };
  const sentences = shopCells.map((cell) => cellSentence(cell, telling));
  if (mark) sentences.push(say('badge_spoken_mark', { decision: mark.text }));
  const tail = freshness === 'stale' ? staleWords(status, fetchedAt, now, locale, say) : '';
  if (tail !== '') sentences.push(say('badge_spoken_stale', { why: tail }));
  return {
    look: freshness,
    cells: shopCells.map((cell) => cellModel(cell, telling)),
    mark,
    tail,
    spoken: say('badge_spoken', { sentences: [...sentences, ...whose].join(' ') }),
  };
}
