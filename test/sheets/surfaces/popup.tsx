import '../../../src/ui/page.css';
import '../../../src/popup/popup.css';
import { render } from 'preact';
import type { State } from '../../../src/messages/protocol';
import { App } from '../../../src/popup/app';
import { createPopup } from '../../../src/popup/popup-store';
import { CONNECTED, fakeAsk, UNCONNECTED } from '../../unit/ui/fake-ask';
import type { Stage, Surface } from '../face';
import { LONG_ON_PAGE, LONG_SUMMARY, LONG_TITLE, ON_PAGE, SUMMARY } from '../samples';

type Answers = Parameters<typeof fakeAsk>[0];

function opened(answers: Answers, state: State = CONNECTED): Stage {
  return async (locale) => {
    const shown: State = { ...state, settings: { ...state.settings, language: locale } };
    const popup = createPopup({
      ask: fakeAsk({ state: () => shown, summary: () => SUMMARY, onPage: () => ON_PAGE, ...answers }).ask,
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
    long: opened({ summary: () => LONG_SUMMARY, onPage: () => LONG_ON_PAGE }, named),
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
