import type { DetailAnswer, Status } from '../../../src/messages/protocol';
import type { DaySeries, Detail } from '../../../src/metrics/detail';
import type { Figure } from '../../../src/metrics/figures';
import type { Decision } from '../../../src/metrics/marks';
import { sayIn } from '../../../src/text/text';
import { cardModel } from '../../../src/ui/card/model';
import { cardView } from '../../../src/ui/card/view';
import { DETAIL, DETAIL_ANSWER } from '../../unit/ui/card/detail';
import { answer, cell, ITEM, known, NOTE } from '../../unit/ui/figures';
import type { Stage, Surface } from '../face';
import { LONG_ITEM, LONG_TITLE } from '../samples';

/** A card as its own document has it, scrolled so far; or as high as all that it says. */
function opened(shown: DetailAnswer, height: number | 'all' = 480): Stage {
  return (locale) => {
    const unattributed = { figure: known(300_000), range: { from: '2026-07-01', to: '2026-07-15' } } as const;
    const setup = { locale, say: sayIn(locale), costScope: ['juguang'] as const, connectionId: 'a', unattributed };
    const still = {
      close: () => {},
      open: () => {},
      mark: async () => true,
      answer: async () => true,
      copy: async () => {},
    };
    document.documentElement.lang = locale.replace('_', '-');
    const model = cardModel(shown, setup, Date.now());
    const style = document.createElement('style');
    const size = height === 'all' ? 'auto' : `${height}px`;
    style.textContent = `${model.style}html,body{height:${size}!important}`;
    document.head.append(style);
    document.body.append(cardView(document, model, still));
  };
}

/** Fifteen days, of which the eighth was not imported. */
const WEEKS: DaySeries[] = (
  [
    ['xhs', 'spend', 3_000],
    ['taobao', 'visitors', 1],
    ['taobao', 'gmv_task', 2_000],
  ] as const
).map(([platform, measure, scale]) => {
  const days = [22, 30, 41, 38, 52, 61, 70, null, 66, 58, 49, 44, 31, 24, 14].map((day) => day && day * scale);
  return { platform, measure, from: '2026-07-01', low: days, high: days };
});

const NOTE_DETAIL: Detail = {
  ...DETAIL,
  series: WEEKS,
  counterparts: [
    {
      answer: answer(ITEM, [], { title: '轻透防晒霜 SPF50+ 50ml', group: { name: '防晒系列', members: 3 } }),
      shares: [],
    },
  ],
};
const NOTE_ANSWER: DetailAnswer = { ...DETAIL_ANSWER, detail: NOTE_DETAIL };

/** An item that three notes sell: 55 %, 30 % and 15 % of what they sold together. */
const ITEM_ANSWER: DetailAnswer = {
  ...DETAIL_ANSWER,
  subject: ITEM,
  mark: null,
  verdicts: { taobao: { roi: { verdict: 'bad', bar: { good: 1.5, bad: 1, from: 'waterline' } } } },
  detail: {
    ...DETAIL,
    ...answer(ITEM, [], { title: '轻透防晒霜 SPF50+ 50ml', linked: 3, group: { name: '防晒系列', members: 3 } }),
    cells: [
      cell('taobao', {
        cost: known(1_500_000, { marks: ['whole-spend'] }),
        visitors: known(1_800, { high: 2_400, marks: ['credited', 'sampled'] }),
        gmv_task: known(1_200_000, { high: 1_400_000, marks: ['conflict'] }),
        gmv_shop: known(2_100_000),
        roi: known(0.8, { high: 0.93, of: 'gmv_task', marks: ['only-this-shop'] }),
        cost_per_visitor: known(625, { high: 833, marks: ['whole-spend'] }),
      }),
    ],
    series: WEEKS,
    floors: [],
    counterparts: (
      [
        [0.55, '防晒霜测评｜通勤党必看'],
        [0.3, '军训防晒怎么选'],
        [0.15, null],
      ] as const
    ).map(([share, title], at) => ({
      answer: answer(`${NOTE.slice(0, -1)}${at}`, [], { title }),
      shares: [{ platform: 'taobao' as const, measure: 'gmv_task' as const, share }],
    })),
    facts: { kol: null, published: null, tasks: [] },
  },
};

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
  mark: { decision: 'watch', remark: LONG_TITLE, at: '2026-07-16T00:00:00.000Z' },
  detail: {
    ...NOTE_DETAIL,
    title: LONG_TITLE,
    cells: DETAIL.cells.map((one) => ({
      ...one,
      figures: Object.fromEntries(Object.entries(one.figures).map(([key, figure]) => [key, lengthened(figure)])),
    })),
    counterparts: Array.from({ length: 14 }, (_, n) => ({
      answer: answer(`taobao/item/10217328893551234${n + 10}`, [], { title: n % 2 === 0 ? LONG_TITLE : null }),
      shares: [{ platform: 'taobao' as const, measure: 'gmv_task' as const, share: 0.4321 }],
    })),
    facts: { ...DETAIL.facts, kol: LONG_TITLE },
  },
};

/** Ours, and no export has a row of it yet. */
const UNKNOWN: Detail = {
  ...answer(NOTE, [], { linked: 0 }),
  series: [],
  funnels: [],
  counterparts: [],
  floors: [],
  imports: [],
  facts: { kol: null, published: null, tasks: [] },
};

const stale = (status: Status) =>
  opened({ ...NOTE_ANSWER, freshness: 'stale', status, fetchedAt: Date.now() - 7_200_000 });
const failed = (status: Status) => opened({ ...NOTE_ANSWER, freshness: 'failed', status, detail: null });
const decided = (decision: Decision) =>
  opened({ ...NOTE_ANSWER, mark: { decision, remark: '', at: '2026-07-16T00:00:00.000Z' } });

export const surface: Surface = {
  width: 400,
  states: {
    'as it opens': opened(NOTE_ANSWER),
    'a note, whole': opened(NOTE_ANSWER, 'all'),
    'an item, whole': opened(ITEM_ANSWER, 'all'),
    'long, whole': opened(LONG, 'all'),
    'nothing known': opened({ ...NOTE_ANSWER, mark: null, detail: UNKNOWN }),
    'to boost': decided('boost'),
    'to stop': decided('stop'),
    'stale, offline': stale('offline'),
    'stale, busy': stale('busy'),
    'stale, version': stale('version'),
    'not authorised': failed('not-authorised'),
    failing: failed('failing'),
    'low window': opened(NOTE_ANSWER, 260),
  },
};
