// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answered, RangeChoice, SummaryAnswer, TabMessage } from '../../../src/messages/protocol';
import { type MessageKey, say } from '../../../src/text/text';
import { CONNECTED, SETTINGS, settled, UNCONNECTED } from '../ui/fake-ask';
import { answer, cell, ITEM, known, NOTE, SKU } from '../ui/figures';
import { all, drawnText, onPage, open, summary } from './support';

afterEach(() => render(null, document.body));

describe('the popup', () => {
  it('has its numbers in the first frame', async () => {
    const { root, show } = open(all);
    await show();
    const totals = [...root.querySelectorAll('.totals > div')].map(drawnText);
    expect(totals).toEqual(['花费（聚光）¥1,234.56', '任务商品GMV¥2,408.63', 'ROI1.95']);
    const [taobao, jd] = [...root.querySelectorAll('.shop')].map(drawnText);
    expect(taobao).toBe('淘淘宝/天猫进店UV356人·天UV成本¥3.47GMV¥2,308.63ROI1.87');
    expect(jd).toBe('京京东商详UV50人·天UV成本¥24.69全店GMV¥100.00ROI—');
    expect(root.querySelector('h1')?.textContent).toBe('某某护肤');
  });

  it('says of which days the numbers are and what is left out', async () => {
    const { root, show } = open(all);
    await show();
    expect([...root.querySelectorAll('.coverage p')].map(drawnText)).toEqual([
      '2026-07-01 至 2026-07-15 · 覆盖 10/15 天 · 归因 15 天',
      '聚光 至 07-16',
      '另有未归到笔记的花费 ¥3,000.00',
    ]);
  });

  it('leads in one line from what is covered to what to export next', async () => {
    const source = { source: 'juguang', grain: 'note', from: '2026-07-01', days: 12 } as const;
    const coverage = {
      sources: [
        {
          ...source,
          to: '2026-07-16',
          missing: [
            { from: '2026-06-28', to: '2026-07-02' },
            { from: '2026-07-09', to: '2026-07-09' },
          ],
        },
        { ...source, grain: 'plan' as const, to: '2026-07-10', missing: [{ from: '2026-07-11', to: '2026-07-16' }] },
        // No number of the summary rests on it.
        { ...source, source: 'pgy' as const, to: '2026-07-16', missing: [{ from: '2026-07-05', to: '2026-07-06' }] },
      ],
      unmapped: { notes: { count: 9, first: [] }, tasks: { count: 0, first: [] }, noteless: { count: 4, first: [] } },
    };
    const { root, show } = open({ ...all, coverage: () => ({ connection: 'a', coverage }) });
    await show();
    await settled();
    // 07-01, 07-02 and 07-09: days before those that are shown are not missed.
    expect(drawnText(root.querySelector('.coverage summary'))).toBe('聚光 至 07-16 · 缺 3 天 · 9 篇还没对应商品');
    expect([...root.querySelectorAll('.coverage details li')].map(drawnText)).toEqual([
      '聚光（笔记）：2026-07-01 至 2026-07-02, 2026-07-09',
      '9 篇笔记、0 个任务没有对应商品：请在设置页里补上。 设置',
      '4 个任务没有对应笔记，笔记上看不到它们的成交：请用对应表模板补上笔记。 设置',
    ]);
  });

  it('says how the numbers stand against the days before, where they may be compared', async () => {
    const before = [
      // 1,234.56 ÷ 1,028.80 = 1.2; people of 10 of 15 days and a ROI that is missing are not compared.
      cell('xhs', { cost: known(102_880), roi: known(1.5, { marks: ['immature'] }) }),
      cell('taobao', { visitors: known(445), cost_per_visitor: known(123_456 / 356) }),
      cell('jd', { item_viewers: known(40) }),
    ];
    const { root, show, asked } = open({
      ...all,
      periods: ({ periods }) => ({ connection: 'a', cells: periods.map(() => before) }),
    });
    await show();
    await settled();
    const [question] = asked.filter(([name]) => name === 'periods');
    expect(question?.[1]).toMatchObject({
      periods: expect.arrayContaining([{ from: '2026-06-16', to: '2026-06-30' }]),
    });
    const [cost, , roi] = [...root.querySelectorAll('.totals > div')].map(drawnText);
    expect(cost).toBe('花费（聚光）¥1,234.56▲20.0%');
    expect(roi).toBe('ROI1.95归因未满，不可比');
    const [taobao, jd] = [...root.querySelectorAll('.shop')].map(drawnText);
    // 356 ÷ 445 = 0.8.
    expect(taobao).toContain('进店UV356人·天▼20.0%');
    expect(taobao).toContain('UV成本¥3.47持平');
    expect(jd).toContain('商详UV50人·天UV成本');
    expect(root.querySelector('.totals .sparkline')?.getAttribute('aria-label')).toBe('花费走势');
  });

  it('finds by words and opens what is chosen', async () => {
    const found = [{ subject: NOTE, title: '防晒霜测评', kol: null, task: null }];
    const { root, show, asked } = open({
      ...all,
      search: () => ({ connection: 'a', found, more: false }),
      answers: () => ({ connection: 'a', answers: { [NOTE]: onPage?.answers[0] ?? null } }),
      open: () => ({ opened: true }),
    });
    await show();
    const input = root.querySelector<HTMLInputElement>('search input');
    if (input) input.value = ' 防晒 ';
    input?.dispatchEvent(new Event('input', { bubbles: true }));
    root.querySelector<HTMLElement>('search button')?.click();
    await settled();
    expect(asked).toContainEqual(['search', { text: '防晒' }]);
    root.querySelector<HTMLElement>('search .title')?.click();
    await settled();
    expect(asked.at(-1)).toEqual(['open', { subject: NOTE }]);
  });

  it('shows what was found over the days now chosen, and nothing of a search that another has followed', async () => {
    let settings = SETTINGS;
    let slow = () => {};
    const held = new Promise<void>((resolve) => {
      slow = resolve;
    });
    const told = (visitors: number): Answered => ({
      subject: NOTE,
      freshness: 'fresh',
      status: 'ok',
      fetchedAt: 0,
      mark: null,
      verdicts: {},
      answer: answer(NOTE, [cell('taobao', { visitors: known(visitors) })]),
    });
    const { popup, root, show } = open({
      ...all,
      state: () => ({ ...CONNECTED, settings }),
      settings: (some) => {
        settings = { ...settings, ...some };
        return { ...CONNECTED, settings };
      },
      search: async ({ text }) => {
        if (text === '慢') await held;
        return {
          connection: 'a',
          found: text === '慢' ? [] : [{ subject: NOTE, title: '', kol: null, task: null }],
          more: false,
        };
      },
      answers: () => ({ connection: 'a', answers: { [NOTE]: told(settings.range === 7 ? 77 : 1515) } }),
    });
    await show();
    await popup.search('防晒');
    await settled();
    expect(root.querySelector('search ul')?.textContent).toContain('1,515');
    await popup.change({ range: 7 });
    await settled();
    expect(root.querySelector('search ul')?.textContent).toContain('77');
    const first = popup.search('慢');
    await popup.search('防晒');
    slow();
    await first;
    await settled();
    expect(root.querySelector('search ul')?.textContent).toContain('77');
  });

  it('says the same to a screen reader, to the last digit', async () => {
    const { root, show } = open(all);
    await show();
    const spoken = [...root.querySelectorAll('.shop .spoken')].map((one) => one.textContent);
    expect(spoken).toContain('356 人·天');
    expect(spoken).toContain('24.69 元');
    expect(spoken).toContain('没有数字（未导入这几天）');
  });

  it('lists what is on this page as the badges have it', async () => {
    const { root, show } = open(all);
    await show();
    expect(drawnText(root.querySelector('.on-page h2'))).toBe('本页 识别 24 个，其中有数据 1 个');
    expect([...root.querySelectorAll('.on-page li')].map(drawnText)).toEqual(['防晒霜测评淘1.23万人·天—ROI 1.87']);
    expect(root.querySelector('.on-page li .spoken')?.textContent).toContain('进店UV 12,345 人·天');
  });

  it('lists what sold most first, and asks about what has not been asked about', async () => {
    const of = (subject: string, gmv: number | null): Answered => ({
      subject,
      freshness: gmv === null ? 'failed' : 'fresh',
      status: 'ok',
      fetchedAt: 0,
      mark: null,
      verdicts: {},
      answer: gmv === null ? null : answer(subject, [cell('taobao', { gmv: known(gmv) })], { title: `${gmv}` }),
    });
    const { root, show, asked } = open({
      ...all,
      onPage: () => ({ ...onPage, recognised: 3, answers: [of(ITEM, 100), of(NOTE, 300), of(SKU, null)] }),
      answers: () => ({ connection: 'a', answers: { [SKU]: of(SKU, 200) } }),
    });
    await show();
    await settled();
    expect(asked).toContainEqual(['answers', { subjects: [SKU], wide: false }]);
    expect([...root.querySelectorAll('.on-page .title')].map(drawnText)).toEqual(['300', '200', '100']);
  });

  it('scrolls the page to what is chosen, and says when it is gone', async () => {
    const sent: TabMessage[] = [];
    const { root, show } = open(all, (message) => sent.push(message) > 1);
    await show();
    const title = root.querySelector<HTMLElement>('.on-page .title');
    title?.click();
    await settled();
    expect(sent).toEqual([{ question: 'show', request: NOTE }]);
    expect(root.querySelector('.on-page [role=status]')?.textContent).toBe(say('zh_CN', 'popup_gone'));
    title?.click();
    await settled();
    expect(root.querySelector('.on-page [role=status]')?.textContent).toBe('');
  });

  it.each<[string, () => unknown, MessageKey]>([
    ['a page that is being looked through', () => 'looking', 'popup_looking'],
    ['a site that is switched off', () => 'off', 'popup_off_here'],
    [
      'a page where nobody answers',
      () => {
        throw new Error('Receiving end does not exist.');
      },
      'popup_not_a_site',
    ],
  ])('tells %s from the others', async (_, script, key) => {
    const { root, show } = open({ ...all, onPage: () => null }, script);
    await show();
    await expect.poll(() => root.querySelector('.on-page p')?.textContent).toBe(say('zh_CN', key));
  });

  it('never says of a page that is being looked through that it is not supported, and lists it once it is known', async () => {
    let reported = false;
    const { root, show } = open({ ...all, onPage: () => (reported ? onPage : null) }, () => 'looking');
    await show();
    expect(root.querySelector('.on-page p')?.textContent).toBe(say('zh_CN', 'popup_looking'));
    reported = true;
    await expect.poll(() => root.querySelectorAll('.on-page li').length).toBe(1);
  });

  it('asks for another range and takes only the answer to the one chosen last', async () => {
    const waiting = new Map<RangeChoice, (value: SummaryAnswer) => void>();
    let settings = SETTINGS;
    const { popup, root, show, asked } = open({
      ...all,
      settings: (some) => {
        settings = { ...settings, ...some };
        return { ...CONNECTED, settings };
      },
      summary: ({ range }) => (range === 15 ? summary : new Promise((resolve) => waiting.set(range, resolve))),
    });
    await show();
    const seven = popup.change({ range: 7 });
    await settled();
    const thirty = popup.change({ range: 30 });
    await settled();
    expect(root.querySelector('.waiting')?.textContent).toBe('正在读取……');
    waiting.get(30)?.({ ...summary, summary: null });
    waiting.get(7)?.(summary);
    await Promise.all([seven, thirty]);
    expect(popup.summary.value?.summary).toBeNull();
    expect(asked.filter(([question]) => question === 'summary')).toEqual([
      ['summary', { range: 15 }],
      ['summary', { range: 7 }],
      ['summary', { range: 30 }],
    ]);
  });

  it('never shows numbers of another connection than the one it names, whenever they come', async () => {
    // Switched on another page: the background answers for B while the popup still says A.
    const other = { ...onPage, connection: 'b' };
    const { popup, root, show } = open({
      ...all,
      summary: () => ({ ...summary, connection: 'b' }),
      onPage: () => other,
    });
    await show();
    expect(root.querySelector('h1')?.textContent).toBe('某某护肤');
    expect([popup.summary.value, popup.onTab.value]).toEqual([null, null]);
    expect(root.querySelector('.totals')).toBeNull();
  });

  it('switches all off, or one site', async () => {
    const { root, show, asked } = open({ ...all, settings: () => CONNECTED });
    await show();
    root.querySelector<HTMLInputElement>('.switch input')?.click();
    root.querySelectorAll<HTMLInputElement>('.sites input')[1]?.click();
    await settled();
    expect(asked.filter(([question]) => question === 'settings')).toEqual([
      ['settings', { enabled: false }],
      ['settings', { off: ['taobao'] }],
    ]);
  });

  it('says what is wrong, how old the numbers are, and leads to where it can be mended', async () => {
    const stale = { ...summary, status: 'not-authorised' as const, freshness: 'stale' as const };
    const { root, show, opened } = open({
      ...all,
      summary: () => ({ ...stale, fetchedAt: Date.now() - 2 * 86_400_000 }),
    });
    await show();
    const notice = root.querySelector('.notice');
    expect(notice?.textContent).toContain('令牌');
    expect(notice?.textContent).toContain('2天前的数字');
    notice?.querySelector('button')?.click();
    expect(opened).toEqual(['options']);
    expect(root.querySelector('.totals')).not.toBeNull();
  });

  it('speaks of older numbers only where it shows some', async () => {
    const none = {
      ...summary,
      status: 'failing' as const,
      freshness: 'failed' as const,
      fetchedAt: null,
      summary: null,
    };
    // The connection was heard of an hour ago; its summary never was.
    const state = { ...CONNECTED, status: 'failing' as const, lastGood: Date.now() - 3_600_000 };
    const { root, show } = open({ ...all, state: () => state, summary: () => none });
    await show();
    expect(root.querySelector('.notice')?.textContent).toBe(say('zh_CN', 'state_failing'));
    expect(root.querySelector('.overview')?.textContent).toBe(say('zh_CN', 'popup_no_summary'));
  });

  it('asks for nothing more while there is no connection', async () => {
    const { root, show, asked } = open({ ...all, state: () => UNCONNECTED });
    await show();
    expect(root.textContent).toContain('还没有连接数据源');
    expect(asked.map(([question]) => question)).not.toContain('summary');
  });

  it('says that a setting was not taken while numbers are shown', async () => {
    const { root, show, popup } = open(all);
    await show();
    expect(root.querySelector('[role=alert]')).toBeNull();
    await popup.change({ range: 7 });
    await settled();
    expect(root.querySelector('[role=alert]')?.textContent).toContain('没有应答');
    expect(root.querySelector('.totals')).not.toBeNull();
  });

  it('says that the background is silent, and asks again when told to', async () => {
    const { popup, root, show } = open({});
    await show();
    expect(root.querySelector('[role=alert]')?.textContent).toContain('没有应答');
    expect(popup.silent.value).toBe(true);
  });

  it('changes its language while it is open', async () => {
    let language: 'zh_CN' | 'en' = 'zh_CN';
    const { root, show, news } = open({ ...all, state: () => ({ ...CONNECTED, settings: { ...SETTINGS, language } }) });
    await show();
    language = 'en';
    news();
    await settled();
    expect(drawnText(root.querySelector('.totals > div'))).toBe('Cost (Juguang)¥1,234.56');
    expect(document.documentElement.lang).toBe('en');
  });
});
