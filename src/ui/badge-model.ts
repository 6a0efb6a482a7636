import type { Figure, KnownFigure, Mark } from '../metrics/figures';
import type { MeasureKey } from '../metrics/measures';
import type { Answer, Cell } from '../metrics/question';
import { parseSubject, type Shop, type Subject } from '../metrics/subjects';
import { type Say, sayFrom } from '../text/fill';
import type { Locale } from '../text/text';
import { ago } from './ages';
import { badgeStatusKey, markKey, measureKey, reasonWords, shortKey } from './keys';
import { drawn, type Form, MISSING, spoken } from './numbers';

/** Where a badge stands: over a card's cover, on the note itself, on a product's own page. */
export type Surface = 'card' | 'note' | 'product';

/** The part of `PageSetup` that a badge needs: the locale to format in and its words by key. */
export interface BadgeSetup {
  locale: Locale;
  words: Record<string, string>;
}

/** The part of `Answered` that a badge needs. `status` is a code with a `badge_status_` word. */
export interface BadgeAnswer {
  subject: Subject;
  freshness: 'fresh' | 'stale' | 'failed';
  status: string;
  fetchedAt: number | null;
  answer: Answer | null;
}

export type BadgeState = { kind: 'loading' } | { kind: 'answered'; answered: BadgeAnswer; surface: Surface };

/** One platform's numbers as they are drawn. `label` is '' where the number speaks for itself. */
export interface BadgeCell {
  /** null: there is no platform to name, only a state. */
  shop: Shop | null;
  sign: string;
  numbers: { measure: MeasureKey | null; label: string; text: string }[];
  /** Marks, days covered, or why there is no number: a few words each. */
  notes: string[];
}

/** All that a badge says. `spoken` is the same in sentences, to the last digit. */
export interface BadgeModel {
  look: 'loading' | 'fresh' | 'stale' | 'failed';
  cells: BadgeCell[];
  /** The age of a stale answer and why there is no newer one, or ''. */
  tail: string;
  spoken: string;
}

type Column = readonly [measure: MeasureKey, form: Form];

/**
 * Up to three numbers per platform: people · cost of one of them · ROI. JD's people are viewers of an item and
 * Taobao's are visitors of a shop; each stands under its own name (domain.md §3.4).
 */
export const BADGE_COLUMNS: Record<Shop, readonly [Column, ...Column[]]> = {
  taobao: [
    ['visitors', 'people'],
    ['cost_per_visitor', 'money'],
    ['roi', 'times'],
  ],
  jd: [
    ['item_viewers', 'people'],
    ['cost_per_viewer', 'money'],
    ['roi', 'times'],
  ],
};

/** What must stand beside a number, in this order. `cost-incomplete` is drawn as ≥ and ≤; the whole note level is `credited`. */
const DRAWN_MARKS: readonly Mark[] = [
  'task-level',
  'whole-spend',
  'only-this-shop',
  'group',
  'shared',
  'partial',
  'immature',
  'sampled',
  'rounded',
  'declared',
  'conflict',
];
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

/** The words of a cell's marks: those of its figures and those of the whole answer, each once. */
function markWords(answer: Answer, cell: ShopCell, figures: readonly Figure[], marks: readonly Mark[], say: Say) {
  const present = new Set([...answer.marks, ...figures.flatMap((figure) => figure.marks)]);
  const days = figures
    .filter((figure): figure is KnownFigure => figure.state === 'known')
    .map((figure) => figure.days)
    .sort((a, b) => a.covered / a.asked - b.covered / b.asked)[0];
  return marks
    .filter((mark) => present.has(mark))
    .map((mark) =>
      say(markKey(mark, cell.platform), {
        covered: days?.covered ?? 0,
        asked: days?.asked ?? 0,
        members: answer.group?.members ?? 0,
      }),
    );
}

/** What a badge takes of a cell: its columns and those figures of them that it has. */
function takenOf(cell: ShopCell) {
  const columns = BADGE_COLUMNS[cell.platform];
  const figures = columns.flatMap(([measure]) => cell.figures[measure] ?? []);
  const people = cell.figures[columns[0][0]];
  return { columns, figures, people, known: figures.some((figure) => figure.state === 'known') };
}

function cellModel(answer: Answer, cell: ShopCell, surface: Surface, locale: Locale, say: Say): BadgeCell {
  const { columns, figures, people, known } = takenOf(cell);
  const marks = markWords(answer, cell, figures, DRAWN_MARKS, say);
  return {
    shop: cell.platform,
    sign: say(`badge_sign_${cell.platform}`),
    numbers: known
      ? columns.map(([measure, form]) => ({
          measure,
          label: surface === 'product' || measure === 'roi' ? say(shortKey(measure)) : '',
          text: drawn(cell.figures[measure], form, locale),
        }))
      : [{ measure: null, label: '', text: MISSING }],
    // Marks qualify a number; where there is none the reason says it all.
    notes: known ? marks : [reasonWords(people, say)],
  };
}

function cellSentence(answer: Answer, cell: ShopCell, locale: Locale, say: Say): string {
  const { columns, figures, people, known } = takenOf(cell);
  // Where nothing is known the reason is said once, not three times.
  const numbers = known
    ? columns.map(([measure, form]) =>
        say('badge_spoken_number', {
          name: say(measureKey(measure)),
          number: spoken(cell.figures[measure], form, locale, say),
        }),
      )
    : [spoken(people, 'people', locale, say)];
  const asOf = cell.asOf === null ? [] : [say('badge_spoken_as_of', { day: cell.asOf })];
  const marks = known ? markWords(answer, cell, figures, SPOKEN_MARKS, say) : [];
  const parts = [...numbers, ...marks, ...asOf];
  return say('badge_spoken_cell', {
    shop: say(`badge_shop_${cell.platform}`),
    parts: parts.join(say('badge_spoken_comma')),
  });
}

/** A badge without a number: a dash and why. */
function without(look: BadgeModel['look'], why: string, say: Say): BadgeModel {
  return {
    look,
    cells: [{ shop: null, sign: '', numbers: [{ measure: null, label: '', text: MISSING }], notes: [why] }],
    tail: '',
    spoken: say('badge_spoken_without', { why }),
  };
}

/** How old the last good number is, after why there is no newer one. */
export function staleWords(status: string, fetchedAt: number | null, now: number, locale: Locale, say: Say): string {
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
      cells: [{ shop: null, sign: '', numbers: [{ measure: null, label: '', text: '···' }], notes: [] }],
      tail: '',
      spoken: say('badge_spoken_loading'),
    };
  }
  const { answered, surface } = state;
  const { answer, freshness, status, fetchedAt } = answered;
  if (freshness === 'failed' || answer === null) return without('failed', say(badgeStatusKey(status)), say);

  const shopCells = cellsFor(answered.subject, answer);
  if (shopCells.length === 0) return without('fresh', say('reason_not_mapped'), say);

  const cells = shopCells.map((cell) => cellModel(answer, cell, surface, setup.locale, say));
  const sentences = shopCells.map((cell) => cellSentence(answer, cell, setup.locale, say));
  const tail = freshness === 'stale' ? staleWords(status, fetchedAt, now, setup.locale, say) : '';
  if (tail !== '') sentences.push(say('badge_spoken_stale', { why: tail }));
  return { look: freshness, cells, tail, spoken: say('badge_spoken', { sentences: sentences.join(' ') }) };
}
