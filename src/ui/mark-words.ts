import type { Figure, KnownFigure, Mark } from '../metrics/figures';
import type { Answer } from '../metrics/question';
import type { Shop } from '../metrics/subjects';
import type { Say } from '../text/fill';
import { markKey } from './keys';
import { lackingWords } from './reason-words';

/**
 * What must stand beside a number, in this order. `cost-incomplete` is drawn as ≥ and ≤, the whole note level is
 * `credited`, and who said a caliber is a line of the provenance.
 */
export const DRAWN_MARKS: readonly Mark[] = [
  'task-level',
  'whole-spend',
  'other-products',
  'only-this-shop',
  'group',
  'shared',
  'partial',
  'filtered-only',
  'immature',
  'maybe-immature',
  'sampled',
  'rounded',
  'conflict',
  'notes-incomplete',
];

/** The same on a card, where every number is told of by itself. */
export const CARD_MARKS: readonly Mark[] = [...DRAWN_MARKS, 'credited'];

/** The words of the marks (those that are drawn, unless others are asked for) of some figures, and of the whole answer where one is given, each once. */
export function markWords(
  answer: Answer | null,
  figures: readonly Figure[],
  shop: Shop,
  say: Say,
  marks: readonly Mark[] = DRAWN_MARKS,
): string[] {
  const present = new Set([...(answer?.marks ?? []), ...figures.flatMap((figure) => figure.marks)]);
  const days = figures
    .filter((figure): figure is KnownFigure => figure.state === 'known')
    .map((figure) => figure.days)
    .sort((a, b) => a.covered / a.asked - b.covered / b.asked)[0];
  return marks
    .filter((mark) => present.has(mark))
    .map((mark) =>
      say(markKey(mark, shop), {
        covered: days?.covered ?? 0,
        asked: days?.asked ?? 0,
        members: answer?.group?.members ?? 0,
      }),
    );
}

/** What must stand beside a number: which GMV it is where it is not the task's items', and its marks. */
export function besideOf(figure: Figure | undefined, shop: Shop, say: Say): string[] {
  if (figure?.state !== 'known') return [];
  const flavour = figure.of === 'gmv_shop' ? [say('measure_gmv_shop')] : [];
  const days = lackingWords(figure, say);
  return [...flavour, ...markWords(null, [figure], shop, say), ...(days === null ? [] : [days])];
}
