import '../../../src/ui/page.css';
import '../../../src/popup/popup.css';
import { render } from 'preact';
import type { Answered, State } from '../../../src/messages/protocol';
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

function opened(answers: Answers, state: State = CONNECTED): Stage {
  return async (locale) => {
    const shown: State = { ...state, settings: { ...state.settings, language: locale } };
    const popup = createPopup({
      ask: fakeAsk({ state: () => shown, summary: () => SUMMARY, onPage: () => ON_PAGE, ...top(BEST), ...answers }).ask,
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
  };
}

const ago = Date.now() - 7_200_000;
const stale = (status: State['status']): Answers => ({
  summary: () => ({ ...SUMMARY, status, freshness: 'stale', fetchedAt: ago }),
});
const named = { ...CONNECTED, connection: CONNECTED.connection && { ...CONNECTED.connection, name: LONG_TITLE } };

export const surface: Surface = {
  width: 420,
  states: {
    fresh: opened({}),
    long: opened({ summary: () => LONG_SUMMARY, onPage: () => LONG_ON_PAGE, ...top(LONG_BEST) }, named),
    'not connected': opened({}, UNCONNECTED),
    'still asking': opened({ summary: () => new Promise(() => {}) }),
    offline: opened(stale('offline'), { ...CONNECTED, status: 'offline', lastGood: ago }),
    'not authorised': opened(stale('not-authorised'), { ...CONNECTED, status: 'not-authorised', lastGood: ago }),
    busy: opened(stale('busy'), { ...CONNECTED, status: 'busy', lastGood: ago, retryAt: Date.now() + 60_000 }),
    version: opened(stale('version'), { ...CONNECTED, status: 'version', lastGood: ago }),
    'no site of ours': opened({ onPage: () => null }),
    'nothing of ours': opened({ onPage: () => ({ ...ON_PAGE, answers: [] }) }),
    'not recognised': opened({
      onPage: () => ({ ...ON_PAGE, recognised: 0, answers: [], recognition: 'nothing' }),
    }),
    'switched off': opened({}, { ...CONNECTED, settings: { ...CONNECTED.settings, enabled: false } }),
  },
};
