import { describe, expect, it } from 'vitest';
import { sayIn } from '../../../src/text/text';
import { besideOf } from '../../../src/ui/mark-words';
import { reasonSentence, reasonWords } from '../../../src/ui/reason-words';
import { verdictNote } from '../../../src/ui/verdict-words';
import { known, missing } from './figures';

const say = sayIn('zh_CN');

describe('why a number is not there', () => {
  it('names the source that was never imported, and the export to fetch', () => {
    const figure = missing('not-imported', { source: 'juguang' });
    expect(reasonWords(figure, say)).toBe('还没导入聚光');
    expect(reasonSentence(figure, say)).toBe('还没有导入过聚光的报表。请导出「笔记」报表（按日），再导入。');
    expect(reasonWords(missing('not-imported'), say)).toBe('还没导入');
  });

  it('is a filter, a small number, a blank, or what the platform has not returned', () => {
    expect(reasonSentence(missing('filtered-only', { source: 'xinghe' }), say)).toMatch(
      /^导入过的种草星河报表都在后台筛选过/,
    );
    expect(reasonWords(missing('filtered-only', { source: 'xinghe' }), say)).toBe('只有筛选过的导出');
    expect(reasonWords(missing('hidden'), say)).toBe('后台隐藏了小数');
    expect(reasonWords(missing('blank'), say)).toBe('报表里是空的');
    expect(reasonWords(missing('pending'), say)).toBe('回传未到');
    expect(reasonWords(missing('not-mapped'), say)).toBe('还没对应商品');
  });
});

describe('what stands beside a number', () => {
  it('names the days that it lacks', () => {
    const lacking = [
      { from: '2026-09-23', to: '2026-09-25' },
      { from: '2026-09-28', to: '2026-09-28' },
    ];
    const figure = known(600, { marks: ['partial'], days: { covered: 10, asked: 14 }, lacking });
    expect(besideOf(figure, 'taobao', say)).toEqual(['10/14 天', '缺 09-23…09-25、09-28']);
  });

  it('is neither who declared a caliber nor that it was inferred: a line of the provenance is enough', () => {
    const marks = ['declared', 'inferred', 'credited', 'maybe-immature', 'other-products'] as const;
    expect(besideOf(known(1, { marks: [...marks] }), 'taobao', say)).toEqual(['花费含其他商品', '归因可能未满']);
  });
});

describe('what is told of a verdict', () => {
  const bar = { good: 2, bad: 1, from: 'target' } as const;

  it('is the days that it rests on, where the range has others', () => {
    const basis = { from: '2026-09-01', to: '2026-09-07' };
    expect(verdictNote({ verdict: 'good', bar, basis }, say)).toBe('按已满的 9/1–9/7 判断');
    expect(verdictNote({ verdict: 'good', bar }, say)).toBeNull();
  });

  it.each([
    ['small-sample', '不判断：样本小'],
    ['immature', '不判断：归因未满'],
    ['partial', '不判断：天数不全'],
    ['band', '不判断：区间跨目标'],
    ['bound', '不判断：区间跨目标'],
    ['no-bar', '不判断：没有目标'],
    ['missing', null],
    ['undirected', null],
  ] as const)('is %s as %s where there is none', (why, text) => {
    expect(verdictNote({ verdict: null, why }, say)).toBe(text);
  });
});
