import { describe, expect, it } from 'vitest';
import type { Answered } from '../../../src/messages/protocol';
import type { Cell } from '../../../src/metrics/question';
import { badgeWords } from '../../../src/text/text';
import { type BadgeSetup, type BadgeState, badgeModel } from '../../../src/ui/badge-model';
import { answer, cell, ITEM, known, missing, NOTE, SKU } from './figures';

const NOW = Date.UTC(2026, 6, 16, 12);
const zh = { locale: 'zh_CN' as const, words: badgeWords('zh_CN') };
const en = { locale: 'en' as const, words: badgeWords('en') };

function answered(answers: Partial<Answered> & { subject: string }): BadgeState {
  const fresh = { freshness: 'fresh', status: 'ok', fetchedAt: NOW, answer: null, mark: null, verdicts: {} } as const;
  return { kind: 'answered', answered: { ...fresh, ...answers } };
}

// ¥1,234.56 over 356 visitors is ¥3.467… each, and GMV ¥2,308.63 over it 1.87.
const taobao: Cell = cell('taobao', {
  visitors: known(356),
  cost_per_visitor: known(123_456 / 356),
  roi: known(230_863 / 123_456),
});
const jd: Cell = cell('jd', {
  item_viewers: known(12_345, { marks: ['task-level'] }),
  cost_per_viewer: known(1000, { marks: ['whole-spend'] }),
  roi: known(0.5, { bound: 'at-least', marks: ['whole-spend', 'only-this-shop'] }),
});
const own: Cell = cell('xhs', { cost: known(123_456) });

/** As they stand over a card, or with every number named. */
const texts = (state: BadgeState, named = false, setup: BadgeSetup = zh) =>
  badgeModel(state, setup, NOW).cells.map(({ sign, numbers, notes }) => [
    sign,
    ...numbers.map(({ label, plain, text }) => (plain && !named ? '' : label) + text),
    ...notes,
  ]);

describe('what a badge says', () => {
  it('on a note: both platforms, each under its own sign, with its marks', () => {
    expect(texts(answered({ subject: NOTE, answer: answer(NOTE, [own, taobao, jd]) }))).toEqual([
      ['淘', '356', '¥3.47', 'ROI1.87'],
      ['京', '1.23万', '¥10.00', 'ROI≥0.50', '任务级', '花费含另一平台', '仅京东'],
    ]);
  });

  it('on a product page: only the platform that the page is of, with names', () => {
    expect(texts(answered({ subject: ITEM, answer: answer(ITEM, [taobao, jd]) }), true)).toEqual([
      ['淘', '进店UV356', 'UV成本¥3.47', 'ROI1.87'],
    ]);
    expect(texts(answered({ subject: SKU, answer: answer(SKU, [taobao, jd]) }), true)).toEqual([
      ['京', '商详UV1.23万', 'UV成本¥10.00', 'ROI≥0.50', '任务级', '花费含另一平台', '仅京东'],
    ]);
  });

  it('a dash for what is missing, beside what is known', () => {
    const some = cell('taobao', { visitors: known(0), cost_per_visitor: missing('zero-denominator') });
    expect(texts(answered({ subject: NOTE, answer: answer(NOTE, [some]) }))).toEqual([['淘', '0', '—', 'ROI—']]);
  });

  it('one dash and why, where nothing is known', () => {
    const shared = missing('task-only', { count: 3 });
    const some = cell('jd', { item_viewers: shared, cost_per_viewer: shared, roi: shared });
    expect(texts(answered({ subject: NOTE, answer: answer(NOTE, [some]) }))).toEqual([['京', '—', '任务级，3 篇共用']]);
    expect(texts(answered({ subject: NOTE, answer: answer(NOTE, [own]) }))).toEqual([['', '—', '还没对应商品']]);
    const never = { ...answer(NOTE, [own]), unlinked: { reason: 'not-imported', source: 'xinghe' } as const };
    expect(texts(answered({ subject: NOTE, answer: never }))).toEqual([['', '—', '还没导入种草星河']]);
  });

  it('how many days are covered, of the least covered number', () => {
    const some = cell('taobao', {
      visitors: known(600, { days: { covered: 12, asked: 15 }, marks: ['partial'] }),
      roi: known(1, { days: { covered: 10, asked: 15 }, marks: ['partial'] }),
    });
    expect(texts(answered({ subject: NOTE, answer: answer(NOTE, [some]) }))).toEqual([
      ['淘', '600', '—', 'ROI1.00', '10/15 天'],
    ]);
  });

  it('the marks of the whole answer, each once', () => {
    const group = answer(ITEM, [taobao], { marks: ['group', 'shared'], group: { name: 'SPU', members: 4 } });
    expect(texts(answered({ subject: ITEM, answer: group }))).toEqual([
      ['淘', '356', '¥3.47', 'ROI1.87', '商品组 4 款', '多品共用'],
    ]);
  });

  it('in every state something', () => {
    const model = (state: BadgeState) => badgeModel(state, zh, NOW);
    expect(model({ kind: 'loading' })).toMatchObject({ look: 'loading', spoken: '种草镜：正在读取数字。' });
    expect(texts(answered({ subject: NOTE, freshness: 'failed', status: 'not-authorised' }))).toEqual([
      ['', '—', '令牌无效'],
    ]);
    const old = { subject: NOTE, answer: answer(NOTE, [taobao]), freshness: 'stale' as const };
    const fetchedAt = NOW - 5 * 3_600_000;
    expect(model(answered({ ...old, status: 'offline', fetchedAt }))).toMatchObject({
      look: 'stale',
      tail: '网络已断开 · 5小时前的数字',
    });
    expect(model(answered({ ...old, status: 'ok', fetchedAt })).tail).toBe('5小时前的数字');
    expect(model(answered({ ...old, freshness: 'fresh' })).tail).toBe('');
  });

  it('what was chosen, in that order, each under its name', () => {
    const found = cell('taobao', {
      search_visitors: known(120),
      // ¥1,234.56 over 120 who came by searching is ¥10.288.
      cost_per_search_visitor: known(123_456 / 120),
      gmv: known(230_863, { of: 'gmv_shop' }),
    });
    const state = answered({ subject: NOTE, answer: answer(NOTE, [found]) });
    const setup: BadgeSetup = { ...zh, chosen: ['search', 'cost_per_search', 'gmv'] };
    expect(texts(state, false, setup)).toEqual([['淘', '搜索进店120', '回搜成本¥10.29', '全店GMV¥2,308.63']]);
    expect(
      texts(answered({ subject: NOTE, answer: answer(NOTE, [taobao]) }), false, { ...zh, chosen: ['roi', 'people'] }),
    ).toEqual([['淘', 'ROI1.87', '进店UV356']]);
  });

  it('good and bad only where the verdict says so, and in words too', () => {
    const bar = { good: 400, bad: 1500, from: 'target' } as const;
    const verdicts = {
      taobao: { cost_per_visitor: { verdict: 'good', bar }, roi: { verdict: null, why: 'small-sample' } },
      jd: { roi: { verdict: 'bad', bar: { ...bar, from: 'waterline' } } },
    } as const;
    const model = badgeModel(answered({ subject: NOTE, answer: answer(NOTE, [taobao, jd]), verdicts }), zh, NOW);
    expect(model.cells.map(({ numbers }) => numbers.map(({ verdict }) => verdict))).toEqual([
      [null, 'good', null],
      [null, null, 'bad'],
    ]);
    expect(model.spoken).toContain('进店UV成本 3.47 元（达标）');
    expect(model.spoken).toContain('ROI 不低于 0.50（差于多数同类笔记）');
  });

  it('what was decided, also where there is no number', () => {
    const mark = { decision: 'boost', remark: '加预算', at: '2026-07-16T00:00:00Z' } as const;
    const model = badgeModel(answered({ subject: NOTE, answer: answer(NOTE, [taobao]), mark }), zh, NOW);
    expect(model.mark).toEqual({ decision: 'boost', text: '加投' });
    expect(model.spoken).toMatch(/已标记加投。$/);
    const failed = badgeModel(answered({ subject: NOTE, freshness: 'failed', status: 'offline', mark }), en, NOW);
    expect(failed.mark?.text).toBe('boost');
  });

  it('the same in sentences, to the last digit', () => {
    const state = answered({ subject: NOTE, answer: answer(NOTE, [taobao, jd]) });
    expect(badgeModel(state, zh, NOW).spoken).toBe(
      '种草镜：淘宝/天猫：进店UV 356 人·天，进店UV成本 3.47 元，ROI 1.87，截至 2026-07-15。 ' +
        '京东：商详UV 12,345 人·天，商详UV成本 10.00 元，ROI 不低于 0.50，任务级，花费含另一平台，仅京东，截至 2026-07-15。',
    );
    expect(badgeModel(state, en, NOW).spoken).toBe(
      'GrassLens: Taobao/Tmall: Visitors 356 person-days, Cost per visitor 3.47 yuan, ROI 1.87, as of 2026-07-15. ' +
        'JD: Item viewers 12,345 person-days, Cost per viewer 10.00 yuan, ROI at least 0.50, ' +
        'task level, cost of another platform too, JD only, as of 2026-07-15.',
    );
  });
});
