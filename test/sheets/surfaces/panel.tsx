import '../../../src/ui/page.css';
import '../../../src/panel/panel.css';
import { render } from 'preact';
import type { State } from '../../../src/messages/protocol';
import type { Subject } from '../../../src/metrics/subjects';
import { App } from '../../../src/panel/app';
import { createPanel, type Panel } from '../../../src/panel/panel-store';
import { CONNECTED, fakeAsk, UNCONNECTED } from '../../unit/ui/fake-ask';
import { ITEM, NOTE, SKU } from '../../unit/ui/figures';
import type { Stage, Surface } from '../face';
import { answered, JD, LONG_ON_PAGE, LONG_TITLE, ON_PAGE, TAOBAO } from '../samples';

type Answers = Parameters<typeof fakeAsk>[0];

const TASKS: Subject[] = ['taobao/task/1021732889355198765', 'jd/task/20260701'];

function opened(answers: Answers, act: (panel: Panel) => unknown = () => {}, state: State = CONNECTED): Stage {
  return async (locale) => {
    const shown: State = { ...state, settings: { ...state.settings, language: locale } };
    const panel = createPanel({
      ask: fakeAsk({
        state: () => shown,
        onPage: () => ON_PAGE,
        answers: ({ subjects }) => ({
          connection: 'a',
          answers: Object.fromEntries(
            subjects.map((subject) => [
              subject,
              [...LONG_ON_PAGE.answers, ...ON_PAGE.answers].find((one) => one.subject === subject) ??
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
      isLoading: async () => false,
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

export const surface: Surface = {
  width: 400,
  states: {
    page: opened({}),
    'page, long': opened({ onPage: () => LONG_ON_PAGE }),
    'nothing of ours': opened({ onPage: () => ({ ...ON_PAGE, answers: [] }) }),
    tasks: opened({}, (panel) => panel.show('tasks')),
    'links to paste': opened({}, (panel) => panel.show('pasted')),
    'links pasted': opened({}, (panel) => {
      panel.show('pasted');
      return panel.paste('x');
    }),
    compared: opened({}, (panel) => {
      for (const subject of [NOTE, ITEM, SKU]) panel.choose(subject, true);
      panel.show('compare');
    }),
    'not authorised': opened({}, () => {}, { ...CONNECTED, status: 'not-authorised' }),
    'not connected': opened({}, () => {}, UNCONNECTED),
  },
};
