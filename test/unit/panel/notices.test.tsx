// @vitest-environment happy-dom
import { render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answered, Reply, State } from '../../../src/messages/protocol';
import { App } from '../../../src/panel/app';
import { createPanel, type Panel } from '../../../src/panel/panel-store';
import { say } from '../../../src/text/text';
import { CONNECTED, fakeAsk, settled } from '../ui/fake-ask';
import { answer, cell, known, NOTE } from '../ui/figures';

const HOUR = 3_600_000;
const TASK = 'taobao/task/1021732889355198765';

/** A note with its number, as the source told it so long ago. */
const told = (visitors: number, more: Partial<Answered> = {}): Answered => ({
  subject: NOTE,
  freshness: 'stale',
  status: 'offline',
  fetchedAt: Date.now() - 5 * HOUR,
  answer: answer(NOTE, [cell('taobao', { visitors: known(visitors) })]),
  mark: null,
  verdicts: {},
  ...more,
});

let panel: Panel;
let root: HTMLElement;
let news = () => {};

async function open(answered: () => Answered, more: Parameters<typeof fakeAsk>[0] = {}, state: Partial<State> = {}) {
  const page = (): Reply<'onPage'> => ({
    connection: 'a',
    url: 'https://www.xiaohongshu.com/explore',
    recognised: 1,
    kind: 'feed',
    recognition: 'recognised',
    answers: [answered()],
  });
  const { ask } = fakeAsk({
    state: () => ({ ...CONNECTED, ...state }),
    onPage: page,
    answers: ({ subjects }) => ({
      connection: 'a',
      answers: Object.fromEntries(subjects.map((subject) => [subject, { ...answered(), subject }])),
    }),
    ...more,
  });
  panel = createPanel({
    ask,
    document,
    browserLanguage: 'zh-CN',
    tabId: async () => 1,
    send: async () => null,
    isLoading: async () => false,
    openOptions: () => {},
    openWide: () => {},
    save: () => {},
    now: Date.now,
    onNews: (listener) => {
      news = listener;
    },
    onTabs: () => {},
  });
  await panel.read();
  render(<App panel={panel} isWide={false} />, root);
  await settled();
}

beforeEach(() => {
  root = document.createElement('main');
  document.body.replaceChildren(root);
});

describe('the notice above the panel’s numbers', () => {
  // Somebody answered ten minutes ago, but not about these numbers.
  const offline: Partial<State> = { status: 'offline', lastGood: Date.now() - HOUR / 6 };

  it('says how old those are that stand under it', async () => {
    await open(() => told(356), {}, offline);
    expect(root.querySelector('.notice')?.textContent).toBe(
      say('zh_CN', 'state_offline') + say('zh_CN', 'state_last_numbers', { age: '5小时前' }),
    );
  });

  it('does not speak of older numbers where none was ever received, or none is shown', async () => {
    await open(() => told(356, { freshness: 'failed', fetchedAt: null, answer: null }), {}, offline);
    expect(root.querySelector('.notice')?.textContent).toBe(say('zh_CN', 'state_offline'));
    panel.show('pasted');
    await settled();
    expect(root.querySelector('.notice')?.textContent).toBe(say('zh_CN', 'state_offline'));
  });
});

describe('what was pasted', () => {
  it('is read again with news: what was not ours may be ours by now', async () => {
    let ours = false;
    await open(() => told(356), {
      pasted: ({ text }) => ({
        lines: [{ line: 1, text, subject: ours ? NOTE : null, problem: ours ? null : 'not-ours' }],
        left: 0,
      }),
    });
    panel.show('pasted');
    await panel.paste(NOTE);
    await settled();
    expect(root.querySelectorAll('.problems li')).toHaveLength(1);
    ours = true;
    news();
    await settled();
    expect(root.querySelectorAll('.problems li')).toHaveLength(0);
    expect(root.querySelector('table')?.textContent).toContain('356');
  });
});

describe('the notes of an opened task', () => {
  it('are not said to be none where the source did not answer', async () => {
    await open(() => told(356), {
      tasks: () => ({ tasks: [TASK], left: 0 }),
      detail: ({ subject }) => ({ ...told(0, { freshness: 'failed', answer: null }), subject, detail: null }),
    });
    panel.show('tasks');
    await panel.openTask(TASK);
    await settled();
    expect(root.textContent).toContain(say('zh_CN', 'popup_search_failed'));
    expect(root.textContent).not.toContain(say('zh_CN', 'panel_task_no_notes'));
  });

  it('change with news, and have the mark that is set in them', async () => {
    let now = told(356, { freshness: 'fresh', status: 'ok' });
    await open(() => now, {
      tasks: () => ({ tasks: [TASK], left: 0 }),
      detail: ({ subject }) => ({
        ...told(0),
        subject,
        detail: {
          ...answer(subject, []),
          series: [],
          funnels: [],
          counterparts: [{ answer: answer(NOTE, []), shares: [] }],
          floors: [],
          imports: [],
          facts: { kol: null, published: null, tasks: [] },
        },
      }),
      mark: ({ mark }) => {
        now = { ...now, mark: mark && { ...mark, at: '2026-07-16T00:00:00.000Z' } };
        return { status: 'ok' };
      },
    });
    panel.show('tasks');
    await settled();
    await panel.openTask(TASK);
    await settled();
    expect(root.querySelector('table')?.textContent).toContain('356');
    await panel.mark(NOTE, { decision: 'stop', remark: '' });
    await settled();
    expect(root.querySelector<HTMLSelectElement>('select.decision')?.value).toBe('stop');
    now = told(400, { freshness: 'fresh', status: 'ok' });
    news();
    await settled();
    expect(root.querySelector('table')?.textContent).toContain('400');
  });
});
