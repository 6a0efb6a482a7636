// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Answered } from '../../../src/messages/protocol';
import { say } from '../../../src/text/text';
import { settled } from '../ui/fake-ask';
import { answer, cell, ITEM, known, NOTE, SKU } from '../ui/figures';
import { all, drawnText, onPage, open } from './support';

afterEach(() => render(null, document.body));

describe('the best, in the popup', () => {
  it('has the best notes and products in its first frame, says how many are not ranked and why, and opens them', async () => {
    const unranked = [
      { why: 'partial' as const, count: 2 },
      { why: 'small-sample' as const, count: 3 },
    ];
    const none = { best: [], ranked: 0, unranked: [] };
    const top = {
      notes: [
        { shop: null, measure: 'gmv' as const, best: [NOTE], ranked: 4, unranked },
        { shop: 'jd' as const, measure: 'roi' as const, ...none },
        { shop: 'taobao' as const, measure: 'roi' as const, best: [], ranked: 0, unranked: unranked.slice(1) },
      ],
      products: [{ shop: null, measure: 'gmv' as const, best: [ITEM, SKU], ranked: 2, unranked: [] }],
    };
    const of = (subject: string, platform: 'xhs' | 'taobao' | 'jd', gmv: ReturnType<typeof known>): Answered => ({
      subject,
      freshness: 'fresh',
      status: 'ok',
      fetchedAt: 0,
      mark: null,
      verdicts: {},
      answer: answer(subject, [cell(platform, { gmv })], { title: `${platform}的` }),
    });
    const { root, show, asked } = open({
      ...all,
      periods: () => ({ connection: 'a', cells: [] }),
      coverage: () => ({ connection: 'a', coverage: null }),
      top: () => ({ connection: 'a', top }),
      answers: () => ({
        connection: 'a',
        answers: {
          [NOTE]: of(NOTE, 'xhs', known(123_400, { of: 'gmv_shop' })),
          [ITEM]: of(ITEM, 'taobao', known(60_000, { high: 90_000 })),
          [SKU]: of(SKU, 'jd', known(100)),
        },
      }),
      open: () => ({ opened: true }),
    });
    await show();
    const lines = () => [...root.querySelectorAll('.top li')].map(drawnText);
    expect(lines()).toEqual(['xhs的¥1,234.00 全店GMV']);
    expect(drawnText(root.querySelector('.top > .soft'))).toBe('另有 5 个未参与排名：天数不全 2、不足 10 人 3');
    root.querySelector<HTMLElement>('.top .title')?.click();
    await settled();
    expect(asked.at(-1)).toEqual(['open', { subject: NOTE }]);
    // Of JD's ROI there is nothing to tell, so that it is no choice.
    const options = [...root.querySelectorAll('.top option')];
    expect(options.map(drawnText)).toEqual(['GMV', '淘宝/天猫 · ROI']);
    const select = root.querySelector<HTMLSelectElement>('.top select');
    if (select) select.value = options[1]?.getAttribute('value') ?? '';
    select?.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
    expect([...root.querySelectorAll('.top > .soft')].map(drawnText)).toEqual([
      '没有可以参与排名的数字。',
      '另有 3 个未参与排名：不足 10 人 3',
    ]);
    root.querySelectorAll<HTMLInputElement>('.top input')[1]?.click();
    await settled();
    expect(lines()).toEqual(['taobao的¥600.00–900.00 ', 'jd的¥1.00 ']);
    expect(drawnText(root.querySelector('.top > .soft'))).toBe('区间按下限排名。');
  });
});

describe('what belongs to what, in the popup', () => {
  it('says in one click what a note belongs to that leads to no product, the likely ones first', async () => {
    const of = (subject: string, linked: number, title: string): Answered => ({
      subject,
      freshness: 'fresh',
      status: 'ok',
      fetchedAt: 0,
      mark: null,
      verdicts: {},
      answer: answer(subject, [cell('taobao', { gmv: known(100) })], { linked, title }),
    });
    let paired = false;
    const { root, show, asked } = open({
      ...all,
      onPage: () => ({ ...onPage, answers: [of(NOTE, paired ? 1 : 0, '没对应的'), of(ITEM, 1, '面霜')] }),
      named: () => ({ subject: null, problem: 'unreadable' }),
      search: () => ({
        connection: 'a',
        found: [{ subject: SKU, title: '面霜 京东', kol: null, task: null }],
        more: false,
      }),
      pairs: () => {
        paired = true;
        return { connection: 'a', status: 'ok', pairs: { count: 1, first: [] } };
      },
    });
    await show();
    // The product leads somewhere.
    const [button, ...others] = root.querySelectorAll<HTMLElement>('.belongs > button');
    expect([button?.textContent, others]).toEqual(['对应到商品没对应的', []]);
    button?.click();
    await settled();
    const options = () => [...root.querySelectorAll('.belongs option')].map((option) => option.getAttribute('value'));
    expect(options()).toEqual([`面霜 · 淘宝/天猫 ${ITEM.slice(12)}`]);
    const input = root.querySelector<HTMLInputElement>('.belongs input');
    const type = (text: string) => {
      if (input) input.value = text;
      input?.dispatchEvent(new Event('input', { bubbles: true }));
    };
    type('面');
    await expect.poll(options).toEqual([`面霜 京东 · 京东 ${SKU.slice(7)}`, `面霜 · 淘宝/天猫 ${ITEM.slice(12)}`]);
    type(`面霜 · 淘宝/天猫 ${ITEM.slice(12)}`);
    root.querySelector<HTMLElement>('.belongs form button')?.click();
    await settled();
    expect(asked).toContainEqual(['pairs', { connection: 'a', add: [{ from: NOTE, to: ITEM }], remove: [] }]);
    expect(root.querySelector('.on-page .said')?.textContent).toContain('已保存：没对应的 → 面霜');
    expect(root.querySelector('.belongs')).toBeNull();
  });

  it('takes the product of the page that nobody knows as one of ours, and says when the token may not', async () => {
    let may = false;
    const { root, show, asked } = open({
      ...all,
      onPage: () => ({ ...onPage, url: `https://item.jd.com/${SKU.slice(7)}.html`, answers: [] }),
      named: ({ text }) =>
        text.includes('/explore/')
          ? { subject: NOTE, problem: null }
          : text.includes('item.jd.com')
            ? { subject: SKU, problem: null }
            : { subject: null, problem: 'which-shop' },
      search: () => ({ connection: 'a', found: [], more: false }),
      pairs: () => ({ connection: 'a', status: may ? 'ok' : 'not-authorised', pairs: { count: 0, first: [] } }),
    });
    await show();
    expect(drawnText(root.querySelector('.belongs'))).toBe(`京东 ${SKU.slice(7)} 不在数据里。对应到笔记或任务`);
    root.querySelector<HTMLElement>('.belongs > button')?.click();
    await settled();
    const save = async (text: string) => {
      const input = root.querySelector<HTMLInputElement>('.belongs input');
      if (input) input.value = text;
      input?.dispatchEvent(new Event('input', { bubbles: true }));
      root.querySelector<HTMLElement>('.belongs form button')?.click();
      await settled();
      return root.querySelector('.on-page .said')?.textContent;
    };
    // Digits are no note.
    expect(await save('12345678')).toBe(say('zh_CN', 'pairs_unreadable_note'));
    expect(await save(`https://item.jd.com/${SKU.slice(7)}.html`)).toBe(say('zh_CN', 'pairs_unreadable_note'));
    const link = `https://www.xiaohongshu.com/explore/${NOTE.slice(9)}`;
    expect(await save(link)).toBe(say('zh_CN', 'state_not_authorised'));
    may = true;
    expect(await save(link)).toContain('已保存');
    expect(asked).toContainEqual(['pairs', { connection: 'a', add: [{ from: NOTE, to: SKU }], remove: [] }]);
  });
});
