import type { Ask } from '../../../src/messages/ask';
import type { QuestionName, Reply, Request, Settings, State } from '../../../src/messages/protocol';

type Answers = { [K in QuestionName]?: (request: Request<K>) => Reply<K> | Promise<Reply<K>> };

/** A background that answers what it is given an answer for, and does not answer to anything else. `asked` is the log. */
export function fakeAsk(answers: Answers): { ask: Ask; asked: [QuestionName, unknown][] } {
  const asked: [QuestionName, unknown][] = [];
  const ask: Ask = async <K extends QuestionName>(question: K, request: Request<K>): Promise<Reply<K>> => {
    asked.push([question, request]);
    const answer = answers[question];
    if (!answer) throw new Error(`no answer to ${question}`);
    return answer(request);
  };
  return { ask, asked };
}

export const SETTINGS: Settings = {
  enabled: true,
  quiet: false,
  off: [],
  language: 'zh_CN',
  badge: {
    xhs: ['people', 'cost_per_person', 'roi'],
    taobao: ['people', 'cost_per_person', 'roi'],
    jd: ['people', 'cost_per_person', 'roi'],
  },
  range: 15,
  window: 15,
  caliber: 'source',
  costScope: ['juguang'],
};

export const CONNECTED: State = {
  connection: { id: 'a', kind: 'api', name: '某某护肤', address: 'http://127.0.0.1:8787', workspace: 'demo' },
  connections: [{ id: 'a', kind: 'api', name: '某某护肤' }],
  status: 'ok',
  lastGood: 0,
  retryAt: null,
  settings: SETTINGS,
};

export const UNCONNECTED: State = {
  connection: null,
  connections: [],
  status: 'none',
  lastGood: null,
  retryAt: null,
  settings: SETTINGS,
};

/** Lets everything that is due happen, drawing included: until nothing is drawn any more. */
export async function settled(): Promise<void> {
  const drawn = () => (typeof document === 'undefined' ? '' : document.body.innerHTML);
  let before: string;
  do {
    before = drawn();
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setTimeout(resolve, 30));
  } while (drawn() !== before);
}
