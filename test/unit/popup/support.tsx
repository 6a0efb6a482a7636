import { render } from 'preact';
import type { Reply, SummaryAnswer, TabMessage } from '../../../src/messages/protocol';
import { App } from '../../../src/popup/app';
import { createPopup, type PopupHost } from '../../../src/popup/popup-store';
import { CONNECTED, fakeAsk } from '../ui/fake-ask';
import { answer, cell, known, missing, NOTE } from '../ui/figures';

// ¥1,234.56 spent; Taobao sold ¥2,308.63 to 356 visitors: 1,234.56 ÷ 356 = ¥3.47 each, ROI 2,308.63 ÷ 1,234.56 = 1.87.
// JD sold ¥100.00 to 50 viewers: 1,234.56 ÷ 50 = ¥24.69 each, ROI 100 ÷ 1,234.56 = 0.08. Together ¥2,408.63: ROI 1.95.
export const summary: SummaryAnswer = {
  connection: 'a',
  status: 'ok',
  freshness: 'fresh',
  fetchedAt: 0,
  asOf: '2026-07-15',
  summary: {
    subjects: { notes: 1, products: 2 },
    cells: [
      {
        ...cell('xhs', {
          cost: known(123_456),
          gmv: known(240_863, { of: 'gmv_task' }),
          roi: known(240_863 / 123_456, { of: 'gmv_task' }),
          unattributed: known(300_000),
        }),
        provenance: [
          {
            source: 'juguang',
            grain: 'note',
            window: 'none',
            caliber: 'none',
            traffic: 'none',
            asOf: '2026-07-16',
            imports: [],
          },
        ],
      },
      cell('taobao', {
        visitors: known(356),
        cost_per_visitor: known(123_456 / 356),
        gmv: known(230_863, { of: 'gmv_task' }),
        roi: known(230_863 / 123_456),
      }),
      cell('jd', {
        item_viewers: known(50, { days: { covered: 10, asked: 15 }, marks: ['partial'] }),
        cost_per_viewer: known(123_456 / 50),
        gmv: known(10_000, { of: 'gmv_shop' }),
        roi: missing('not-covered'),
      }),
    ],
  },
};
export const onPage: NonNullable<Reply<'onPage'>> = {
  connection: 'a',
  url: 'https://www.xiaohongshu.com/explore',
  recognised: 24,
  kind: 'feed',
  recognition: 'recognised',
  answers: [
    {
      subject: NOTE,
      freshness: 'fresh',
      status: 'ok',
      fetchedAt: 0,
      mark: null,
      verdicts: {},
      answer: answer(NOTE, [cell('taobao', { visitors: known(12_345), roi: known(1.87) })], { title: '防晒霜测评' }),
    },
  ],
};

export type Answers = Parameters<typeof fakeAsk>[0];

export function open(answers: Answers, script: (message: TabMessage) => unknown = () => 'off') {
  const { ask, asked } = fakeAsk(answers);
  let news = () => {};
  const opened: string[] = [];
  const host: PopupHost = {
    ask,
    document,
    browserLanguage: 'zh-CN',
    tabId: async () => 7,
    openOptions: () => opened.push('options'),
    openPanel: () => opened.push('panel'),
    send: async (_tab, message) => script(message),
    isLoading: async () => false,
    copy: async (text) => void opened.push(text),
    onNews: (listener) => {
      news = listener;
    },
  };
  const popup = createPopup(host);
  const root = document.createElement('main');
  document.body.replaceChildren(root);
  const show = async () => {
    await popup.read();
    render(<App popup={popup} />, root);
  };
  return { popup, root, asked, opened, show, news: () => news() };
}

export const all: Answers = { state: () => CONNECTED, summary: () => summary, onPage: () => onPage };

/** What is drawn, without what is only spoken. */
export function drawnText(root: Element | null): string {
  const copy = root?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return '';
  for (const spoken of copy.querySelectorAll('.spoken')) spoken.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ');
}
