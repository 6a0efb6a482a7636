import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sayIn } from '../../../src/text/text';
import { drawn, exact, type Form, spoken } from '../../../src/ui/numbers';
import { runs } from '../../support/runs';
import { known, missing } from './figures';

const zh = (value: number, form: Form) => drawn(known(value), form, 'zh_CN');
const en = (value: number, form: Form) => drawn(known(value), form, 'en');

describe('a number as it is drawn', () => {
  it('stands whole below ten thousand', () => {
    expect(zh(0, 'people')).toBe('0');
    expect(zh(1234, 'people')).toBe('1,234');
    expect(zh(9999, 'count')).toBe('9,999');
    expect(en(9999, 'count')).toBe('9,999');
  });

  it('is in 万 and 亿 from there on, in K, M and B in English', () => {
    expect(zh(12_345, 'people')).toBe('1.2万');
    expect(zh(10_000, 'people')).toBe('1万');
    expect(zh(12_345_678, 'people')).toBe('1234.6万');
    expect(zh(340_000_000, 'people')).toBe('3.4亿');
    expect(en(12_345, 'people')).toBe('12.3K');
    expect(en(1_234_567, 'people')).toBe('1.2M');
    expect(en(3_400_000_000, 'people')).toBe('3.4B');
  });

  it('takes the unit of what it rounds to', () => {
    expect(zh(9999.5, 'people')).toBe('1万');
    expect(zh(9999.4, 'people')).toBe('9,999');
    expect(zh(99_999_999, 'people')).toBe('1亿'); // 9,999.99…万, not 10,000万
    expect(zh(999_999.5, 'money')).toBe('¥1万'); // ¥9,999.995
    expect(zh(999_999.4, 'money')).toBe('¥9,999.99');
    expect(en(999_999, 'people')).toBe('1M');
  });

  it('turns fen into yuan and rounds once, half away from zero', () => {
    expect(zh(346, 'money')).toBe('¥3.46');
    expect(zh(100.5, 'money')).toBe('¥1.01'); // 1.005 as a double lies below the half: toFixed says 1.00
    expect(zh(345.49, 'money')).toBe('¥3.45'); // rounded twice, 345.49 → 345.5 → 346
    expect(zh(1_234_567_890, 'money')).toBe('¥1234.6万');
    expect(zh(-123_456, 'money')).toBe('-¥1,234.56');
  });

  it('writes ROI with two decimals and rates in percent', () => {
    expect(zh(1.865, 'times')).toBe('1.87');
    expect(zh(0, 'times')).toBe('0.00');
    expect(zh(0.123, 'percent')).toBe('12.3%');
    expect(zh(0.0004, 'percent')).toBe('0.04%'); // one decimal would say 0.0%
    expect(zh(0, 'percent')).toBe('0.0%');
  });

  it('has no minus before what rounds to 0', () => {
    expect(zh(-0.4, 'people')).toBe('0');
    expect(zh(-0.4, 'money')).toBe('¥0.00');
  });

  it('shows a band, and one number where both ends look the same', () => {
    expect(drawn(known(600, { high: 1000 }), 'people', 'zh_CN')).toBe('600–1,000');
    expect(drawn(known(820, { high: 1142 }), 'money', 'zh_CN')).toBe('¥8.20–11.42');
    expect(drawn(known(8000, { high: 12_000 }), 'people', 'zh_CN')).toBe('8,000–1.2万');
    expect(drawn(known(1.871, { high: 1.874 }), 'times', 'zh_CN')).toBe('1.87');
  });

  it('says where the truth lies beyond it', () => {
    expect(drawn(known(1250, { bound: 'at-least' }), 'money', 'zh_CN')).toBe('≥¥12.50');
    expect(drawn(known(1.2, { bound: 'at-most' }), 'times', 'zh_CN')).toBe('≤1.20');
  });

  it('is a dash where it is missing: never 0', () => {
    expect(drawn(missing('not-covered'), 'people', 'zh_CN')).toBe('—');
    expect(drawn(undefined, 'money', 'zh_CN')).toBe('—');
  });

  it('is exact to the last digit where it is asked to be', () => {
    expect(exact(known(1_234_567_890), 'money', 'zh_CN')).toBe('¥12,345,678.90');
    expect(exact(known(12_345), 'people', 'en')).toBe('12,345');
  });

  it('is short whatever it is', () => {
    const figure = fc.double({ min: -1e13, max: 1e13, noNaN: true });
    const forms = fc.constantFrom<Form>('count', 'people', 'money');
    fc.assert(
      fc.property(figure, forms, fc.constantFrom('zh_CN' as const, 'en' as const), (value, form, locale) => {
        const text = drawn(known(value), form, locale);
        // The longest: -¥9,999.99, or ¥9999.9万 with its sign.
        expect(text.length).toBeLessThanOrEqual(10);
        expect(text).toMatch(/^-?¥?[\d,.]+(万|亿|万亿|K|M|B|T)?$/);
      }),
      { seed: 20260715, numRuns: runs(2000) },
    );
  });
});

describe('a number as it is spoken', () => {
  const say = sayIn('zh_CN');
  it('has all its digits and its unit', () => {
    expect(spoken(known(12_345), 'people', 'zh_CN', say)).toBe('12,345 人·天');
    expect(spoken(known(346), 'money', 'zh_CN', say)).toBe('3.46 元');
    expect(spoken(known(1.87), 'times', 'zh_CN', say)).toBe('1.87');
    expect(spoken(known(12_345), 'people', 'en', sayIn('en'))).toBe('12,345 person-days');
  });

  it('says bands and bounds in words', () => {
    expect(spoken(known(600, { high: 1000 }), 'people', 'zh_CN', say)).toBe('600 到 1,000 人·天');
    expect(spoken(known(1250, { bound: 'at-least' }), 'money', 'en', sayIn('en'))).toBe('at least 12.50 yuan');
    expect(spoken(known(1.2, { bound: 'at-most' }), 'times', 'zh_CN', say)).toBe('不高于 1.20');
  });

  it('says why it is missing', () => {
    expect(spoken(missing('not-covered'), 'people', 'zh_CN', say)).toBe('没有数字（未导入这几天）');
    expect(spoken(missing('task-only', { count: 3 }), 'people', 'zh_CN', say)).toBe('没有数字（任务级，3 篇共用）');
    expect(spoken(undefined, 'people', 'en', sayIn('en'))).toBe('no number (not in the export)');
  });
});
