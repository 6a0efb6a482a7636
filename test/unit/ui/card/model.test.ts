import { describe, expect, it } from 'vitest';
import type { CardModel, CardRow } from '../../../../src/messages/drawn';
import { sayIn } from '../../../../src/text/text';
import { cardModel } from '../../../../src/ui/card/model';
import { ITEM, known, NOTE } from '../figures';
import { DETAIL, DETAIL_ANSWER } from './detail';

const zh = {
  locale: 'zh_CN' as const,
  say: sayIn('zh_CN'),
  costScope: ['juguang'] as const,
  connectionId: 'a',
  unattributed: null,
};
const en = { ...zh, locale: 'en' as const, say: sayIn('en') };
const model = cardModel(DETAIL_ANSWER, zh, 0);

const line = ({ name, text, notes, level }: CardRow) =>
  `${'> '.repeat(level)}${name} ${text}${notes.length > 0 ? ` [${notes.join('|')}]` : ''}`.trim();
const rowsIn = (heading: string, { sections }: CardModel = model) =>
  sections
    .find((section) => section.heading === heading)
    ?.columns.map(({ heading: of, rows }) => [of, ...rows.map(line)]);

describe('a card says', () => {
  it('who wrote it and when, what it cost, what it belongs to', () => {
    expect(rowsIn('基本信息')).toEqual([
      [
        '',
        '达人 @小鹿',
        '报价 ¥8,000.00',
        // From the first of the month to the fifteenth, both counted.
        '发布日期 2026-07-01 · 第 15 天',
        '任务 夏促种草',
        'SPU 防晒系列',
        '关联商品 1',
      ],
    ]);
  });

  it('the funnel in one column per platform, its branches standing in, and what came of it', () => {
    expect(rowsIn('漏斗与成效')).toEqual([
      ['笔记', '展现量 12.0万', '阅读量 1.23万', '挂链点击量（行业商品点击量） 780'],
      [
        '淘宝/天猫',
        '阅读/播放UV 1.20万',
        '> 搜索进店UV 120 [占搜索曝光UV 15.0%]',
        '进店UV 600 [占阅读/播放UV 5.0%]',
        '任务商品成交GMV ¥9,350.00 [归因未满]',
        'ROI 1.87',
        '进店UV成本 ¥8.33',
        '> 至少（任务商品成交GMV） ¥3,000.00',
      ],
      ['京东', '任务商品成交GMV — [任务级，3 篇共用]'],
    ]);
  });

  it('what is only known of a task as the task’s, with how many notes share it', () => {
    expect(rowsIn('任务整体（不拆分到笔记）')).toEqual([
      ['夏促种草', '商详UV 4,500', '任务商品成交GMV ¥1.23万', '同任务笔记数 3'],
    ]);
  });

  it('the cost by its scope', () => {
    expect(rowsIn('花费')).toEqual([['', '> 聚光消费 ¥5,000.00', '花费 ¥5,000.00']]);
  });

  it('beside the cost what the whole workspace spent on no note in particular, and adds it to nothing', () => {
    const whole = { figure: known(300_000), range: { from: '2026-07-01', to: '2026-07-15' } };
    const shown = cardModel(DETAIL_ANSWER, { ...zh, unattributed: whole }, 0);
    expect(rowsIn('花费', shown)).toEqual([
      [
        '',
        '> 聚光消费 ¥5,000.00',
        '花费 ¥5,000.00',
        '未归到笔记 ¥3,000.00 [2026-07-01 至 2026-07-15|全部笔记合计，不算在这里的花费里]',
      ],
    ]);
    // None where nothing is left over, or the cost has no 聚光 in it.
    const none = [
      { ...zh, unattributed: { ...whole, figure: known(0) } },
      { ...zh, unattributed: whole, costScope: ['quote'] as const },
    ].map((setup) => cardModel(DETAIL_ANSWER, setup, 0));
    expect(none.map((one) => JSON.stringify(one).includes('未归到笔记'))).toEqual([false, false]);
  });

  it('where the numbers come from, up to which day, and how much of the days they cover', () => {
    expect(rowsIn('数据来源')).toEqual([
      [
        '',
        '聚光  [截至 2026-07-16|覆盖 15/15 天]',
        '种草星河  [归因 15 天|口径未注明|全部流量|截至 2026-07-15|覆盖 10/15 天]',
      ],
    ]);
  });

  it('the trend as a line that a missing day breaks, with its peak in words', () => {
    const [trend] = model.sections.find(({ heading }) => heading === '趋势')?.columns[0]?.rows ?? [];
    // Three days in 96 pixels; 80 is the top at 1, 40 half way: 23 − 40/80 × 22 = 12.
    expect(trend?.line).toBe('M0 12h0M96 1h0');
    expect(trend?.notes).toEqual(['最高 2026-07-03：80']);
  });

  it('each line in a sentence, to the last digit, with the verdict in words', () => {
    const rows = model.sections.flatMap(({ columns }) => columns.flatMap((column) => column.rows));
    const of = (name: string) => rows.find((row) => row.name === name);
    expect(of('展现量')?.spoken).toBe('展现量：120,000。');
    expect(of('ROI')?.spoken).toBe('ROI：1.87（达标）。');
    expect(of('ROI')?.verdict).toBe('good');
    expect(of('进店UV成本')?.verdict).toBeNull();
    expect(of('=防晒霜 50ml')?.spoken).toBe('=防晒霜 50ml：。在新标签页打开。');
  });

  it('how what the note did by itself stands against a target', () => {
    const xhs = { reads: { verdict: 'bad' as const, bar: { good: 20_000, bad: 15_000, from: 'target' as const } } };
    const { sections } = cardModel({ ...DETAIL_ANSWER, verdicts: { xhs } }, zh, 0);
    const rows = sections.flatMap(({ columns }) => columns.flatMap((column) => column.rows));
    expect(rows.find(({ name }) => name === '阅读量')).toMatchObject({
      verdict: 'bad',
      spoken: '阅读量：12,345（越过警戒线）。',
    });
  });

  it('what each measure is: formula or source, its people, which way is better', () => {
    const rows = model.sections.flatMap(({ columns }) => columns.flatMap((column) => column.rows));
    const why = (name: string) => rows.find((row) => row.name === name)?.why;
    expect(why('进店UV成本')).toBe('进店UV成本：花费 ÷ 进店UV（按日累计）。越低越好。');
    expect(why('进店UV')).toBe('进店UV（按日累计）：来源：种草星河。按日累计，同一人在两天各算一次。越高越好。');
    expect(why('花费')).toBe('花费：聚光。');
  });

  it('the decision, and what can be decided', () => {
    expect(model.mark).toEqual({ decision: 'watch', remark: '再看三天' });
    expect(model.decisions).toEqual([
      ['boost', '加投'],
      ['watch', '观察'],
      ['stop', '停投'],
    ]);
  });

  it('where to say what a note belongs to that leads to no product; not of a product that has a task', () => {
    const last = (detail: typeof DETAIL) =>
      rowsIn('基本信息', cardModel({ ...DETAIL_ANSWER, detail }, zh, 0))?.[0]?.at(-1);
    const alone = { ...DETAIL, linked: 0, counterparts: [] };
    expect(last(alone)).toBe('关联商品 0 [还没有对应关系：点浏览器工具栏的种草镜图标可以补上]');
    expect(last({ ...alone, subject: ITEM })).toBe('关联笔记 0');
  });

  it('why there is nothing, where there is nothing', () => {
    const failed = cardModel({ ...DETAIL_ANSWER, freshness: 'failed', status: 'offline', detail: null }, zh, 0);
    expect(failed.sections).toEqual([]);
    expect(failed.title).toBe(NOTE.slice(9));
    expect(failed.state).toMatch(/^浏览器当前没有网络/);
    const stale = cardModel({ ...DETAIL_ANSWER, freshness: 'stale', status: 'busy' }, en, 7_200_000);
    expect(stale.state).toBe('API busy · numbers of 2h ago');
    const without = { ...DETAIL, cells: DETAIL.cells.filter(({ platform }) => platform === 'xhs') };
    expect(cardModel({ ...DETAIL_ANSWER, detail: without }, zh, 0).state).toMatch(/^还没有说明它对应哪个/);
    const never = { ...without, unlinked: { reason: 'not-imported', source: 'xinghe' } as const };
    expect(cardModel({ ...DETAIL_ANSWER, detail: never }, zh, 0).state).toMatch(/^还没有导入过种草星河的报表/);
  });

  it('nothing of platforms that nobody reports on', () => {
    const bare = { ...DETAIL, cells: DETAIL.cells.slice(1, 2), funnels: [] };
    const only = cardModel({ ...DETAIL_ANSWER, detail: bare }, zh, 0);
    expect(rowsIn('漏斗与成效', only)?.map(([of]) => of)).toEqual(['淘宝/天猫']);
  });
});

describe('a copy of a card', () => {
  it('as text stands in, line by line, with every digit', () => {
    expect(model.copies.text).toContain('\n漏斗与成效 · 笔记\n展现量  120,000\n');
    expect(model.copies.text).toContain('\n  搜索进店UV  120 人·天 (占搜索曝光UV 15.0%)\n');
  });

  it('as a table has five cells a line, none of which a spreadsheet takes for a formula', () => {
    const table = model.copies.table.split('\n').map((row) => row.split('\t'));
    expect(table.slice(1).every((row) => row.length === 5)).toBe(true);
    expect(table).toContainEqual(['关联商品', '', "'=防晒霜 50ml", '', '']);
    expect(table).toContainEqual(['基本信息', '', '达人', "'@小鹿", '']);
  });
});
