// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Reply, Request } from '../../../src/messages/protocol';
import { createFiles } from '../../../src/options/files-store';
import { PairsSection } from '../../../src/options/pairs-section';
import { createPairing } from '../../../src/options/pairs-store';
import { type MessageKey, say } from '../../../src/text/text';
import { CONNECTED, fakeAsk, settled } from '../ui/fake-ask';

const NOTE = { subject: 'xhs/note/685e78b5000000001203e1a1', title: '防晒怎么选' };
const BARE = { subject: 'xhs/note/685e78b5000000001203e1a2', title: null };
const TASK = { subject: 'jd/task/9001', title: '夏季面霜' };
/** Its product is known, its note is not: the section has no field for it. */
const TAG = { subject: 'taobao/task/pid-111', title: null };
const ITEM = 'taobao/item/712345678901';
const SKU = 'jd/sku/100012345678';
const PRODUCT = { subject: ITEM, title: '防晒霜 50ml', kol: null, task: null };

const unused = () => Promise.reject(new Error('no file is chosen here'));
const none = {
  import: unused,
  list: unused,
  template: unused,
  archive: unused,
  undo: unused,
  wipe: unused,
  columns: unused,
  mappings: unused,
  saveMapping: unused,
  deleteMapping: unused,
};

interface Given {
  /** What the source says to a change, where it does not take it. */
  refusal?: Partial<Reply<'pairs'>>;
  search?: Reply<'search'>['found'];
  named?: Reply<'named'>;
}

/** The section over a connection with two notes and a task that lead nowhere; what is paired is mapped from then on. */
async function open({ refusal, search = [PRODUCT], named = { subject: null, problem: 'unreadable' } }: Given = {}) {
  let links: { from: string; to: string }[] = [];
  const isOpen = ({ subject }: { subject: string }) => links.every(({ from }) => from !== subject);
  const listed = (all: { subject: string; title: string | null }[]) => {
    const first = all.filter(isOpen);
    return { count: first.length, first };
  };
  const pairs = (change: Request<'pairs'>): Reply<'pairs'> => {
    if (change && refusal) return { connection: 'a', status: 'ok', pairs: null, ...refusal };
    links = links.filter((one) => change?.remove.every(({ from, to }) => from !== one.from || to !== one.to) ?? true);
    links.push(...(change?.add ?? []));
    const first = links.map((link) => ({ ...link, fromTitle: NOTE.title, toTitle: null }));
    return { connection: 'a', status: 'ok', pairs: { count: first.length, first: first as never[] } };
  };
  const { ask, asked } = fakeAsk({
    coverage: () => ({
      connection: 'a',
      coverage: {
        sources: [],
        unmapped: { notes: listed([NOTE, BARE]), tasks: listed([TASK]), noteless: listed([TAG]) },
      },
    }),
    pairs,
    search: () => ({ connection: 'a', found: search, more: false }),
    named: () => named,
  });
  const state = { value: CONNECTED } as Parameters<typeof createFiles>[0]['state'];
  const files = createFiles({
    ask,
    client: none,
    state,
    persist: () => {},
    newId: () => 'new',
    save: () => {},
    defaultName: () => '',
  });
  const root = document.createElement('main');
  document.body.replaceChildren(root);
  render(<PairsSection pairing={createPairing(ask)} files={files} state={CONNECTED} />, root);
  await settled();
  const field = (name: string) => {
    const label = [...root.querySelectorAll('label')].find(({ textContent }) => textContent?.includes(name));
    const input = label && root.querySelector<HTMLInputElement>(`[id="${label.getAttribute('for')}"]`);
    if (!input) throw new Error(`no field for ${name}`);
    return input;
  };
  return {
    root,
    asked,
    field,
    said: () => root.querySelector('[role="status"]')?.textContent,
    options: (name: string) =>
      [...(field(name).closest('form')?.querySelectorAll('option') ?? [])].map((option) =>
        option.getAttribute('value'),
      ),
    async type(name: string, text: string) {
      field(name).value = text;
      field(name).dispatchEvent(new Event('input', { bubbles: true }));
      // Longer than the typing rests before products are looked for.
      await new Promise((resolve) => setTimeout(resolve, 300));
    },
    async enter(name: string) {
      field(name)
        .closest('form')
        ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      await settled();
    },
  };
}

afterEach(() => render(null, document.body));

const changes = (asked: [string, unknown][]) =>
  asked.flatMap(([question, request]) => (question === 'pairs' && request !== null ? [request] : []));

describe('which product a note or task belongs to', () => {
  it('is chosen from what the connection knows, saved, and the next row has the focus', async () => {
    const { root, asked, field, type, enter, said, options } = await open();
    expect(root.textContent).toContain('还没有对应商品：2 篇笔记，1 个任务。');
    expect(root.textContent).toContain('还没有对应笔记：1 个任务。对应表模板里各占一行。');
    expect(root.querySelectorAll('form')).toHaveLength(3);
    await type('防晒怎么选', '防晒');
    expect(options('防晒怎么选')).toEqual(['防晒霜 50ml · 淘宝/天猫 712345678901']);
    await type('防晒怎么选', '防晒霜 50ml · 淘宝/天猫 712345678901');
    await enter('防晒怎么选');
    expect(changes(asked)).toEqual([{ connection: 'a', add: [{ from: NOTE.subject, to: ITEM }], remove: [] }]);
    expect(said()).toBe('已保存：防晒怎么选 → 防晒霜 50ml · 淘宝/天猫 712345678901');
    expect(root.textContent).toContain('还没有对应商品：1 篇笔记，1 个任务。');
    expect(document.activeElement).toBe(field(BARE.subject.slice(9)));
  });

  it('is read from a pasted link, also of a product that no export has named', async () => {
    const { asked, type, enter } = await open({ search: [], named: { subject: SKU, problem: null } });
    await type('防晒怎么选', 'https://item.jd.com/100012345678.html');
    await enter('防晒怎么选');
    expect(asked).toContainEqual(['named', { text: 'https://item.jd.com/100012345678.html' }]);
    expect(changes(asked)).toEqual([{ connection: 'a', add: [{ from: NOTE.subject, to: SKU }], remove: [] }]);
  });

  it('is one of two by an id of digits, and a task’s own platform decides', async () => {
    const { asked, type, enter, options, said } = await open({
      search: [],
      named: { subject: null, problem: 'which-shop' },
    });
    await type('防晒怎么选', '100012345678');
    expect(options('防晒怎么选')).toEqual(['淘宝/天猫 100012345678', '京东 100012345678']);
    await enter('防晒怎么选');
    expect(said()).toBe(say('zh_CN', 'pairs_which_shop'));
    await type('夏季面霜', '100012345678');
    expect(options('夏季面霜')).toEqual(['京东 100012345678']);
    await enter('夏季面霜');
    expect(changes(asked)).toEqual([{ connection: 'a', add: [{ from: TASK.subject, to: SKU }], remove: [] }]);
  });

  it.each<[string, Given, MessageKey]>([
    ['a short link', { named: { subject: null, problem: 'short' } }, 'pairs_short'],
    ['no product at all', { named: { subject: null, problem: 'unreadable' } }, 'pairs_unreadable'],
    ['another note', { named: { subject: BARE.subject, problem: null } }, 'pairs_unreadable'],
    ['another platform’s product', { named: { subject: ITEM, problem: null } }, 'pairs_other_shop'],
  ])('is not saved as %s', async (_, given, key) => {
    const { asked, type, enter, said } = await open(given);
    await type('夏季面霜', 'x');
    await enter('夏季面霜');
    expect(said()).toBe(say('zh_CN', key));
    expect(changes(asked)).toEqual([]);
  });

  it.each<[string, Given['refusal'], MessageKey]>([
    ['another connection is the active one by then', { connection: 'b', status: 'none' }, 'pairs_left'],
    ['the source is older than this', { status: 'version' }, 'state_version'],
    ['the source does not answer', { status: 'unreachable' }, 'state_unreachable'],
  ])('is said not to be saved where %s; what was typed stays', async (_, refusal, key) => {
    const { field, type, enter, said } = await open({
      named: { subject: ITEM, problem: null },
      ...(refusal && { refusal }),
    });
    await type('防晒怎么选', 'item');
    await enter('防晒怎么选');
    expect(said()).toBe(say('zh_CN', key));
    expect(field('防晒怎么选').value).toBe('item');
  });

  it('is taken back', async () => {
    const { root, asked, type, enter, said } = await open({ named: { subject: ITEM, problem: null } });
    await type('防晒怎么选', 'item');
    await enter('防晒怎么选');
    expect(root.querySelector('summary')?.textContent).toBe('逐条对应的 1 条');
    root.querySelector<HTMLButtonElement>('details button')?.click();
    await settled();
    expect(changes(asked).at(-1)).toEqual({ connection: 'a', add: [], remove: [{ from: NOTE.subject, to: ITEM }] });
    expect(said()).toBe('已取消：防晒怎么选 → 淘宝/天猫 712345678901');
    expect(root.querySelector('details')).toBeNull();
  });
});
