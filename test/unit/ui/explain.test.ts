import { describe, expect, it } from 'vitest';
import { COMPOSED, DERIVED, type MeasureKey, STORED } from '../../../src/metrics/measures';
import { sayIn } from '../../../src/text/text';
import { linePath } from '../../../src/ui/card/line';
import { explain, nameOf } from '../../../src/ui/explain';

const ALL = Object.keys({ ...STORED, ...COMPOSED, ...DERIVED }) as MeasureKey[];

describe('what a measure is', () => {
  it.each(ALL)('%s: a name, and a formula or a source, in each language', (key) => {
    for (const locale of ['zh_CN', 'en'] as const) {
      expect(nameOf(key, locale)).toMatch(/\S/);
      const text = explain(key, ['quote', 'juguang'], locale, sayIn(locale));
      expect(text).toMatch(
        /÷|来源：\S|Source: \S|报价 \+ 聚光|quote \+ Juguang|第一个有数|first of these|更粗一级|coarser/,
      );
      // No key without words, no parameter left open.
      expect(text).not.toMatch(/[{}]|card_|measure_/);
    }
  });

  it('is said with its formula, its scale and the way that is better', () => {
    expect(explain('cpm', ['juguang'], 'zh_CN', sayIn('zh_CN'))).toBe(
      '千次展现成本：聚光消费 ÷ 展现量。再乘以 1000。越低越好。',
    );
    expect(explain('cost', ['quote', 'juguang'], 'en', sayIn('en'))).toBe('Cost: quote + Juguang.');
    expect(explain('gmv', [], 'en', sayIn('en'))).toBe(
      'GMV: The first of these that is known: Task-item GMV, Whole-shop GMV. Higher is better.',
    );
  });

  it('is not left without a source or formula by the catalogue', () => {
    for (const { sources } of Object.values(STORED)) expect(sources.length).toBeGreaterThan(0);
    for (const { formula } of Object.values(DERIVED))
      expect([formula.numerator, formula.denominator]).not.toContain('');
    for (const { parts } of Object.values(COMPOSED)) expect(parts.length).toBeGreaterThan(0);
  });
});

describe('a line over days', () => {
  it('goes from 0 at the bottom to the greatest at the top, and breaks where a day is not known', () => {
    expect(linePath([0, 10])).toBe('M0 23h0L96 1');
    expect(linePath([5, null, 10, 10])).toBe('M0 12h0M64 1h0L96 1');
  });

  it('is not drawn for one day, and lies flat where all is 0', () => {
    expect(linePath([7])).toBe('');
    expect(linePath([null, 7, null])).toBe('');
    expect(linePath([0, 0])).toBe('M0 23h0L96 23');
  });
});
