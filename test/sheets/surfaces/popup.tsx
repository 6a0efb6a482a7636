import '../../../src/ui/page.css';
import '../../../src/popup/popup.css';
import { render } from 'preact';
import type { Answered, State } from '../../../src/messages/protocol';
import type { Coverage } from '../../../src/metrics/coverage-report';
import type { Cell } from '../../../src/metrics/question';
import { RANKINGS, type RankedBy, type Ranking, UNRANKED } from '../../../src/metrics/ranking';
import type { Subject } from '../../../src/metrics/subjects';
import { App } from '../../../src/popup/app';
import { createPopup } from '../../../src/popup/popup-store';
import { CONNECTED, fakeAsk, UNCONNECTED } from '../../unit/ui/fake-ask';
import { answer, cell, ITEM, known, NOTE, SKU } from '../../unit/ui/figures';
import type { Stage, Surface } from '../face';
import {
  answered,
  JD,
  LONG,
  LONG_ITEM,
  LONG_ON_PAGE,
  LONG_SUMMARY,
  LONG_TITLE,
  ON_PAGE,
  SUMMARY,
  TAOBAO,
} from '../samples';

type Answers = Parameters<typeof fakeAsk>[0];

const totals = (gmv: number) => cell('xhs', { gmv: known(gmv, { of: 'gmv_task' }) });
const titled = (subject: Subject, cells: Cell[], title: string | null) =>
  answered(subject, cells, { answer: answer(subject, cells, { title }) });
const BEST = [
  titled(NOTE, [totals(27_296_300), TAOBAO], '防晒霜测评｜通勤党必看'),
  titled(ITEM, [TAOBAO], '轻透防晒霜 SPF50+ 50ml'),
  titled(SKU, [JD], null),
];
const LONG_BEST = [
  titled(NOTE, [totals(1_234_567_890), LONG], LONG_TITLE),
  titled(LONG_ITEM, [cell('taobao', { ...LONG.figures, gmv: known(1_034_567_890, { high: 1_234_567_890 }) })], null),
];

/** The best of each kind, in a ranking by each number; of JD there is nothing to rank. */
function top(best: readonly Answered[]): Pick<Answers, 'top' | 'answers'> {
  const ranked = (by: RankedBy, some: readonly Answered[]): Ranking => ({
    ...by,
    best: by.shop === 'jd' ? [] : some.map(({ subject }) => subject),
    ranked: some.length,
    unranked: UNRANKED.map((why, at) => ({ why, count: 1 + at ** 4 })),
  });
  const isNote = ({ subject }: Answered) => subject.startsWith('xhs/note');
  const of = (some: readonly Answered[]) => RANKINGS.map((by) => ranked(by, some));
  return {
    top: () => ({
      connection: 'a',
      top: { notes: of(best.filter(isNote)), products: of(best.filter((one) => !isNote(one))) },
    }),
    answers: () => ({ connection: 'a', answers: Object.fromEntries(best.map((one) => [one.subject, one])) }),
  };
}

/** The days before, and the points of a trend: each a little more than the one before. */
const periods: Answers['periods'] = ({ periods }) => ({
  connection: 'a',
  cells: periods.map((_, at) => [
    cell('xhs', { cost: known(100_000 + 12_000 * at), gmv: known(28_000_000), roi: known(200) }),
    cell('taobao', { visitors: known(3_000 + 90 * (at % 4)), cost_per_visitor: known(346), roi: known(1.5) }),
    cell('jd', { item_viewers: known(500 + 20 * at) }),
  ]),
});
const COVERAGE: Coverage = {
  sources: [
    {
      source: 'juguang',
      grain: 'note',
      from: '2026-06-01',
      to: '2026-07-16',
      days: 43,
      missing: [
        { from: '2026-07-05', to: '2026-07-06' },
        { from: '2026-07-11', to: '2026-07-11' },
      ],
    },
  ],
  unmapped: { notes: { count: 9, first: [] }, tasks: { count: 2, first: [] }, noteless: { count: 4, first: [] } },
};
const USUAL: Answers = {
  summary: () => SUMMARY,
  onPage: () => ON_PAGE,
  periods,
  coverage: () => ({ connection: 'a', coverage: COVERAGE }),
  search: () => ({
    connection: 'a',
    found: BEST.map(({ subject, answer }) => ({ subject, title: answer?.title ?? null, kol: null, task: null })),
    more: true,
  }),
  named: () => ({ subject: null, problem: 'unreadable' }),
  ...top(BEST),
};
const ofNothing = (one: Answered): Answered => ({ ...one, answer: one.answer && { ...one.answer, linked: 0 } });

/** @param act What is done in it before the picture is taken */
function opened(answers: Answers, state: State = CONNECTED, act: (main: HTMLElement) => void = () => {}): Stage {
  return async (locale) => {
    const shown: State = { ...state, settings: { ...state.settings, language: locale } };
    const popup = createPopup({
      ask: fakeAsk({ state: () => shown, ...USUAL, ...answers }).ask,
      document,
      browserLanguage: locale,
      tabId: async () => 1,
      openOptions: () => {},
      openPanel: () => {},
      send: async () => null,
      isLoading: async () => false,
      copy: async () => {},
      onNews: () => {},
    });
    const main = document.createElement('main');
    main.id = 'popup';
    document.body.append(main);
    await popup.read();
    render(<App popup={popup} />, main);
    // A page that does not answer is asked once more before it is called foreign.
    if (answers.onPage?.({ tabId: 1 }) === null) await new Promise((resolve) => setTimeout(resolve, 600));
    act(main);
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
}

const ago = Date.now() - 7_200_000;
const stale = (status: State['status']): Answers => ({
  summary: () => ({ ...SUMMARY, status, freshness: 'stale', fetchedAt: ago }),
});
function click(main: HTMLElement, selector: string): void {
  main.querySelector<HTMLElement>(selector)?.click();
}
function find(main: HTMLElement): void {
  const input = main.querySelector<HTMLInputElement>('.found input');
  if (input) input.value = '防晒';
  input?.dispatchEvent(new Event('input', { bubbles: true }));
  click(main, '.found button');
}
const two: State = {
  ...CONNECTED,
  connections: [...CONNECTED.connections, { id: 'b', kind: 'files', name: LONG_TITLE }],
};
const named = { ...CONNECTED, connection: CONNECTED.connection && { ...CONNECTED.connection, name: LONG_TITLE } };

export const surface: Surface = {
  width: 420,
  states: {
    fresh: opened({}),
    long: opened({ summary: () => LONG_SUMMARY, onPage: () => LONG_ON_PAGE, ...top(LONG_BEST) }, named),
    'unfolded, found, products': opened({}, two, (main) => {
      click(main, '.coverage summary');
      find(main);
      click(main, '.top .segment:nth-child(2) input');
    }),
    'not mapped': opened(
      {
        onPage: () => ({ ...LONG_ON_PAGE, answers: LONG_ON_PAGE.answers.slice(0, 1).map(ofNothing) }),
        named: () => ({ subject: LONG_ITEM, problem: null }),
      },
      CONNECTED,
      (main) => {
        for (const button of main.querySelectorAll<HTMLElement>('.belongs > button')) button.click();
      },
    ),
    'not connected': opened({}, UNCONNECTED),
    'still asking': opened({ summary: () => new Promise(() => {}) }),
    offline: opened(stale('offline'), { ...CONNECTED, status: 'offline', lastGood: ago }),
    'not authorised': opened(stale('not-authorised'), { ...CONNECTED, status: 'not-authorised', lastGood: ago }),
    busy: opened(stale('busy'), { ...CONNECTED, status: 'busy', lastGood: ago, retryAt: Date.now() + 60_000 }),
    'failing, nothing at hand': opened(
      { summary: () => ({ ...SUMMARY, status: 'failing', freshness: 'failed', fetchedAt: null, summary: null }) },
      { ...CONNECTED, status: 'failing', lastGood: ago, retryAt: Date.now() + 60_000 },
    ),
    version: opened(stale('version'), { ...CONNECTED, status: 'version', lastGood: ago }),
    'no site of ours': opened({ onPage: () => null }),
    'nothing of ours': opened({ onPage: () => ({ ...ON_PAGE, answers: [] }) }),
    'not recognised': opened({
      onPage: () => ({ ...ON_PAGE, recognised: 0, answers: [], recognition: 'nothing' }),
    }),
    'switched off': opened({}, { ...CONNECTED, settings: { ...CONNECTED.settings, enabled: false } }),
  },
};
