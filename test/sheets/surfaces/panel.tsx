import '../../../src/ui/page.css';
import '../../../src/panel/panel.css';
import '../../../src/panel/beside-a-page.css';
import { render } from 'preact';
import type { State } from '../../../src/messages/protocol';
import type { Subject } from '../../../src/metrics/subjects';
import { App } from '../../../src/panel/app';
import { COLUMNS } from '../../../src/panel/columns';
import { createPanel, type Panel } from '../../../src/panel/panel-store';
import { CONNECTED, fakeAsk, UNCONNECTED } from '../../unit/ui/fake-ask';
import { cell, ITEM, known, NOTE, SKU } from '../../unit/ui/figures';
import type { Stage, Surface } from '../face';
import { answered, JD, LONG_ITEM, LONG_ON_PAGE, LONG_TITLE, ON_PAGE, TAOBAO } from '../samples';

type Answers = Parameters<typeof fakeAsk>[0];

const TASKS: Subject[] = ['taobao/task/1021732889355198765', 'jd/task/20260701'];

const ago = () => Date.now() - 7_200_000;
const still = () => {};

function opened(
  page: typeof ON_PAGE,
  act: (panel: Panel) => unknown = still,
  state: State = CONNECTED,
  answers: Answers = {},
  isLoading = false,
): Stage {
  return async (locale) => {
    const shown: State = { ...state, settings: { ...state.settings, language: locale } };
    const panel = createPanel({
      ask: fakeAsk({
        state: () => shown,
        onPage: () => page,
        answers: ({ subjects }) => ({
          connection: 'a',
          answers: Object.fromEntries(
            subjects.map((subject) => [
              subject,
              page.answers.find((one) => one.subject === subject) ??
                answered(subject, [subject.startsWith('jd') ? JD : TAOBAO]),
            ]),
          ),
        }),
        tasks: () => ({ tasks: TASKS, left: 12 }),
        pasted: () => ({
          lines: [
            { line: 1, text: `https://www.xiaohongshu.com/explore/${NOTE.slice(9)}`, subject: NOTE, problem: null },
            { line: 2, text: 'https://xhslink.com/a/Zx81kd', subject: null, problem: 'short' },
            { line: 3, text: '1021732889355198765', subject: null, problem: 'which-shop' },
            { line: 5, text: LONG_TITLE, subject: null, problem: 'unreadable' },
          ],
          left: 3,
        }),
        ...answers,
      }).ask,
      document,
      browserLanguage: locale,
      tabId: async () => 1,
      send: async () => null,
      isLoading: async () => isLoading,
      openOptions: () => {},
      openWide: () => {},
      save: () => {},
      now: Date.now,
      onNews: () => {},
      onTabs: () => {},
    });
    const main = document.createElement('main');
    main.id = 'panel';
    document.body.append(main);
    await panel.read();
    render(<App panel={panel} isWide={false} />, main);
    await act(panel);
    await new Promise((resolve) => setTimeout(resolve, 100));
  };
}

/** Three of the page's side by side. */
const compare = (panel: Panel) => {
  for (const subject of [NOTE, ON_PAGE.answers[1]?.subject ?? ITEM, LONG_ITEM, SKU]) panel.choose(subject, true);
  panel.show('compare');
};
const paste = (panel: Panel) => {
  panel.show('pasted');
  return panel.paste('x');
};
const sortByRoi = (panel: Panel) => {
  const column = COLUMNS.find(({ id }) => id === 'taobao-roi');
  panel.sorting.value = column ? { column, direction: 'descending' } : null;
};
const RANKED = cell('taobao', { gmv: known(990_000), roi: known(2.2, { sample: { successes: 400, trials: 9_000 } }) });
const IMMATURE = cell('taobao', { gmv: known(880_000), roi: known(3, { marks: ['immature'] }) });
const UNRANKED = {
  ...ON_PAGE,
  answers: [
    ...ON_PAGE.answers,
    answered('taobao/item/6000000001', [RANKED]),
    answered('taobao/item/6000000002', [IMMATURE]),
  ],
};
/** The page with older numbers, because of how the source is. */
const old = (status: State['status']) => ({
  ...ON_PAGE,
  answers: ON_PAGE.answers.map((one) => ({ ...one, freshness: 'stale' as const, status, fetchedAt: ago() })),
});
const FAILED = {
  ...ON_PAGE,
  answers: ON_PAGE.answers.map((one) => ({
    ...one,
    freshness: 'failed' as const,
    status: 'not-authorised' as const,
    answer: null,
  })),
};

export const surface: Surface = {
  width: 400,
  states: {
    page: opened(ON_PAGE),
    'page, long': opened(LONG_ON_PAGE),
    sorted: opened(UNRANKED, sortByRoi),
    'still looking': opened(ON_PAGE, still, CONNECTED, { onPage: () => null }, true),
    'nothing of ours': opened({ ...ON_PAGE, answers: [] }),
    'no site of ours': opened(ON_PAGE, still, CONNECTED, { onPage: () => null }),
    tasks: opened(ON_PAGE, (panel) => panel.show('tasks')),
    'links to paste': opened(ON_PAGE, (panel) => panel.show('pasted')),
    'links pasted': opened(LONG_ON_PAGE, paste),
    'to compare': opened(ON_PAGE, (panel) => panel.show('compare')),
    compared: opened(ON_PAGE, compare),
    'compared, long': opened(LONG_ON_PAGE, compare),
    quiet: opened(ON_PAGE, still, { ...CONNECTED, settings: { ...CONNECTED.settings, quiet: true } }),
    offline: opened(old('offline'), still, { ...CONNECTED, status: 'offline', lastGood: ago() }),
    'not authorised': opened(FAILED, still, { ...CONNECTED, status: 'not-authorised', lastGood: ago() }),
    version: opened(old('version'), still, { ...CONNECTED, status: 'version', lastGood: ago() }),
    busy: opened(old('busy'), still, { ...CONNECTED, status: 'busy', lastGood: ago(), retryAt: Date.now() + 60_000 }),
    'not connected': opened(ON_PAGE, still, UNCONNECTED),
  },
};

/** The same as a page of its own: columns side by side. */
export const wide: Surface = {
  width: 1200,
  states: {
    'page, long': opened(LONG_ON_PAGE),
    sorted: opened(UNRANKED, sortByRoi),
    'compared, long': opened(LONG_ON_PAGE, compare),
  },
};
