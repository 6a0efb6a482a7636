import type { DetailAnswer } from '../../../src/messages/protocol';
import type { Figure } from '../../../src/metrics/figures';
import { sayIn } from '../../../src/text/text';
import { cardModel } from '../../../src/ui/card/model';
import { CARD_STYLE } from '../../../src/ui/card/style';
import { cardView } from '../../../src/ui/card/view';
import { DETAIL, DETAIL_ANSWER } from '../../unit/ui/card/detail';
import { answer, known } from '../../unit/ui/figures';
import type { Stage, Surface } from '../face';
import { LONG_ITEM, LONG_TITLE } from '../samples';

/** A card as its own document has it, scrolled so far. */
function opened(shown: DetailAnswer, scrolled = 0): Stage {
  return (locale) => {
    const style = document.createElement('style');
    style.textContent = `${CARD_STYLE}html{height:480px!important}`;
    document.head.append(style);
    const setup = { locale, say: sayIn(locale), costScope: ['quote', 'juguang'] as const };
    const still = { close: () => {}, open: () => {}, mark: async () => true, copy: async () => {} };
    document.body.append(cardView(document, cardModel(shown, setup, Date.now()), still));
    document.querySelector('.body')?.scrollTo(0, scrolled);
  };
}

/** Every known number as long as anything that a card must bear. */
const lengthened = (figure: Figure): Figure =>
  figure.state === 'known'
    ? known(1_234_567_890, {
        high: 1_334_567_890,
        marks: ['partial', 'immature', 'sampled', 'whole-spend'],
        days: { covered: 10, asked: 15 },
        provenance: figure.provenance,
      })
    : figure;

const LONG: DetailAnswer = {
  ...DETAIL_ANSWER,
  subject: LONG_ITEM,
  detail: {
    ...DETAIL,
    title: LONG_TITLE,
    cells: DETAIL.cells.map((cell) => ({
      ...cell,
      figures: Object.fromEntries(Object.entries(cell.figures).map(([key, figure]) => [key, lengthened(figure)])),
    })),
    counterparts: Array.from({ length: 14 }, (_, n) => ({
      answer: answer(`taobao/item/10217328893551234${n + 10}`, [], { title: n % 2 === 0 ? LONG_TITLE : null }),
      shares: [{ platform: 'taobao' as const, measure: 'gmv_task' as const, share: 0.4321 }],
    })),
  },
};
const ago = () => Date.now() - 7_200_000;

export const surface: Surface = {
  width: 400,
  states: {
    whole: opened(DETAIL_ANSWER),
    'whole, further down': opened(DETAIL_ANSWER, 400),
    stale: opened({ ...DETAIL_ANSWER, freshness: 'stale', status: 'offline', fetchedAt: ago() }),
    failed: opened({ ...DETAIL_ANSWER, freshness: 'failed', status: 'not-authorised', detail: null }),
    unmarked: opened({ ...DETAIL_ANSWER, mark: null }),
    long: opened(LONG),
    'long, further down': opened(LONG, 900),
  },
};
