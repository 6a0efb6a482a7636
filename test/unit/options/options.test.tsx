// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reply, Status } from '../../../src/messages/protocol';
import { isExposed } from '../../../src/options/connection-form';
import { createFiles } from '../../../src/options/files-store';
import { OptionsPage } from '../../../src/options/options-page';
import { createOptions } from '../../../src/options/options-store';
import { createPairing } from '../../../src/options/pairs-store';
import { say } from '../../../src/text/text';
import { statusKey } from '../../../src/ui/keys';
import { CONNECTED, fakeAsk, SETTINGS, settled, UNCONNECTED } from '../ui/fake-ask';

type Answers = Parameters<typeof fakeAsk>[0];

const unused = () => Promise.reject(new Error('no file is chosen here'));

async function open(answers: Answers) {
  const { ask, asked } = fakeAsk({ targets: () => ({ targets: {} }), cache: () => ({ records: 12 }), ...answers });
  const copied: string[] = [];
  const options = createOptions({
    ask,
    document,
    browserLanguage: 'zh-CN',
    about: { version: '1.2.3', browser: 'Test' },
    stored: async () => 2_097_152,
    copy: async (text) => void copied.push(text),
    onNews: () => {},
  });
  const root = document.createElement('main');
  document.body.replaceChildren(root);
  await options.read();
  const files = createFiles({
    ask,
    client: {
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
    },
    state: options.state,
    persist: () => {},
    newId: () => 'new',
    save: () => {},
    defaultName: () => '本机文件',
  });
  render(<OptionsPage options={options} files={files} pairing={createPairing(ask)} />, root);
  // What the sections read for themselves when they appear is no news.
  if (options.state.value) await vi.waitFor(() => expect(asked.map(([question]) => question)).toContain('cache'));
  await settled();
  asked.splice(0, asked.length, ...asked.filter(([question]) => question === 'state'));
  const input = (id: string) => root.querySelector<HTMLInputElement>(`#${id}`);
  const type = (id: string, text: string) => {
    const field = input(id);
    if (!field) throw new Error(`no field ${id}`);
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const press = async (name: string) => {
    [...root.querySelectorAll('button')].find((button) => button.textContent === name)?.click();
    await settled();
  };
  const result = () => root.querySelector('.result')?.textContent;
  return { options, root, asked, copied, input, type, press, result };
}

afterEach(() => render(null, document.body));

describe('the options page', () => {
  it('labels every field and groups every choice', async () => {
    const { root } = await open({ state: () => UNCONNECTED });
    const fields = [...root.querySelectorAll('input')];
    expect(fields.length).toBeGreaterThan(10);
    for (const field of fields) expect([field.outerHTML, field.labels?.length]).toEqual([field.outerHTML, 1]);
    for (const group of root.querySelectorAll('fieldset'))
      expect(group.querySelector('legend')?.textContent).toMatch(/\S/);
  });

  it('copies diagnostics without a secret, an address or a name in them', async () => {
    const { copied, press } = await open({ state: () => CONNECTED });
    await press('复制诊断信息');
    const [report = ''] = copied;
    expect(JSON.parse(report)).toMatchObject({ version: '1.2.3', status: 'ok', connection: 'api', stored: 2_097_152 });
    for (const secret of ['127.0.0.1', '某某护肤', 'gl_', '"demo"']) expect(report).not.toContain(secret);
  });

  it('says how much is kept and clears it', async () => {
    let records = 12;
    const { root, asked, press } = await open({
      state: () => CONNECTED,
      cache: ({ clear }) => {
        if (clear) records = 0;
        return { records };
      },
    });
    await settled();
    expect(root.textContent).toContain('缓存了 12 条数据源的应答；浏览器为本扩展一共存了 2.0 MB。');
    await press('清空缓存');
    expect(asked.at(-1)).toEqual(['cache', { clear: true }]);
    expect(root.textContent).toContain('缓存了 0 条');
  });

  it('saves no targets over those that could not be read', async () => {
    let targets: Reply<'targets'>['targets'] = null;
    const { root, asked, press } = await open({
      state: () => CONNECTED,
      targets: () => ({ targets }),
      setTargets: () => ({ status: 'ok' }),
    });
    const fields = () => [...root.querySelectorAll<HTMLInputElement>('.target input')];
    const write = (at: number, text: string) => {
      const field = fields()[at];
      if (!field) throw new Error('no such field');
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    // The first measure is a cost of Taobao's: good below, bad above.
    write(0, '5');
    write(1, '10');
    await press('保存目标');
    expect(asked.map(([question]) => question)).not.toContain('setTargets');
    expect(root.textContent).toContain(say('zh_CN', 'options_targets_silent'));
    // The visitors have no field here: whoever set that target keeps it.
    const visitors = { good: 500, bad: 100 };
    targets = { roi: { good: 2, bad: 1 }, visitors };
    await press('保存目标');
    expect(asked.at(-1)).toEqual([
      'setTargets',
      { targets: { visitors, cost_per_visitor: { good: 500, bad: 1000 }, roi: { good: 2, bad: 1 } } },
    ]);
  });

  it('takes the keyboard to the question before something is lost, and back when it is declined', async () => {
    const { root, asked, press } = await open({ state: () => CONNECTED, disconnect: () => UNCONNECTED });
    await press(say('zh_CN', 'options_disconnect'));
    expect(document.activeElement?.textContent).toBe(say('zh_CN', 'options_disconnect_yes'));
    root
      .querySelector('[role=alertdialog]')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settled();
    expect(document.activeElement?.textContent).toBe(say('zh_CN', 'options_disconnect'));
    expect(asked.map(([question]) => question)).not.toContain('disconnect');
  });

  it('connects with what was typed, and forgets the token at once', async () => {
    const { asked, type, press, input, result } = await open({ state: () => UNCONNECTED, connect: () => CONNECTED });
    type('address', ' http://127.0.0.1:8787 ');
    type('token', 'gl_demo_secret');
    await press('连接');
    expect(asked).toContainEqual(['connect', { name: '', address: 'http://127.0.0.1:8787', token: 'gl_demo_secret' }]);
    expect(input('token')?.value).toBe('');
    expect(input('name')?.value).toBe('某某护肤');
    expect(result()).toContain('已连接');
  });

  it('never shows a stored token, and tests with it only by leaving it out', async () => {
    const { root, asked, press, result } = await open({
      state: () => CONNECTED,
      test: () => ({ status: 'ok', workspace: 'demo', subjects: 128 }),
    });
    expect(root.querySelector<HTMLInputElement>('#token')).toMatchObject({ type: 'password', value: '' });
    await press('测试连接');
    expect(asked.at(-1)).toEqual(['test', { address: 'http://127.0.0.1:8787' }]);
    expect(result()).toBe('连接正常：工作区 demo，共 128 个笔记和商品。');
  });

  it('asks for a token before it asks the background', async () => {
    const { asked, type, press, result } = await open({ state: () => UNCONNECTED });
    type('address', 'http://127.0.0.1:8787');
    await press('测试连接');
    expect(result()).toContain('请填写访问令牌');
    await press('连接');
    expect(result()).toContain('请填写访问令牌');
    expect(asked.map(([question]) => question)).toEqual(['state']);
  });

  it.each<Status>([
    'offline',
    'bad-address',
    'unreachable',
    'not-authorised',
    'not-an-api',
    'version',
    'busy',
    'failing',
    'storage',
  ])('says in words when a test ends as %s', async (status) => {
    const { type, press, result } = await open({ state: () => UNCONNECTED, test: () => ({ status }) });
    type('address', 'http://127.0.0.1:8787');
    type('token', 'gl_demo_wrong');
    await press('测试连接');
    expect(result()).toBe(say('zh_CN', statusKey(status)));
  });

  it('leaves the connection as it is when another one is refused, and keeps what was typed', async () => {
    const { root, type, press, result, input } = await open({
      state: () => CONNECTED,
      connect: () => ({ ...CONNECTED, status: 'unreachable' }),
    });
    type('address', 'http://127.0.0.1:9999');
    type('token', 'gl_other_x');
    await press('连接');
    expect(result()).toBe(say('zh_CN', 'state_unreachable'));
    expect(root.querySelector('.notice.good')?.textContent).toContain(say('zh_CN', 'state_ok'));
    expect(input('token')?.value).toBe('gl_other_x');
  });

  it('disconnects only when asked twice', async () => {
    const { asked, press, input, result } = await open({ state: () => CONNECTED, disconnect: () => UNCONNECTED });
    await press('断开连接');
    expect(asked.map(([question]) => question)).not.toContain('disconnect');
    await press('取消');
    await press('断开连接');
    await press('确认断开');
    expect(asked.at(-1)).toEqual(['disconnect', null]);
    expect(input('address')?.value).toBe('');
    expect(result()).toContain('已断开');
  });

  it('says so when the background is silent', async () => {
    const { root } = await open({});
    expect(root.querySelector('[role=alert]')?.textContent).toContain('没有应答');
  });

  it('keeps the order of a cost’s parts and never lets it have none', async () => {
    const { root, asked } = await open({ state: () => CONNECTED, settings: () => CONNECTED });
    const parts = root.querySelectorAll<HTMLInputElement>('.checks input');
    expect([...parts].map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [false, false],
      [false, false],
      [true, true],
      [false, false],
      [false, false],
    ]);
    parts[0]?.click();
    await settled();
    expect(asked).toContainEqual(['settings', { costScope: ['quote', 'juguang'] }]);
    expect(root.querySelector('.saved')?.textContent).toBe('已保存。');
  });

  it('changes its language while it is open', async () => {
    const { root, press } = await open({
      state: () => CONNECTED,
      settings: (some) => ({ ...CONNECTED, settings: { ...SETTINGS, ...some } }),
    });
    [...root.querySelectorAll('label')]
      .find(({ textContent }) => textContent === 'English')
      ?.querySelector('input')
      ?.click();
    await settled();
    expect(root.querySelector('h1')?.textContent).toBe('GrassLens settings');
    expect(document.title).toBe('GrassLens settings');
    await press('Test');
  });

  it.each([
    ['https://metrics.example.com', false],
    ['http://127.0.0.1:8787', false],
    ['http://localhost:8787', false],
    ['http://[::1]:8787', false],
    ['http://metrics.example.com', true],
    ['http://127.0.0.1.example.com', true],
    ['metrics', false],
  ])('warns when a token would cross the network readable: %s', (address, exposed) => {
    expect(isExposed(address)).toBe(exposed);
  });
});
